// A process that asks the collector something trivial every few milliseconds: how long its loop was busy with something else.
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLog } from '../../../src/base/ports.ts';
import { attachCollector } from '../../../src/collector/client/attach.ts';

const EVERY_MS = 10;
/** What has no answer by then counts as if it came now. */
const LAST_ANSWERS_MS = 2000;

const [dataDir] = process.argv.slice(2);
const hello = { version: '0.0.0', kind: 'cli' } as const;
const { client } = await attachCollector({ dataDir: dataDir!, ...hello, log: silentLog });
const waits: number[] = [];
/** When those were sent that have no answer yet. */
const open = new Set<number>();
const told = new AbortController();
process.on('message', () => told.abort());
process.on('disconnect', () => process.exit());
process.send?.('ready');

// Sent by the clock, not after the answer before: one long pause then delays many, as it would delay many people.
const begin = performance.now();
for (let turn = 0; !told.signal.aborted; turn += 1) {
  const due = begin + turn * EVERY_MS;
  await sleep(Math.max(0, due - performance.now()));
  const sent = performance.now();
  open.add(sent);
  const settled = (): void => {
    open.delete(sent);
    waits.push(performance.now() - sent);
  };
  client.request('hello', hello).then(settled, settled);
}
await sleep(LAST_ANSWERS_MS);
for (const sent of open) waits.push(performance.now() - sent);
process.send?.(waits, () => process.exit());
