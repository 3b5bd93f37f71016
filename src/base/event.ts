// A value-carrying event that many can listen to.

import { toDisposable, type Disposable } from './disposable.ts';

/** Subscribes a listener; the returned Disposable ends the subscription. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** The firing side of an Event. */
export interface Emitter<T> {
  readonly event: Event<T>;
  fire(value: T): void;
}

/** Creates an Emitter. Listeners run in order of subscription; one that throws does not keep the others from running. */
export function createEmitter<T>(onError: (error: unknown) => void): Emitter<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    event(listener) {
      listeners.add(listener);
      return toDisposable(() => listeners.delete(listener));
    },
    fire(value) {
      for (const listener of [...listeners]) {
        try {
          listener(value);
        } catch (error) {
          onError(error);
        }
      }
    },
  };
}
