// Completion in the query box: fields, values with how often they occur, operators; from the data.

import {
  insertCompletionText,
  startCompletion,
  type Completion,
  type CompletionContext,
  type CompletionSource,
} from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import type { FieldInfo } from '../../src/model/query.ts';
import type { PageContract } from '../../src/protocol/page-contract.ts';
import type { Client } from '../../src/protocol/rpc.ts';
import { completionsAt, OPERATORS, type CompletionPlace } from '../../src/query/complete.ts';
import { quoteField, quoteValue } from '../../src/query/escape.ts';
import { formatShortCount } from './format.ts';

export interface QueryCompleteParts {
  readonly host: Pick<Client<PageContract>, 'request'>;
  /** Range in which values are counted. */
  readonly range: () => { readonly from?: number; readonly to?: number };
}

const FIELDS_FOR = 10_000;
const MOST_VALUES = 50;

/** Creates the source; fields are asked for at most every ten seconds. */
export function createQueryComplete({ host, range }: QueryCompleteParts): CompletionSource {
  let fields: Promise<readonly FieldInfo[]> | undefined;
  let askedAt = 0;
  const knownFields = (): Promise<readonly FieldInfo[]> => {
    if (fields === undefined || Date.now() - askedAt > FIELDS_FOR) {
      askedAt = Date.now();
      fields = host.request('fields', {}).catch(() => []);
    }
    return fields;
  };

  const completeField = async ({ prefix }: CompletionPlace): Promise<readonly Completion[]> => {
    const known = await knownFields();
    const wanted = prefix.toLowerCase();
    return known
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .map(({ name, count }, place) => ({
        label: name,
        apply: (view: EditorView, _chosen: Completion, from: number, to: number) => {
          view.dispatch(insertCompletionText(view.state, `${quoteField(name)}:`, from, to));
          // The values come next.
          startCompletion(view);
        },
        detail: formatShortCount(count),
        // What starts with the typed text, then what has a part that does, each by frequency.
        boost: (name.toLowerCase().startsWith(wanted) ? 50 : 0) - Math.min(49, place),
      }));
  };
  const completeValue = async (
    { prefix, field = '' }: CompletionPlace,
    signal: AbortSignal,
  ): Promise<readonly Completion[]> => {
    const answer = await host.request(
      'facet',
      { query: '', range: range(), field, limit: MOST_VALUES, prefix },
      { signal },
    );
    return answer.values.map(({ value, count }, place) => ({
      label: value.length > 200 ? `${value.slice(0, 200)}…` : value,
      apply: `${quoteValue(value)} `,
      detail: formatShortCount(count),
      boost: -place,
    }));
  };

  return async (context: CompletionContext) => {
    const place = completionsAt(context.state.doc.toString(), context.pos);
    if (place === undefined || (place.kind === 'field' && place.prefix === '' && !context.explicit)) return null;
    const controller = new AbortController();
    context.addEventListener('abort', () => controller.abort());
    try {
      const options =
        place.kind === 'value'
          ? await completeValue(place, controller.signal)
          : [
              ...(place.kind === 'operator'
                ? OPERATORS.filter((one) => one.startsWith(place.prefix)).map((one) => ({
                    label: one,
                    apply: `${one} `,
                  }))
                : []),
              ...(await completeField(place)),
            ];
      return { from: place.from, to: place.to, options, filter: false };
    } catch {
      // No values to offer: the home is away, or the question was given up.
      return null;
    }
  };
}
