// The doors with real sockets: addresses, ports, counts, backpressure, many and strange clients.
import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { silentLog, systemClock } from '../../src/base/ports.ts';
import { createIngest } from '../../src/ingest/create-ingest.ts';
import { doors } from '../../src/ingest/doors/index.ts';
import type { Ingest, IngestSettings } from '../../src/ingest/ingest.ts';
import type { DoorStatus } from '../../src/model/door.ts';
import type { ArrivedLines } from '../../src/ingest/arrivals.ts';
import type { IncomingRecord } from '../../src/model/record.ts';
import { recordsOfLines } from './records.ts';

const SETTINGS: IngestSettings = { tcpPort: 0, udpPort: 0, redaction: true, correlationKeys: [] };

interface Opened {
  readonly ingest: Ingest;
  readonly records: IncomingRecord[];
  readonly door: (id: string) => DoorStatus;
  /** Resolves once this many records have come. */
  readonly until: (count: number) => Promise<void>;
}

async function opened(
  t: TestContext,
  settings: Partial<IngestSettings> = {},
  onBatch: (records: readonly IncomingRecord[]) => Promise<void> = () => Promise.resolve(),
): Promise<Opened> {
  const records: IncomingRecord[] = [];
  const sink = async (lines: readonly ArrivedLines[]): Promise<void> => {
    const batch = recordsOfLines(lines);
    await onBatch(batch);
    records.push(...batch);
  };
  const ingest = createIngest({ ...SETTINGS, ...settings }, { clock: systemClock, log: silentLog, sink });
  t.after(async () => {
    await ingest.close();
    ingest.dispose();
  });
  await ingest.open();
  const door = (id: string): DoorStatus => ingest.status().find((status) => status.id === id)!;
  const until = async (count: number): Promise<void> => {
    while (records.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return { ingest, records, door, until };
}

async function client(t: TestContext, port: number, host = '127.0.0.1'): Promise<Socket> {
  const socket = connect(port, host);
  socket.on('error', () => {});
  t.after(() => socket.destroy());
  socket.resume();
  await once(socket, 'connect');
  return socket;
}

function portOf(server: Server): number {
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return address.port;
}

test('folder and index name the same doors, each with a status of its own', async (t) => {
  const shelf = path.resolve(import.meta.dirname, '../../src/ingest/doors');
  const files = readdirSync(shelf)
    .filter((file) => file !== 'index.ts')
    .map((file) => path.basename(file, '.ts'));
  assert.deepEqual(
    doors.map(({ id }) => id),
    files.sort(),
  );
  const { ingest } = await opened(t);
  assert.deepEqual(
    ingest.status().map(({ id, state, reason }) => [id, state, reason]),
    doors.map(({ id }) => [id, 'listening', undefined]),
  );
});

test('TCP takes lines on 127.0.0.1 and ::1 of the same port', async (t) => {
  const { door, records, until } = await opened(t);
  const { port, addresses } = door('tcp');
  const hosts = addresses.map((address) => address.slice(0, address.lastIndexOf(':')).replace(/[[\]]/g, ''));
  for (const host of hosts) (await client(t, port!, host)).write(`{"message":"over ${host}"}\n`);
  await until(hosts.length);
  assert.deepEqual(records.map(({ message }) => message).sort(), hosts.map((host) => `over ${host}`).sort());
  assert.ok(hosts.includes('127.0.0.1'));
});

test('UDP takes one or several lines in a datagram, and the largest there is', async (t) => {
  const { door, records, until } = await opened(t);
  const socket = createSocket('udp4');
  t.after(() => socket.close());
  const send = (text: string): Promise<void> =>
    new Promise((resolve, reject) =>
      socket.send(text, door('udp').port, '127.0.0.1', (error) => (error === null ? resolve() : reject(error))),
    );
  await send('{"message":"one"}\n{"message":"two"}\nthree');
  await until(3);
  await send(`{"message":"${'x'.repeat(65_507)}`.slice(0, 65_507));
  await until(4);
  assert.deepEqual(
    records.map(({ message }) => message.slice(0, 5)),
    ['one', 'two', 'three', '{"mes'],
  );
  assert.deepEqual(
    records.map(({ truncated }) => truncated),
    [false, false, false, true],
  );
  assert.deepEqual([door('udp').received, door('udp').kept, door('udp').truncated], [4, 4, 1]);
});

test('a taken port: the next free one, and the status says why', async (t) => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  t.after(() => taken.close());
  const wanted = portOf(taken);
  const { door, until } = await opened(t, { tcpPort: wanted });
  const { state, port, wantedPort, reason } = door('tcp');
  assert.deepEqual([state, wantedPort], ['listening', wanted]);
  assert.notEqual(port, wanted);
  assert.equal(reason, `Port ${wanted} is taken; listening on ${port} instead.`);
  (await client(t, port!)).write('{"message":"m"}\n');
  await until(1);
});

test('HTTP is answered, counted as rejected, and nothing of it is kept', async (t) => {
  const { door, records, until, ingest } = await opened(t);
  let changes = 0;
  ingest.onDidChange(() => changes++);
  const url = `http://127.0.0.1:${door('tcp').port}/`;
  for (const init of [{}, { method: 'POST', body: '{"message":"from a page"}\n{"message":"and more"}\n' }]) {
    const response = await fetch(url, { ...init, headers: { connection: 'close' } });
    assert.equal(response.status, 400);
    assert.match(await response.text(), /TCP door of Sightline/);
  }
  const long = await client(t, door('tcp').port!);
  long.write(`GET /${'x'.repeat(2_000_000)} HTTP/1.1\r\nHost: x\r\n\r\n{"message":"from a page"}\n`);
  await once(long, 'close');
  (await client(t, door('tcp').port!)).write('quoting: POST / HTTP/1.1\nGET / HTTP/1.1\n');
  await until(2);
  assert.deepEqual(
    records.map(({ raw }) => raw),
    ['quoting: POST / HTTP/1.1', 'GET / HTTP/1.1'],
  );
  const { rejected, rejections, received, kept } = door('tcp');
  assert.deepEqual([rejected, received, kept], [3, 5, 2]);
  assert.match(rejections.at(-1)!.reason, /HTTP/);
  assert.equal(rejections.at(-1)!.line, 'GET / HTTP/1.1');
  assert.ok(changes > 0);
});

test('TLS is refused with its reason', async (t) => {
  const { door, records } = await opened(t);
  const socket = await client(t, door('tcp').port!);
  socket.write(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x0a, 0x61, 0x0a]));
  await once(socket, 'close');
  assert.match(door('tcp').rejections[0]!.reason, /TLS/);
  assert.equal(records.length, 0);
});

