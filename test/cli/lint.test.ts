// `sightline lint` as a process of its own: every format, every option, every exit code, on real files.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { tempFolder } from '../collector/temp-folder.ts';
import { run } from './cli.ts';

const APP = `import logging

logger = logging.getLogger(__name__)


def pay(order, password):
    logger.info(f"order {order.id} paid")
    logger.info("login", extra={"password": password})
`;

interface Row {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly fingerprint: string;
}

function project(t: TestContext, files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = tempFolder(t);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return root;
}

async function rowsOf(t: TestContext, cwd: string, ...args: readonly string[]): Promise<Row[]> {
  const { out, err } = await run(t, ['lint', '.', '--format', 'json', ...args], { cwd });
  return JSON.parse(out === '' ? err : out) as Row[];
}

const brief = (rows: readonly Row[]): string[] =>
  rows.map(({ file, line, rule, severity }) => `${file}:${line} ${rule} ${severity}`);

test('configuration: severities by folder, what is excluded, loggers by name, mistakes told', async (t) => {
  const cwd = project(t, {
    'app.py': APP,
    'api/app.py': APP,
    'api/audit.py': 'from somewhere import books\n\nbooks.info(f"sold {thing}")\n',
    'generated/app.py': APP,
    '.sightline/config.json':
      '{\n  "rules": { "no-built-message": "error", "sensitve-name": "off" },\n  "exclude": ["generated/"]\n}\n',
    'api/.sightline/config.json': '{ "rules": { "sensitive-name": "off" }, "loggers": ["books"] }',
  });
  assert.deepEqual(brief(await rowsOf(t, cwd)), [
    '.sightline/config.json:2 configuration warning',
    'api/app.py:7 no-built-message error',
    'api/audit.py:3 no-built-message error',
    'app.py:7 no-built-message error',
    'app.py:8 sensitive-name error',
  ]);
  const named = await run(t, ['lint', 'generated/app.py'], { cwd });
  assert.match(named.out, /Did you mean "sensitive-name"/);
  assert.doesNotMatch(named.out, /generated/);
});

test('--rule and --preset go before the configuration; what is no rule or preset is code 2', async (t) => {
  const cwd = project(t, { 'app.py': APP, '.sightline/config.json': '{ "rules": { "no-built-message": "off" } }' });
  assert.deepEqual(brief(await rowsOf(t, cwd, '--rule', 'no-built-message')), ['app.py:7 no-built-message warning']);
  assert.deepEqual(brief(await rowsOf(t, cwd)), ['app.py:8 sensitive-name error']);
  const wrong = await run(t, ['lint', '.', '--rule', 'no-build-message'], { cwd });
  assert.deepEqual([wrong.code, wrong.out], [2, '']);
  assert.match(wrong.err, /There is no rule "no-build-message"\. Did you mean "no-built-message"\?/);
  assert.equal((await run(t, ['lint', '.', '--preset', 'loose'], { cwd })).code, 2);
  assert.equal((await run(t, ['lint'], { cwd })).code, 2);
});

test('--max-warnings: so many warnings are fine, an error never is', async (t) => {
  const cwd = project(t, { 'app.py': APP, '.sightline/config.json': '{ "rules": { "sensitive-name": "warning" } }' });
  const code = async (most: string): Promise<number | null> =>
    (await run(t, ['lint', '.', '--max-warnings', most], { cwd })).code;
  assert.deepEqual([await code('2'), await code('1')], [0, 1]);
  writeFileSync(path.join(cwd, '.sightline/config.json'), '{}');
  assert.equal(await code('100'), 1);
});

