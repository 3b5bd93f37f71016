// A logger class of the project's own: what can be written into its calls is what its methods take.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { LoggerCall } from '../../../src/model/call.ts';
import { callsIn } from '../project/files.ts';

/** What of a call can be written to: its slots, and the methods that may take the place of its own. */
function slotsOf(call: LoggerCall | undefined): string[] {
  const { method, ...slots } = call!.slots;
  return [
    ...Object.keys(slots),
    ...Object.values(method?.levels ?? {}),
    ...(method?.exception === undefined ? [] : [method.exception]),
  ].sort();
}

test('a Python class whose methods take only a message gets neither fields nor an exception', async () => {
  const texts = {
    'shop/display.py': `class Display:
    def debug(self, msg, host=None):
        self.show(msg)
    def verbose(self, msg, level=2):
        self.show(msg)
    def warning(self, msg, formatted=False):
        self.show(msg)
    def error(self, msg, exc_info=None):
        self.show(msg)
    def info(self, msg, *args, **fields):
        self.show(msg)
`,
    'shop/run.py': `from shop.display import Display
display = Display()
def run(task):
    display.debug("a %s" % task)
    display.warning("b %s" % task, formatted=True)
    display.error("c %s" % task)
    display.info("d %s" % task)
`,
  };
  const [debug, warning, error, info] = await callsIn(texts, 'shop/run.py');
  const methods = ['debug', 'error', 'info', 'warning'];
  assert.deepEqual(slotsOf(debug), methods);
  assert.deepEqual(slotsOf(warning), methods);
  assert.deepEqual(slotsOf(error), [...methods, 'exception'].sort());
  assert.ok(slotsOf(info).includes('fields'));
  assert.deepEqual(
    [debug, warning, error, info].map((call) => call?.takesText === true),
    [true, true, true, false],
  );
});

test('a script class takes an object with fields where it has a parameter for one', async () => {
  const texts = {
    'src/journal.js': `export class Journal {
  debug(text) { this.put(text); }
  info(text, meta) { this.put(text, meta); }
  warn(text, ...rest) { this.put(text, ...rest); }
  error(text, code) { this.put(text, code); }
}
`,
    'src/run.js': `import { Journal } from './journal.js';
const journal = new Journal();
export function run(task) {
  journal.debug(\`a \${task}\`);
  journal.info(\`b \${task}\`);
  journal.warn(\`c \${task}\`);
  journal.error(\`d \${task}\`);
}
`,
  };
  const calls = await callsIn(texts, 'src/run.js');
  assert.deepEqual(
    calls.map((call) => 'fields' in call.slots),
    [false, true, true, false],
  );
});
