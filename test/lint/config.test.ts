// Configuration: what holds for a file, and what is said of files that are broken.
import assert from 'node:assert/strict';
import test from 'node:test';
import { configProblems, createFolderConfigs, isConfigFile } from '../../src/lint/config/folder-configs.ts';

/** Files of a project that is a repository at /p. */
function configs(files: Readonly<Record<string, string>>): ReturnType<typeof createFolderConfigs> {
  return createFolderConfigs({
    read: (path) => files[path],
    entries: (folder) =>
      new Map(
        [...Object.keys(files), '/p/.git/HEAD'].flatMap((path): [string, 'file' | 'folder'][] => {
          if (!path.startsWith(`${folder}/`)) return [];
          const [name = '', ...rest] = path.slice(folder.length + 1).split('/');
          return [[name, rest.length > 0 ? 'folder' : 'file']];
        }),
      ),
  });
}

const rules = (value: object): string => JSON.stringify({ rules: value });

test('files of a folder are judged by its configuration, merged over those above; nothing above the repository counts', () => {
  const found = configs({
    '/.sightline/config.json': JSON.stringify({ preset: 'privacy', loggers: ['nobody'] }),
    '/p/.sightline/config.json': JSON.stringify({
      preset: 'strict',
      rules: { 'no-built-message': 'error', 'sensitive-name': 'off' },
      exclude: ['generated/', '*.gen.py'],
      loggers: ['audit'],
    }),
    '/p/api/.sightline/config.json': JSON.stringify({
      rules: { 'sensitive-name': { severity: 'hint' } },
      exclude: ['/old.py'],
      loggers: ['self.journal'],
    }),
  });
  const deep = found.of('/p/api/v1/app.py');
  assert.deepEqual(deep.settings, {
    preset: 'strict',
    severities: { 'no-built-message': 'error', 'sensitive-name': 'hint' },
    options: { 'sensitive-name': {} },
  });
  assert.deepEqual(deep.loggers, ['audit', 'self.journal']);
  assert.equal(found.of('/p/web/app.py').settings.severities!['sensitive-name'], 'off');
  const excluded = ['/p/generated/a.py', '/p/api/x.gen.py', '/p/api/old.py', '/p/api/v1/old.py', '/p/old.py'].filter(
    (path) => found.of(path).excluded,
  );
  assert.deepEqual(excluded, ['/p/generated/a.py', '/p/api/x.gen.py', '/p/api/old.py']);
  assert.deepEqual([...found.problems().values()].flat(), []);
});

test('"root" ends the search; what the command line or the editor says goes before every file', () => {
  const found = configs({
    '/p/.sightline/config.json': JSON.stringify({ preset: 'strict', rules: { 'no-built-message': 'error' } }),
    '/p/api/.sightline/config.json': JSON.stringify({ root: true, rules: { 'sensitive-name': 'hint' } }),
  });
  assert.deepEqual(found.of('/p/api/a.py').settings, { severities: { 'sensitive-name': 'hint' }, options: {} });
  const { preset, severities } = found.of('/p/a.py', {
    preset: 'privacy',
    severities: { 'no-built-message': 'off' },
  }).settings;
  assert.deepEqual([preset, severities], ['privacy', { 'no-built-message': 'off' }]);
});

test('what is broken or unknown is told at its place, with what was meant; the rest holds', () => {
  const text = `{
  // comments and a comma at the end are fine
  "prest": "strict",
  "preset": "stict",
  "rules": {
    "no-bult-message": "off",
    "sensitive-name": "warn",
    "no-built-message": { "severity": "error", "alow": [] },
    "__proto__": "off",
  },
  "exclude": "generated",
  "loggers": ["audit", 7],
}`;
  const path = '/p/.sightline/config.json';
  const found = configs({ [path]: text });
  assert.deepEqual(found.of('/p/a.py').settings.severities, { 'no-built-message': 'error' });
  assert.deepEqual(found.of('/p/a.py').loggers, ['audit']);
  const told = found.problems().get(path)!;
  assert.deepEqual(
    told.map(({ range, fixes }) => [range.start.line + 1, range.start.column + 1, fixes[0]?.edits[0]?.newText]),
    [
      [3, 3, '"preset"'],
      [4, 13, '"strict"'],
      [6, 5, '"no-built-message"'],
      [7, 23, '"warning"'],
      [8, 48, undefined],
      [9, 5, undefined],
      [11, 14, undefined],
      [12, 24, undefined],
    ],
  );
  assert.match(told[2]!.message, /no rule "no-bult-message"\. Did you mean "no-built-message"\?/);
  assert.deepEqual(configProblems(path, text), told);
});

test('a text that is no JSON is one finding at the place it breaks, whatever the text', () => {
  const path = '/p/.sightline/config.json';
  const places = ['', '{', '{"rules": {"a"}}', '[]', '"x', '{"a": nope}', '{} {}', '['.repeat(10_000), '\u0000'].map(
    (text) => configProblems(path, text).map(({ range }) => [range.start.line, range.start.column]),
  );
  assert.deepEqual(places, [
    [[0, 0]],
    [[0, 1]],
    [[0, 14]],
    [[0, 0]],
    [[0, 0]],
    [[0, 6]],
    [[0, 3]],
    [[0, 101]],
    [[0, 0]],
  ]);
});

test('only the two files of .sightline are configuration', () => {
  const paths = ['/p/.sightline/config.json', '/p/.sightline/schema.json', '/p/config.json', '/p/.sightline/x.json'];
  assert.deepEqual(paths.map(isConfigFile), [true, true, false, false]);
});

test('rules as severities are read from any folder of the path, also on Windows', () => {
  const found = configs({ 'C:/p/.sightline/config.json': rules({ 'no-built-message': 'off' }) });
  assert.equal(found.of('C:/p/x/a.py').settings.severities!['no-built-message'], 'off');
});