test('a client that vanishes in the middle of a line: what came is kept', async (t) => {
  const { door, records, until } = await opened(t);
  const socket = await client(t, door('tcp').port!);
  socket.end('{"message":"whole"}\nonly ha');
  await until(2);
  assert.deepEqual(
    records.map(({ message }) => message),
    ['whole', 'only ha'],
  );
});

test('text waits for its trace, and is handed on when it is quiet; an object without line end too', async (t) => {
  const { door, records, until } = await opened(t);
  const socket = await client(t, door('tcp').port!);
  socket.write(
    '2026-01-02 14:03:22 ERROR failed\nTraceback (most recent call last):\n  File "a.py", line 1, in f\nValueError: x\n',
  );
  await until(1);
  assert.equal(records[0]!.exception?.type, 'ValueError');
  socket.write('{"message":"no line end"}');
  await until(2);
  socket.write('\n');
  socket.end('{"message":"last"}\n');
  await until(3);
  assert.deepEqual(
    records.map(({ message }) => message),
    ['failed', 'no line end', 'last'],
  );
});

test('a thousand clients at once, one that reads nothing, one that sends byte by byte', async (t) => {
  const { door, records, until } = await opened(t);
  const port = door('tcp').port!;
  const slow = await client(t, port);
  const slowly = (async () => {
    for (const byte of Buffer.from('{"message":"slow ü"}\n')) {
      slow.write(Uint8Array.of(byte));
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
  })();
  const deaf = await client(t, port);
  deaf.pause();
  deaf.write('{"message":"deaf"}\n');
  const clients = await Promise.all(Array.from({ length: 1000 }, () => client(t, port)));
  for (const [index, socket] of clients.entries()) socket.write(`{"message":"m","n":${index}}\n`);
  await until(1001);
  await slowly;
  await until(1002);
  assert.equal(new Set(records.map(({ attributes }) => attributes['n']).filter((n) => n !== undefined)).size, 1000);
  assert.ok(records.some(({ message }) => message === 'slow ü') && records.some(({ message }) => message === 'deaf'));
});

test('while records are not taken, a client is read no further', async (t) => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const { door, records, until } = await opened(t, {}, () => held);
  const socket = await client(t, door('tcp').port!);
  const line = `{"message":"${'x'.repeat(1000)}"}\n`;
  const count = 60_000;
  let written = 0;
  for (; written < count && socket.write(line.repeat(100)); written += 100);
  while (socket.writableLength === 0 && written < count) {
    socket.write(line.repeat(100));
    written += 100;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  assert.ok(door('tcp').received < 200, String(door('tcp').received));
  release();
  await until(door('tcp').received);
  socket.end();
  await until(written);
  assert.ok(records.length >= written);
});

test('a sink that fails loses its records and nothing else', async (t) => {
  let calls = 0;
  const { door, records, until } = await opened(t, {}, () =>
    ++calls === 1 ? Promise.reject(new Error('disk full')) : Promise.resolve(),
  );
  const socket = await client(t, door('tcp').port!);
  socket.write('{"message":"lost"}\n');
  while (calls === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  socket.write('{"message":"kept"}\n');
  await until(1);
  assert.deepEqual(
    records.map(({ message }) => message),
    ['kept'],
  );
});

test('counts by source: the peer until a record names its service; formats; masked secrets by kind and service', async (t) => {
  const { ingest, door, until } = await opened(t);
  const socket = await client(t, door('tcp').port!);
  socket.write(
    '{"message":"who"}\n{"message":"m","service":"orders","password":"S3CRET"}\n{"level":30,"time":1,"pid":1,"hostname":"h","name":"gateway","msg":"x"}\n',
  );
  await until(3);
  const { sources } = door('tcp');
  assert.deepEqual(sources.map(({ name, received, kept, formats }) => [name, received, kept, formats]).sort(), [
    ['127.0.0.1', 1, 1, ['json']],
    ['gateway', 1, 1, ['pino']],
    ['orders', 1, 1, ['json']],
  ]);
  assert.deepEqual(
    ingest.masked().map(({ kind, service, count }) => [kind, service, count]),
    [['field:password', 'orders', 1]],
  );
});

test('a line that names no service is of the one service its connection has named', async (t) => {
  const { door, records, until } = await opened(t);
  const socket = await client(t, door('tcp').port!);
  socket.end('{"message":"a","service":"orders"}\nWARN text\n{"message":"b","service":"billing"}\nmore text\n');
  await until(4);
  assert.deepEqual(
    records.map(({ service }) => service),
    ['orders', 'orders', 'billing', 'unknown'],
  );
});

test('settings change while open: redaction and keys at once, a door whose port changed is reopened', async (t) => {
  const { ingest, door, records, until } = await opened(t);
  const before = door('tcp').port!;
  const udpBefore = door('udp').port;
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const tcpPort = portOf(free);
  await new Promise((resolve) => free.close(resolve));
  await ingest.configure({ tcpPort, udpPort: 0, redaction: false, correlationKeys: ['order'] });
  assert.equal(door('tcp').port, tcpPort);
  assert.notEqual(door('tcp').port, before);
  assert.equal(door('udp').port, udpBefore);
  (await client(t, tcpPort)).write('{"message":"m","password":"S3CRET","order":"o-1"}\n');
  await until(1);
  assert.deepEqual([records[0]!.correlationId, records[0]!.attributes['password']], ['o-1', 'S3CRET']);
});

test('closing hands on what has arrived, and the port is free again', async (t) => {
  const { ingest, door, records } = await opened(t);
  const { port } = door('tcp');
  const socket = await client(t, port!);
  socket.write('text that waits for its trace\n');
  while (socket.writableLength > 0) await once(socket, 'drain');
  await new Promise((resolve) => setTimeout(resolve, 50));
  await ingest.close();
  assert.deepEqual(
    records.map(({ message }) => message),
    ['text that waits for its trace'],
  );
  assert.deepEqual(
    ingest.status().map(({ state }) => state),
    ['closed', 'closed'],
  );
  const again = createServer().listen(port, '127.0.0.1');
  await once(again, 'listening');
  again.close();
});
