// The demo shop: three services, one correlation ID through all of them, positions that are true, both kinds of stack traces, and a collector that comes late.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../workbench/ports.ts';

const script = path.resolve(import.meta.dirname, '../demo/shop.mjs');

interface ShopRecord {
  readonly service: string;
  readonly message?: string;
  readonly msg?: string;
  readonly correlation_id?: string;
  readonly file?: string;
  readonly line?: number;
  readonly stack?: string;
}

function startShop(
  tcp: number,
  env: NodeJS.ProcessEnv = {},
): { readonly said: () => string; stop(): Promise<number | null> } {
  const shop = spawn(process.execPath, [script], {
    env: { ...process.env, SIGHTLINE_TCP: `127.0.0.1:${tcp}`, SHOP_RATE: '20', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  shop.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const exited = new Promise<number | null>((resolve) => shop.once('exit', resolve));
  return {
    said: () => said,
    stop() {
      shop.kill('SIGTERM');
      return exited;
    },
  };
}

async function until(what: string, holds: () => boolean): Promise<void> {
  for (const limit = Date.now() + 40_000; !holds(); await sleep(50)) assert.ok(Date.now() < limit, what);
}

test('believable records of three services, also those from before the collector was there', async () => {
  const tcp = await freePort();
  const shop = startShop(tcp);
  const records: ShopRecord[] = [];
  const door = net.createServer((socket) =>
    createInterface({ input: socket }).on('line', (line) => records.push(JSON.parse(line) as ShopRecord)),
  );
  try {
    await until('the shop starts', () => shop.said().includes('3 services run'));
    door.listen(tcp, '127.0.0.1');
    const services = (id: string | undefined): number =>
      new Set(records.filter(({ correlation_id }) => correlation_id === id).map(({ service }) => service)).size;
    await until('a request through all services', () =>
      records.some(({ correlation_id: id }) => id !== undefined && services(id) === 3),
    );
    await until('an exception in Python', () =>
      records.some(({ service, stack }) => service === 'orders' && stack?.includes("KeyError: 'payment_id'")),
    );
    await until('an exception in Node', () =>
      records.some(({ service, stack }) => service === 'inventory' && stack?.startsWith('TypeError')),
    );
    for (const service of ['gateway', 'orders', 'inventory']) {
      assert.ok(
        records.some((record) => record.service === service && (record.message ?? record.msg)?.startsWith('listening')),
        `the first record of ${service} came late, but came`,
      );
    }
    const placed = records.find(({ service, message }) => service === 'orders' && message === 'payment accepted');
    assert.ok(placed?.file !== undefined && placed.line !== undefined);
    assert.match(readFileSync(placed.file, 'utf8').split('\n')[placed.line - 1]!, /log\.log\(/);
  } finally {
    assert.equal(await shop.stop(), 0);
    door.close();
  }
});

test('without Python the other services run, and it is said', async () => {
  const nothing = mkdtempSync(path.join(os.tmpdir(), 'sightline-path-'));
  const shop = startShop(await freePort(), { PATH: nothing });
  try {
    await until('the shop starts', () => shop.said().includes('2 services run'));
    assert.match(shop.said(), /no Python 3\.8 or newer was found, so the orders service stays out/);
  } finally {
    assert.equal(await shop.stop(), 0);
    rmSync(nothing, { recursive: true });
  }
});
