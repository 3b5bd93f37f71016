// Logging coverage in the workbench: measured from its welcome, opened from the tree, up to date after a save.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { cursorAt, inWindow, openFile, runCommand, screenshot, setTheme, startHost, type TestHost } from './harness.ts';

let host: TestHost;
before(async () => {
  host = await startHost();
});
after(() => host.stop());

const viewOf = (page: Page): Locator =>
  page.locator('.pane', { has: page.getByText('Logging Coverage', { exact: true }) });

test('the places that help most are shown, open their line, and go when they are logged', () =>
  inWindow(host, 'coverage', async (page) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await openFile(page, 'orders/log_shipper.py');
    await page.locator('.activitybar .action-label[aria-label*="Sightline"]').first().click();
    const view = viewOf(page);
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

test('a log call is written at the place that needs it, its message selected to be typed over', () =>
  inWindow(host, 'coverage-insert', async (page) => {
    await runCommand(page, 'Sightline: Show Logging Coverage');
    const rows = viewOf(page).locator('.monaco-list-row');
    const place = rows.filter({ hasText: 'repository.py:42' });
    await place.hover();
    await place.getByRole('button', { name: 'Insert Log Call' }).click();
    await page.getByRole('tab', { name: 'repository.py' }).waitFor();
    await page.locator('.view-line', { hasText: 'logger.info("mark refunded"' }).waitFor();
    await screenshot(page, 'coverage-insert');
    await page.keyboard.type('order marked as refunded');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+S');
    await place.waitFor({ state: 'detached', timeout: 30_000 });
    assert.match(
      readFileSync(path.join(host.workspace, 'orders/repository.py'), 'utf8'),
      /\n {12}logger\.info\("order marked as refunded", extra=\{"order_id": order_id\}\)\n {12}self\._db\.execute\("UPDATE/,
    );
    // No logger is known there.
    const without = rows.filter({ hasText: 'visitor.mjs' }).first();
    await without.hover();
    assert.equal(await without.getByRole('button', { name: 'Insert Log Call' }).count(), 0);
  }));

test('a measurement can be stopped, and what was known stays', () =>
  inWindow(host, 'coverage-stopped', async (page) => {
    const total = viewOf(page).locator('.monaco-list-row', { hasText: /places/ });
    await runCommand(page, 'Sightline: Show Logging Coverage');
    await total.waitFor();
    const before = await total.textContent();
    const body = Array.from({ length: 300 }, (_, index) => `    requests.post(URL, json={"step": ${index}})\n`).join(
      '',
    );
    mkdirSync(path.join(host.workspace, 'many'));
    // Nothing is told of a folder while it is left out.
    writeFileSync(path.join(host.workspace, 'many/.gitignore'), '*\n');
    for (let index = 0; index < 400; index++)
      writeFileSync(path.join(host.workspace, `many/m${index}.py`), `import requests\n\n\ndef f():\n${body}`);
    await page.waitForTimeout(3000);
    writeFileSync(path.join(host.workspace, 'many/.gitignore'), '\n');
    await runCommand(page, 'Sightline: Measure Logging Coverage');
    const notification = page.locator('.notifications-toasts .notification-list-item');
    await notification.getByText(/[\d,]+ \/ [\d,]+/).waitFor();
    await screenshot(page, 'coverage-progress');
    await notification.getByRole('button', { name: 'Cancel' }).click();
    await notification.waitFor({ state: 'detached' });
    assert.equal(await total.textContent(), before);
  }));
