// `npm start`: builds Sightline, starts the demo shop, and opens VS Code on it; see start/options.mjs.
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root, toolsDir } from './setup/paths.mjs';
import { failWith, SetUpError } from './setup/set-up-error.mjs';
import { findDesktop, openDesktop } from './start/desktop.mjs';
import { openPage } from './start/open-page.mjs';
import { DEFAULT_PORT, readOptions } from './start/options.mjs';
import { cli, collected, countFindings, stopCollector } from './start/sightline.mjs';
import { createStatusLine, statusText } from './start/status-line.mjs';
import { startWorkbench, workbenchUrl } from './workbench/code-server.ts';
import { freePort, isFree } from './workbench/ports.ts';
import { startGroup } from './workbench/process-group.ts';

const demo = path.join(root, 'test/demo');
const options = readOptions();
const folder = path.join(toolsDir, options.port === DEFAULT_PORT ? 'start' : `start-${options.port}`);
const env = { SIGHTLINE_DATA: process.env.SIGHTLINE_DATA ?? path.join(folder, 'data') };
const line = createStatusLine();
const stopping = new AbortController();
/** What was started, and how it is stopped. */
const started = [];

function say(text) {
  line.leave();
  console.log(text);
}

async function stop(code) {
  if (stopping.signal.aborted) return;
  stopping.abort();
  say('Stopping …');
  await Promise.allSettled(started.map((end) => end()));
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));

/** A child whose output goes to a file beside the workbench's data. */
function startLogged(name, args, more = {}) {
  const out = openSync(path.join(folder, `${name}.log`), 'w');
  const group = startGroup(process.execPath, args, { cwd: root, env: { ...process.env, ...env, ...more }, out });
  closeSync(out);
  started.push(() => group.stop());
  return group;
}

async function build() {
  say('Building …');
  const code = await startLogged('build', ['esbuild.config.mjs']).exited;
  if (code !== 0 && !stopping.signal.aborted)
    throw new SetUpError(`The build failed: see ${path.join(folder, 'build.log')}, or run \`npm run build\`.`);
}

/** The collector runs before the first window opens, so that no record waits for it. Resolves with its TCP port. */
async function startCollector() {
  const tcp = await freePort(options.tcp);
  if (tcp !== options.tcp) say(`Port ${options.tcp} is taken: records are received on TCP ${tcp} instead.`);
  started.push(() => stopCollector(env));
  startLogged('collector', [cli, 'collect', '--tcp', String(tcp), '--udp', String(tcp)]);
  return tcp;
}

function startShop(tcp) {
  say("Starting the shop's services …");
  const shop = startLogged('shop', [path.join(demo, 'shop.mjs')], { SIGHTLINE_TCP: `127.0.0.1:${tcp}` });
  void shop.exited.then((code) => {
    if (!stopping.signal.aborted) say(`The shop ended (exit code ${code}): see ${path.join(folder, 'shop.log')}`);
  });
}

/** The desktop VS Code to open, or undefined for the browser's. Throws SetUpError where neither can be had. */
async function chooseWorkbench() {
  const code = options.browser ? undefined : findDesktop(options.code);
  if (code === undefined && !(await isFree(options.port))) {
    throw new SetUpError(
      `Port ${options.port} is taken. Another \`npm start\` may be running: stop it, or choose another port: npm start -- --port ${options.port + 1}`,
    );
  }
  return code;
}

function openInDesktop(code, what) {
  const desktop = openDesktop({ code, folder, env, ...what });
  started.push(desktop.stop);
  void desktop.closed.then(() => stop(0), failWith);
  say(`VS Code opens on ${what.workspace}`);
}

async function openInBrowser({ workspace, ...what }) {
  const workbench = await startWorkbench({ folder, port: options.port, env, ...what });
  started.push(() => workbench.stop());
  void workbench.ended.then(() => {
    if (stopping.signal.aborted) return;
    say(`The workbench ended by itself: see ${workbench.logFile}`);
    void stop(1);
  });
  const url = workbenchUrl(workbench, { folder: workspace });
  const opened = options.open && openPage(url);
  say(`\nSightline runs ${opened ? 'in your browser' : 'here'}: ${url}\n`);
}

/** Runs `task` again and again, pausing `pauseMs` or ten times as long as it took: never more than a tenth of a core. */
async function repeat(task, pauseMs) {
  while (!stopping.signal.aborted) {
    const before = Date.now();
    await task();
    await sleep(Math.max(pauseMs, 10 * (Date.now() - before)), undefined, { signal: stopping.signal }).catch(() => {});
  }
}

async function watch(workspace) {
  let known = {};
  const tell = (more) => {
    known = { ...known, ...more };
    if (!stopping.signal.aborted) line.show(statusText(known));
  };
  await Promise.all([
    repeat(async () => tell(await collected(env, stopping.signal)), 2_000),
    repeat(async () => {
      const findings = await countFindings(workspace, env, stopping.signal);
      if (findings !== undefined) tell({ findings });
    }, 20_000),
  ]);
}

try {
  mkdirSync(folder, { recursive: true });
  const code = await chooseWorkbench();
  await build();
  const tcp = await startCollector();
  if (options.workspace === undefined) startShop(tcp);
  const workspace = options.workspace ?? demo;
  const what = {
    workspace,
    extensions: [root, path.join(root, 'test/start/open-logs')],
    always: { 'sightline.collector.tcpPort': tcp, 'sightline.collector.udpPort': tcp },
  };
  if (code === undefined) await openInBrowser(what);
  else openInDesktop(code, what);
  say(`Your own programs can send records to 127.0.0.1:${tcp}, TCP or UDP. Ctrl+C stops everything.`);
  await watch(workspace);
} catch (error) {
  if (!stopping.signal.aborted) {
    say(error instanceof SetUpError ? error.message : String(error?.stack ?? error));
    await stop(1);
  }
}
