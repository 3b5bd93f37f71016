// The scan in real worker threads: everything is found once, reasons are told, a cancelled scan ends.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after } from 'node:test';
import { scanFiles, type ScannedFile } from '../../src/workspace/scan-files.ts';

const root = path.resolve(import.meta.dirname, '../..');
const script = path.join(root, 'src/scan.ts');
const wasmFolders = ['node_modules/web-tree-sitter', 'node_modules/@vscode/tree-sitter-wasm/wasm'].map((folder) =>
  path.join(root, folder),
);
const folder = mkdtempSync(path.join(tmpdir(), 'sightline-scan-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

const many = Array.from({ length: 150 }, (_, index) =>
  write(
    `f${index}.py`,
    `import logging\nlogger = logging.getLogger()\ndef f(order):\n    logger.info(f"order ${index} {order.id}")\n    logger.info("order ${index}")\n`,
  ),
);

async function scan(request: Partial<Parameters<typeof scanFiles>[0]>): Promise<ScannedFile[]> {
  const found: ScannedFile[] = [];
  await scanFiles({
    script,
    wasmFolders,
    files: many,
    workers: 2,
    onBatch: (batch) => found.push(...batch),
    ...request,
  });
  return found;
}

test('every file is scanned once, by however many threads', async () => {
  for (const workers of [1, 3]) {
    const found = await scan({ workers });
    assert.deepEqual(found.map(({ path: file }) => file).sort(), [...many].sort());
    assert.ok(found.every(({ calls, findings, length }) => calls.length === 2 && findings.length === 1 && length > 0));
  }
});

test('severities hold, and what is not read has a reason', async () => {
  const files = [
    write('a.ts', 'console.log(`x ${y}`);'),
    write('b.py', new Uint8Array([0, 1, 2])),
    write('c.go', 'log.Info("x")'),
    path.join(folder, 'missing.py'),
  ];
  const found = new Map(
    (await scan({ files, overrides: { severities: { 'no-built-message': 'hint' } } })).map((file) => [
      path.basename(file.path),
      file,
    ]),
  );
  assert.deepEqual(
    found.get('a.ts')?.findings.map(({ severity, rule }) => [rule, severity]),
    [['no-built-message', 'hint']],
  );
  assert.equal(found.get('b.py')?.skipped, 'it is binary');
  assert.deepEqual(found.get('c.go')?.calls, []);
  assert.match(found.get('missing.py')?.skipped ?? '', /ENOENT/);
  assert.deepEqual(
    (await scan({ files: files.slice(0, 1), overrides: { severities: { 'no-built-message': 'off' } } }))[0]?.findings,
    [],
  );
});

test('a cancelled scan ends and hands nothing on any more', async () => {
  const abort = new AbortController();
  const found: ScannedFile[] = [];
  await scanFiles({
    script,
    wasmFolders,
    files: Array.from({ length: 400 }, () => many).flat(),
    workers: 2,
    signal: abort.signal,
    onBatch: (batch) => {
      found.push(...batch);
      abort.abort();
    },
  });
  assert.ok(found.length > 0 && found.length < many.length * 400);
  assert.deepEqual(await scan({ signal: AbortSignal.abort() }), []);
});

test('a scan that can’t begin fails with the reason', async () => {
  await assert.rejects(scan({ wasmFolders: [folder] }), /web-tree-sitter\.wasm/);
  await assert.rejects(scan({ script: path.join(folder, 'missing.js') }), /The scan failed/);
});
