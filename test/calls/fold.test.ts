// Tests that leaving out what is of no interest changes nothing of what is read.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Language as Grammar, Parser } from 'web-tree-sitter';
import { DIALECTS } from '../../src/calls/dialects/index.ts';
import { createFileReader } from '../../src/calls/find-calls.ts';
import { showsAll, unfolded, type Folded } from '../../src/calls/folding.ts';
import { python } from '../../src/calls/languages/python.ts';
import { createSource } from '../../src/calls/source.ts';
import { readSyntax } from '../../src/calls/syntax.ts';
import { interestOf } from '../../src/calls/words.ts';
import type { FileReading } from '../../src/model/file-reading.ts';
import { loadWasm } from './parsing.ts';

await Parser.init({ wasmBinary: await loadWasm('web-tree-sitter.wasm') });
const parser = new Parser();
parser.setLanguage(await Grammar.load(await loadWasm('tree-sitter-python.wasm')));

function readAs(text: string, folded: Folded): FileReading {
  const layout = python.layout(text);
  const interest = interestOf(text, layout);
  const source = createSource('a.py', text);
  const tree = parser.parse(folded.text)!;
  const root = readSyntax(tree, interest, folded.whereWas)!;
  tree.delete();
  const facts = python.facts(root, source);
  const { imports } = layout;
  const { isUsed } = interest;
  return createFileReader({ facts, source, language: python, dialects: DIALECTS, imports, isUsed }).read();
}

function foldPython(text: string, names?: ReadonlySet<string>): Folded {
  const layout = python.layout(text);
  return layout.fold(interestOf(text, layout, names));
}

function pythonFixtures(): string[] {
  return readdirSync('test/fixtures', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.py$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

test('a folded text is read as the whole', () => {
  for (const file of pythonFixtures()) {
    const text = readFileSync(file, 'utf8');
    const folded = foldPython(text);
    assert.deepEqual(readAs(text, folded), readAs(text, unfolded(text)), file);
  }
});

const LONG = `# What the module is for.
import logging

log = logging.getLogger(__name__)

@cached
def first(a,
          b="(", # )
          c='''
def no(): log.info("none")
'''):
    """Documentation of some length, over
    two lines."""
    # a comment
    total = a + \\
        b
    for one in range(10):
        total += one
        # ends the loop

        if one: break
    try:
        return call(
            one,  # one
            two,
        )
    except ValueError:
        # nothing to do
        pass
  # between
    return total

class Second(Base):

	def tabs(self):
		x = {"a": 1,
  "b": 2}
		log.warning("left %s", x)

    # indented otherwise
if first:
    second()
else:
    log.info("other")
    # last
`;

test('comments, tabs, clauses and brackets over several lines are read as in the whole', () => {
  const folded = foldPython(LONG);
  assert.ok(folded.text.length < LONG.length / 1.5, folded.text);
  const reading = readAs(LONG, folded);
  assert.equal(reading.calls.length, 2);
  assert.deepEqual(reading, readAs(LONG, unfolded(LONG)));
});

test('offsets are told as they were before', () => {
  const folded = foldPython(LONG);
  for (const word of ['log = ', 'def first', 'except ', 'class Second', 'log.warning', 'log.info("other")'])
    assert.equal(folded.whereWas(folded.text.lastIndexOf(word)), LONG.lastIndexOf(word), word);
});

test('a text whose brackets or strings do not close is parsed as it is', () => {
  for (const text of ['x = (1,\nlogger.info("a")\n', 'x = """\nlogger.info("a")\n', ')\nlogger.info("a")\n'])
    assert.equal(foldPython(text).text, text);
});

test('what is looked for later is missed in what was left out', () => {
  const text = `import logging\ndef f():\n    audit("x")\n    other("y")\n\nlogging.info("z")\n`;
  const layout = python.layout(text);
  const folded = foldPython(text);
  assert.ok(showsAll(folded, interestOf(text, layout)));
  assert.ok(!showsAll(folded, interestOf(text, layout, new Set(['audit']))));
});
