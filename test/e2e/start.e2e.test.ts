// `npm start` as a new user sees it: an address, live records without a click, one line that keeps saying how it goes, and nothing left after Ctrl+C.
import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import test, { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { root, toolsDir } from '../setup/paths.mjs';
import { launchBrowser, openLocalPage } from '../workbench/browser.ts';
import { freePort, isFree } from '../workbench/ports.ts';
import { screenshot, webviewFrame, workbenchReady } from './harness.ts';

let port: number;
let tcp: number;
let start: ChildProcessByStdio<null, Readable, null>;
let output = '';
let exited: Promise<number | null>;

async function printed(pattern: RegExp): Promise<RegExpExecArray> {
  for (const limit = Date.now() + 60_000; Date.now() < limit; await sleep(100)) {
    const match = pattern.exec(output);
    if (match !== null) return match;
  }
  throw new Error(`It never printed ${String(pattern)}, but:\n${output}`);
}

before(async () => {
  port = await freePort();
  tcp = await freePort();
  const args = ['test/start.mjs', '--browser', '--no-open', '--port', String(port), '--tcp', String(tcp)];
  start = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  start.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  exited = new Promise((resolve) => start.once('exit', resolve));
});
after(() => {
  start.kill('SIGKILL');
  rmSync(path.join(toolsDir, `start-${port}`), { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

test('it prints the address, and the Logs view there fills without a click', async () => {
  const [url] = await printed(/http:\/\/127\.0\.0\.1:\d+\/\S+/);
  const browser = await launchBrowser();
  try {
    const { page, refused } = await openLocalPage(browser);
    await page.goto(url);
    await workbenchReady(page);
    const logs = await webviewFrame(page, '[role="row"]');
    await logs
      .locator('[role="row"]', { hasText: /gateway|orders|inventory/ })
      .first()
      .waitFor();
    await screenshot(page, 'start');
    assert.deepEqual(refused, []);
  } finally {
    await browser.close();
  }
});

test('one line says what is happening', async () => {
  await printed(/3 services · [\d,]+ records · [\d,]+ findings/);
});

test('a signal stops everything it started', async () => {
  start.kill('SIGINT');
  assert.equal(await exited, 0);
  assert.ok(await isFree(port), 'the workbench still listens');
  assert.ok(await isFree(tcp), 'the collector still listens');
});
