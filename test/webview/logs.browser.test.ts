// The Logs page in Chromium, by keyboard and pointer, with a real store behind it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser, openPage, type OpenPage, type PageOptions } from './harness/open-page.ts';
import { record, shopRecords } from './harness/shop.ts';

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const now = Date.now();
const shop = shopRecords(2000, now, 200);

/** Opens the page, runs the test, and holds the page to having had no error. */
async function withPage(options: PageOptions, run: (open: OpenPage, page: Page) => Promise<void>): Promise<void> {
  await using open = await openPage(browser, { records: shop, ...options });
  open.page.setDefaultTimeout(15_000);
  await run(open, open.page);
  assert.deepEqual(open.errors, []);
}

const rows = (page: Page): Locator => page.locator('.row:not([hidden]):not(.placeholder)');
const selected = (page: Page): Locator => page.locator('.row[aria-selected="true"]');
const query = (page: Page): Locator => page.locator('.query-box .cm-content');
const summary = (page: Page, text: string | RegExp): Promise<void> =>
  page.locator('.summary', { hasText: text }).waitFor();

async function ask(page: Page, text: string): Promise<void> {
  await page.locator('.list').or(page.locator('body')).first().focus();
  await page.keyboard.press('/');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
}
/** Escape closes a list of completions first; the second one leaves the box. */
async function leaveQuery(page: Page): Promise<void> {
  while (await query(page).evaluate((box: { matches(s: string): boolean }) => box.matches(':focus')))
    await page.keyboard.press('Escape');
}

test('records are there at once, new ones follow, and the number of nodes stays the same', () =>
  withPage({}, async (open, page) => {
    await summary(page, '2,000 records');
    await page.locator('.live.on').waitFor();
    await open.append([record(Date.now(), { message: 'the very newest', service: 'gateway', level: 'WARNING' })]);
    await rows(page).filter({ hasText: 'the very newest' }).waitFor();
    await summary(page, '2,001 records');
    await page.locator('.list').hover();
    for (let step = 0; step < 12; step += 1) await page.mouse.wheel(0, -3000);
    await page.locator('.live:not(.on)').waitFor();
    assert.ok((await page.locator('.row').count()) <= 60);
  }));

test('the whole tour by keyboard: search, list, details, source, request and back', () =>
  withPage({ width: 1400, height: 500 }, async (open, page) => {
    await summary(page, '2,000');
    await ask(page, 'level:ERROR');
    await summary(page, /^(?!2,000)/);
    await leaveQuery(page);
    await page.keyboard.press('ArrowUp');
    await selected(page).waitFor();
    const first = await selected(page).innerText();
    await page.keyboard.press('k');
    assert.notEqual(await selected(page).innerText(), first);
    await page.keyboard.press('Space');
    await page.locator('.details-side .details-message').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('c');
    await page.locator('.request-axis .lane').first().waitFor();
    assert.ok((await page.locator('.lane:not(.axis)').count()) >= 2);
    assert.match(
      (await page.locator('.request-facts').textContent()) ?? '',
      /services · \d+ records · 2 errors · [\d.]+ m?s/,
    );
    assert.match(await page.locator('.row[data-index="0"]').innerText(), /\+0\.0 ms/);
    assert.equal(
      await page.locator('.list').evaluate((list: { matches(s: string): boolean }) => list.matches(':focus')),
      true,
    );
    await page.keyboard.press('Escape');
    await page.locator('.details-side').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.locator('.request').waitFor({ state: 'detached' });
    assert.equal(await query(page).innerText(), 'level:ERROR');
    assert.deepEqual(
      open.asked.map((line) => line.replace(/\d+/, 'N')),
      ['openSource N', 'openSource N focus'],
    );
  }));

test('a mistake is underlined and explained, and the last good result stays', () =>
  withPage({}, async (_, page) => {
    await ask(page, 'service:orders');
    await summary(page, /^\s*\d{3}/);
    const counted = await page.locator('.summary').innerText();
    await page.keyboard.press('End');
    await page.keyboard.type(' level:');
    await page.locator('.cm-lintRange-error').waitFor();
    await page.keyboard.press('Escape');
    assert.match(await page.locator('.query-error').innerText(), /expected a value after "level:"/);
    assert.equal(await query(page).innerText(), 'service:orders level:');
    assert.equal((await page.locator('.summary').innerText()).split('\n')[0], counted.split('\n')[0]);
    await page.keyboard.type('ERROR');
    await page.locator('.query-error').waitFor({ state: 'detached' });
  }));

