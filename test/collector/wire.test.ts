// The socket between client and collector: garbage, floods and peers that do not read harm nobody else.

import assert from 'node:assert/strict';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLog } from '../../src/base/ports.ts';
import { socketConnection } from '../../src/collector/client/wire.ts';
import { createClients, type Clients, type SharedHandlers } from '../../src/collector/clients.ts';
import type { CollectorContract } from '../../src/protocol/collector-contract.ts';
import { connect, RpcError, type Client } from '../../src/protocol/rpc.ts';
import { tempFolder } from './temp-folder.ts';

const LIMITS = { maxMessageBytes: 200_000_000, maxQueuedBytes: 64_000_000 };

interface House {
  readonly path: string;
  readonly clients: Clients;
}

/** A server with real clients behind it; `fields` answers a megabyte, `record` never answers. */
async function house(t: TestContext): Promise<House> {
  const megabyte = 'x'.repeat(1_000_000);
  const handlers = {
    fields: () => [{ name: megabyte, type: 'string', count: 1 }],
    record: () => new Promise(() => undefined),
    deleteAll: () => ({ records: 7 }),
  } as unknown as SharedHandlers;
  const clients = createClients({ version: '1.0.0', handlers, log: silentLog });
  const socketPath = path.join(tempFolder(t), 'socket');
  const server: Server = createServer((socket) => clients.accept(socket));
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  t.after(async () => {
    server.close();
    await clients.close();
  });
  return { path: socketPath, clients };
}

function open(t: TestContext, { path: socketPath }: House): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(socketPath, () => resolve(socket));
    socket.on('error', reject);
    t.after(() => socket.destroy());
  });
}

async function client(t: TestContext, of: House): Promise<Client<CollectorContract>> {
  const asking = connect<CollectorContract>(socketConnection(await open(t, of), LIMITS));
  t.after(() => asking.dispose());
  return asking;
}

async function attached(t: TestContext, of: House): Promise<Client<CollectorContract>> {
  const asking = await client(t, of);
  await asking.request('hello', { version: '1.0.0', kind: 'cli' });
  return asking;
}

function closed(socket: Socket): Promise<void> {
  socket.resume();
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

test('a client says hello first', async (t) => {
  const of = await house(t);
  const asking = await client(t, of);
  await assert.rejects(
    asking.request('deleteAll', {}),
    (error) => error instanceof RpcError && error.kind === 'invalid',
  );
  assert.equal(of.clients.count, 0);
  await asking.request('hello', { version: '1.0.0', kind: 'window' });
  assert.deepEqual(await asking.request('deleteAll', {}), { records: 7 });
  assert.equal(of.clients.count, 1);
});

for (const [what, bytes] of Object.entries({
  'random bytes with a line break': Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x0a]),
  'the old framing with a huge length': 'Content-Length: 99999999999999\r\n\r\n{}',
  HTTP: 'POST / HTTP/1.1\r\nHost: localhost\r\n\r\n{}',
  'JSON that is no message': '[1,2,3]\n',
  null: 'null\n',
  'a cancellation of nothing': '{"jsonrpc":"2.0","method":"$/cancelRequest"}\n',
  'JSON nested deep': `${'['.repeat(1_000_000)}\n`,
})) {
  test(`garbage ends only its own connection: ${what}`, async (t) => {
    const of = await house(t);
    const good = await attached(t, of);
    const bad = await open(t, of);
    const gone = closed(bad);
    bad.on('error', () => undefined);
    bad.write(bytes);
    await gone;
    assert.deepEqual(await good.request('deleteAll', {}), { records: 7 });
  });
}

test('a message without end is cut off at the bound', async (t) => {
  const of = await house(t);
  const good = await attached(t, of);
  const bad = await open(t, of);
  const gone = closed(bad);
  bad.on('error', () => undefined);
  let sent = 0;
  const chunk = Buffer.alloc(65_536, 'x');
  const pump = (): void => {
    while (!bad.destroyed && sent < 200_000_000) {
      sent += chunk.length;
      if (!bad.write(chunk)) {
        bad.once('drain', pump);
        return;
      }
    }
  };
  pump();
  await gone;
  assert.ok(sent < 50_000_000, `took ${sent} bytes`);
  assert.deepEqual(await good.request('deleteAll', {}), { records: 7 });
});

test('a client that asks and never reads is cut off, with bounded memory', async (t) => {
  const of = await house(t);
  const good = await attached(t, of);
  const bad = await open(t, of);
  bad.on('error', () => undefined);
  bad.pause();
  const gone = new Promise<void>((resolve) => bad.once('close', () => resolve()));
  const ask = (id: number, method: string, params: unknown): void =>
    void bad.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params: { params } })}\n`);
  ask(1, 'hello', { version: '1', kind: 'cli' });
  for (let id = 2; id < 500; id++) ask(id, 'fields', {});
  const before = process.memoryUsage().rss;
  while (of.clients.count > 1) await sleep(10);
  assert.ok(process.memoryUsage().rss - before < 250_000_000);
  bad.resume();
  await gone;
  assert.deepEqual(await good.request('deleteAll', {}), { records: 7 });
});

test('a client that asks more at once than anyone needs is cut off', async (t) => {
  const of = await house(t);
  const bad = await attached(t, of);
  const answers = Array.from({ length: 1_500 }, () =>
    bad.request('record', { id: 'x' }).catch((error: unknown) => error),
  );
  await bad.closed;
  for (const answer of await Promise.all(answers)) assert.ok(answer instanceof RpcError);
  assert.equal(of.clients.count, 0);
});

test('nudges are coalesced, and a client that does not read gets one when it does', async (t) => {
  const of = await house(t);
  const [awake, asleep] = [await attached(t, of), await open(t, of)];
  const nudges: number[] = [];
  awake.on('changed', ({ upTo }) => nudges.push(upTo));
  asleep.write('{"jsonrpc":"2.0","id":1,"method":"hello","params":{"params":{"version":"1","kind":"cli"}}}\n');
  asleep.pause();
  // Fill what the kernel holds for it, so that it counts as not reading.
  for (let id = 2; id < 8; id++)
    asleep.write(`{"jsonrpc":"2.0","id":${id},"method":"fields","params":{"params":{}}}\n`);
  while (of.clients.count < 2) await sleep(5);
  await sleep(100);
  for (let upTo = 1; upTo <= 300; upTo++) {
    of.clients.changed(upTo);
    await sleep(2);
  }
  while (nudges.at(-1) !== 300) await sleep(5);
  assert.ok(nudges.length <= 30, `${nudges.length} nudges`);

  let heard = '';
  asleep.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
  });
  asleep.resume();
  while (!heard.includes('"upTo":300')) await sleep(5);
  assert.equal(heard.match(/"method":"changed"/g)!.length, 1);
});

test('large answers arrive whole, one after the other', async (t) => {
  const of = await house(t);
  const asking = await attached(t, of);
  const answers = await Promise.all(Array.from({ length: 20 }, () => asking.request('fields', {})));
  assert.ok(answers.every(([field]) => field!.name.length === 1_000_000));
});

test('a peer that goes away in the middle fails what was asked of it, at once', async (t) => {
  const of = await house(t);
  const asking = await attached(t, of);
  const pending = asking.request('record', { id: 'x' });
  const rejection = assert.rejects(pending, (error) => error instanceof RpcError && error.kind === 'closed');
  await of.clients.close();
  await rejection;
  await asking.closed;
});
