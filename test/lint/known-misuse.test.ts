// What is well known to be wrong in logger calls, and linters of today describe: each line is told by the rule that fits, and its neighbours by none.
//
// Where others see something and we mean not to:
// - `logger.error("…", exc_info=e)` in a handler: it passes the exception by name, which is as good as `.exception()`;
// - `exc_info=False` at error, and what is unpacked into a call (`**more`): it may be left out, or passed, on purpose;
// - `.exception("…", exc_info=e)` outside of handlers, which has the exception it writes;
// - a function or lambda that is made in a handler runs later: what it logs is not in the handler;
// - a condition that finds out which exception it is (`e.code == 1`, `isinstance(e, Gone)`): one that is expected;
// - one record of several in a handler carries the exception, if only at debug: the others need not;
// - the traceback as text (`traceback.format_exc()`) in a record of the handler;
// - ImportError, KeyboardInterrupt, StopIteration, CancelledError, ValidationError, DoesNotExist and the like at error: nobody needs their traceback;
// - `.exception()` in a function that by its name, parameters or decorators is called for errors;
// - the type or an attribute of its own (`e.code`) beside `.exception()`: a field to search by; `e.args` is its text;
// - `"a" + "b"`, `f"a"` and `"a".format()` and a constant in capitals: nothing in the record changes; `a + b`, where nobody knows whether it is text;
// - "50% done" and "% d" without values: a percent sign that reads as one, and is one where no value is given;
// - `getLogger(__file__, 1)`, which raises TypeError at once;
// - root functions in a script that has no logger, empty prints and parts of lines, and what `show…` and `print…` print;
// - a module that has no logger may print, and may swallow what it likes: others judge such files.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { lint } from '../../src/lint/lint.ts';
import { parser } from '../calls/parsing.ts';
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
