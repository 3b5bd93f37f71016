// The counts beside the list: for every open facet the values of its field among the records of the result.

import { messageOf } from '../../src/base/errors.ts';
import type { FacetAnswer, TimeRange } from '../../src/model/query.ts';
import type { PageContract } from '../../src/protocol/page-contract.ts';
import { RpcError, type Client } from '../../src/protocol/rpc.ts';
import { withoutField } from './filters.ts';
import type { FacetChoice } from './saved.ts';

export interface FacetState {
  readonly answer: FacetAnswer | undefined;
  readonly failure: string | undefined;
  /** Whether more values than usual are asked for. */
  readonly long: boolean;
}

export interface FacetScope {
  readonly query: string;
  readonly range: TimeRange;
  readonly since?: number;
  readonly upTo: number;
}

export interface Facets {
  stateOf(field: string): FacetState;
  /** Asks for what is open; the values of a field are counted without the filters on that field itself. */
  update(open: readonly FacetChoice[], scope: FacetScope): void;
  setLong(field: string, long: boolean): void;
  dispose(): void;
}

const SHORT = 6;
const LONG = 100;
const NOTHING: FacetState = { answer: undefined, failure: undefined, long: false };

/** Creates the facets; one request at a time, given up when the scope changes. */
export function createFacets(host: Pick<Client<PageContract>, 'request'>, onChange: () => void): Facets {
  const states = new Map<string, FacetState>();
  const asked = new Map<string, string>();
  let controller: AbortController | undefined;
  let fields: readonly string[] = [];
  let scope: FacetScope | undefined;

  const keyOf = (field: string): string => JSON.stringify([scope, states.get(field)?.long ?? false]);
  const askOne = async (field: string, signal: AbortSignal): Promise<void> => {
    const key = keyOf(field);
    const state = states.get(field) ?? NOTHING;
    try {
      const answer = await host.request(
        'facet',
        { ...scope!, query: withoutField(scope!.query, field), field, limit: state.long ? LONG : SHORT },
        { signal },
      );
      states.set(field, { ...state, answer, failure: undefined });
      asked.set(field, key);
    } catch (error) {
      if (error instanceof RpcError && error.kind === 'cancelled') return;
      states.set(field, { ...state, failure: messageOf(error) });
      asked.set(field, key);
    }
    onChange();
  };
  const run = async (): Promise<void> => {
    controller?.abort();
    const { signal } = (controller = new AbortController());
    for (const field of fields) {
      if (signal.aborted) return;
      if (asked.get(field) !== keyOf(field)) await askOne(field, signal);
    }
  };

  return {
    stateOf: (field) => states.get(field) ?? NOTHING,
    update(choices, newScope) {
      const open = choices.filter((facet) => facet.open).map((facet) => facet.field);
      const isSame = JSON.stringify([fields, scope]) === JSON.stringify([open, newScope]);
      fields = open;
      scope = newScope;
      if (!isSame) void run();
    },
    setLong(field, long) {
      states.set(field, { ...(states.get(field) ?? NOTHING), long });
      if (scope !== undefined) void run();
    },
    dispose() {
      controller?.abort();
    },
  };
}
