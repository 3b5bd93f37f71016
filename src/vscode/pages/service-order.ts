// The order in which services were first met, kept for all pages of the workspace: it gives them their colours.

import type * as vscode from 'vscode';
import { createEmitter, type Event } from '../../base/event.ts';
import type { Log } from '../../base/ports.ts';

export interface ServiceOrder {
  readonly order: readonly string[];
  /** Puts services not known yet behind those that are. */
  meet(services: readonly string[]): Promise<void>;
  readonly onDidChange: Event<readonly string[]>;
}

const KEY = 'services';
/** A program that makes up service names must not fill the workspace's state. */
const MOST = 500;

/** Creates the order as `memento` has kept it. */
export function createServiceOrder(memento: vscode.Memento, log: Log): ServiceOrder {
  let order = memento.get<readonly string[]>(KEY, []);
  const changed = createEmitter<readonly string[]>((error) =>
    log.error('a page did not take the order of services', error),
  );
  return {
    get order() {
      return order;
    },
    async meet(services) {
      const next = [...new Set([...order, ...services])].slice(0, MOST);
      if (next.length > order.length) {
        order = next;
        await memento.update(KEY, order);
      }
      changed.fire(order);
    },
    onDidChange: changed.event,
  };
}
