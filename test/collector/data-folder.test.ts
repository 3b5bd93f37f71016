// Where a collector keeps its data, and where its socket lies.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { defaultDataDir, findDataFolder, openDataFolder } from '../../src/collector/client/data-folder.ts';
import { tempFolder } from './temp-folder.ts';

test('the default folder is where each platform keeps a program’s data of one user', () => {
  const home = '/home/me';
  const dir = (platform: NodeJS.Platform, env: Record<string, string> = {}): string =>
    defaultDataDir({ platform, env, home });
  assert.equal(dir('linux'), '/home/me/.local/share/sightline');
  assert.equal(dir('linux', { XDG_DATA_HOME: '/data' }), '/data/sightline');
  assert.equal(dir('linux', { XDG_DATA_HOME: 'relative' }), '/home/me/.local/share/sightline');
  assert.equal(dir('darwin'), '/home/me/Library/Application Support/Sightline');
  assert.equal(
    dir('win32', { LOCALAPPDATA: 'C:/Users/me/AppData/Local' }),
    path.join('C:/Users/me/AppData/Local', 'Sightline'),
  );
});

test('SIGHTLINE_DATA names another folder', () => {
  assert.equal(defaultDataDir({ platform: 'linux', env: { SIGHTLINE_DATA: '/x/y' }, home: '/home/me' }), '/x/y');
  assert.equal(
    defaultDataDir({ platform: 'linux', env: { SIGHTLINE_DATA: '' }, home: '/h' }),
    '/h/.local/share/sightline',
  );
});

test('a folder is made for this user only; looking for one makes none', (t) => {
  const dir = path.join(tempFolder(t), 'a', 'b');
  assert.equal(findDataFolder(dir), undefined);
  assert.ok(!existsSync(dir));
  openDataFolder(dir);
  assert.equal(statSync(dir).mode & 0o777, 0o700);
});

test('one folder is one place, whatever link leads there', (t) => {
  const root = tempFolder(t);
  const real = openDataFolder(path.join(root, 'real'));
  symlinkSync(real.dir, path.join(root, 'link'));
  assert.deepEqual(openDataFolder(path.join(root, 'link')), real);
});

test('a path too long for a socket gets a short private one, each folder its own', (t) => {
  const deep = path.join(tempFolder(t), 'x'.repeat(60), 'y'.repeat(60));
  mkdirSync(deep, { recursive: true });
  const first = openDataFolder(path.join(deep, 'first'));
  const second = openDataFolder(path.join(deep, 'second'));
  assert.ok(Buffer.byteLength(first.socket) <= 103);
  assert.notEqual(first.socket, second.socket);
  assert.equal(statSync(path.dirname(first.socket)).mode & 0o777, 0o700);
  assert.equal(openDataFolder(path.join(deep, 'first')).socket, first.socket);
});

test('on Windows the socket is a named pipe', (t) => {
  assert.match(findDataFolder(tempFolder(t), 'win32')!.socket, /^\\\\\.\\pipe\\sightline-[0-9a-f]{24}$/);
});