test('--fix-dry-run prints a diff that git applies, and writes nothing', async (t) => {
  const before = `${'# head\n'.repeat(9)}${APP}${'x = 1\n'.repeat(20)}logger.error("a %s" % x)`;
  const cwd = project(t, { 'app.py': before });
  const { code, out, err } = await run(t, ['lint', '.', '--fix-dry-run', '--rule', 'no-built-message'], { cwd });
  assert.deepEqual([code, readFileSync(path.join(cwd, 'app.py'), 'utf8')], [1, before]);
  assert.match(out, /^--- a\/app\.py\n\+\+\+ b\/app\.py\n@@ -13,7 \+13,7 @@\n/);
  assert.match(err, /2 would be fixed/);
  const elsewhere = await run(t, ['lint', cwd, '--fix-dry-run', '--rule', 'no-built-message'], { cwd: project(t, {}) });
  assert.match(elsewhere.out, /^--- a\/[^/].*\/app\.py\n\+\+\+ b\/[^/].*\/app\.py\n@@/);
  execFileSync('git', ['apply', '-'], { cwd, input: out });
  const applied = readFileSync(path.join(cwd, 'app.py'), 'utf8');
  writeFileSync(path.join(cwd, 'app.py'), before);
  await run(t, ['lint', '.', '--fix', '--rule', 'no-built-message'], { cwd });
  assert.equal(readFileSync(path.join(cwd, 'app.py'), 'utf8'), applied);
  assert.notEqual(applied, before);
});

test('standard input is judged as the file it is said to be; with --fix it is printed fixed', async (t) => {
  const cwd = project(t, { 'api/.sightline/config.json': '{ "rules": { "sensitive-name": "off" } }' });
  const json = await run(t, ['lint', '--stdin-filename', 'api/new.py', '--format', 'json'], { cwd, input: APP });
  assert.deepEqual([json.code, brief(JSON.parse(json.out) as Row[])], [1, ['api/new.py:7 no-built-message warning']]);
  const fixed = await run(t, ['lint', '--stdin-filename', 'api/new.py', '--fix'], { cwd, input: APP });
  assert.equal(fixed.code, 0);
  assert.equal(fixed.out, APP.replace('f"order {order.id} paid"', '"order paid", extra={"order_id": order.id}'));
  assert.match(fixed.err, /1 fixed/);
  assert.equal((await run(t, ['lint', '.', '--stdin-filename', 'x.py'], { cwd, input: APP })).code, 2);
});

test('--baseline: known findings are left out though their lines move; new ones are not', async (t) => {
  const cwd = project(t, { 'app.py': APP });
  const missing = await run(t, ['lint', '.', '--baseline', 'known.json'], { cwd });
  assert.equal(missing.code, 2);
  const update = await run(t, ['lint', '.', '--baseline', 'known.json', '--update-baseline'], { cwd });
  assert.deepEqual([update.code, update.err], [0, '2 findings are in the baseline now.\n']);
  assert.equal((await run(t, ['lint', '.', '--baseline', 'known.json'], { cwd })).code, 0);
  writeFileSync(
    path.join(cwd, 'app.py'),
    APP.replace('def pay', '# moved\n\ndef pay') + '    logger.info(f"order {order.id} paid")\n',
  );
  assert.deepEqual(brief(await rowsOf(t, cwd, '--baseline', 'known.json')), ['app.py:11 no-built-message warning']);
  // The same file from another folder.
  const above = await run(t, ['lint', cwd, '--baseline', path.join(cwd, 'known.json'), '--format', 'json'], {
    cwd: path.dirname(cwd),
  });
  assert.equal((JSON.parse(above.out) as Row[]).length, 1);
  writeFileSync(path.join(cwd, 'app.py'), 'x = 1\n');
  assert.match((await run(t, ['lint', '.', '--baseline', 'known.json'], { cwd })).err, /2 of the baseline are gone/);
});

test('fingerprints stay when lines move, and tell findings that look alike apart', async (t) => {
  const cwd = project(t, { 'app.py': `${APP}    logger.info(f"order {order.id} paid")\n` });
  const before = (await rowsOf(t, cwd)).map(({ fingerprint }) => fingerprint);
  writeFileSync(path.join(cwd, 'app.py'), `# a line\n${APP}    logger.info(f"order {order.id} paid")\n`);
  assert.deepEqual(
    (await rowsOf(t, cwd)).map(({ fingerprint }) => fingerprint),
    before,
  );
  assert.equal(new Set(before).size, 3);
});

interface Sarif {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number; readonly startColumn: number; readonly endColumn: number };
        };
      }[];
      readonly partialFingerprints: Readonly<Record<string, string>>;
      readonly fixes?: readonly {
        readonly artifactChanges: readonly { readonly replacements: readonly { readonly insertedContent: object }[] }[];
      }[];
    }[];
  }[];
}