test('fields and values are completed from the data', () =>
  withPage({}, async (_, page) => {
    await summary(page, '2,000');
    await page.keyboard.press('/');
    await page.keyboard.type('servi');
    await page.locator('.cm-completionLabel', { hasText: 'service' }).waitFor();
    await page.keyboard.press('Tab');
    await page.locator('.cm-completionLabel', { hasText: 'inventory' }).waitFor();
    await page.keyboard.press('ArrowDown');
    assert.match(await page.locator('li[aria-selected]').innerText(), /orders\s*\d+/);
    await page.keyboard.press('Enter');
    await summary(page, /^\s*\d{3}/);
    assert.match(await query(page).innerText(), /^service:orders/);
  }));

test('a value is filtered for, changed and filtered out by its facet', () =>
  withPage({ height: 500 }, async (_, page) => {
    const value = (text: string): Locator => page.locator('.facet-value', { hasText: text });
    await value('orders').locator('.facet-for').click();
    await page.locator('.facet-value.filtered-for', { hasText: 'orders' }).waitFor();
    assert.equal(await query(page).innerText(), 'service:orders');
    await value('gateway').locator('.facet-for').click();
    await page.locator('.facet-value.filtered-for', { hasText: 'gateway' }).waitFor();
    assert.equal(await query(page).innerText(), 'service:gateway');
    await value('gateway').locator('.facet-for').click();
    await value('debug').hover();
    await value('debug').locator('.facet-out').click();
    await page.locator('.facet-value.filtered-out', { hasText: 'debug' }).waitFor();
    assert.equal(await query(page).innerText(), '-level:DEBUG');
    assert.equal(await rows(page).filter({ hasText: 'cache miss' }).count(), 0);
  }));

test('the histogram zooms by pointer and by keys, and comes back', () =>
  withPage({}, async (_, page) => {
    await summary(page, '2,000');
    const plot = page.locator('.histogram-plot');
    const box = (await plot.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.7, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.8, box.y + 10, { steps: 3 });
    await page.mouse.up();
    await page.locator('.summary .link', { hasText: 'reset' }).waitFor();
    await summary(page, /^\s*\d{3} records/);
    await page.locator('.summary .link').click();
    await summary(page, '2,000');
    await plot.focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Shift+ArrowLeft');
    await page.locator('.chosen').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.summary .link', { hasText: 'reset' }).waitFor();
    await plot.focus();
    await page.keyboard.press('Escape');
    await summary(page, '2,000');
  }));

test('nothing moves while reading; the pill counts, End goes on', () =>
  withPage({ height: 400 }, async (open, page) => {
    await summary(page, '2,000');
    await page.locator('.list').hover();
    await page.mouse.wheel(0, -600);
    await page.locator('.live:not(.on)').waitFor();
    const row = rows(page).nth(12);
    const [text, at] = [await row.innerText(), (await row.boundingBox())?.y];
    await open.append([record(Date.now(), { message: 'new one' }), record(now - 60_000, { message: 'late one' })]);
    await page.locator('.pill', { hasText: '2 new' }).waitFor();
    assert.deepEqual([await row.innerText(), (await row.boundingBox())?.y], [text, at]);
    await page.locator('.list').focus();
    await page.keyboard.press('End');
    await rows(page).filter({ hasText: 'new one' }).waitFor();
    await page.locator('.live.on').waitFor();
    assert.equal(await page.locator('.pill').count(), 0);
  }));

