// Appends records as fast as it can and tells after each batch how far it got, until it is killed.
import path from 'node:path';
import { silentLog, systemClock } from '../../../src/base/ports.ts';
import { openSegmentStore } from '../../../src/store/homes/embedded/segments/segment-store.ts';
import { createWorkerSealer } from '../../../src/store/homes/embedded/segments/worker-sealer.ts';
import { plainRecord } from '../plain-record.ts';
import { readLine } from './read-line.ts';

const store = openSegmentStore({
  folder: process.argv[2]!,
  log: silentLog,
  clock: systemClock,
  retention: {},
  read: readLine,
  segmentRows: 100,
  sealer: createWorkerSealer(path.resolve(import.meta.dirname, '../../../src/seal.ts')),
});
for (let next = 1; ;) {
  const batch = Array.from({ length: 1 + (next % 23) }, (_, at) => plainRecord(next + at));
  next = (await store.append(batch)) + 1;
  process.stdout.write(`${next - 1}\n`);
}
