// What machines read of `sightline lint`: SARIF by its schema, JUnit as XML, workflow commands one a line, whatever the names and texts.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import Ajv from 'ajv';
import { githubReport } from '../../src/cli/lint/github.ts';
import { junitReport } from '../../src/cli/lint/junit.ts';
import type { LintReport, Reported } from '../../src/cli/lint/report.ts';
import { sarifReport } from '../../src/cli/lint/sarif.ts';
import type { Range } from '../../src/model/location.ts';
import { tempFolder } from '../collector/temp-folder.ts';
import { run } from './cli.ts';

interface Result {
  readonly ruleId: string;
  readonly locations: readonly {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
  }[];
  readonly fixes?: readonly unknown[];
}

const SCHEMA = path.resolve(import.meta.dirname, '../fixtures/sarif/sarif-schema-2.1.0.json');
const isSarif = new Ajv({ allErrors: true, format: 'full', unknownFormats: [] }).compile(
  JSON.parse(readFileSync(SCHEMA, 'utf8')) as object,
);

/** The results of a report, after it was held against the schema. */
function sarifResults(text: string): readonly Result[] {
  const log = JSON.parse(text) as { readonly runs: readonly { readonly results: readonly Result[] }[] };
  assert.equal(isSarif(log), true, JSON.stringify(isSarif.errors, undefined, 2));
  return log.runs[0]!.results;
}

const urisOf = (results: readonly Result[]): string[] =>
  results.map(({ locations }) => locations[0]!.physicalLocation.artifactLocation.uri);

const APP = `import logging

logger = logging.getLogger(__name__)


def pay(order, password):
    logger.info(f"order {order.id} paid")
    logger.info("login", extra={"password": password})
    logger.warn("known")  # sightline-ignore: deprecated until the next release
    logger.warn(f"order {order.id} is late")
`;
const SCRIPT = `import pino from 'pino';

const log = pino();

export function pay(order) {
  log.info(\`order \${order.id} „paid“ 💶\`);
  log.info('order', { order });
}
`;

function project(t: TestContext, files: Readonly<Record<string, string>>): string {
  const root = tempFolder(t);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return root;
}

const RANGE: Range = { start: { line: 2, column: 4 }, end: { line: 3, column: 0 } };

function reportOf(files: readonly string[], message: string, severity: 'error' | 'hint' = 'error'): LintReport {
  const findings = files.map((file): Reported => {
    const fixes = [{ kind: 'fix' as const, title: message, edits: [{ range: RANGE, newText: message }] }];
    return {
      file,
      fingerprint: '0123456789abcdef:1',
      finding: { rule: 'no-built-message', severity, path: file, range: RANGE, message, fixes },
    };
  });
  return { findings, files: files.length, textOf: () => '', version: '1.0.0' };
}

test('SARIF is valid by its schema: findings, fixes, suppressed ones left out, names of any script, broken configuration', async (t) => {
  const cwd = project(t, {
    'app.py': APP,
    'zoë/日本語/a b#c%20d?.py': APP,
    'Größe/a:b[1].ts': SCRIPT,
    '.sightline/config.json': '{ "rules": { "no-such-rule": "error" } }',
  });
  const { code, out } = await run(t, ['lint', '.', '--format', 'sarif'], { cwd });
  assert.equal(code, 1);
  const results = sarifResults(out);
  const rules = results.filter((_, index) => urisOf(results)[index] === 'app.py').map(({ ruleId }) => ruleId);
  assert.deepEqual(rules, ['no-built-message', 'sensitive-name', 'deprecated', 'no-built-message']);
  assert.deepEqual(
    [...new Set(urisOf(results))].sort(),
    [
      '.sightline/config.json',
      'Gr%C3%B6%C3%9Fe/a%3Ab%5B1%5D.ts',
      'app.py',
      'zo%C3%AB/%E6%97%A5%E6%9C%AC%E8%AA%9E/a%20b%23c%2520d%3F.py',
    ],
    'a path is told as what a URI makes of it',
  );
  assert.ok(results.some(({ ruleId }) => ruleId === 'configuration'));
  assert.ok(results.filter(({ fixes }) => fixes !== undefined).length >= 4);
});

test('SARIF is valid without findings, and where there is nothing to look at', async (t) => {
  const cwd = project(t, { 'app.py': 'x = 1\n' });
  for (const args of [['.'], ['--stdin-filename', 'a b.py']]) {
    const { code, out } = await run(t, ['lint', ...args, '--format', 'sarif'], { cwd, input: '' });
    assert.deepEqual([code, sarifResults(out)], [0, []]);
  }
});

test('SARIF: paths of Windows, of other machines and of names that are no text', () => {
  const files = ['C:/Users/Zoë/a b.py', '//server/share/ü.py', '../above.py', './here.py', 'bad\ud800name.py'];
  const results = sarifResults(sarifReport(reportOf(files, 'built {0} [from](pieces) \u001b[31m\ud800 "x"')));
  assert.deepEqual(urisOf(results), [
    'file:///C:/Users/Zo%C3%AB/a%20b.py',
    'file://server/share/%C3%BC.py',
    '../above.py',
    'here.py',
    'bad%EF%BF%BDname.py',
  ]);
  for (const uri of urisOf(results)) assert.doesNotThrow(() => new URL(uri, 'file:///project/src/'));
});

const HOSTILE =
  'a <b attr="x">&amp; ]]> \u0000\u0008\u001b[31mred\u009b \ufffe\ud800 \u2028\u202e::error::x\r\n::set-env name=X::y %0A';

test('JUnit is well formed whatever is in names and messages', () => {
  const text = junitReport(reportOf(['a"<&>\u0001\n.py', 'b\ud800.py', 'b\ud800.py'], HOSTILE));
  const script =
    'import sys, json, xml.etree.ElementTree as E\nr = E.fromstring(sys.stdin.buffer.read())\n' +
    'print(json.dumps([[s.get("name"), s.get("failures"), [c.find("failure").get("message") for c in s]] for s in r]))';
  const suites = JSON.parse(execFileSync('python3', ['-c', script], { input: text, encoding: 'utf8' })) as [
    string,
    string,
    string[],
  ][];
  assert.deepEqual(
    suites.map(([name, failures]) => [name, failures]),
    [
      ['a"<&>\ufffd\n.py', '1'],
      ['b\ufffd.py', '2'],
    ],
  );
  assert.ok(suites[0]![2][0]!.startsWith('a <b attr="x">&amp; ]]> '));
  assert.ok(suites[0]![2][0]!.includes('::error::x\r\n::set-env'));
});

test('workflow commands: one line for each finding, nothing in it that a terminal or GitHub would obey', () => {
  const text = githubReport(reportOf(['a,b:c\n::warning::%0A.py', '\u001b[2Jb.py'], HOSTILE, 'hint'));
  const lines = text.split('\n');
  assert.deepEqual([lines.length, lines[2]], [3, '']);
  assert.ok(lines[0]!.startsWith('::notice file=a%2Cb%3Ac%0A%3A%3Awarning%3A%3A%250A.py,line=3,endLine=4,title=no-bu'));
  assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  assert.match(lines[0]!, /::error::x%0A::set-env name=X::y %250A$/);
});
