// The metrics page in a real browser: charts, crosshair, zoom, records behind a point, empty states, keys, themes, widths.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { silentLog, systemClock } from '../../src/base/ports.ts';
import { factsOf } from '../../src/model/line.ts';
import type { IncomingRecord } from '../../src/model/record.ts';
import { createSqliteMetricStore } from '../../src/store/homes/index.ts';
import { createRecordMetrics } from '../../src/store/record-metrics.ts';
import { openBrowser, openPage, type OpenPage, type PageOptions } from './harness/open-page.ts';
import { record } from './harness/shop.ts';
import { SHOP, shopSeries } from './metrics-answers.ts';

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const MINUTE = 60_000;

function errors(): readonly IncomingRecord[] {
  const now = Date.now();
  return [
    record(now - 3 * MINUTE, { service: 'orders', level: 'ERROR', message: 'payment declined' }),
    record(now - 2 * MINUTE, { service: 'orders', level: 'CRITICAL', message: 'ledger <b>broken</b>' }),
    record(now - MINUTE, { service: 'orders', level: 'WARNING', message: 'not an error' }),
    record(now - MINUTE, { service: 'gateway', level: 'ERROR', message: 'upstream timed out' }),
  ];
}

/** The page with the shop's metrics in it, once they are on screen. */
async function openShop(options: PageOptions = {}): Promise<OpenPage> {
  const open = await openPage(browser, {
    page: 'metrics',
    location: 'editor',
    width: 1000,
    height: 700,
    records: errors(),
    metrics: (query) => shopSeries(SHOP, query),
    ...options,
  });
  await open.page.locator('table.services tbody tr').first().waitFor();
  return open;
}

const rowTexts = (page: Page): Promise<string[]> =>
  page.locator('table.services tbody tr .service-name').allInnerTexts();
const chart = (page: Page, title: string): Locator =>
  page.locator('figure.chart', { has: page.locator('.chart-title', { hasText: title }) });

/** Moves the pointer to a place in a chart's canvas, in shares of its size. */
async function pointAt(page: Page, title: string, x: number, y: number): Promise<void> {
  const box = (await chart(page, title).locator('canvas').boundingBox())!;
  await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
}

/** Moves the pointer along one column of a chart to a place whose value reads like this: the lines differ with the time of day. */
async function pointAtValue(page: Page, title: string, x: number, wanted: RegExp): Promise<void> {
  const { height } = (await chart(page, title).locator('canvas').boundingBox())!;
  for (let y = 12; y < height; y += 6) {
    await pointAt(page, title, x, y / height);
    await page.waitForTimeout(30);
    const time = await chart(page, title).locator('.chart-readout .time').innerText();
    if (time !== '' && wanted.test(await chart(page, title).locator('.chart-readout .value').innerText())) return;
  }
  throw new assert.AssertionError({ message: `no place of ${title} reads ${String(wanted)}` });
}

/** How many pixels of a chart have a colour with little grey in it: lines, not axes. */
function colouredPixels(page: Page, title: string): Promise<number> {
  return chart(page, title)
    .locator('canvas')
    .evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
      let count = 0;
      for (let at = 0; at < data.length; at += 4) {
        const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!];
        if (data[at + 3]! > 128 && Math.max(red, green, blue) - Math.min(red, green, blue) > 60) count++;
      }
      return count;
    });
}

test('five charts with lines, a row for each service, the last error with its link', async () => {
  await using open = await openShop();
  const { page } = open;
  assert.deepEqual(await page.locator('.chart-title').allInnerTexts(), [
    'Records/s',
    'Errors/s',
    'p50 duration, ms',
    'p95 duration, ms',
    'p99 duration, ms',
  ]);
  assert.deepEqual(await rowTexts(page), ['gateway', 'inventory', 'orders']);
  assert.ok((await colouredPixels(page, 'Records/s')) > 300);
  const last = page.locator('table.services tbody tr', { hasText: 'orders' }).locator('.link');
  assert.equal(await last.innerText(), 'ledger <b>broken</b>');
  await last.click();
  await assertAsked(open, /^openSource /);
  assert.match(
    (await page.locator('canvas').first().getAttribute('aria-label')) ?? '',
    /^Records\/s by service\. gateway \d+\/s, /,
  );
  assert.deepEqual(open.errors, []);
});