test('details: every field with its actions, frames as links, and what came in', () =>
  withPage(
    {
      height: 700,
      sourceOf: { label: 'orders/app.py:88', reason: 'it is named', count: 1 },
      framesOf: [
        { textLine: 1, inWorkspace: true },
        { textLine: 5, inWorkspace: false },
      ],
    },
    async (open, page) => {
      await ask(page, '"payment declined"');
      await rows(page).filter({ hasText: 'payment declined' }).last().click();
      await page.locator('.details-source .link', { hasText: 'orders/app.py:88' }).click();
      await page.locator('.stack-line .link:not(.outside)').click();
      assert.equal(await page.locator('.stack-line .outside').count(), 1);
      const field = page.locator('.details-field', { hasText: 'order_id' });
      await field.hover();
      await field.getByLabel('Copy context.order_id').click();
      await field.getByLabel('Add context.order_id as column').click();
      await page.locator('.column-head', { hasText: 'order_id' }).waitFor();
      assert.match(await rows(page).last().locator('.column').innerText(), /^\d{4}$/);
      await field.getByLabel(/^Only records with context.order_id/).click();
      await summary(page, /^\s*1 record/);
      await page.getByLabel('What came in, as it came').click();
      assert.match(await page.locator('pre.raw').innerText(), /^\{"timestamp":/);
      assert.deepEqual(
        open.asked.map((line) => line.replace(/\d+/, 'N')),
        ['openSource N focus', 'openSource N focus frame 1', 'copy N'],
      );
    },
  ));

test('every empty page says why and what to do', async () => {
  await withPage({ records: [] }, async (open, page) => {
    await page.getByText('Listening on TCP and UDP 5000').waitFor();
    await page.getByLabel('Copy the command').click();
    assert.deepEqual(open.asked, [`copy echo '{"level":"INFO","message":"hello"}' | nc localhost 5000`]);
    open.setHome({ state: 'stopped' });
    await page.getByText('Start Collector').click();
    open.setHome({ state: 'unreachable', message: 'The cluster at 10.0.0.1 does not answer.' });
    await page.getByText('The cluster at 10.0.0.1 does not answer.').waitFor();
    await page.getByText('Why do I see nothing?').or(page.getByText('Retry')).first().waitFor();
    assert.equal(open.asked.at(-1), 'run startCollector');
  });
  await withPage({ records: shopRecords(40, now - 3 * 3_600_000) }, async (_, page) => {
    await page.getByText('The last one came 3 h ago').waitFor();
    await page.getByText('Jump There').click();
    await summary(page, '40 records');
  });
  await withPage({}, async (_, page) => {
    await ask(page, 'service:orders nonsenseword');
    await page
      .locator('.loosenings li', { hasText: 'nonsenseword' })
      .filter({ hasText: /without it: [\d,]+ records/ })
      .waitFor();
    await page.getByLabel('Remove nonsenseword').click();
    await rows(page).first().waitFor();
    assert.equal(await query(page).innerText(), 'service:orders');
  });
});

test('hostile text is only ever text', () =>
  withPage(
    {
      records: [
        record(now - 4000, {
          message: '<img src=x onerror="document.title=1"><script>document.title=2</script>',
          service: '<b>x</b>',
          attributes: { '<i>k</i>': '<u>v</u>' },
        }),
        record(now - 3000, { message: '\u001b[31mred\u001b[0m \u202egpj.exe', service: '__proto__', level: 'ERROR' }),
        record(now - 2000, {
          message: 'x'.repeat(200_000),
          service: 'y'.repeat(5000),
          attributes: Object.fromEntries(Array.from({ length: 5000 }, (_, key) => [`k${key}`, key])),
        }),
        record(now - 1000, { message: '[click](command:workbench.action.quit) ${7*7}' }),
      ],
    },
    async (_, page) => {
      await summary(page, '4 records');
      assert.match(await rows(page).nth(0).innerText(), /<img src=x onerror=/);
      assert.match(await rows(page).nth(1).innerText(), /red ⟨U\+202E⟩gpj\.exe/);
      for (const row of [0, 1, 2, 3]) {
        await rows(page).nth(row).click();
        await page.locator('.details-message').waitFor();
      }
      assert.equal(await page.locator('.parts :is(img, script, b, u, a)').count(), 0);
      assert.equal(await page.title(), 'logs');
      assert.ok(
        await page
          .locator('logs-page')
          .evaluate((one: { scrollWidth: number; clientWidth: number }) => one.scrollWidth <= one.clientWidth),
      );
    },
  ));

test('query, range, columns and selection survive a reload', () =>
  withPage({}, async (open, page) => {
    await ask(page, 'level:WARNING');
    await leaveQuery(page);
    await page.locator('.range').click();
    await page.getByRole('menuitemcheckbox', { name: 'Last 6 h' }).click();
    await rows(page).last().click();
    // Saving is put off a little, so that typing does not save every letter.
    while ((open.saved() as { selectedId?: string } | null)?.selectedId === undefined) await page.waitForTimeout(50);
    await open.reload();
    await rows(page).first().waitFor();
    assert.equal(await query(page).innerText(), 'level:WARNING');
    assert.match(await page.locator('.range').innerText(), /Last 6 h/);
    await selected(page).waitFor();
  }));

test('the newest can stand at the top', () =>
  withPage({ settings: { newestAtBottom: false } }, async (open, page) => {
    await summary(page, '2,000');
    await open.append([record(Date.now(), { message: 'newest of all' })]);
    await page.locator('.row[data-index="0"]', { hasText: 'newest of all' }).waitFor();
    open.setSettings({ newestAtBottom: true });
    await page.locator('.row[data-index="2000"]', { hasText: 'newest of all' }).waitFor();
  }));

test('a cleared display hides what was before, and can show it again', () =>
  withPage({}, async (open, page) => {
    await summary(page, '2,000');
    open.emit('command', { name: 'clearDisplay' });
    await page.getByText('The display is cleared').waitFor();
    await open.append([record(Date.now(), { message: 'after the clearing' })]);
    await summary(page, '1 record');
    await page.getByRole('button', { name: 'Show it' }).click();
    await summary(page, '2,001');
  }));

test('doors and masked secrets are accounted for', () =>
  withPage({ status: { masked: [{ kind: 'jwt', service: 'gateway', count: 2, lastAt: now }] } }, async (open, page) => {
    await page.locator('.masked', { hasText: '2 masked' }).click();
    await page.getByRole('dialog').getByText('jwt').waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await page.getByRole('dialog').count(), 0);
    open.emit('command', { name: 'whyNothing' });
    await page.locator('.why .door', { hasText: 'TCP' }).waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.why').count(), 0);
  }));

