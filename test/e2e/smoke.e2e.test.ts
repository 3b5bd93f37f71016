// The whole thing once: the shop runs, its records show up in the Logs view, nothing leaves the machine.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { inWindow, runCommand, screenshot, startHost, startShop, webviewFrame, type TestHost } from './harness.ts';

let host: TestHost;
let shop: ReturnType<typeof startShop>;
before(async () => {
  host = await startHost();
  shop = startShop(host);
});
after(async () => {
  await shop.stop();
  await host.stop();
});

test('records of the running shop show up in the Logs view', () =>
  inWindow(host, 'smoke', async (page, window) => {
    await runCommand(page, 'Sightline: Show Logs');
    const logs = await webviewFrame(page, '[role="row"]');
    await logs.locator('[role="row"]', { hasText: 'orders' }).first().waitFor({ timeout: 30_000 });
    await screenshot(page, 'smoke-logs');
    assert.deepEqual(window.refused, []);
    assert.deepEqual(window.errors, []);
  }));
