// Writes numbered lines as fast as it can, on from what is there, and tells after each batch how far it got, until it is killed.
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { silentLog, systemClock } from '../../../src/base/ports.ts';
import { openSegmentStore } from '../../../src/store/homes/embedded/segments/segment-store.ts';
import { createWorkerSealer } from '../../../src/store/homes/embedded/segments/files/worker-sealer.ts';
import { runOf } from './line-run.ts';
import { lineAt, NUMBERED } from './numbered-lines.ts';
import { readLine } from './read-line.ts';

const [folder, segmentRows, sealer] = process.argv.slice(2);
const store = openSegmentStore({
  folder: folder!,
  log: silentLog,
  clock: systemClock,
  retention: {},
  read: readLine,
  segmentRows: Number(segmentRows),
  ...(sealer === 'worker' && {
    sealer: createWorkerSealer(path.resolve(import.meta.dirname, '../../../src/seal.ts')),
  }),
});
for (let next = store.status().upTo + 1; ;) {
  const lines = Array.from({ length: 1 + ((next * 7) % 97) }, (_, at) => lineAt(next + at));
  next = (await store.appendLines([runOf(lines, NUMBERED)])) + 1;
  process.stdout.write(`${next - 1}\n`);
  // Seals that are done and what is to be made durable have their turn.
  await setImmediate();
}
