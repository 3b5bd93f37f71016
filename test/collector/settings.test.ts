// What a collector can be told, by its command line and by clients.

import assert from 'node:assert/strict';
import test from 'node:test';
import { readCommandLine } from '../../src/collector/command-line.ts';
import { DEFAULT_SETTINGS, mergeSettings, readSettings } from '../../src/collector/settings.ts';

test('settings are read out of JSON; unknown ones are left out', () => {
  const read = readSettings({ tcpPort: 0, redaction: false, laterSetting: 1, udpPort: null });
  assert.deepEqual(read, { settings: { tcpPort: 0, redaction: false }, mistakes: [] });
});

for (const [name, wrong] of Object.entries({
  tcpPort: ['5000', -1, 65_536, 1.5, NaN],
  udpPort: [true],
  redaction: ['no', 0],
  correlationKeys: ['id', [1], new Array<string>(101).fill('x')],
  retentionBytes: [0, -5, Infinity, '1'],
  retentionDays: [0, {}],
})) {
  test(`a wrong ${name} is told by its name, and the others hold`, () => {
    for (const value of wrong) {
      const { settings, mistakes } = readSettings({ tcpPort: 1, udpPort: 2, [name]: value });
      assert.equal(mistakes.length, 1);
      assert.match(mistakes[0]!, new RegExp(`^${name} must be `));
      assert.deepEqual(
        Object.keys(settings),
        ['tcpPort', 'udpPort'].filter((other) => other !== name),
      );
    }
  });
}

test('settings that are no object are told', () => {
  for (const json of [null, [], 'x', 1, undefined]) assert.match(readSettings(json).mistakes[0]!, /JSON object/);
});

test('a key of the prototype is no setting', () => {
  assert.deepEqual(readSettings(JSON.parse('{"__proto__": {"tcpPort": 1}, "constructor": 1}')), {
    settings: {},
    mistakes: [],
  });
});

test('the command line stands above what clients ask for', () => {
  const { fixed, settings } = readCommandLine([
    '--tcp',
    '6000',
    '--no-redaction',
    '--settings',
    '{"tcpPort":7000,"udpPort":7000}',
  ]);
  const begun = mergeSettings(DEFAULT_SETTINGS, settings, fixed);
  assert.deepEqual([begun.tcpPort, begun.udpPort, begun.redaction], [6000, 7000, false]);
  const asked = mergeSettings(begun, { tcpPort: 8000, udpPort: 8000, redaction: true }, fixed);
  assert.deepEqual([asked.tcpPort, asked.udpPort, asked.redaction], [6000, 8000, false]);
});

test('a wrong setting of a client does not keep a collector from starting', () => {
  const { settings, mistakes } = readCommandLine(['--settings', '{"tcpPort":7000,"retentionBytes":0}']);
  assert.deepEqual([settings, mistakes.length], [{ tcpPort: 7000 }, 1]);
});

test('what is not asked for stays as it was', () => {
  const before = mergeSettings(DEFAULT_SETTINGS, { correlationKeys: ['x'] }, {});
  assert.deepEqual(mergeSettings(before, { retentionDays: 1 }, {}), { ...before, retentionDays: 1 });
});

test('how long it stays', () => {
  assert.equal(readCommandLine([]).lingerSeconds, 600);
  assert.equal(readCommandLine(['--linger', '0.5']).lingerSeconds, 0.5);
  assert.equal(readCommandLine(['--linger', 'forever']).lingerSeconds, 'forever');
  assert.throws(() => readCommandLine(['--linger', 'soon']), /--linger/);
  assert.throws(() => readCommandLine(['--tcp', 'x']), /tcpPort/);
  assert.throws(() => readCommandLine(['--what']), /--what/);
});
