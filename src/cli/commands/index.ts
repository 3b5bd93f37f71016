// The commands of `sightline`, in the order of its help; each is loaded when it is needed.

import type { Command } from 'commander';
import type { World } from '../world.ts';

/** Declares a command and what it does. */
export type CreateCommand = (world: World) => Command;

export const COMMANDS: Readonly<Record<string, () => Promise<CreateCommand>>> = {
  collect: async () => (await import('./collect.ts')).collectCommand,
  tail: async () => (await import('./tail.ts')).tailCommand,
  query: async () => (await import('./query.ts')).queryCommand,
  store: async () => (await import('./store.ts')).storeCommand,
  locate: async () => (await import('./locate.ts')).locateCommand,
  lint: async () => (await import('./lint.ts')).lintCommand,
  coverage: async () => (await import('./coverage.ts')).coverageCommand,
  calls: async () => (await import('./calls.ts')).callsCommand,
  status: async () => (await import('./status.ts')).statusCommand,
  stop: async () => (await import('./stop.ts')).stopCommand,
};
