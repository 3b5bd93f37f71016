// A first run: nothing stored, the first line sent, hostile lines shown as what they are: text.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { inWindow, screenshot, sendLines, setTheme, startHost, type TestHost } from './harness.ts';
import { openLogs } from './logs-page.ts';

let host: TestHost;
before(async () => {
  host = await startHost();
});
after(() => host.stop());

test('an empty store says what to do next, and the first line sent shows up', () =>
  inWindow(host, 'first-run', async (page) => {
    const logs = await openLogs(page);
    await logs.frame.getByText(`Listening on TCP and UDP ${host.tcpPort}`).waitFor();
    await screenshot(page, 'logs-empty-dark');
    await setTheme(host, page, 'light');
    await screenshot(page, 'logs-empty-light');
    await setTheme(host, page, 'dark');
    await sendLines(host.tcpPort, [
      '{"level":"INFO","service":"hello","message":"it works","correlation_id":"req_1"}',
      'plain text works too',
    ]);
    await logs.rows('it works').waitFor();
    await logs.rows('plain text works too').waitFor();
    await logs.summary.getByText('2 records').waitFor();
    await screenshot(page, 'logs-first-records');
  }));

test('hostile text is shown, never run', () =>
  inWindow(host, 'hostile-text', async (page, window) => {
    const logs = await openLogs(page);
    const lines = [
      '<img src=x onerror="window.__pwned=1"><script>window.__pwned=1</script>',
      '[click](command:workbench.action.quit) `${window.__pwned=1}`',
      "'; DROP TABLE records; --",
      'level:ERROR AND (',
      '\u202eevil txt.exe\u202c and \u0000 NUL and \u001b[31mred\u001b[0m',
      '\ud800 lone surrogate',
      'x'.repeat(200_000),
    ];
    await sendLines(
      host.tcpPort,
      lines.map((message, index) => ({
        level: 'ERROR',
        service: 'hostile',
        message,
        context: { [`__proto__${index}`]: message.slice(0, 100), constructor: message.slice(0, 50) },
      })),
    );
    await logs.search('service:hostile');
    await logs.rows('DROP TABLE').waitFor();
    await logs.rows('<script>').click();
    await logs.frame.locator('[aria-label="Details"]').waitFor();
    await screenshot(page, 'logs-hostile');
    assert.equal(await logs.frame.locator('logs-page img, logs-page script').count(), 0);
    assert.equal(await logs.frame.locator('body').evaluate(() => '__pwned' in globalThis), false);
    assert.deepEqual(window.errors, []);
  }));

test('a mistake in the query says where and what, and keeps the result', () =>
  inWindow(host, 'query-error', async (page) => {
    const logs = await openLogs(page);
    await logs.search('');
    await logs.rows().first().waitFor();
    await logs.search('level:');
    await logs.frame.getByText('expected a value after "level:"', { exact: false }).first().waitFor();
    assert.ok((await logs.rows().count()) > 0);
    await screenshot(page, 'logs-query-error');
  }));
