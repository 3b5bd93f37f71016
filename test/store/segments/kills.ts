// Kills a writing process with SIGKILL at random moments, again and again on the same folder, and looks at what is there.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { silentLog, systemClock } from '../../../src/base/ports.ts';
import { openSegmentStore, type SegmentStore } from '../../../src/store/homes/embedded/segments/segment-store.ts';
import { lineAt } from './numbered-lines.ts';
import { readLine } from './read-line.ts';

export interface Kills {
  /** Made where it does not exist. */
  readonly folder: string;
  readonly kills: number;
  readonly segmentRows: number;
  /** Whether segments are sealed in a worker thread. */
  readonly inWorker: boolean;
  /** Between 0 and 1, as Math.random. */
  readonly random: () => number;
}

/** A writer has written up to this many segments when it is killed, a moment later. */
const SEGMENTS_OF_LIFE = 3;
const MAX_DELAY_MS = 30;
/** The newest records are compared after every kill, and all of them after the last. */
const NEWEST = 1500;

/** Rejects where something that was acknowledged is not there, byte for byte, or something is there twice. Resolves to how many records there are. */
export async function killAgainAndAgain({ folder, kills, segmentRows, inWorker, random }: Kills): Promise<number> {
  const options = { folder, log: silentLog, clock: systemClock, retention: {}, read: readLine, segmentRows };
  let upTo = 0;
  for (let kill = 0; kill < kills; kill++) {
    const acknowledged = await writeUntilKilled(folder, segmentRows, inWorker, {
      from: upTo + random() * SEGMENTS_OF_LIFE * segmentRows,
      delayMs: random() * MAX_DELAY_MS,
    });
    const store = openSegmentStore(options);
    const status = store.status();
    assert.ok(status.upTo >= acknowledged, `kill ${kill}: ${status.upTo} of ${acknowledged}`);
    assert.ok(acknowledged > upTo, `kill ${kill}: ${acknowledged} after ${upTo}`);
    assert.deepEqual([status.records, status.problem, status.lost], [status.upTo, undefined, 0], `kill ${kill}`);
    upTo = status.upTo;
    await compare(store, upTo, kill === kills - 1 ? upTo : NEWEST, `kill ${kill}`);
    await store.close();
  }
  return upTo;
}

/** Kills the writer so long after it acknowledged number `from`; by numbers, for on a busy machine it gets nowhere in any time. Resolves to the highest number it acknowledged. */
async function writeUntilKilled(
  folder: string,
  segmentRows: number,
  inWorker: boolean,
  kill: { readonly from: number; readonly delayMs: number },
): Promise<number> {
  const script = path.join(import.meta.dirname, 'writing-child.ts');
  const child = spawn(process.execPath, [script, folder, String(segmentRows), inWorker ? 'worker' : 'here'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  child.stdout.on('data', (chunk: Buffer) => {
    // Enough of it to have its last whole line.
    told = (told + chunk.toString('latin1')).slice(-100);
    if (lastWhole(told) >= kill.from) timer ??= setTimeout(() => child.kill('SIGKILL'), kill.delayMs);
  });
  await once(child, 'close');
  assert.equal(child.signalCode, 'SIGKILL');
  return lastWhole(told);
}

/** The number on the last whole line. */
function lastWhole(told: string): number {
  return Number(
    told
      .slice(0, Math.max(0, told.lastIndexOf('\n')))
      .split('\n')
      .at(-1),
  );
}

/** Compares the newest records, newest first. */
async function compare(store: SegmentStore, upTo: number, many: number, what: string): Promise<void> {
  let next = upTo;
  const last = Math.max(0, upTo - many);
  for (let after: string | undefined; next > last;) {
    const page = await store.search({
      query: { kind: 'all' },
      range: {},
      order: 'newest',
      limit: Math.min(5000, next - last),
      ...(after === undefined ? undefined : { after }),
    });
    assert.ok(page.records.length > 0, what);
    for (const { arrival, raw } of page.records) {
      assert.equal(arrival, next--, what);
      assert.equal(raw, lineAt(arrival), what);
    }
    after = page.next;
  }
}