test('it fits every place and theme', () =>
  withPage({ width: 320, height: 400 }, async (open, page) => {
    const fits = (): Promise<boolean> =>
      page.evaluate(
        'document.documentElement.scrollWidth <= innerWidth && document.querySelector("logs-page").scrollHeight <= innerHeight',
      );
    await rows(page).last().click();
    await page.locator('.list .details-message').waitFor();
    for (const [width, height] of [
      [320, 400],
      [700, 260],
      [700, 120],
      [900, 180],
      [1400, 300],
      [2000, 1100],
    ] as const) {
      await page.setViewportSize({ width, height });
      assert.ok(await fits(), `${width} x ${height}`);
      assert.equal(await page.locator('.more').isVisible(), true);
    }
    await page.locator('.details-side .details-message').waitFor();
    await open.setTheme('high-contrast');
    const outline = await selected(page).evaluate((row: Element) => getComputedStyle(row).outlineColor);
    assert.equal(outline, 'rgb(243, 133, 24)');
  }));

test('however low the panel is, the tool bar stays where it is', () =>
  withPage({ width: 900, height: 300 }, async (_, page) => {
    await summary(page, '2,000');
    /** How far the page can be scrolled by what gets the focus in it, or by us. */
    const scrolled = (): Promise<number[]> =>
      page.evaluate(() =>
        ['html', 'body', 'logs-page'].map((name) => {
          const element = document.querySelector(name)!;
          const before = element.scrollTop;
          element.scrollTop = 100;
          return before + element.scrollTop;
        }),
      );
    for (const height of [120, 50, 30]) {
      await page.setViewportSize({ width: 900, height });
      await ask(page, 'level:ERROR or message:"words that are long enough to need a second line of the box"');
      await page.locator('.list').focus();
      await page.keyboard.press('End');
      await query(page).focus();
      assert.deepEqual(await scrolled(), [0, 0, 0], `${height} px`);
    }
    await page.setViewportSize({ width: 900, height: 120 });
    assert.deepEqual(await scrolled(), [0, 0, 0]);
    assert.ok((await page.locator('.query').boundingBox())!.y >= 0);
  }));
