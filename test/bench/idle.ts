// Measures what Sightline costs while nobody does anything: processor time of the extension host with and without it.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openFile, openWorkbench, startHost } from '../e2e/harness.ts';
import { openLocalPage } from '../workbench/browser.ts';
import { workbenchUrl } from '../workbench/code-server.ts';
import { printFigure } from './report.ts';

const FILES = 10_000;
const A_FOLDER = 100;
const QUIET_MS = 20_000;
const MEASURED_MS = 60_000;
/** Clock ticks a second, as /proc counts them on every Linux. */
const TICKS = 100;

/** A project of many small files that log. */
function writeProject(folder: string): void {
  for (let index = 0; index < FILES; index++) {
    const package_ = path.join(folder, `part${Math.floor(index / A_FOLDER)}`);
    if (index % A_FOLDER === 0) mkdirSync(package_, { recursive: true });
    writeFileSync(
      path.join(package_, `m${index}.py`),
      `import logging\n\nlog = logging.getLogger(__name__)\n\n\ndef pay(order):\n    log.info(f"order {order.id} paid")\n`,
    );
  }
}

/** Processor time so far of the extension host and the collector of the workbench with that data folder, in milliseconds. */
function cpuOf(dataDir: string): number {
  let ticks = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (!/--type=extensionHost|collector\.js/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))) continue;
      if (!readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`SIGHTLINE_DATA=${dataDir}`)) continue;
      const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
        .slice(11, 13);
      ticks += Number(user) + Number(system);
    } catch {
      // It has ended meanwhile, or is of another user.
    }
  }
  if (ticks === 0) throw new Error('the extension host of the workbench is not found');
  return (ticks / TICKS) * 1000;
}

/** Milliseconds of processor time a second in a window where one file is open and nobody does anything. */
async function idle(workspace: string, installed: boolean): Promise<number> {
  const host = await startHost({ workspace, development: !installed });
  try {
    const { page } = installed ? await openWorkbench(host) : await openLocalPage(host.browser);
    if (!installed) await page.goto(workbenchUrl(host, { folder: host.workspace }));
    await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await openFile(page, 'm4242.py');
    if (installed) await page.locator('.monaco-editor .squiggly-warning').first().waitFor();
    await sleep(QUIET_MS);
    const before = cpuOf(host.dataDir);
    await sleep(MEASURED_MS);
    return (cpuOf(host.dataDir) - before) / (MEASURED_MS / 1000);
  } finally {
    await host.stop();
  }
}

/** Prints what an idle window costs more with Sightline than without. */
export async function idleWindow(): Promise<void> {
  if (process.platform !== 'linux') {
    console.log('       processor time of other processes is only read on Linux');
    return;
  }
  const workspace = mkdtempSync(path.join(os.tmpdir(), 'sightline-bench-idle-'));
  try {
    writeProject(workspace);
    const without = await idle(workspace, false);
    const with_ = await idle(workspace, true);
    console.log(
      `       extension host and collector: ${with_.toFixed(1)} ms a second, ${without.toFixed(1)} without Sightline`,
    );
    printFigure({
      what: 'idle window, processor time more than without Sightline',
      value: Math.max(0, with_ - without),
      unit: 'ms/s',
      floor: 5,
      better: 'lower',
      work: `${FILES.toLocaleString('en-US')} files, one open, ${MEASURED_MS / 1000} s`,
    });
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}
