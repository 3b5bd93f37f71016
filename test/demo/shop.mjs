// Starts the demo shop: inventory, orders, gateway, and visitors who keep them busy. Ctrl+C stops it all. See README.md.
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { visit } from './visitor/visitor.mjs';

const here = import.meta.dirname;
const START_LIMIT_MS = 15_000;
const children = new Set();
const stopping = new AbortController();

/** A Python of 3.8 or newer, as a command line; undefined where there is none. */
function findPython() {
  const check = ['-c', 'import sys; sys.exit(sys.version_info < (3, 8))'];
  for (const command of [['python3'], ['python'], ['py', '-3']]) {
    if (spawnSync(command[0], [...command.slice(1), ...check], { stdio: 'ignore' }).status === 0) return command;
  }
  return undefined;
}

/** Starts a service and resolves with its address once its log says that it listens. */
function start(name, [command, ...args], env) {
  const child = spawn(command, args, { cwd: path.join(here, name), env: { ...process.env, PORT: '0', ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  child.on('close', (code) => {
    children.delete(child);
    if (!stopping.signal.aborted) console.error(`shop: ${name} ended unexpectedly (exit code ${code}).`);
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${name} did not start within ${START_LIMIT_MS / 1000} s`)), START_LIMIT_MS);
    child.on('error', reject);
    child.on('close', () => reject(new Error(`${name} ended before it listened`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      console.log(line);
      const port = /\blistening\b.*?\bport\b\D*(\d+)|"port":(\d+).*\blistening\b/.exec(line);
      if (port === null) return;
      clearTimeout(timer);
      resolve(`http://127.0.0.1:${port[1] ?? port[2]}`);
    });
  });
}

function stop() {
  if (stopping.signal.aborted) return;
  stopping.abort();
  for (const child of children) child.kill('SIGTERM');
  setTimeout(() => children.forEach((child) => child.kill('SIGKILL')), 2000).unref();
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

try {
  const python = findPython();
  const inventory = await start('inventory', [process.execPath, 'src/server.js'], {});
  if (python === undefined) console.error('shop: no Python 3.8 or newer was found, so the orders service stays out; gateway and inventory run.');
  const orders = python === undefined ? undefined : await start('orders', [...python, '-u', 'app.py'], { INVENTORY_URL: inventory, PYTHONDONTWRITEBYTECODE: '1' });
  const gateway = await start('gateway', [process.execPath, 'src/server.ts'], { INVENTORY_URL: inventory, ...(orders === undefined ? {} : { ORDERS_URL: orders }) });
  console.error(`shop: ${orders === undefined ? 2 : 3} services run, the gateway at ${gateway}`);
  await visit({ url: gateway, rate: Number(process.env.SHOP_RATE ?? 3), seed: Number(process.env.SHOP_SEED ?? 1), signal: stopping.signal });
} catch (error) {
  console.error(`shop: ${error.message}`);
  process.exitCode = 1;
  stop();
}