test('SARIF: rules with help, results that point at them, places, fixes, fingerprints', async (t) => {
  const cwd = project(t, { 'my app.py': APP });
  const { code, out } = await run(t, ['lint', '.', '--format', 'sarif'], { cwd });
  const log = JSON.parse(out) as Sarif;
  const [{ tool, results }] = log.runs as [Sarif['runs'][number]];
  assert.deepEqual([code, log.version, tool.driver.name, results.length], [1, '2.1.0', 'Sightline', 2]);
  for (const result of results) {
    assert.equal(tool.driver.rules[result.ruleIndex]!.id, result.ruleId);
    assert.match(result.partialFingerprints['primaryLocationLineHash']!, /^[0-9a-f]{16}:1$/);
    assert.ok(['error', 'warning', 'note'].includes(result.level) && result.message.text !== '');
  }
  const [{ locations, fixes }] = results as [Sarif['runs'][number]['results'][number]];
  assert.deepEqual(locations[0]!.physicalLocation, {
    artifactLocation: { uri: 'my%20app.py' },
    region: { startLine: 7, startColumn: 17, endLine: 7, endColumn: 41 },
  });
  assert.deepEqual(
    fixes![0]!.artifactChanges[0]!.replacements.length > 0 &&
      fixes![0]!.artifactChanges[0]!.replacements.every(({ insertedContent }) => 'text' in insertedContent),
    true,
  );
  const clean = await run(t, ['lint', '--stdin-filename', 'x.py', '--format', 'sarif'], { cwd, input: 'x = 1\n' });
  assert.deepEqual([clean.code, (JSON.parse(clean.out) as Sarif).runs[0]!.results], [0, []]);
});

test('GitHub and JUnit: one for each finding, whatever signs are in it', async (t) => {
  const cwd = project(t, { 'a,b&<c>.py': APP });
  const github = await run(t, ['lint', '.', '--format', 'github'], { cwd });
  assert.match(
    github.out,
    /^::warning file=a%2Cb&<c>\.py,line=7,endLine=7,col=17,endColumn=41,title=no-built-message::The message .*\n::error file=.*\n$/,
  );
  const junit = await run(t, ['lint', '.', '--format', 'junit'], { cwd });
  assert.match(junit.out, /<testsuite name="a,b&#38;&#60;c&#62;\.py" tests="2" failures="2"/);
  execFileSync('python3', ['-c', 'import sys, xml.dom.minidom; xml.dom.minidom.parseString(sys.stdin.buffer.read())'], {
    input: junit.out,
  });
  const clean = await run(t, ['lint', '--stdin-filename', 'x.py', '--format', 'junit'], { cwd, input: '' });
  assert.match(clean.out, /tests="1" failures="0"/);
});

test('any encoding is judged, links lead nowhere, unreadable folders cost nothing, --stats says what was skipped', async (t) => {
  const cwd = project(t, {
    'utf16.py': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(APP, 'utf16le')]),
    'windows.py': Buffer.from(`# caf\u00e9\n${APP}`, 'latin1'),
    'bom.py': `\ufeff${APP}`,
    'minified.js': `console.log("${'x'.repeat(60_000)}");logger.info(\`a \${b}\`)`,
    'locked/app.py': APP,
  });
  symlinkSync('.', path.join(cwd, 'loop'));
  chmodSync(path.join(cwd, 'locked'), 0o000);
  const { out, err } = await run(
    t,
    ['lint', '.', '--format', 'json', '--rule', 'no-built-message', '--stats', '--jobs', '2'],
    { cwd },
  );
  chmodSync(path.join(cwd, 'locked'), 0o755);
  const rows = brief(JSON.parse(out) as Row[]).filter((row) => !row.startsWith('locked/'));
  assert.deepEqual(rows, [
    'bom.py:7 no-built-message warning',
    'utf16.py:7 no-built-message warning',
    'windows.py:8 no-built-message warning',
  ]);
  assert.match(err, /skipped {3}1: it is minified/);
  assert.match(err, /findings {2}\d no-built-message/);
});

