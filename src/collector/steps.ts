// Partial answers on their way to a client: many in, few out.

import { coalesce } from '../base/coalesce.ts';

/** At most 20 a second. */
const INTERVAL_MS = 50;

export interface PacedSteps<S> {
  readonly step: (partial: S) => void;
  /** Nothing is sent after this; what was still held back is in the whole answer anyway. */
  end(): void;
}

/** Paces `send`; what comes meanwhile is put together by `merge`. */
export function paceSteps<S>(send: (partial: S) => void, merge: (held: S, next: S) => S): PacedSteps<S> {
  let held: { readonly partial: S } | undefined;
  const sender = coalesce(() => {
    if (held === undefined) return;
    const { partial } = held;
    held = undefined;
    send(partial);
  }, INTERVAL_MS);
  return {
    step(partial) {
      held = { partial: held === undefined ? partial : merge(held.partial, partial) };
      sender.trigger();
    },
    end() {
      held = undefined;
      sender.dispose();
    },
  };
}
