// Tests that leaving out what is of no interest changes nothing of what is read.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Language as Grammar, Parser } from 'web-tree-sitter';
import { DIALECTS } from '../../../src/calls/dialects/index.ts';
import type { Language } from '../../../src/calls/facts/language.ts';
import { createFileReader } from '../../../src/calls/file-reading/find-calls.ts';
import { LANGUAGES } from '../../../src/calls/languages/index.ts';
import { python } from '../../../src/calls/languages/python.ts';
import { showsAll, unfolded, type Folded } from '../../../src/calls/parsing/folding.ts';
import { createSource } from '../../../src/calls/parsing/source.ts';
import { readSyntax } from '../../../src/calls/parsing/syntax.ts';
import { interestOf } from '../../../src/calls/parsing/words.ts';
import type { FileReading } from '../../../src/model/file-reading.ts';
import { loadWasm } from '../parser.ts';

await Parser.init({ wasmBinary: await loadWasm('web-tree-sitter.wasm') });
const parser = new Parser();
const grammars = new Map<string, Grammar>();
for (const name of ['python', 'javascript', 'typescript', 'tsx'])
  grammars.set(name, await Grammar.load(await loadWasm(`tree-sitter-${name}.wasm`)));

function readAs(text: string, folded: Folded, path = 'a.py'): FileReading {
  const language = languageOf(path);
  parser.setLanguage(grammars.get(language.grammar(path))!);
  const layout = language.layout(text);
  const interest = interestOf(text, layout);
  const source = createSource(path, text);
  const tree = parser.parse(folded.text)!;
  const root = readSyntax(tree, interest, folded.whereWas)!;
  tree.delete();
  const facts = language.facts(root, source);
  const { imports } = layout;
  const { isUsed } = interest;
  return createFileReader({ facts, source, language, dialects: DIALECTS, imports, isUsed }).read();
}

function languageOf(path: string): Language {
  return LANGUAGES.find(({ extensions }) => extensions.includes(/\.\w+$/.exec(path)![0]))!;
}

function foldAs(path: string, text: string, names?: ReadonlySet<string>): Folded {
  const layout = languageOf(path).layout(text);
  return layout.fold(interestOf(text, layout, names));
}

const foldPython = (text: string): Folded => foldAs('a.py', text);

function fixtures(): string[] {
  return readdirSync('test/fixtures', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:py|[cm]?[jt]sx?)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

test('a folded text is read as the whole', () => {
  for (const file of fixtures()) {
    const text = readFileSync(file, 'utf8');
    assert.deepEqual(readAs(text, foldAs(file, text), file), readAs(text, unfolded(text), file), file);
  }
});

test('comments end a block where they do in the whole text, however many are left out', () => {
  const indents = [0, 2, 4, 6, 8, 12];
  for (const first of indents)
    for (const second of indents)
      for (const third of indents) {
        const comments = [first, first, first, second, third, third, third]
          .map((indent) => `${' '.repeat(indent)}# of ${indent}\n`)
          .join('');
        const text = `import logging\nlog = logging.getLogger(__name__)\ndef f(x):\n    try:\n        g()\n    except E:\n        log.info("a")  # said\n${comments}def h():\n    log.info("b")\n`;
        assert.deepEqual(readAs(text, foldPython(text)), readAs(text, unfolded(text)), text);
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

const SCRIPT = `import { a, b } from './c';
import log from './log';

/** What it does { for long. */
export class Shop<T extends { id: string }> {
  private readonly rows = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  constructor(private readonly deps: Deps) { this.start({ now: true, later: false }); }

  total(order: Order): number {
    const pattern = /[/'"{]\\/{2}/.test(order.id) ? a / b / 2 : 1; // it's {
    return order.rows.reduce((sum, { price }) => sum + price, 0);
  }

  async pay({ id, card }: Order, retry = () => { again(card); }): Promise<{ done: boolean }> {
    const text = \`paid \${id} \${[1, 2].map((one) => { return one * 2; })} {\`;
    try {
      await send({ id, text, nested: { deep: { deeper: { deepest: true } } } });
    } catch (error) {
      // nobody knows {
      log.error({ err: error }, 'failed');
      return { done: false };
    }
    return { done: true };
  }
}
function other() { return { long: 'enough to be left out', or: ['so', 'it', 'seems'] }; }
log.info(\`up \${other()}\`);
`;

test('scripts: texts, regular expressions, types and braces are read as in the whole', () => {
  for (const file of ['a.ts', 'a.tsx']) {
    const folded = foldAs(file, SCRIPT);
    assert.ok(folded.text.length < SCRIPT.length / 1.4, folded.text);
    assert.ok(!folded.text.includes('reduce') && folded.text.includes("'failed'"), folded.text);
    const reading = readAs(SCRIPT, folded, file);
    assert.equal(reading.calls.length, 2);
    assert.deepEqual(reading, readAs(SCRIPT, unfolded(SCRIPT), file));
  }
});

test('scripts: tags and the text between them', () => {
  const text = `export function Page({ items, log }) {
  log.info('shown ' + items.length);
  return (
    <main title="it's" onClick={() => { go({ to: 'somewhere', and: 'back again' }); }}>
      <p>Don't look at https://example.org/{items.length} // here</p>
      {items.map((one) => <li key={one.id}>{one.name}</li>)}
    </main>
  );
}
`;
  assert.deepEqual(readAs(text, foldAs('a.jsx', text), 'a.jsx'), readAs(text, unfolded(text), 'a.jsx'));
});

test('scripts: slashes in the text between tags begin no comment', () => {
  const text = `export function Shown({ log }) {
  log.info('shown ' + log);
  return <b>// neither {log} nor</b>;
}
export const Accepts = ({ log }) => (
  <main>
    <p>Accepts image/* and src/**/*.ts</p>
    <b onClick={() => { log.info(\`accepted \${log}\`); }}>{/* a comment */} it's</b>
    {/* <i>none</i> */}
  </main>
);
log.info(\`after \${Shown}\`);
`;
  const reading = readAs(text, foldAs('a.jsx', text), 'a.jsx');
  assert.deepEqual(
    reading.calls.map((call) => call.function),
    ['Shown', 'Accepts', undefined],
  );
  assert.deepEqual(reading, readAs(text, unfolded(text), 'a.jsx'));
});

test('scripts: brackets that do not close are parsed as they are', () => {
  for (const text of ['f((1);\nlogger.info("a")\n', 'x = `${\nlogger.info("a")\n', ']\nlogger.info("a")\n'])
    assert.equal(foldAs('a.js', text).text, text);
});
