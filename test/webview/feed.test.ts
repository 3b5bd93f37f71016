// A result kept up to date against a real store: the newest first, what arrives, what is scrolled to, what is counted while reading.
import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../src/base/ports.ts';
import { createFeed, type Feed } from '../../webview/logs/feed.ts';
import { connectTo, startHost, type HostOptions, type RunningHost } from './harness/host.ts';
import { record, shopRecords } from './harness/shop.ts';

interface Running extends AsyncDisposable {
  readonly host: RunningHost;
  readonly feed: Feed;
  /** Resolves once the condition holds; fails after ten seconds. */
  readonly until: (condition: () => boolean) => Promise<void>;
}

async function start(options: HostOptions = {}): Promise<Running> {
  const host = await startHost(options);
  const client = connectTo(host);
  const feed = createFeed({ host: client, clock: systemClock, bars: 60, onChange: () => undefined });
  client.on('changed', ({ upTo }) => feed.nudge(upTo));
  return {
    host,
    feed,
    async until(condition) {
      for (let tries = 0; !condition(); tries += 1) {
        assert.ok(
          tries < 1000,
          `still waiting for ${condition.toString()}: ${feed.phase} ${feed.failure ?? ''} ${feed.result.total}`,
        );
        await wait(10);
      }
    },
    async [Symbol.asyncDispose]() {
      feed.dispose();
      client.dispose();
      await host.close();
    },
  };
}

const now = Date.now();
const texts = (feed: Feed): string[] =>
  Array.from({ length: feed.result.total }, (_, rank) => feed.result.at(rank)?.message ?? '?');

test('the newest rows are there first, the whole is counted, rows that come in sight are fetched', async () => {
  const shop = shopRecords(3000, now);
  await using running = await start({ records: shop });
  const { feed, until } = running;
  feed.ask({ query: '', range: { kind: 'all' } });
  await until(() => feed.phase === 'ready');
  assert.equal(feed.result.total, 3000);
  assert.equal(feed.counted?.histogram.total, 3000);
  assert.equal(feed.result.at(2999)?.timestamp, shop.at(-1)?.timestamp);
  assert.equal(feed.result.at(500), undefined);
  feed.see(490, 520);
  await until(() => feed.result.at(500) !== undefined);
  assert.equal(feed.result.at(500)?.message, shop[500]?.message);
});

test('what arrives is followed, late records at their place, and counted into the bars', async () => {
  await using running = await start({
    records: [record(now - 5000, { message: 'a' }), record(now - 3000, { message: 'c' })],
  });
  const { host, feed, until } = running;
  feed.ask({ query: '', range: { kind: 'last', ms: 900_000 } });
  await until(() => feed.phase === 'ready');
  await host.append([record(now - 1000, { message: 'd', level: 'ERROR' }), record(now - 4000, { message: 'b' })]);
  await until(() => feed.result.total === 4);
  assert.deepEqual(texts(feed), ['a', 'b', 'c', 'd']);
  assert.equal(feed.counted?.histogram.total, 4);
});

test('while reading nothing moves; what is new is counted, and there when following goes on', async () => {
  await using running = await start({ records: shopRecords(50, now) });
  const { host, feed, until } = running;
  feed.ask({ query: 'service:late', range: { kind: 'all' } });
  await until(() => feed.phase === 'ready');
  feed.follow(false);
  await host.append([
    record(now, { message: 'one', service: 'late' }),
    record(now, { message: 'other', service: 'else' }),
    record(now, { message: 'two', service: 'late' }),
  ]);
  await until(() => feed.waiting === 2);
  assert.equal(feed.result.total, 0);
  feed.follow(true);
  await until(() => feed.result.total === 2);
  assert.equal(feed.waiting, 0);
});

test('a burst larger than one live request is asked for anew, and complete', async () => {
  await using running = await start();
  const { host, feed, until } = running;
  feed.ask({ query: '', range: { kind: 'all' } });
  await until(() => feed.phase === 'ready');
  await host.append(shopRecords(5000, now));
  await until(() => feed.result.total === 5000);
  assert.equal(feed.counted?.histogram.total, 5000);
});

test('a failure is said, the rows stay, and the next answer clears it', async () => {
  await using running = await start({ records: shopRecords(20, now) });
  const { host, feed, until } = running;
  feed.ask({ query: '', range: { kind: 'all' } });
  await until(() => feed.phase === 'ready');
  const release = host.hold('the store is being moved');
  feed.ask({ query: 'level:INFO', range: { kind: 'all' } });
  await until(() => feed.phase === 'failed');
  assert.match(feed.failure ?? '', /being moved/);
  assert.equal(feed.result.total, 20);
  release();
  feed.refresh();
  await until(() => feed.phase === 'ready');
  assert.equal(feed.failure, undefined);
  assert.deepEqual([feed.answered?.query, texts(feed).includes('cache miss')], ['level:INFO', false]);
});

test('of questions asked in a row only the last is answered', async () => {
  await using running = await start({ records: shopRecords(200, now) });
  const { feed, until } = running;
  for (const query of ['a', 'ab', 'level:ERROR', 'service:orders']) feed.ask({ query, range: { kind: 'all' } });
  await until(() => feed.phase === 'ready');
  assert.equal(feed.answered?.query, 'service:orders');
  assert.ok(feed.result.total > 0 && feed.result.at(feed.result.total - 1)?.service === 'orders');
});

test('a cleared display shows only what came after', async () => {
  await using running = await start({ records: shopRecords(20, now) });
  const { host, feed, until } = running;
  feed.ask({ query: '', range: { kind: 'all' }, since: 20 });
  await until(() => feed.phase === 'ready');
  assert.equal(feed.result.total, 0);
  await host.append([record(now, { message: 'after' })]);
  await until(() => feed.result.total === 1);
  assert.deepEqual(texts(feed), ['after']);
});
