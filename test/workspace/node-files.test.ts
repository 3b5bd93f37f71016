// Files of a real folder: what is listed, what is left out, in which encodings text is read.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { createNodeFiles, readSource } from '../../src/workspace/node-files.ts';

/** Runs a check in a folder with the given files, and removes it. */
async function inFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
  check: (root: string) => Promise<void>,
): Promise<void> {
  const root = mkdtempSync(path.join(tmpdir(), 'sightline-files-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(path.join(root, path.dirname(name)), { recursive: true });
      writeFileSync(path.join(root, name), content);
    }
    await check(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function listed(root: string, below = ''): Promise<string[]> {
  const base = path.join(root, below);
  const files = await createNodeFiles().list(base, (file) => file.endsWith('.py'));
  return files.map((file) => path.relative(base, file).split(path.sep).join('/'));
}

test('lists what is asked for, sorted, without what is never source', () =>
  inFolder(
    {
      'b.py': '',
      'a/c.py': '',
      'a/d.txt': '',
      'node_modules/x/e.py': '',
      'a/node_modules/f.py': '',
      '.git/g.py': '',
      'dist/h.py': '',
      '.venv/i.py': '',
      'env/pyvenv.cfg': '',
      'env/lib/j.py': '',
      '__pycache__/k.py': '',
    },
    async (root) => assert.deepEqual(await listed(root), ['a/c.py', 'b.py']),
  ));

test('honours .gitignore, nested ones and exceptions too', () =>
  inFolder(
    {
      '.git/HEAD': '',
      '.gitignore': '# comment\n/build/\n*.gen.py\n!keep.gen.py\nsecret\n',
      'a.py': '',
      'a.gen.py': '',
      'keep.gen.py': '',
      'build/b.py': '',
      'src/build/c.py': '',
      'secret/d.py': '',
      'src/.gitignore': 'local.py\n!here.gen.py\n',
      'src/local.py': '',
      'src/here.gen.py': '',
      'src/deep/local.py': '',
      'src/deep/x.py': '',
    },
    async (root) => {
      assert.deepEqual(await listed(root), [
        'a.py',
        'keep.gen.py',
        'src/build/c.py',
        'src/deep/x.py',
        'src/here.gen.py',
      ]);
      assert.deepEqual(await listed(root, 'src/deep'), ['x.py'], 'the files above hold in a folder below');
      assert.deepEqual(await listed(root, 'build'), ['b.py'], 'an ignored folder that is named is wanted');
    },
  ));

test('a .gitignore outside a repository says nothing of the folders below', () =>
  inFolder({ '.gitignore': '*.py\n', 'a/b.py': '' }, async (root) => {
    assert.deepEqual(await listed(root, 'a'), ['b.py']);
    assert.deepEqual(await listed(root), []);
  }));

test('symbolic links are not followed, so loops are none', () =>
  inFolder({ 'a/b.py': '' }, async (root) => {
    symlinkSync(root, path.join(root, 'a/loop'));
    symlinkSync(path.join(root, 'a/b.py'), path.join(root, 'c.py'));
    symlinkSync(path.join(root, 'nowhere'), path.join(root, 'd.py'));
    assert.deepEqual(await listed(root), ['a/b.py']);
  }));

test('a root that is not there is an error, of the platform’s own', () =>
  inFolder({}, async (root) => {
    await assert.rejects(listed(root, 'missing'), { code: 'ENOENT' });
    await assert.rejects(createNodeFiles().readText(path.join(root, 'missing.py')), { code: 'ENOENT' });
  }));

test('text is read whatever its encoding, without the mark', () =>
  inFolder(
    {
      'utf8.py': 'é漢',
      'bom.py': '\ufeffé漢',
      'utf16le.py': Buffer.from('\ufeffé漢', 'utf16le'),
      'utf16be.py': Buffer.from('\ufeffé漢', 'utf16le').swap16(),
      'latin.py': Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x80]),
      'binary.py': Buffer.from([1, 2, 0, 3]),
      'large.py': Buffer.alloc(2_000_001, 'x'),
      'empty.py': '',
    },
    async (root) => {
      const text = (name: string): Promise<string> => createNodeFiles().readText(path.join(root, name));
      for (const name of ['utf8.py', 'bom.py', 'utf16le.py', 'utf16be.py']) assert.equal(await text(name), 'é漢', name);
      assert.equal(await text('latin.py'), 'café€');
      assert.equal(await text('empty.py'), '');
      assert.deepEqual(await readSource(path.join(root, 'binary.py')), { skipped: 'it is binary' });
      assert.deepEqual(await readSource(path.join(root, 'large.py')), { skipped: 'it is larger than 2 MB' });
      await assert.rejects(text('binary.py'), /it is binary/);
    },
  ));