/** Waits until the last of the page's own actions is this one. */
async function assertAsked(open: OpenPage, pattern: RegExp): Promise<RegExpExecArray> {
  for (let tries = 0; tries < 100; tries++) {
    const match = pattern.exec(open.asked.at(-1) ?? '');
    if (match !== null) return match;
    await open.page.waitForTimeout(20);
  }
  throw new assert.AssertionError({ message: `asked for ${JSON.stringify(open.asked)}` });
}

test('one crosshair through all charts; the table tells the numbers there', async () => {
  await using open = await openShop();
  const { page } = open;
  await pointAt(page, 'Errors/s', 0.5, 0.2);
  await page.locator('caption', { hasText: 'At the crosshair' }).waitFor();
  const times = await page.locator('.chart-readout .time').allInnerTexts();
  assert.equal(times.length, 5);
  assert.match(times[0]!, /^\d\d:\d\d:\d[05]$/);
  assert.equal(new Set(times).size, 1);
  await page.mouse.move(1, 1);
  await page.locator('caption', { hasText: 'Whole range' }).waitFor();
});

test('a click asks Logs for exactly the records of that step; near a line, of its service', async () => {
  await using open = await openShop();
  const { page } = open;
  await pointAtValue(page, 'Errors/s', 0.4, /^$/);
  await page.locator('caption', { hasText: 'At the crosshair' }).waitFor();
  await page.mouse.down();
  await page.mouse.up();
  const [, query, from, to] = await assertAsked(open, /^showRecords (.*) (\d+)\.\.(\d+)$/);
  assert.equal(query, 'level>=ERROR');
  assert.equal(Number(to) - Number(from), 5000);

  await pointAtValue(page, 'Records/s', 0.5, /^gateway/);
  await page.mouse.down();
  await page.mouse.up();
  await assertAsked(open, /^showRecords service:gateway \d+\.\.\d+$/);
});

test('dragging zooms all charts, Escape goes back, Ctrl and wheel zoom too', async () => {
  await using open = await openShop();
  const { page } = open;
  await pointAt(page, 'p95', 0.3, 0.5);
  await page.mouse.down();
  await pointAt(page, 'p95', 0.6, 0.5);
  await page.mouse.up();
  await page.locator('.reset-zoom').waitFor();
  assert.match(await page.locator('.span-menu').innerText(), /^\d\d:\d\d:\d\d–\d\d:\d\d:\d\d$/);
  assert.equal(
    open.asked.some((line) => line.startsWith('showRecords')),
    false,
    'a drag is no click',
  );
  await page.keyboard.press('Escape');
  await page.locator('.reset-zoom').waitFor({ state: 'detached' });
  assert.equal(await page.locator('.span-menu').innerText(), 'Last 15 min');

  await pointAt(page, 'p95', 0.5, 0.5);
  await page.mouse.wheel(0, -200);
  await page.waitForTimeout(400);
  assert.equal(await page.locator('.reset-zoom').count(), 0, 'the wheel alone scrolls');
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -200);
  await page.keyboard.up('Control');
  await page.locator('.reset-zoom').waitFor();
});

test('a hidden service leaves charts and queries, and stays hidden after a reload', async () => {
  await using open = await openShop();
  const { page } = open;
  await page.locator('.service-name', { hasText: 'gateway' }).click();
  await page.locator('.service-name[aria-pressed="false"]').waitFor();
  assert.match(
    (await chart(page, 'Records/s').locator('canvas').getAttribute('aria-label')) ?? '',
    /^Records\/s by service\. inventory \S+, orders \S+$/,
  );
  assert.equal(await page.locator('.services-menu').innerText(), '2 of 3 services');
  await page.keyboard.press('l');
  await assertAsked(open, /^showRecords service:inventory OR service:orders \d+\.\.\d+$/);
  for (let tries = 0; tries < 100 && !JSON.stringify(open.saved()).includes('gateway'); tries++)
    await page.waitForTimeout(20);
  await open.reload();
  await page.locator('.service-name[aria-pressed="false"]', { hasText: 'gateway' }).waitFor();
  await page.keyboard.press('s');
  await page.locator('.menu-item', { hasText: 'All services' }).click();
  await page.locator('.service-name[aria-pressed="false"]').waitFor({ state: 'detached' });
});

