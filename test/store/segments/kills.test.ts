// kill -9 under full load: what was acknowledged is there, byte for byte, and the folder is written on.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, it } from 'node:test';
import { killAgainAndAgain } from './kills.ts';

const root = mkdtempSync(path.join(tmpdir(), 'sightline-kills-'));
after(() => rmSync(root, { recursive: true, force: true }));

// 40 here; npm run fuzz kills 200.
it('keeps every acknowledged record over twenty kills while segments are sealed on the same thread', async () => {
  const folder = path.join(root, 'here');
  const records = await killAgainAndAgain({
    folder,
    kills: 20,
    segmentRows: 700,
    inWorker: false,
    random: Math.random,
  });
  assert.ok(records > 20 * 700, `${records} records`);
});

it('keeps every acknowledged record over twenty kills while segments are sealed in a worker', async () => {
  const folder = path.join(root, 'worker');
  const records = await killAgainAndAgain({
    folder,
    kills: 20,
    segmentRows: 1500,
    inWorker: true,
    random: Math.random,
  });
  assert.ok(records > 20 * 700, `${records} records`);
});
