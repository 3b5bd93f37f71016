// What is well known to be wrong in logger calls, and linters of today describe: each line is told by the rule that fits, and its neighbours by none.
//
// Where others see something and we mean not to:
// - `logger.error("…", exc_info=e)` in a handler: it passes the exception by name, which is as good as `.exception()`;
// - `exc_info=False` at error, and what is unpacked into a call (`**more`): it may be left out, or passed, on purpose;
// - a function or lambda that is made in a handler runs later: what it logs is not in the handler;
// - a condition that finds out which exception it is (`e.code == 1`, `isinstance(e, Gone)`): one that is expected;
// - one record of several in a handler carries the exception, if only at debug: the others need not;
// - the traceback as text (`traceback.format_exc()`) below error, or behind the record it belongs to;
// - ImportError, KeyboardInterrupt, StopIteration, CancelledError, DoesNotExist and the like at error: nobody needs their traceback; nor that of ValidationError or ParseError whose text is there;
// - `.exception()` in a function that by its name or decorators is called for errors and has no exception to pass;
// - the type or an attribute of its own (`e.code`) beside `.exception()`: a field to search by; `e.args` is its text;
// - `"a" + "b"`, `"a".format()` and constants in capitals: nothing in the record changes; `a + 1`, which is no text;
// - "50% done" and "% d" without values: a percent sign that reads as one, and is one where no value is given;
// - root functions in `main` or at the top of a script that has no logger, empty prints and parts of lines, and what `show…` and `print…` print;
// - prints in a script, a command, a test, or a module that talks to a person: there they are the product;
// - `warn` of a logger class of the project's own, whose name it is;
// - a module that has no logger may print, and may swallow what it likes: others judge such files.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { lint } from '../../src/lint/lint.ts';
import { parser } from '../calls/parser.ts';
import { expectedLines } from './fixtures.ts';

const FOLDER = path.resolve(import.meta.dirname, '../fixtures/known-misuse');
/** The rules that other linters have a name for. */
const RULES = 'arguments deprecated dialect-misuse handler no-built-message no-print reserved-field root-logger'.split(
  ' ',
);

/** The files of one fixture: parts between `---`, each as a text in which only its own lines stand. */
function filesIn(text: string): string[] {
  const lines = text.split('\n');
  const cuts = [-1, ...lines.flatMap((line, index) => (/^(?:#|\/\/) ---$/.test(line) ? [index] : [])), lines.length];
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index]! + 1;
    return '\n'.repeat(start) + lines.slice(start, end).join('\n');
  });
}

for (const name of readdirSync(FOLDER).sort()) {
  const fixture = readFileSync(path.join(FOLDER, name), 'utf8');
  const lines = fixture.split('\n');
  test(name, () => {
    const told: string[] = [];
    const expected: string[] = [];
    const show = (line: number, rule: string): string => `${line} ${rule}: ${lines[line - 1]!.trim()}`;
    for (const text of filesIn(fixture)) {
      for (const { rule, range } of lint(name, parser.parse({ path: `src/${name}`, text }), { text }))
        if (RULES.includes(rule)) told.push(show(range.start.line + 1, rule));
      for (const rule of RULES) expected.push(...expectedLines(text, rule).map((line) => show(line, rule)));
    }
    assert.deepEqual(told.sort(), expected.sort());
  });
}
