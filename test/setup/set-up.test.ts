// The set-up: which Node will do, nothing half installed, and an error that says what to do.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after } from 'node:test';
import { findChromium } from './chromium.mjs';
import { installOnce } from './install-once.mjs';
import { isNewEnough } from './node24.mjs';

const temporary = mkdtempSync(path.join(os.tmpdir(), 'sightline-set-up-'));
after(() => rmSync(temporary, { recursive: true, force: true }));

test('a Node that strips types is new enough, an older one is not', () => {
  for (const version of ['22.18.0', '22.20.1', '24.0.0', '100.0.0']) assert.ok(isNewEnough(version), version);
  for (const version of ['18.20.4', '20.19.0', '22.17.1', '22.9.0']) assert.ok(!isNewEnough(version), version);
});

test('what is installed is installed once', () => {
  const folder = path.join(temporary, 'once/1.0');
  let times = 0;
  const install = (empty: string): void => {
    assert.deepEqual(readdirSync(empty), []);
    writeFileSync(path.join(empty, 'tool'), String(++times));
  };
  installOnce(folder, install);
  installOnce(folder, install);
  assert.equal(times, 1);
  assert.deepEqual(readdirSync(folder), ['tool']);
});

test('an installation that fails leaves nothing behind', () => {
  const folder = path.join(temporary, 'failing/1.0');
  const fail = (empty: string): void => {
    writeFileSync(path.join(empty, 'half'), '');
    throw new Error('no network');
  };
  assert.throws(() => installOnce(folder, fail), /no network/);
  assert.deepEqual(readdirSync(path.dirname(folder)), []);
});

test('of two installations at the same time one stays', () => {
  const folder = path.join(temporary, 'twice/1.0');
  installOnce(folder, (empty) => {
    writeFileSync(path.join(empty, 'tool'), 'slower');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'tool'), 'faster');
  });
  assert.ok(existsSync(path.join(folder, 'tool')));
  assert.deepEqual(readdirSync(path.dirname(folder)), ['1.0']);
});

test('a Chromium that is named and not there is said, not replaced', () => {
  const before = process.env['CHROMIUM'];
  process.env['CHROMIUM'] = path.join(temporary, 'no-browser');
  try {
    assert.throws(() => findChromium(), /CHROMIUM names .*no-browser, which does not exist/);
  } finally {
    if (before === undefined) delete process.env['CHROMIUM'];
    else process.env['CHROMIUM'] = before;
  }
});

test('a registry that cannot be reached: npm’s own reason, and what to do', () => {
  const script = `import { npm } from './test/setup/npm.mjs'; import { failWith } from './test/setup/set-up-error.mjs';
    try { npm(['view', 'left-pad'], { cwd: ${JSON.stringify(temporary)}, what: 'Could not fetch it', hint: 'Try again.' }); } catch (error) { failWith(error); }`;
  const env = {
    ...process.env,
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_fetch_retries: '0',
    npm_config_cache: temporary,
  };
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: path.resolve(import.meta.dirname, '../..'),
    env,
    encoding: 'utf8',
  });
  assert.equal(status, 1);
  assert.match(stderr, /^Could not fetch it: .*ECONNREFUSED.*\nTry again\.\n$/);
});
