// What is offered in place of a secret or of personal data: the project's own masking functions, and the id of a person.
import assert from 'node:assert/strict';
import test from 'node:test';
import { applyFix } from '../../src/lint/fixes/apply-fix.ts';
import { pythonErrors, scriptError } from './checking.ts';
import { findingsOf } from './fixtures.ts';

/** The texts of the last line after each fix; each is a program, and one without the finding. */
function offered(file: string, text: string): string[] {
  const [finding, ...more] = findingsOf('sensitive-name', file, text);
  assert.ok(finding !== undefined && more.length === 0);
  return finding.fixes.map(({ edits }) => {
    const fixed = applyFix(text, edits);
    assert.equal(file.endsWith('.py') ? pythonErrors([fixed])[0] : scriptError(file, fixed), '', fixed);
    assert.deepEqual(findingsOf('sensitive-name', file, fixed), [], fixed);
    return fixed.trimEnd().split('\n').at(-1)!.trim();
  });
}

const HEAD = 'import logging\nfrom shop.privacy import redact, redactor, hash\nlogger = logging.getLogger(__name__)\n';

test('functions that mask are offered: imported by name, or written with one parameter', () => {
  assert.deepEqual(offered('a.py', `${HEAD}logger.info("login %s", password)\n`), [
    'logger.info("login %s", "***")',
    'logger.info("login %s", redact(password))',
  ]);
  assert.deepEqual(offered('a.py', `${HEAD}logger.info(f"login {password}")\n`), [
    'logger.info("login ***")',
    'logger.info(f"login {redact(password)}")',
  ]);
  const own = 'def mask(value):\n    return "*"\ndef mask_card(value, keep):\n    return value\n';
  assert.deepEqual(offered('a.py', `import logging\n${own}logging.info("login %s", request.password)\n`), [
    'logging.info("login %s", "***")',
    'logging.info("login %s", mask(request.password))',
  ]);
});

test('stars in a text are part of it, and a text without holes is constant', () => {
  for (const [line, expected] of [
    ['logger.info(f"login {password} of {user}")', 'logger.info(f"login *** of {user}")'],
    ['logger.info(f"login {password!r:>10} of {user}")', 'logger.info(f"login *** of {user}")'],
    ['logger.info(f"login {password=} of {user}")', 'logger.info(f"login password=*** of {user}")'],
    ['logger.info(f"login {password=}")', 'logger.info("login password=***")'],
    ['logger.info("login " + password)', 'logger.info("login " + "***")'],
    ['logger.info(f"login {hide(password)} of {[password]}")', `logger.info(f"login {hide(password)} of {['***']}")`],
  ] as const)
    assert.equal(offered('a.py', `import logging\nlogger = logging.getLogger()\n${line}\n`)[0], expected);
  const head = "import pino from 'pino';\nconst log = pino();\n";
  assert.equal(
    offered('a.js', head + 'log.info(`login ${password} of ${user}`);\n')[0],
    'log.info(`login *** of ${user}`);',
  );
  assert.equal(offered('a.js', head + 'log.info(`login ${password}`);\n')[0], "log.info('login ***');");
});

test('not where the name is that of a parameter, nor where a value is reached into by the template', () => {
  assert.equal(offered('a.py', `${HEAD}def f(redact, password):\n    logger.info("login %s", password)\n`).length, 1);
  assert.equal(offered('a.py', `${HEAD}logger.info("login {0.password}".format(user))\n`).length, 1);
});

test('a field under its own name keeps it', () => {
  const head = "import pino from 'pino';\nimport { maskValue } from './privacy.js';\nconst log = pino();\n";
  assert.deepEqual(offered('a.js', `${head}log.info({ password, id }, 'login');\n`), [
    "log.info({ password: '***', id }, 'login');",
    "log.info({ password: maskValue(password), id }, 'login');",
    "log.info({ id }, 'login');",
  ]);
});

test('of a person the id is offered that the file uses, once, and not as a secret', () => {
  const head = 'import logging\nload(self.user.id)\n';
  assert.deepEqual(offered('a.py', `${head}logging.info("login %s", self.user.email)\n`), [
    'logging.info("login %s", "***")',
    'logging.info("login %s", self.user.id)',
  ]);
  assert.equal(offered('a.py', `${head}logging.info("login %s", user.email)\n`).length, 1);
  assert.equal(offered('a.py', `${head}logging.info("%s %s", self.user.id, self.user.email)\n`).length, 1);
  assert.equal(offered('a.py', `${head}logging.info("login %s", self.user.password)\n`).length, 1);
  assert.equal(offered('a.py', `${head}logging.info("login", extra={"email": self.user.email})\n`).length, 2);
});

test('functions of a script that mask: declared or assigned, with one parameter', () => {
  const last = (head: string): string[] =>
    offered('a.ts', `import pino from 'pino';\nconst log = pino();\n${head}log.info('login %s', password);\n`).slice(1);
  assert.deepEqual(last('const mask = (value: string): string => value[0];\n'), [
    "log.info('login %s', mask(password));",
  ]);
  assert.deepEqual(last('export const maskText = value => value[0];\n'), ["log.info('login %s', maskText(password));"]);
  assert.deepEqual(last('function hash(value: string) { return 1; }\n'), ["log.info('login %s', hash(password));"]);
  assert.deepEqual(last("const { redact: scrub } = require('./privacy');\n"), [
    "log.info('login %s', scrub(password));",
  ]);
  assert.deepEqual(last("import { hash } from 'node:crypto';\n"), []);
  assert.deepEqual(last('const mask = (value: string, keep: number) => value[0];\n'), []);
  assert.deepEqual(last('async function redact(value: string) { return value; }\n'), []);
});
