// Seals a small segment with every batch, so that they are merged all the time, until it is killed.
import path from 'node:path';
import { silentLog } from '../../../src/base/ports.ts';
import { openSegmentStore } from '../../../src/store/homes/embedded/segments/segment-store.ts';
import { createWorkerSealer } from '../../../src/store/homes/embedded/segments/files/worker-sealer.ts';
import { BASE, plainRecord } from '../plain-record.ts';
import { readLine } from './read-line.ts';

let days = 0;
const store = openSegmentStore({
  folder: process.argv[2]!,
  log: silentLog,
  clock: { now: () => BASE + days * 86_400_000 },
  retention: {},
  read: readLine,
  segmentRows: 200,
  sealer: createWorkerSealer(path.resolve(import.meta.dirname, '../../../src/seal.ts')),
});
for (let next = 1; ; days++) {
  const batch = Array.from({ length: 1 + (next % 5) }, (_, at) => plainRecord(next + at));
  next = (await store.append(batch)) + 1;
  process.stdout.write(`${next - 1}\n`);
}
