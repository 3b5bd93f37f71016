// Nothing is lost: reload, a second window, the collector killed while 5,000 records a second come in.
import assert from 'node:assert/strict';
import net from 'node:net';
import test, { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { inWindow, openWorkbench, screenshot, sendLines, startHost, workbenchReady, type TestHost } from './harness.ts';
import { openLogs } from './logs-page.ts';

let host: TestHost;
before(async () => {
  host = await startHost();
});
after(() => host.stop());

interface Status {
  readonly pid: number;
  readonly store: { readonly records: number };
}
const status = async (): Promise<Status> => JSON.parse(await host.cli('status', '--json')) as Status;

test('a reload keeps query, records and follow', () =>
  inWindow(host, 'reload', async (page) => {
    const logs = await openLogs(page);
    await sendLines(
      host.tcpPort,
      Array.from({ length: 50 }, (_, n) => ({
        level: n % 2 === 0 ? 'INFO' : 'ERROR',
        service: 'reload',
        message: `record ${n}`,
      })),
    );
    await logs.search('service:reload level:ERROR');
    await logs.rows('record 49').waitFor();
    await page.reload();
    await workbenchReady(page);
    const again = await openLogs(page);
    await again.rows('record 49').waitFor();
    await again.summary.getByText('25 records').waitFor();
    assert.match((await again.frame.locator('.cm-content').first().textContent()) ?? '', /service:reload level:ERROR/);
  }));

test('a second window shows the same records of the same collector', () =>
  inWindow(host, 'second-window', async (page) => {
    const first = await openLogs(page);
    const { pid } = await status();
    const window = await openWorkbench(host);
    try {
      const second = await openLogs(window.page);
      await first.search('service:both');
      await second.search('service:both');
      await sendLines(host.tcpPort, [{ level: 'INFO', service: 'both', message: 'seen in both windows' }]);
      await first.rows('seen in both windows').waitFor();
      await second.rows('seen in both windows').waitFor();
      assert.equal((await status()).pid, pid);
    } finally {
      await window.close();
    }
  }));

test('the collector killed at 5,000 records a second is back by itself and kept what was a second old', () =>
  inWindow(host, 'killed', async (page) => {
    const logs = await openLogs(page);
    await logs.search('service:flood');
    const before = await status();
    // A service that writes 5,000 records a second for four seconds, and connects again when it has to.
    let sent = 0;
    let sentOneSecondBeforeKill = 0;
    let socket: net.Socket | undefined;
    const connect = (): void => {
      socket = net.connect({ host: '127.0.0.1', port: host.tcpPort });
      socket.on('error', () => undefined);
      socket.on('close', () => (socket = undefined));
      socket.resume();
    };
    for (let tick = 0; tick < 80; tick += 1) {
      if (socket === undefined) connect();
      if (tick < 40 || socket?.writable === true) {
        const lines = Array.from({ length: 250 }, () =>
          JSON.stringify({ level: 'INFO', service: 'flood', message: 'drop', context: { n: sent++ } }),
        );
        socket?.write(`${lines.join('\n')}\n`);
      }
      if (tick === 20) sentOneSecondBeforeKill = sent;
      if (tick === 41) process.kill(before.pid, 'SIGKILL');
      await sleep(50);
    }
    socket?.end();
    await sleep(1500);
    const now = await status();
    assert.notEqual(now.pid, before.pid);
    const kept = (
      await host.cli(
        'query',
        'service:flood context.n<' + String(sentOneSecondBeforeKill),
        '--limit',
        '100000',
        '--format',
        'ndjson',
      )
    )
      .trim()
      .split('\n').length;
    assert.equal(kept, sentOneSecondBeforeKill);
    await logs.rows('drop').first().waitFor();
    await sendLines(host.tcpPort, [{ level: 'ERROR', service: 'flood', message: 'after the kill' }]);
    await logs.rows('after the kill').waitFor();
    await screenshot(page, 'logs-after-kill');
  }));
