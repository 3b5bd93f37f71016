// What end-to-end tests stand on: a workbench in a browser, its palette, its webviews, its themes, the shop.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { root } from '../setup/paths.mjs';
import { launchBrowser, openLocalPage, type LocalPage } from '../workbench/browser.ts';
import { workbenchUrl } from '../workbench/code-server.ts';
import { startTestWorkbench, type TestWorkbench, type TestWorkbenchOptions } from '../workbench/test-workbench.ts';

export { sendLines } from '../workbench/send-lines.ts';

/** A test host: workbench server and browser. */
export interface TestHost extends TestWorkbench {
  readonly browser: Browser;
}

/** Starts server and browser; in `after`, call `stop`. */
export async function startHost(options?: TestWorkbenchOptions): Promise<TestHost> {
  const browser = await launchBrowser();
  try {
    const workbench = await startTestWorkbench(options);
    const stop = async (): Promise<void> => {
      await browser.close();
      await workbench.stop();
    };
    return { ...workbench, browser, stop };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Opens a window on the host's workspace and waits until it can be used. */
export async function openWorkbench(host: TestHost): Promise<LocalPage> {
  const local = await openLocalPage(host.browser);
  await local.page.goto(workbenchUrl(host, { folder: host.workspace }));
  await workbenchReady(local.page);
  return local;
}

/** Waits, after opening or reloading, until Sightline's contributions are there. */
export async function workbenchReady(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
  await page.locator('.activitybar [aria-label^="Sightline"]').first().waitFor({ timeout: 60_000 });
}

/** Runs a command by its title in the palette, "Sightline: Show Logs". */
export async function runCommand(page: Page, title: string): Promise<void> {
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  // Right after a reload the palette may have been opened before it knew the extension's commands.
  for (const limit = Date.now() + 30_000; ;) {
    await page.keyboard.press('F1');
    const input = page.locator('.quick-input-widget input.input');
    await input.waitFor();
    await input.fill(`>${title}`);
    try {
      await row.click({ timeout: 4_000 });
      return;
    } catch (error) {
      if (Date.now() > limit) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** The page inside the visible webview that has `selector`. Waits up to 30 s for one. */
export async function webviewFrame(page: Page, selector: string): Promise<FrameLocator> {
  for (const limit = Date.now() + 30_000; Date.now() < limit; await sleep(100)) {
    for (const outer of await page.locator('iframe.webview.ready').all()) {
      const inner = outer.contentFrame().locator('iframe#active-frame').contentFrame();
      const found = await inner
        .locator(selector)
        .count()
        .catch(() => 0); // it may go while we look
      if (found > 0) return inner;
    }
  }
  throw new Error(`No webview shows ${selector}.`);
}

const THEMES = {
  dark: ['Default Dark Modern', 'vs-dark'],
  light: ['Default Light Modern', 'vs'],
  'hc-dark': ['Default High Contrast', 'hc-black'],
  'hc-light': ['Default High Contrast Light', 'hc-light'],
} as const;

/** Changes settings of the user while the workbench runs. */
export function changeSettings(host: TestHost, values: Readonly<Record<string, unknown>>): void {
  for (const folder of ['User', 'Machine']) {
    const file = path.join(path.dirname(host.workspace), 'user-data', folder, 'settings.json');
    const settings = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...settings, ...values }, null, 2));
  }
}

/** Changes the colour theme and waits until the workbench wears it. */
export async function setTheme(host: TestHost, page: Page, theme: keyof typeof THEMES): Promise<void> {
  const [name, mark] = THEMES[theme];
  changeSettings(host, { 'workbench.colorTheme': name });
  await page.locator(`.monaco-workbench.${mark}`).waitFor({ timeout: 20_000 });
}

/** Opens a file of the workspace by its path, "orders/payments.py". */
export async function openFile(page: Page, file: string): Promise<void> {
  await page.keyboard.press('Control+P');
  const input = page.locator('.quick-input-widget input.input');
  await input.waitFor();
  await input.fill(file);
  await page
    .locator('.quick-input-list .monaco-list-row', { hasText: path.posix.basename(file) })
    .first()
    .click();
  await page.getByRole('tab', { name: path.posix.basename(file) }).waitFor();
}

/** Waits until the cursor stands where the status bar says "Ln 12, Col 1" or the like: a file is shown before its line is. */
export async function cursorAt(page: Page, position: RegExp): Promise<void> {
  await page.locator('.statusbar-item[id="status.editor.selection"]', { hasText: position }).waitFor();
}

/** Saves a picture of the page as test-results/screenshots/NAME.png. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = path.join(root, 'test-results/screenshots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

/** Runs `steps` with a window; where they fail, leaves a picture of it named after the test, says what it showed. Closes it. */
export async function inWindow(
  host: TestHost,
  name: string,
  steps: (page: Page, window: LocalPage) => Promise<void>,
): Promise<void> {
  const window = await openWorkbench(host);
  try {
    await steps(window.page, window);
  } catch (error) {
    await screenshot(window.page, `failed-${name.replace(/\W+/g, '-')}`);
    // The picture is often out of reach where the tests ran: the words tell most of it.
    const words = await window.page
      .locator('.monaco-workbench')
      .innerText()
      .catch(() => 'nothing');
    throw new Error(
      `${error instanceof Error ? error.message : String(error)}\nThe window showed: ${words.replace(/\s+/g, ' ').slice(0, 3000)}`,
      { cause: error },
    );
  } finally {
    await window.close();
  }
}

/** Starts the shop of the host's workspace; it sends to the host's collector. The result stops it. */
export function startShop(host: TestHost, rate = 5): { stop(): Promise<void> } {
  const shop = spawn(process.execPath, [path.join(host.workspace, 'shop.mjs')], {
    env: { ...process.env, SIGHTLINE_TCP: `127.0.0.1:${host.tcpPort}`, SHOP_RATE: String(rate) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => shop.once('exit', () => resolve()));
  return {
    stop() {
      shop.kill('SIGTERM');
      return ended;
    },
  };
}
