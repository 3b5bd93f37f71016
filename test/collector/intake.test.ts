// From a door to an answer, through a collector of its own: kept, found, told, and not lost when it is killed.

import assert from 'node:assert/strict';
import { createConnection, type Socket } from 'node:net';
import test, { type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CollectorStatus } from '../../src/model/collector.ts';
import type { QueryError, SearchPage } from '../../src/model/query.ts';
import type { CollectorContract } from '../../src/protocol/collector-contract.ts';
import { RpcError, type Client } from '../../src/protocol/rpc.ts';
import { attach } from './programs.ts';
import { tempFolder } from './temp-folder.ts';

type Asking = Client<CollectorContract>;

async function door(t: TestContext, client: Asking, id = 'tcp'): Promise<Socket> {
  const { doors } = await client.request('status', {});
  const { port } = doors.find((one) => one.id === id)!;
  const socket = createConnection(port!, '127.0.0.1');
  socket.on('error', () => undefined);
  t.after(() => socket.destroy());
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  return socket;
}

const line = (fields: object): string =>
  `${JSON.stringify({ level: 'INFO', service: 'orders', message: 'm', ...fields })}\n`;

/** Resolves when so many records are kept. */
async function untilKept(client: Asking, count: number): Promise<CollectorStatus> {
  for (;;) {
    const status = await client.request('status', {});
    if (status.store.records >= count) return status;
    await sleep(10);
  }
}

function search(client: Asking, query: string, given: object = {}): Promise<SearchPage> {
  return client.request('search', { query, range: {}, order: 'newest', limit: 100, ...given });
}

test('what a service writes can be asked for, in every way there is', async (t) => {
  const { client } = await attach(t, tempFolder(t));
  const nudges: number[] = [];
  client.on('changed', ({ upTo }) => nudges.push(upTo));
  const socket = await door(t, client);
  for (let index = 0; index < 50; index++) {
    socket.write(
      line({
        message: `message ${index}`,
        level: index % 10 === 0 ? 'ERROR' : 'INFO',
        service: index % 2 === 0 ? 'orders' : 'gateway',
        context: { index },
      }),
    );
  }
  const status = await untilKept(client, 50);
  assert.deepEqual([status.store.upTo, status.doors[0]!.kept, status.clients], [50, 50, 1]);
  while (nudges.at(-1) !== 50) await sleep(5);

  const errors = await search(client, 'level:ERROR service:orders');
  assert.deepEqual(
    errors.records.map(({ message }) => message),
    ['message 40', 'message 30', 'message 20', 'message 10', 'message 0'],
  );
  const first = await search(client, '', { limit: 20, order: 'oldest' });
  const second = await search(client, '', { limit: 20, order: 'oldest', after: first.next });
  assert.deepEqual([first.records[0]!.message, second.records[0]!.message], ['message 0', 'message 20']);
  assert.equal((await search(client, '', { since: 48 })).records.length, 2);

  const histogram = await client.request('histogram', { query: '', range: {}, buckets: 10, by: 'level' });
  assert.deepEqual([histogram.total, histogram.counts['ERROR']!.reduce((a, b) => a + b, 0)], [50, 5]);
  const facet = await client.request('facet', { query: '', range: {}, field: 'service', limit: 10 });
  assert.deepEqual(facet.values, [
    { value: 'gateway', count: 25 },
    { value: 'orders', count: 25 },
  ]);
  assert.ok((await client.request('fields', {})).some(({ name }) => name === 'context.index'));
  const [record] = errors.records;
  assert.deepEqual(await client.request('record', { id: record!.id }), record);
  assert.equal(await client.request('record', { id: 'no such id' }), null);

  assert.deepEqual(await client.request('deleteAll', {}), { records: 50 });
  assert.deepEqual((await search(client, '')).records, []);
});

test('a page of large records is bounded in size, and the pages together are whole', async (t) => {
  const { client } = await attach(t, tempFolder(t));
  const socket = await door(t, client);
  const text = 'long '.repeat(160_000);
  for (let index = 0; index < 60; index++) socket.write(line({ message: `message ${index}`, text }));
  await untilKept(client, 60);
  const pages: number[] = [];
  const messages: string[] = [];
  for (
    let page = await search(client, '', { limit: 1_000, order: 'oldest' });
    ;
    page = await search(client, '', { limit: 1_000, order: 'oldest', after: page.next })
  ) {
    pages.push(page.records.length);
    messages.push(...page.records.map(({ message }) => message));
    if (page.next === undefined) break;
  }
  assert.deepEqual(
    messages,
    Array.from({ length: 60 }, (_, index) => `message ${index}`),
  );
  assert.ok(Math.max(...pages) <= 32, String(pages));
});

test('a mistake in a query says where it is and what was expected', async (t) => {
  const { client } = await attach(t, tempFolder(t));
  await assert.rejects(search(client, 'level:'), (error) => {
    assert.ok(error instanceof RpcError && error.kind === 'invalid');
    const { from, to, message } = error.details as QueryError;
    assert.ok(from >= 0 && to <= 6 && /expected a value/.test(message));
    return true;
  });
});

