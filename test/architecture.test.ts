// Keeps the house: who may import whom, no circles, a first line for every file, no file over 400 lines.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '..');

/** The parts of the columnar store, in the order in which a line meets them; each may import those named. */
const SEGMENTS = 'src/store/homes/embedded/segments';
const partOf = (...parts: readonly string[]): readonly string[] => [
  'src/base',
  'src/model',
  'src/query',
  'node:',
  'src/store/log-store',
  'src/store/file-lock',
  'src/store/bar-counter',
  'src/store/histogram-bars',
  'src/store/number-summary',
  'src/store/homes/embedded/pace',
  ...['layout', 'view', ...parts].map((part) => `${SEGMENTS}/${part}`),
];

/** The folders that read source, from text to what rules are told; each may import those named, all of which stand above it. */
const partOfCalls = (...folders: readonly string[]): readonly string[] => [
  'src/base',
  'src/model',
  ...folders.map((folder) => `src/calls/${folder}`),
];

/** The same of the folders that judge it. */
const partOfLint = (...parts: readonly string[]): readonly string[] => [
  'src/base',
  'src/model',
  ...parts.map((part) => `src/lint/${part}`),
];

/** What each room may import: rooms of src/, packages, `node:`. A room always may import itself. Longest prefix wins. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'src/base': [],
  'src/model': [],
  'src/protocol': ['src/base', 'src/model', 'vscode-jsonrpc'],
  'src/workspace': ['src/base', 'src/model', 'node:', 'ignore'],
  'src/calls': ['src/base', 'src/model', 'web-tree-sitter'],
  'src/calls/parsing': [...partOfCalls(), 'web-tree-sitter'],
  'src/calls/insertion': [...partOfCalls('parsing'), 'web-tree-sitter'],
  'src/calls/messages': partOfCalls(),
  'src/calls/facts': partOfCalls('parsing', 'messages'),
  'src/calls/redaction': partOfCalls('facts'),
  'src/calls/flow': partOfCalls('parsing', 'facts', 'redaction'),
  'src/calls/python': partOfCalls('parsing', 'messages', 'facts', 'flow'),
  'src/calls/ecmascript': partOfCalls('parsing', 'messages', 'facts', 'flow'),
  'src/calls/languages': partOfCalls('facts', 'python', 'ecmascript'),
  'src/calls/arguments': partOfCalls('parsing', 'messages', 'facts'),
  'src/calls/dialects': partOfCalls('facts', 'arguments'),
  'src/calls/names': partOfCalls('parsing', 'facts', 'redaction', 'arguments'),
  'src/calls/wrappers': partOfCalls('facts', 'arguments', 'names'),
  'src/calls/activity': partOfCalls('parsing', 'facts', 'names'),
  'src/calls/file-reading': [
    ...partOfCalls(
      'parsing',
      'messages',
      'facts',
      'redaction',
      'flow',
      'arguments',
      'dialects',
      'names',
      'wrappers',
      'activity',
    ),
    'web-tree-sitter',
  ],
  'src/calls/project': partOfCalls('parsing', 'facts', 'redaction', 'names', 'file-reading'),
  'src/lint': ['src/base', 'src/model'],
  'src/lint/wording': partOfLint(),
  'src/lint/handlers': partOfLint(),
  'src/lint/sensitive': partOfLint('wording'),
  'src/lint/fixes': partOfLint('wording', 'handlers'),
  'src/lint/layout': partOfLint('fixes/apply-fix'),
  'src/lint/rules': partOfLint('wording', 'handlers', 'sensitive', 'fixes', 'rule', 'suppression'),
  'src/lint/config': [...partOfLint('rules/index', 'rule'), 'ignore'],
  'src/coverage': ['src/base', 'src/model'],
  'src/ingest': ['src/base', 'src/model', 'node:'],
  'src/query': ['src/base', 'src/model', '@lezer/common', '@lezer/lr', '@lezer/highlight'],
  'src/store': ['src/base', 'src/model', 'src/query', 'node:'],
  [`${SEGMENTS}/lines`]: partOf(),
  [`${SEGMENTS}/filling`]: partOf('lines', 'files'),
  [`${SEGMENTS}/files`]: partOf('lines', 'filling'),
  [`${SEGMENTS}/questions`]: partOf('lines', 'files'),
  [`${SEGMENTS}/counts`]: partOf('lines', 'files', 'questions'),
  'src/locate': ['src/base', 'src/model', 'src/calls', 'src/query/escape.ts'],
  'src/stack': ['src/base', 'src/model', 'node:'],
  'src/collector': [
    'src/ingest',
    'src/store',
    'src/query',
    'src/protocol',
    'src/base',
    'src/model',
    'node:',
    'vscode-jsonrpc',
  ],
  'src/vscode': [
    'vscode',
    'src/base',
    'src/model',
    'src/protocol',
    'src/calls',
    'src/lint',
    'src/coverage',
    'src/query',
    'src/locate',
    'src/stack',
    'src/workspace',
    'src/collector/client',
    'src/manifest.ts',
    'node:',
    'vscode-jsonrpc',
  ],
  'src/cli': [
    'src/base',
    'src/model',
    'src/protocol',
    'src/calls',
    'src/lint',
    'src/coverage',
    'src/ingest',
    'src/query',
    'src/locate',
    'src/workspace',
    'src/collector',
    'src/scan.ts',
    'node:',
    'commander',
    'vscode-jsonrpc',
  ],
  'src/extension.ts': ['src/vscode', 'src/base', 'vscode'],
  'src/collector.ts': ['src/collector', 'src/base', 'src/model', 'node:'],
  'src/cli.ts': ['src/cli', 'src/base', 'node:', 'commander'],
  'src/offline.ts': ['src/cli', 'src/collector', 'src/base', 'node:'],
  'src/scan.ts': ['src/scan', 'src/base', 'src/model', 'src/workspace', 'node:'],
  'src/scan': ['src/base', 'src/model', 'src/calls', 'src/workspace', 'src/lint', 'src/coverage', 'node:'],
  'src/seal.ts': ['src/base', 'src/store', 'node:'],
  'src/manifest.ts': ['src/base', 'src/model'],
  'webview/ui': [
    'src/protocol',
    'src/model',
    'src/base',
    'src/query',
    'lit',
    '@vscode-elements/elements',
    '@codemirror/',
    '@lezer/',
    'vscode-jsonrpc',
  ],
  'webview/logs': [
    'webview/ui',
    'src/protocol',
    'src/model',
    'src/base',
    'src/query',
    'lit',
    '@vscode-elements/elements',
  ],
  'webview/metrics': [
    'webview/ui',
    'src/protocol',
    'src/model',
    'src/base',
    'src/query/escape.ts',
    'lit',
    '@vscode-elements/elements',
    'chart.js',
    'chartjs-',
    'date-fns',
  ],
};

interface SourceFile {
  readonly file: string;
  readonly text: string;
  /** Repository paths or package names, in source order. */
  readonly imports: readonly string[];
}

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