test('time ranges are chosen by menu and key', async () => {
  await using open = await openShop();
  const { page } = open;
  await page.keyboard.press('t');
  assert.deepEqual(await page.locator('.menu-label').allInnerTexts(), [
    'Last 5 min',
    'Last 15 min',
    'Last 1 h',
    'Last 6 h',
    'Last 24 h',
    'Last 7 days',
  ]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('caption', { hasText: /Whole range/ }).waitFor();
  assert.equal(await page.locator('.span-menu').innerText(), 'Last 1 h');
});

test('paused charts ask nothing; many nudges are few questions', async () => {
  await using open = await openShop();
  const { page } = open;
  await page.keyboard.press('p');
  await page.locator('.pause[aria-label="Continue"]').waitFor();
  await page.waitForTimeout(300);
  const asked = (): number => open.counts.get('metrics') ?? 0;
  const before = asked();
  for (let at = 0; at < 20; at++) open.emit('changed', { upTo: 100 + at });
  await page.waitForTimeout(1500);
  assert.equal(asked(), before);
  await page.keyboard.press('p');
  await page.waitForTimeout(300);
  const live = asked();
  for (let at = 0; at < 50; at++) {
    open.emit('changed', { upTo: 200 + at });
    await page.waitForTimeout(10);
  }
  await page.waitForTimeout(1200);
  const rounds = (asked() - live) / 5;
  assert.ok(rounds >= 1 && rounds <= 4, `${rounds} rounds`);
});

test('the keyboard reaches every point and its records, and says where it is', async () => {
  await using open = await openShop();
  const { page } = open;
  await chart(page, 'Records/s').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowDown');
  await page
    .locator('[role=status].sr-only', { hasText: /^\d\d:\d\d:\d\d: gateway \d+\/s$/ })
    .waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  await assertAsked(open, /^showRecords service:gateway \d+\.\.\d+$/);
  await page.keyboard.press('Escape');
  await page.locator('caption', { hasText: 'Whole range' }).waitFor();
});

test('before the first record it says what to do, and shows charts when it comes', async () => {
  let services: typeof SHOP = [];
  await using open = await openPage(browser, {
    page: 'metrics',
    width: 800,
    height: 600,
    metrics: (query) => shopSeries(services, query),
  });
  const { page } = open;
  await page.locator('h2', { hasText: 'No records yet' }).waitFor();
  await page.locator('vscode-button', { hasText: 'Copy the line' }).click();
  await assertAsked(open, /^copy echo '\{.*\}' \| nc localhost 5000$/);
  services = SHOP;
  await open.append(errors());
  await page.locator('figure.chart').first().waitFor();
  assert.deepEqual(open.errors, []);
});

test('no records in the range: it says when the last was and goes there', async () => {
  const old = Date.now() - 3 * 60 * MINUTE;
  await using open = await openPage(browser, {
    page: 'metrics',
    records: [record(old, { message: 'long ago' })],
    metrics: (query) => (query.from < old && old < query.to ? shopSeries(SHOP, query) : []),
  });
  const { page } = open;
  await page.locator('.empty', { hasText: 'The last record was 3 h ago' }).waitFor();
  await page.locator('vscode-button', { hasText: 'Show the last records' }).click();
  await page.locator('table.services tbody tr').first().waitFor();
});

test('stopped and unreachable homes say so, with the way out; what was there stays, dimmed', async () => {
  await using open = await openShop();
  const { page } = open;
  open.setHome({ state: 'stopped' });
  await page.locator('.notice', { hasText: 'The collector is stopped' }).waitFor();
  assert.equal(await page.locator('.metrics-content.stale figure.chart').count(), 5);
  await page.locator('vscode-button', { hasText: 'Start the collector' }).click();
  await assertAsked(open, /^run startCollector$/);
  open.setHome({ state: 'ready', upTo: 4 });
  await page.locator('.notice').waitFor({ state: 'detached' });

  const release = open.hold('the disk is gone');
  open.emit('changed', { upTo: 99 });
  await page.locator('.notice', { hasText: 'the disk is gone' }).waitFor();
  release();
  await page.locator('vscode-button', { hasText: 'Try again' }).click();
  await page.locator('.notice').waitFor({ state: 'detached' });

  await using gone = await openPage(browser, {
    page: 'metrics',
    home: { state: 'unreachable', message: 'The collector does not answer.' },
  });
  gone.hold('closed');
  await gone.page.locator('.empty', { hasText: 'The collector does not answer.' }).waitFor();
});

test('charts follow the theme', async () => {
  await using open = await openShop();
  const { page } = open;
  const picture = (): Promise<string> =>
    chart(page, 'p50')
      .locator('canvas')
      .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  await page.keyboard.press('p');
  const seen = new Set([await picture()]);
  for (const theme of ['light', 'high-contrast', 'high-contrast-light'] as const) {
    await open.setTheme(theme);
    await page.waitForTimeout(100);
    seen.add(await picture());
  }
  assert.equal(seen.size, 4);
});

test('one to three columns by width, and nothing sticks out', async () => {
  await using open = await openShop();
  const { page } = open;
  for (const [width, columns] of [
    [320, 1],
    [600, 2],
    [1000, 3],
    [1400, 3],
  ] as const) {
    await page.setViewportSize({ width, height: 700 });
    await page.waitForFunction(
      (wanted) => getComputedStyle(document.querySelector('.charts')!).gridTemplateColumns.split(' ').length === wanted,
      columns,
    );
    const overflow = await page
      .locator('.metrics-content')
      .evaluate((content) => content.scrollWidth - content.clientWidth);
    assert.equal(overflow, 0, `at ${width} px`);
  }
});

test('names from outside are text', async () => {
  const name = '<img src=x onerror=alert(1)>"\u202e\u001b[31m*';
  await using open = await openShop({ metrics: (query) => shopSeries([{ name, rate: 5, errors: 1, p50: 3 }], query) });
  const { page } = open;
  assert.equal(await page.locator('.services img').count(), 0);
  assert.match((await rowTexts(page))[0]!, /^<img src=x onerror=alert\(1\)>"/);
  await chart(page, 'Records/s').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await assertAsked(open, /^showRecords service:"<img src=x onerror=alert\(1\)>\\"/);
  assert.deepEqual(open.errors, []);
});

test('records become numbers and lines by way of the real store of metrics', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sightline-metrics-'));
  const store = createSqliteMetricStore({ file: path.join(folder, 'metrics.db'), log: silentLog, clock: systemClock });
  try {
    const written: Promise<void>[] = [];
    const derived = createRecordMetrics({ write: (points) => written.push(store.write(points)), clock: systemClock });
    const now = Date.now();
    const records = Array.from({ length: 400 }, (_, at) =>
      record(now - 20_000 - at * 1000, {
        service: at % 2 === 0 ? 'orders' : 'gateway',
        level: at % 20 === 0 ? 'ERROR' : 'INFO',
        message: 'handled',
        attributes: { performance: { duration_ms: at % 2 === 0 ? 100 + (at % 20) : 10 } },
      }),
    );
    for (const record of records) derived.observe(factsOf(record), record.observedTimestamp);
    derived.dispose();
    await Promise.all(written);
    await using open = await openShop({ records, metrics: (query) => store.query(query) });
    const cells = (service: string): Promise<string[]> =>
      open.page.locator('table.services tbody tr', { hasText: service }).locator('td.number').allInnerTexts();
    const [rate, errorShare, p50, p95] = await cells('orders');
    // One record every two seconds, but for the first and the last step, which they do not fill.
    assert.match(rate ?? '', /^0\.(4[5-9]|5)\/s$/);
    assert.equal(errorShare, '10 %');
    assert.match(`${p50} ${p95}`, /^1[01]\d ms 1[12]\d ms$/);
    assert.deepEqual((await cells('gateway')).slice(1), ['0 %', '10 ms', '10 ms', '10 ms']);
    assert.ok((await colouredPixels(open.page, 'Records/s')) > 100);
    assert.ok((await colouredPixels(open.page, 'p99')) > 100);
    assert.deepEqual(open.errors, []);
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
});