test('a request that makes no sense is refused, and harms nothing', async (t) => {
  const { client } = await attach(t, tempFolder(t));
  for (const params of [
    { limit: 1_000_000 },
    { limit: undefined },
    { limit: 1.5 },
    { query: 7 },
    { range: { from: 'yesterday' } },
    { range: undefined },
    { skip: -1 },
    { after: {} },
    { upTo: 'x' },
  ]) {
    await assert.rejects(search(client, '', params), RpcError, JSON.stringify(params));
  }
  await assert.rejects(
    client.request('metrics', { measurement: 'm', field: 'f', aggregate: 'sum', by: [], from: 0, to: 1e12, stepMs: 1 }),
    RpcError,
  );
  await assert.rejects(client.request('histogram', { query: '', range: {}, buckets: 0, by: 'level' }), RpcError);
  assert.deepEqual((await search(client, '')).records, []);
});

test('settings are applied while it runs: masking, and the port of a door', async (t) => {
  const { client } = await attach(t, tempFolder(t));
  const before = await client.request('status', {});
  const socket = await door(t, client);
  socket.write(line({ password: 'hunter2hunter2' }));
  await untilKept(client, 1);
  const after = await client.request('configure', { redaction: false });
  assert.deepEqual([before.redaction, after.redaction], [true, false]);
  socket.write(line({ password: 'hunter3hunter3' }));
  await untilKept(client, 2);
  const raws = (await search(client, '', { order: 'oldest' })).records.map(({ raw }) => raw);
  assert.deepEqual(
    raws.map((raw) => /hunter/.test(raw)),
    [false, true],
  );
  assert.equal(
    (await client.request('status', {})).masked.reduce((sum, { count }) => sum + count, 0),
    1,
  );
  await assert.rejects(
    client.request('configure', { tcpPort: 70_000 }),
    (error) => error instanceof RpcError && error.kind === 'invalid' && /tcpPort/.test(error.message),
  );
});

test('a second collector whose port is taken listens on another one, and says so', async (t) => {
  const [first, folder] = [await attach(t, tempFolder(t)), tempFolder(t)];
  const tcpPort = (await first.client.request('status', {})).doors.find(({ id }) => id === 'tcp')!.port!;
  const second = await attach(t, folder, { settings: { tcpPort, udpPort: 0 } });
  const tcp = (await second.client.request('status', {})).doors.find(({ id }) => id === 'tcp')!;
  assert.deepEqual([tcp.state, tcp.wantedPort, tcp.port === tcpPort], ['listening', tcpPort, false]);
  assert.match(tcp.reason!, new RegExp(String(tcpPort)));
});

test('killed while services write at full rate: what was searchable a second before is there, once, in order', async (t) => {
  const dataDir = tempFolder(t);
  const first = await attach(t, dataDir);
  const socket = await door(t, first.client);
  let next = 0;
  const write = (): void => {
    while (!socket.destroyed) {
      let chunk = '';
      for (let count = 0; count < 100; count++) chunk += line({ message: 'written', seq: next++ });
      if (!socket.write(chunk)) {
        socket.once('drain', write);
        return;
      }
    }
  };
  write();
  await untilKept(first.client, 5_000);
  const { store } = await first.client.request('status', {});
  await sleep(1_000);
  process.kill(first.pid, 'SIGKILL');
  await first.client.closed;
  socket.destroy();

  const { client } = await attach(t, dataDir);
  const status = await client.request('status', {});
  assert.ok(status.store.records >= store.records, `${status.store.records} of ${store.records}`);
  let seq = 0;
  for (
    let page = await search(client, '', { order: 'oldest', limit: 5_000 });
    ;
    page = await search(client, '', { order: 'oldest', limit: 5_000, after: page.next })
  ) {
    for (const record of page.records) assert.equal(record.attributes['seq'], seq++);
    if (page.next === undefined) break;
  }
  assert.equal(seq, status.store.records);

  // And it goes on: numbers are given out once, what comes now is found.
  const again = await door(t, client);
  again.write(line({ message: 'afterwards' }));
  await untilKept(client, seq + 1);
  const [last] = (await search(client, 'message:afterwards')).records;
  assert.ok(last!.arrival > status.store.upTo);
});

test('asked to stop while services write, it keeps all that it has taken in', async (t) => {
  const dataDir = tempFolder(t);
  const first = await attach(t, dataDir);
  const socket = await door(t, first.client);
  for (let seq = 0; seq < 20_000; seq++) socket.write(line({ seq }));
  const { doors } = await untilKept(first.client, 1);
  await first.client.request('stop', {});
  await first.client.closed;
  const { client } = await attach(t, dataDir);
  const { records } = (await client.request('status', {})).store;
  assert.ok(records >= doors[0]!.kept);
  const { total } = await client.request('histogram', { query: '', range: {}, buckets: 1, by: 'level' });
  assert.equal(total, records);
});
