// A process that appends to an embedded store until it is killed, and says after each batch how far it is.
import { silentLog, systemClock } from '../../src/base/ports.ts';
import { createEmbeddedLogStore } from '../../src/store/homes/embedded/embedded-store.ts';
import { plainRecord } from './plain-record.ts';

const store = await createEmbeddedLogStore({
  folder: process.argv[2]!,
  log: silentLog,
  clock: systemClock,
  retention: {},
});
for (let at = 0; ; at += 50) {
  const upTo = await store.append(Array.from({ length: 50 }, (_, n) => plainRecord(at + n)));
  process.stdout.write(`${upTo}\n`);
  await new Promise((resolve) => setTimeout(resolve, 10));
}