function read(file: string): SourceFile {
  const text = readFileSync(path.join(root, file), 'utf8');
  const imports = ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith('.') ? path.posix.normalize(path.posix.join(path.posix.dirname(file), fileName)) : fileName,
    );
  return { file, text, imports };
}

const files = [...filesBelow('src'), ...filesBelow('webview')].map(read);

function roomOf(file: string): string | undefined {
  return Object.keys(MAY_IMPORT)
    .filter((room) => file === room || file.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

function allowed(room: string, imported: string): boolean {
  const matches = (entry: string): boolean =>
    imported === entry ||
    imported.startsWith(entry.endsWith(':') || entry.endsWith('-') || entry.endsWith('/') ? entry : `${entry}/`) ||
    imported === `${entry}.ts`;
  return matches(room) || MAY_IMPORT[room]!.some(matches);
}

test('every file lies in a room and imports only what its room may', () => {
  const wrong: string[] = [];
  for (const { file, imports } of files) {
    const room = roomOf(file);
    if (room === undefined) {
      wrong.push(`${file} lies in no room`);
      continue;
    }
    for (const imported of imports) {
      if (!allowed(room, imported))
        wrong.push(`${file} imports ${imported}; ${room} may import ${MAY_IMPORT[room]!.join(', ') || 'nothing'}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('only src/vscode and src/extension.ts import vscode', () => {
  const wrong = files.filter(
    ({ file, imports }) => imports.includes('vscode') && !file.startsWith('src/vscode/') && file !== 'src/extension.ts',
  );
  assert.deepEqual(
    wrong.map(({ file }) => file),
    [],
  );
});

function circlesIn(graph: ReadonlyMap<string, Iterable<string>>): string[] {
  const state = new Map<string, 'open' | 'done'>();
  const circles: string[] = [];
  const visit = (node: string, trail: readonly string[]): void => {
    if (state.get(node) === 'done') return;
    if (state.get(node) === 'open') {
      circles.push([...trail.slice(trail.indexOf(node)), node].join(' -> '));
      return;
    }
    state.set(node, 'open');
    for (const next of graph.get(node) ?? []) visit(next, [...trail, node]);
    state.set(node, 'done');
  };
  for (const node of graph.keys()) visit(node, []);
  return circles;
}

test('no file imports itself by a detour', () => {
  const graph = new Map(
    files.map(({ file, imports }) => [file, imports.filter((imported) => imported.endsWith('.ts'))]),
  );
  assert.deepEqual(circlesIn(graph), []);
});

test('no folder of src/calls or src/lint imports itself by a detour', () => {
  const graph = new Map<string, Set<string>>();
  for (const { file, imports } of files) {
    const folder = path.posix.dirname(file);
    const others = imports.map((imported) => path.posix.dirname(imported)).filter((other) => other !== folder);
    if (!/^src\/(?:calls|lint)\//.test(folder)) continue;
    graph.set(folder, new Set([...(graph.get(folder) ?? []), ...others]));
  }
  assert.deepEqual(circlesIn(graph), []);
});

test('every file begins with a line that says what it is for', () => {
  const sentence = /^(\/\/ |\/\*\* ).*\w.*\w/;
  assert.deepEqual(
    files.filter(({ text }) => !sentence.test(text)).map(({ file }) => file),
    [],
  );
});

test('no file is longer than 400 lines', () => {
  const long = files
    .filter(({ file }) => !file.includes('/generated'))
    .map(({ file, text }) => ({ file, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > 400);
  assert.deepEqual(long, []);
});

test('the table names only rooms that exist', () => {
  const planned = new Set(['src/stack']);
  const missing = Object.keys(MAY_IMPORT).filter(
    (room) => !planned.has(room) && !files.some(({ file }) => file === room || file.startsWith(`${room}/`)),
  );
  assert.deepEqual(missing, []);
});
