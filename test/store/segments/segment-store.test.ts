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

/** Declares the suite for stores whose segments hold so many records. */
function describeWith(name: string, segmentRows: number): void {
  function open(folder: string): LogStore {
    const options = { folder, log: silentLog, clock: systemClock, retention: {}, read: readLine, segmentRows };
    const store = openSegmentStore(options);
    folders.set(store, folder);
    return store;
  }
  describeLogStore(name, {
    create: () => Promise.resolve(open(path.join(root, String(count++)))),
    async reopen(store) {
      await store.close();
      return open(folders.get(store)!);
    },
  });
}

describeWith('the columnar store', 131_072);
describeWith('the columnar store of many small segments', 37);
