// Finds out why nothing is shown: nothing received, nothing in range, or which filter keeps everything out.

import type { Clock } from '../../src/base/ports.ts';
import type { CollectorStatus } from '../../src/model/collector.ts';
import type { PageContract } from '../../src/protocol/page-contract.ts';
import type { Client } from '../../src/protocol/rpc.ts';
import { removeTerm, topLevelTerms } from '../../src/query/edit.ts';
import type { Feed, Question } from './feed.ts';
import { ALL_TIME, rangeLabel, resolveRange } from './range.ts';

/** A filter that could be taken away, and how many records that would bring; undefined while that is counted. */
export interface Loosening {
  readonly label: string;
  readonly question: Question;
  readonly brings: number | undefined;
}

/** Why a result is empty. */
export type Emptiness =
  | { readonly kind: 'never' }
  | { readonly kind: 'cleared' }
  /** `latest`: time (ms) of the last record of this query before the range; absent where there is none after all. */
  | { readonly kind: 'range'; readonly latest: number | undefined }
  | { readonly kind: 'filters'; readonly loosenings: readonly Loosening[] };

export interface Inquiry {
  /** Undefined while there are records, or before it is known. */
  readonly emptiness: Emptiness | undefined;
  readonly status: CollectorStatus | undefined;
  /** Looks at an answer of the feed. */
  consider(feed: Feed, isEmpty: boolean): void;
  refreshStatus(): void;
  dispose(): void;
}

/** Creates the inquiry; asks one small question at a time. */
export function createInquiry(
  host: Pick<Client<PageContract>, 'request'>,
  clock: Clock,
  onChange: () => void,
): Inquiry {
  let emptiness: Emptiness | undefined;
  let status: CollectorStatus | undefined;
  let considered: Question | undefined;
  let controller: AbortController | undefined;

  const count = async ({ query, range, since }: Question, signal: AbortSignal): Promise<number> => {
    const answer = await host.request(
      'histogram',
      { query, range: resolveRange(range, clock.now()), since, buckets: 1, by: 'level' },
      { signal },
    );
    return answer.total;
  };
  const inRange = async (question: Question, signal: AbortSignal): Promise<Emptiness> => {
    const page = await host.request(
      'search',
      { query: question.query, range: {}, since: question.since, order: 'newest', limit: 1 },
      { signal },
    );
    return { kind: 'range', latest: page.records[0]?.timestamp };
  };
  const loosen = async (question: Question, signal: AbortSignal): Promise<void> => {
    const { query, range, since } = question;
    const terms = topLevelTerms(query).slice(0, 10);
    const without = terms.map((term) => ({
      label: term.text,
      question: { query: removeTerm(query, term.from, term.to), range, since },
    }));
    const wider =
      range.kind === 'all'
        ? []
        : [{ label: rangeLabel(range, clock.now()), question: { query, range: ALL_TIME, since } }];
    const loosenings: Loosening[] = [...without, ...wider].map((one) => ({ ...one, brings: undefined }));
    const show = (): void => {
      emptiness = { kind: 'filters', loosenings: loosenings.slice() };
      onChange();
    };
    show();
    for (const [index, one] of loosenings.entries()) {
      loosenings[index] = { ...one, brings: await count(one.question, signal) };
      show();
    }
  };
  const find = async (question: Question, signal: AbortSignal): Promise<void> => {
    try {
      status = await host.request('status', {}, { signal });
      if (status.store.records === 0) emptiness = { kind: 'never' };
      else if (question.since !== undefined && (await count({ ...question, since: undefined }, signal)) > 0)
        emptiness = { kind: 'cleared' };
      else if (question.query.trim() === '') emptiness = await inRange(question, signal);
      else await loosen(question, signal);
    } catch {
      // Given up, or the home has gone: the page says so by itself, and the next answer asks again.
      if (considered === question) considered = undefined;
    }
    onChange();
  };

  return {
    get emptiness() {
      return emptiness;
    },
    get status() {
      return status;
    },
    consider(feed, isEmpty) {
      if (!isEmpty) {
        controller?.abort();
        considered = undefined;
        emptiness = undefined;
        status = feed.status ?? status;
        return;
      }
      if (considered === feed.question && emptiness?.kind !== 'never') return;
      considered = feed.question;
      controller?.abort();
      controller = new AbortController();
      void find(feed.question, controller.signal);
    },
    refreshStatus() {
      host.request('status', {}).then(
        (answer) => {
          status = answer;
          onChange();
        },
        () => undefined,
      );
    },
    dispose() {
      controller?.abort();
    },
  };
}
