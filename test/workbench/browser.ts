// A Chromium for the tests, whose pages never leave this machine.
import { chromium, type Browser, type Page } from 'playwright-core';
import { ensureChromium } from '../setup/chromium.mjs';

const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchBrowser(): Promise<Browser> {
  // Chromium refuses to sandbox itself for root.
  return chromium.launch({
    executablePath: ensureChromium(),
    headless: true,
    args: [...QUIET, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
}

export interface LocalPage {
  readonly page: Page;
  /** Requests that would have left this machine: refused. */
  readonly refused: readonly string[];
  /** Errors nobody caught in the page's scripts. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

const HERE = new Set(['127.0.0.1', 'localhost', '']);

/** A page in a browser profile of its own. */
export async function openLocalPage(browser: Browser): Promise<LocalPage> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  const refused: string[] = [];
  const errors: string[] = [];
  await context.route(
    ({ protocol, hostname }) => /^https?:$/.test(protocol) && !HERE.has(hostname),
    (route) => {
      refused.push(route.request().url());
      return route.abort();
    },
  );
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
  return { page, refused, errors, close: () => context.close() };
}
