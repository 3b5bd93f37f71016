// The keyboard alone: search, walk, open, follow a request, come back; no mouse.
import test, { after, before } from 'node:test';
import { cursorAt, inWindow, runCommand, screenshot, sendLines, startHost, type TestHost } from './harness.ts';
import { openLogs } from './logs-page.ts';

let host: TestHost;
before(async () => {
  host = await startHost();
});
after(() => host.stop());

test('everything can be done by keyboard', () =>
  inWindow(host, 'keyboard', async (page) => {
    const logs = await openLogs(page);
    await sendLines(
      host.tcpPort,
      ['gateway', 'orders', 'inventory'].map((service, n) => ({
        level: n === 2 ? 'ERROR' : 'INFO',
        service,
        message: `step ${n}`,
        correlation_id: 'req_keys',
        file: '/app/orders/app.py',
        line: 10 + n,
      })),
    );
    await logs.rows('step 2').waitFor();
    await runCommand(page, 'Sightline: Search Logs');
    await logs.frame.locator('.cm-content:focus').waitFor();
    await page.keyboard.type('correlation_id:req_keys -"step 0"');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await logs.rows('step 0').waitFor({ state: 'hidden' });
    // From the query to the list, up one row, its line, and back into the list.
    await page.keyboard.press('Escape');
    await page.keyboard.press('End');
    // The first arrow chooses the newest row, the second the one above.
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    const selected = logs.list.locator('[aria-selected="true"]');
    await selected.filter({ hasText: 'step 1' }).waitFor();
    await page.keyboard.press('Enter');
    await page
      .getByRole('tab', { name: /app\.py/ })
      .first()
      .waitFor();
    await cursorAt(page, /Ln 11/);
    await page.keyboard.press('ArrowDown');
    await selected.filter({ hasText: 'step 2' }).waitFor();
    await page.keyboard.press('c');
    await logs.frame.locator('[aria-label="One request"]').waitFor();
    await logs.rows('step 0').waitFor();
    await page.keyboard.press('Escape');
    await logs.frame.locator('[aria-label="One request"]').waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    await logs.frame.locator('.cm-content:focus').waitFor();
    await screenshot(page, 'keyboard');
  }));
