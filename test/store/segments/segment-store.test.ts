// The columnar store passes the contract of every home.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { silentLog, systemClock } from '../../../src/base/ports.ts';
import type { LogStore } from '../../../src/store/log-store.ts';
import { openSegmentStore } from '../../../src/store/homes/embedded/segments/segment-store.ts';
import { describeLogStore } from '../contract.ts';
import { readLine } from './read-line.ts';

const root = mkdtempSync(path.join(tmpdir(), 'sightline-segments-'));
after(() => rmSync(root, { recursive: true, force: true }));

const folders = new WeakMap<LogStore, string>();
let count = 0;

async function open(folder: string): Promise<LogStore> {
  const store = await openSegmentStore({ folder, log: silentLog, clock: systemClock, retention: {}, read: readLine });
  folders.set(store, folder);
  return store;
}

describeLogStore('the columnar store', {
  create: () => open(path.join(root, String(count++))),
  async reopen(store) {
    await store.close();
    return open(folders.get(store)!);
  },
});
