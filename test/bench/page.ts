// Measures the Logs page in a real workbench: activation, from written to on screen, scrolling through a million rows.
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { inWindow, runCommand, startHost, type TestHost } from '../e2e/harness.ts';
import { openLogs, type LogsPage } from '../e2e/logs-page.ts';
import { openDoor, sendAll } from './collector-process.ts';
import { chunksOfLines } from './generate.ts';
import { printFigure, quantiles } from './report.ts';

const HOUR_MS = 3_600_000;

// Run inside the page, where no type of this program is known.

/** Notes the age of every record of the bench at the moment its row is first drawn. */
const WATCH_ROWS = `(list) => {
  const seen = new Set();
  globalThis.benchAges = [];
  const look = () => {
    for (const { textContent } of list.querySelectorAll('.row .message')) {
      const [, id, at] = /^tick (\\d+) at (\\d+)/.exec(textContent) ?? [];
      if (id === undefined || seen.has(id)) continue;
      seen.add(id);
      globalThis.benchAges.push(Date.now() - Number(at));
    }
  };
  new MutationObserver(look).observe(list, { subtree: true, childList: true, characterData: true });
}`;

/** Counts frames for so many milliseconds; resolves to frames per second. */
const COUNT_FRAMES = `(list, ms) => new Promise((resolve) => {
  let count = 0;
  const begin = performance.now();
  const tick = () => {
    count += 1;
    const passed = performance.now() - begin;
    if (passed < ms) requestAnimationFrame(tick);
    else resolve(count / (passed / 1000));
  };
  requestAnimationFrame(tick);
})`;

/** What VS Code itself says the activation took: loading the code and calling `activate`. */
async function activation(page: Page): Promise<number> {
  await runCommand(page, 'Developer: Show Running Extensions');
  const row = page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'sightline' }).first();
  await row.waitFor();
  const text = (await row.textContent()) ?? '';
  const [, ms] = /Activation(?: \(Startup\))?: (\d+)\s*ms/.exec(text) ?? [];
  await runCommand(page, 'View: Close Editor');
  if (ms === undefined) throw new Error(`no activation time in "${text}"`);
  return Number(ms);
}

/** Age in milliseconds of every row at the moment it was first drawn, at `rate` records a second. */
async function latencies(host: TestHost, logs: LogsPage, rate: number, seconds: number): Promise<number[]> {
  await logs.list.evaluate(WATCH_ROWS);
  const socket = await openDoor(host.tcpPort);
  const every = 10;
  let sent = 0;
  const start = Date.now();
  while (Date.now() - start < seconds * 1000) {
    const due = Math.floor(((Date.now() - start) / 1000) * rate);
    let text = '';
    for (; sent < due; sent += 1)
      text += `{"level":"INFO","service":"bench","message":"tick ${sent} at ${Date.now()}"}\n`;
    if (text !== '' && !socket.write(text)) await once(socket, 'drain');
    await sleep(every);
  }
  socket.end();
  await sleep(500);
  return logs.list.evaluate<number[], undefined>('() => globalThis.benchAges', undefined);
}

/** Frames per second and rows in the document while the list is scrolled through by the wheel. */
async function scrolling(
  page: Page,
  logs: LogsPage,
  seconds: number,
): Promise<{ readonly fps: number; readonly rows: number }> {
  const box = await logs.list.boundingBox();
  if (box === null) throw new Error('the list is not on screen');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const frames = logs.list.evaluate<number, number>(COUNT_FRAMES, seconds * 1000);
  const end = Date.now() + seconds * 1000;
  let most = 0;
  while (Date.now() < end) {
    await page.mouse.wheel(0, -700);
    most = Math.max(most, await logs.list.locator('.row').count());
  }
  return { fps: await frames, rows: most };
}

/** Needs the browser workbench; `records` is the size of the result scrolled through. */
export async function page(records = 1_000_000): Promise<void> {
  const host = await startHost();
  try {
    await inWindow(host, 'bench', async (window) => {
      const logs = await openLogs(window);
      printFigure({
        what: 'activation of the extension',
        value: await activation(window),
        unit: 'ms',
        floor: 50,
        better: 'lower',
        work: 'as VS Code measures it',
      });
      await runCommand(window, 'Sightline: Show Logs');
      const ages = quantiles(await latencies(host, logs, 1000, 10));
      const work = '1,000 records/s for 10 s';
      printFigure({
        what: 'written by a service to row in the page, median',
        value: ages.p50,
        unit: 'ms',
        floor: 60,
        better: 'lower',
        work,
      });
      printFigure({
        what: 'written by a service to row in the page, 99th percentile',
        value: ages.p99,
        unit: 'ms',
        floor: 200,
        better: 'lower',
        work,
      });
      await sendAll(await openDoor(host.tcpPort), chunksOfLines(records, HOUR_MS, Date.now()));
      await logs.frame.getByRole('button', { name: /Last 15 min/ }).click();
      await logs.frame.getByText('All', { exact: true }).last().click();
      await logs.summary.getByText(/^1[,.]\d{3}[,.]\d{3} records|^1\.0\d* M records/).waitFor({ timeout: 120_000 });
      const { fps, rows } = await scrolling(window, logs, 8);
      printFigure({
        what: 'scrolling',
        value: fps,
        unit: 'frames/s',
        floor: 50,
        better: 'higher',
        work: `${records.toLocaleString('en-US')} rows, without a graphics card`,
      });
      printFigure({
        what: 'rows in the document while scrolling, at most',
        value: rows,
        unit: 'rows',
        floor: 60,
        better: 'lower',
        work: `${records.toLocaleString('en-US')} rows`,
      });
    });
  } finally {
    await host.stop();
  }
}
