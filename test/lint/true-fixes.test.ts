// Fixes are true: programs run before and after every fix is made do the same things and log what the rule promises.
import assert from 'node:assert/strict';
import test from 'node:test';
import { messageOf } from '../../src/base/errors.ts';
import { applyFix } from '../../src/lint/fixes/apply-fix.ts';
import { lint } from '../../src/lint/lint.ts';
import { parser } from '../calls/parser.ts';
import {
  NODE_CONSOLE,
  NODE_DEBUG,
  NODE_OBJECT_LAST,
  NODE_PINO,
  NODE_WINSTON,
  PYTHON_LOGGING,
  PYTHON_LOGURU,
  PYTHON_STRUCTLOG,
  type Program,
} from './programs.ts';
import { runNode } from './run-node.ts';
import { runPython, type Outcome } from './run-python.ts';

interface Case {
  readonly program: Program;
  readonly before: string;
  readonly after: string;
  /** Rules whose fixes were made. */
  readonly made: readonly string[];
}

function casesOf(file: string, head: string, programs: readonly Program[]): Case[] {
  return programs.map((program) => {
    const before = `${head}\n${program.body}\n`;
    let after = before;
    const made = new Set<string>();
    // What one fix writes may let another be seen, as on the command line.
    for (let round = 0; round < 3; round++) {
      const fixes = lint(file, parser.parse({ path: file, text: after }), { text: after }).flatMap(
        ({ rule, fixes: [first] }) => (first?.kind === 'fix' && WANTED.has(rule) ? [{ rule, first }] : []),
      );
      const [one] = fixes;
      if (one === undefined) break;
      for (const { rule } of fixes) made.add(rule);
      after = applyFix(
        after,
        fixes.flatMap(({ first }) => first.edits),
      );
    }
    return { program, before, after, made: [...made] };
  });
}

const WANTED = new Set(
  'no-built-message handler deprecated reserved-field arguments dialect-misuse sensitive-name eager-argument'.split(
    ' ',
  ),
);

const PYTHON = 'import logging\nlog = logging.getLogger("app")';
const STRUCTLOG = 'import structlog\nslog = structlog.get_logger()';
const LOGURU = 'from loguru import logger';
const PINO = "import pino from 'pino';\nconst log = pino({ timestamp: false, base: null }, capture);";
const WINSTON =
  "import winston from 'winston';\nconst log = winston.createLogger({ transports: [new winston.transports.Stream({ stream: capture })] });";
const LOG4JS = "import log4js from 'log4js';\nconst log = log4js.getLogger('shop');";
const TSLOG = "import { Logger } from 'tslog';\nconst log = new Logger();";
const CONSOLA = "import { consola } from 'consola';\nconst log = consola;";
const LOGLEVEL = "import loglevel from 'loglevel';\nconst log = loglevel;";
const DEBUG = "import createDebug from 'debug';\nconst debug = createDebug('shop');";

/** Where a hole was taken out of a text, words that only led to it go too. */
const TIDIED = /^(?:of|and|with|by|at|in|is|\W*)$/;

/** Words and numbers of all that was written. */
function wordsOf({ records }: Outcome): Set<string> {
  const text = records.flatMap(({ message, fields, failure }) => [message, ...Object.values(fields), failure]);
  return new Set(text.join(' ').match(/[\w.]+/g));
}

function compare({ program, after }: Case, was: Outcome, is: Outcome): void {
  const told = `${program.body}\n=>\n${after}\n${JSON.stringify(was)}\n=>\n${JSON.stringify(is)}`;
  assert.deepEqual(is.errors, [], told);
  assert.deepEqual(is.noted, was.noted, told);
  assert.deepEqual(
    is.records.map(({ level }) => level),
    program.keeps === 'repaired' && was.errors.length > 0
      ? is.records.map(({ level }) => level)
      : was.records.map(({ level }) => level),
    told,
  );
  assert.ok(is.records.length > 0, told);
  const words = wordsOf(is);
  const lost = (wanted: Iterable<string>): string[] =>
    [...wanted].filter((word) => !words.has(word) && !TIDIED.test(word));
  const messages = ({ records }: Outcome): string[] => records.map(({ message }) => message);
  switch (program.keeps) {
    case 'same':
      assert.deepEqual(messages(is), messages(was), told);
      break;
    case 'moved':
      assert.deepEqual(lost(wordsOf(was)), [], told);
      break;
    case 'masked':
      assert.ok(!words.has('s3cr3t'), told);
      assert.deepEqual(lost([...wordsOf(was)].filter((word) => word !== 's3cr3t')), [], told);
      break;
    case 'repaired':
      assert.deepEqual(lost(is.noted.map((value) => value.replace(/^'|'$/g, ''))), [], told);
      break;
  }
}

function hold(name: string, cases: readonly Case[], run: (programs: readonly string[]) => readonly Outcome[]): void {
  test(`${name}: every program has the fixes it is there for`, () => {
    const missing = cases.flatMap(({ program, made }) =>
      program.rules.filter((rule) => !made.includes(rule)).map((rule) => `${rule}: ${program.body}`),
    );
    assert.deepEqual(missing, []);
  });
  test(`${name}: mended programs do the same and log what was promised`, () => {
    const was = run(cases.map(({ before }) => before));
    const is = run(cases.map(({ after }) => after));
    const broken = cases.flatMap((one, index) => {
      try {
        compare(one, was[index]!, is[index]!);
        return [];
      } catch (error) {
        return [messageOf(error)];
      }
    });
    assert.equal(broken.join('\n\n'), '');
  });
}

hold('logging', casesOf('app.py', PYTHON, PYTHON_LOGGING), runPython);
hold('structlog', casesOf('app.py', STRUCTLOG, PYTHON_STRUCTLOG), runPython);
hold('loguru', casesOf('app.py', LOGURU, PYTHON_LOGURU), runPython);
for (const [name, head, programs] of [
  ['pino', PINO, NODE_PINO],
  ['winston', WINSTON, NODE_WINSTON],
  ['console', '', NODE_CONSOLE],
  ['log4js', LOG4JS, NODE_OBJECT_LAST],
  ['tslog', TSLOG, NODE_OBJECT_LAST],
  ['consola', CONSOLA, NODE_OBJECT_LAST],
  ['loglevel', LOGLEVEL, NODE_OBJECT_LAST],
  ['debug', DEBUG, NODE_DEBUG],
] as const)
  hold(name, casesOf('app.mjs', head, programs), (all) => all.map(runNode));
