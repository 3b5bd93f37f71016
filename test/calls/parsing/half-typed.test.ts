// What is being typed hides nothing of the rest of a file.
import assert from 'node:assert/strict';
import test from 'node:test';
import { mendPython } from '../../../src/calls/python/mend.ts';
import { python } from '../parser.ts';

/** The texts of the calls in a file, one of whose lines is being typed. */
function around(line: string): string[] {
  const code = `import logging
logger = logging.getLogger(__name__)
def first(x):
    logger.info("first")
    ${line}
def second(x):
    logger.info("second %s", x)
def third(x):
    logger.info(f"third {x}")
`;
  return python(code).flatMap(({ message }) => {
    const [part] = message?.parts ?? [];
    return part?.kind === 'text' ? [part.text.split(' ')[0]!] : [];
  });
}

test('a hole that is not closed yet hides no function below', () => {
  for (const line of [
    'logger.info(f"half {x")',
    'logger.info(f"half {x.")',
    'logger.info(f"half {x.name',
    "logger.info(f'half {self.items[0]",
    'raise ValueError(f"half {x.name',
    'y = f"half {x!r"',
  ]) {
    const found = around(line);
    for (const text of ['first', 'second', 'third'])
      assert.ok(found.includes(text), `${text} with ${line}: ${found.join()}`);
  }
});

test('nothing else changes, and no offset does', () => {
  for (const whole of [
    'f"a {b} {{c"',
    'f"a {b["c"]} d"',
    'f\'a {b["c"]:>{width}} d\'',
    'rf"\\d{{2}} {x}"',
    'f"""a {\nb} c"""',
    'half("f {x")',
    '',
  ])
    assert.equal(mendPython(whole), undefined, whole);
  for (const half of ['a = f"b {c"\nd', 'a(f"b {c.d\ne', 'f"{', 'f"{x', "g(h(f'{x y z\n"])
    assert.equal((mendPython(half) ?? half).length, half.length, half);
});
