// `sightline coverage` as a process of its own: formats, exit codes, what is left out, on real files.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { tempFolder } from '../collector/temp-folder.ts';
import { run } from './cli.ts';

const APP = `import logging

import requests
from flask import Flask, jsonify

app = Flask(__name__)
logger = logging.getLogger(__name__)


@app.get("/orders")
def orders():
    logger.info("orders listed")
    return jsonify([])


@app.post("/orders")
def create():
    try:
        requests.post(URL, json={})
    except Exception:
        return jsonify({}), 500
    return ""
`;
const QUIET = 'import subprocess\n\n\ndef build():\n    subprocess.run(["make"])\n';

function project(t: TestContext, files: Readonly<Record<string, string>>): string {
  const root = path.join(tempFolder(t), 'shop');
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return root;
}

test('text: the places first, then a table of the files and the total', async (t) => {
  const cwd = project(t, { 'app.py': APP, 'build.py': QUIET });
  const { code, out, err } = await run(t, ['coverage'], { cwd });
  assert.equal(err, '');
  assert.equal(code, 0);
  assert.equal(
    out,
    `Where a log call would help most
 1. app.py:20:5  except Exception in create
    When \`requests.post\` fails, who asked gets 500 and the exception is written nowhere, so nobody can say why.
 2. build.py:5:5  subprocess.run in build
    \`subprocess.run\` changes something outside, and nothing in \`build\` says when, with what, or how it ended.

File       Routes  Messages  Handlers  Calls out  Total
───────────────────────────────────────────────────────
app.py        1/2         -       0/1        0/1    25%
build.py        -         -         -        0/1     0%
───────────────────────────────────────────────────────
All files     1/2         -       0/1        0/2    20%

20% logged: 1 of 5 places in 2 files, 4 silent.
`,
  );
});

test('markdown: the same for a pull request', async (t) => {
  const cwd = project(t, { 'a|b.py': QUIET });
  const { code, out } = await run(t, ['coverage', '.', '--format', 'markdown'], { cwd });
  assert.equal(code, 0);
  assert.equal(
    out,
    `# Logging coverage

**0%** of 1 places are logged.

## Where a log call would help most

1. \`a\\|b.py:5:5\` \`subprocess.run\` changes something outside, and nothing in \`build\` says when, with what, or how it ended.

## Files

| File | Routes | Messages | Handlers | Calls out | Total |
| --- | --: | --: | --: | --: | --: |
| a\\|b.py | - | - | - | 0/1 | 0% |
| **All files** | - | - | - | 0/1 | 0% |
`,
  );
});

test('json: everything, in every place its state, and why where it is silent', async (t) => {
  const cwd = project(t, { 'app.py': APP });
  const { code, out } = await run(t, ['coverage', '--format', 'json'], { cwd });
  assert.equal(code, 0);
  const { total, most, files } = JSON.parse(out) as {
    readonly total: { readonly total: unknown };
    readonly most: readonly { readonly name: string; readonly weight: number }[];
    readonly files: readonly {
      readonly file: string;
      readonly places: readonly { readonly line: number; readonly kind: string; readonly state: string }[];
    }[];
  };
  assert.deepEqual(total.total, { told: 1, all: 4, percent: 25 });
  assert.deepEqual(
    files.flatMap(({ file, places }) => places.map(({ line, kind, state }) => `${file}:${line} ${kind} ${state}`)),
    ['app.py:11 route logged', 'app.py:17 route silent', 'app.py:19 outgoing silent', 'app.py:20 handler silent'],
  );
  assert.equal(most[0]?.name, 'except Exception');
  assert.ok(most[0].weight > 50 && most[0].weight <= 100);
});

test('--min fails where less is logged, and only there', async (t) => {
  const cwd = project(t, { 'app.py': APP });
  assert.equal((await run(t, ['coverage', '--min', '25'], { cwd })).code, 0);
  const { code, err } = await run(t, ['coverage', '--min', '26'], { cwd });
  assert.equal(code, 1);
  assert.equal(err, 'sightline: 25% of the places are logged, 26% are wanted\n');
});

test('what .gitignore and the configuration leave out is left out, tests too', async (t) => {
  const cwd = project(t, {
    'app.py': QUIET,
    'made.py': QUIET,
    'generated/app.py': QUIET,
    'tests/test_app.py': QUIET,
    '.gitignore': 'made.py\n',
    '.sightline/config.json': '{ "exclude": ["generated/"] }',
  });
  const { out } = await run(t, ['coverage', '--format', 'json', '--jobs', '2'], { cwd });
  assert.deepEqual(
    (JSON.parse(out) as { readonly files: readonly { readonly file: string }[] }).files.map(({ file }) => file),
    ['app.py'],
  );
});

test('nothing to tell is no failure; a path that is not there, and options that are wrong, are', async (t) => {
  const cwd = project(t, { 'app.py': 'x = 1\n' });
  const { code, out } = await run(t, ['coverage', '--min', '100'], { cwd });
  assert.equal(out, 'No routes, messages, handlers or calls out were found.\n');
  assert.equal(code, 0);
  assert.equal((await run(t, ['coverage', 'missing'], { cwd })).code, 2);
  assert.equal((await run(t, ['coverage', '--format', 'xml'], { cwd })).code, 2);
  assert.equal((await run(t, ['coverage', '--min', '101'], { cwd })).code, 2);
  const help = await run(t, ['coverage', '--help'], { cwd });
  assert.equal(help.code, 0);
  assert.match(help.out, /--min <percent>/);
});
