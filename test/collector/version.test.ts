// Which of two versions is the newer one.

import assert from 'node:assert/strict';
import test from 'node:test';
import { compareVersions } from '../../src/collector/client/version.ts';

test('versions are ordered by number, a prerelease before its release', () => {
  const ordered = ['0.1.0', '0.1.2', '0.1.10', '0.2.0-alpha', '0.2.0-beta', '0.2.0', '1.0.0', '10.0.0'];
  const shuffled = [...ordered].reverse();
  assert.deepEqual(shuffled.sort(compareVersions), ordered);
});

test('what is not ordered is equal: build numbers, missing parts, nonsense', () => {
  assert.equal(compareVersions('1.2.0', '1.2'), 0);
  assert.equal(compareVersions('1.2.0+a', '1.2.0+b'), 0);
  assert.equal(compareVersions('', 'x.y.z'), 0);
});
