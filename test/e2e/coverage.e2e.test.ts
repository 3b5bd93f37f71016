// Logging coverage in the workbench: measured from its welcome, opened from the tree, up to date after a save.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { cursorAt, inWindow, openFile, screenshot, setTheme, startHost, type TestHost } from './harness.ts';

let host: TestHost;
before(async () => {
  host = await startHost();
});
after(() => host.stop());

test('the places that help most are shown, open their line, and go when they are logged', () =>
  inWindow(host, 'coverage', async (page) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await openFile(page, 'orders/log_shipper.py');
    await page.locator('.activitybar .action-label[aria-label*="Sightline"]').first().click();
    const view = page.locator('.pane', { has: page.getByText('Logging Coverage', { exact: true }) });
    await view.getByText('the ten places where a log call would help most').waitFor();
    await screenshot(page, 'coverage-welcome');
    await view.getByRole('button', { name: 'Measure Logging Coverage' }).last().click();
    const rows = view.locator('.monaco-list-row');
    await rows.filter({ hasText: 'Where a log call would help most' }).waitFor();
    await rows.filter({ hasText: 'places' }).waitFor();
    await screenshot(page, 'coverage-dark');

    await rows.filter({ hasText: 'visitor.mjs' }).first().click();
    await page.getByRole('tab', { name: 'visitor.mjs' }).waitFor();
    await cursorAt(page, /Ln (?!1,)/);

    for (const theme of ['light', 'hc-dark', 'hc-light'] as const) {
      await setTheme(host, page, theme);
      await screenshot(page, `coverage-${theme}`);
    }
    await setTheme(host, page, 'dark');
    await page.setViewportSize({ width: 520, height: 700 });
    await screenshot(page, 'coverage-narrow');
    await page.setViewportSize({ width: 1280, height: 800 });

    const total = rows.filter({ hasText: 'places' });
    const before = (await total.textContent()) ?? '';
    assert.match(before, /\d+ % logged, \d+ of \d+ places/);
    await openFile(page, 'gateway/src/upstream.ts');
    await page.locator('.tab.active', { hasText: 'upstream.ts' }).waitFor();
    await page.locator('.editor-group-container .view-line').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\nexport const ping = (url: string) => fetch(url);\n');
    await page.keyboard.press('Control+S');
    await total.filter({ hasNotText: before.replace(/^Files/, '') }).waitFor({ timeout: 30_000 });
  }));
