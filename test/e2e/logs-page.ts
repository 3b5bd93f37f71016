// The Logs page as a person uses it, for end-to-end tests: search, rows, keys.
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { runCommand, webviewFrame } from './harness.ts';

/** The Logs page on screen. */
export interface LogsPage {
  readonly frame: FrameLocator;
  readonly list: Locator;
  /** Rows of records in sight that contain `text`. */
  rows(text?: string): Locator;
  /** Replaces the query, runs it and waits for its result. */
  search(query: string): Promise<void>;
  /** Clicks a row; it is the selected one then. */
  select(row: Locator): Promise<void>;
  /** The line that says how many records there are. */
  readonly summary: Locator;
}

/** Shows the Logs view and waits for its page. */
export async function openLogs(page: Page): Promise<LogsPage> {
  await runCommand(page, 'Sightline: Show Logs');
  return logsIn(await webviewFrame(page, 'logs-page [role="toolbar"]'), page);
}

/** The page inside a webview that shows it. */
export function logsIn(frame: FrameLocator, page: Page): LogsPage {
  const list = frame.locator('[role="grid"]');
  return {
    frame,
    list,
    rows: (text) =>
      list.locator('.row:not(.placeholder):not([hidden])', text === undefined ? undefined : { hasText: text }),
    async search(query) {
      await frame.locator('.cm-content').first().click();
      await page.keyboard.press('Control+A');
      await page.keyboard.press('Delete');
      if (query !== '') await page.keyboard.insertText(query);
      // Runs the query, whatever completions are open.
      await page.keyboard.press('Enter');
      await frame.locator('.progress.busy').waitFor({ state: 'detached' });
      await frame.locator('.records:not(.dim)').waitFor();
    },
    async select(row) {
      await row.click();
      await list.locator('.row[aria-selected="true"]').waitFor();
    },
    summary: frame.locator('.summary'),
  };
}