test('a schema of the project is held against its calls; one that is no schema is told in that file', async (t) => {
  const cwd = project(t, {
    'app.py': 'import logging\nlogger = logging.getLogger(__name__)\nlogger.info("paid", extra={"orderid": 1})\n',
    '.sightline/schema.json': '{ "properties": { "order_id": { "type": "string" } } }',
  });
  const fix = await run(t, ['lint', '.', '--fix', '--format', 'json'], { cwd });
  assert.deepEqual(brief(JSON.parse(fix.out) as Row[]), ['app.py:3 schema warning']);
  assert.match(readFileSync(path.join(cwd, 'app.py'), 'utf8'), /"order_id": 1/);
  for (const [text, said] of [
    ['{ "properties": [] }', /"properties" is an object/],
    ['{ "properties": { "a": { "type": "strng" } } }', /Did you mean "string"/],
    ['{ "properties": { "a": { "$ref": "#/$defs/none" } } }', /Nothing in this file is at/],
    ['[]', /no JSON Schema/],
    ['{', /missing/],
  ] as const) {
    writeFileSync(path.join(cwd, '.sightline/schema.json'), text);
    const rows = await rowsOf(t, cwd, '--rule', 'schema');
    const told = rows.filter(({ rule }) => rule === 'configuration');
    assert.deepEqual([told.length, told[0]?.file], [1, '.sightline/schema.json'], text);
    assert.match(told[0]!.message, said);
  }
});

test('--cache: what has not changed is not judged again, what anything changed for is', async (t) => {
  const cwd = project(t, {
    'app.py': 'from lib.log import note\n\n\ndef pay(order):\n    note(f"paid {order}")\n',
    'lib/__init__.py': '',
    'lib/log.py':
      'import logging\n\nlogger = logging.getLogger(__name__)\n\n\ndef note(message):\n    logger.info(message)\n',
    'other.py': 'from audit import tell\n\ntell(f"sold {thing}")\n',
  });
  const judged = async (...args: readonly string[]): Promise<string[]> =>
    brief(await rowsOf(t, cwd, '--cache', ...args));
  const cache = path.join(cwd, '.sightline/cache/lint.json');
  const paid = 'app.py:5 no-built-message warning';
  assert.deepEqual(await judged(), [paid]);
  assert.equal(readFileSync(path.join(cwd, '.sightline/cache/.gitignore'), 'utf8'), '*\n');
  // What is kept is what is told: a mark put there by hand shows it.
  const kept = readFileSync(cache, 'utf8');
  writeFileSync(cache, kept.replace('"no-built-message","severity":"warning"', '"no-built-message","severity":"info"'));
  assert.deepEqual(await judged(), ['app.py:5 no-built-message info']);

  writeFileSync(path.join(cwd, 'lib/log.py'), 'def note(message):\n    pass\n');
  assert.deepEqual(await judged(), [], 'the file that logs has changed');
  writeFileSync(
    path.join(cwd, 'lib/log.py'),
    'import logging\n\n\ndef note(message):\n    logging.getLogger("x").info(message)\n',
  );
  assert.deepEqual(await judged(), [paid]);
  writeFileSync(path.join(cwd, '.sightline/config.json'), '{ "rules": { "no-built-message": "error" } }\n');
  assert.deepEqual(await judged(), ['app.py:5 no-built-message error'], 'the configuration has changed');
  assert.deepEqual(await judged('--rule', 'level'), [], 'another rule is asked for');
  writeFileSync(path.join(cwd, 'audit.py'), 'from lib.log import note as tell\n');
  assert.deepEqual(
    await judged(),
    ['app.py:5 no-built-message error', 'other.py:3 no-built-message error'],
    'a missing module came',
  );
  writeFileSync(cache, '{ "version": 1, "files": [');
  assert.equal((await judged()).length, 2, 'a broken cache is none');
  const { code, out, err } = await run(t, ['lint', '.', '--cache', 'app.py'], { cwd });
  assert.equal(code, 1);
  assert.match(out, /2 findings/);
  assert.match(err, /the cache was not written/);
});
