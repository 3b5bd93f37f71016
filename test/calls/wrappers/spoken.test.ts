// Calls that nobody's binding explains: their own names, or the methods of the class around them, say that they log.
import assert from 'node:assert/strict';
import test from 'node:test';
import { python, script } from '../parser.ts';
import { callsIn, told } from '../project/files.ts';

test('a name with a level in it says that a call logs', () => {
  const code = `
class Basket:
    def total(self, order, shelf):
        order.log_warning("price of %s is old", shelf)
        self._log_error(f"no price for {shelf}")
        shelf.log_debug(self.label)
        math.log(2)
        log_model(shelf)
        login_error("no")
`;
  assert.deepEqual(told(python(code)), [
    'order.log_warning WARNING python-logging name: price of {shelf} is old',
    'self._log_error ERROR python-logging name: no price for {shelf}',
    'shelf.log_debug DEBUG python-logging name: {self.label}',
  ]);
  assert.deepEqual(
    told(script("import { logError } from 'outside';\nlogError('lost', id);\ntools.logInfo(`at ${id}`);")),
    ['logError ERROR winston name: lost', 'tools.logInfo INFO winston name: at {id}'],
  );
});

test('nothing is offered that the function may not take', () => {
  const [call] = python('shop.log_info("kept %s" % name)\n');
  assert.equal(call?.slots.arguments, undefined);
  assert.deepEqual(python('shop.log_info("100% of %s")\n')[0]?.mismatches, undefined);
});

test('a message handed to what is called log says that a call logs, where nothing else is seen', () => {
  const code = `
import math
import cherrypy
from tools import log, shelf

class Lamp:
    def log(self, text):
        self.lines.append(text)

    def on(self, bus, x):
        self.log("not written anywhere")
        bus.log("lamp is on")
        cherrypy.log("lamp of %s is on" % x)
        log(f"lamp {x} is on")
        shelf.log("no-words")
        repo.log("--oneline -n 1")
        repo.log("src/app now")
        math.log("what is this")
        chart.log(x)
`;
  assert.deepEqual(told(python(code)), [
    'bus.log - python-logging name: lamp is on',
    'cherrypy.log - python-logging name: lamp of {x} is on',
    'log - python-logging name: lamp {x} is on',
  ]);
  const scripts = `
import app from 'outside';
app.log('listening on ' + port);
app.log(\`at \${port}\`);
sails.log('lifted: ', { port });
Math.log('what is this');
const store = { log(text) { this.lines.push(text); } };
store.log('kept in lines');
`;
  assert.deepEqual(told(script(scripts)), [
    'app.log - winston name: listening on {port}',
    'app.log - winston name: at {port}',
    'sails.log - winston name: lifted: ',
  ]);
});

test('what compilers call `this` is the object itself', () => {
  const code = `
class Lamp {
  constructor(out) { this.out = out.getLogger('lamp'); }
  on() { var _this = this; setTimeout(function () { _this.out.info('lit'); }); }
}
`;
  assert.deepEqual(told(script(code)), ['_this.out.info INFO winston name: lit']);
});

test('a level as the first argument says that a call logs', () => {
  const code = `
self._log(DEBUG, "opened")
conn.log(logging.WARNING, "slow: %s", ms)
log("info", "plain")
conn.log(value, base)
conn.log("info", value)
conn.log(INFO)
`;
  assert.deepEqual(told(python(`import logging\n${code}`)), [
    'self._log DEBUG python-logging name: opened',
    'conn.log WARNING python-logging name: slow: {ms}',
    'log INFO python-logging name: plain',
  ]);
});

test('a class with a method for each level is a logger, for its heirs in other files too', async () => {
  const files = {
    'lib/base.js': `
class Part {
  constructor(bus) { this.bus = bus; }
  debug(message, data) { this.bus.emit('log', 'debug', message, data); }
  info(message, data) { this.bus.emit('log', 'info', message, data); }
  warn(message, data) { this.bus.emit('log', 'warn', message, data); }
}
module.exports = Part;`,
    'lib/lamp.js': `
const Part = require('./base');
class Lamp extends Part { on() { this.info(\`lit \${this.id}\`); this.error('not one of its methods'); } }
module.exports = Lamp;`,
    'lib/toast.js': "class Toast { info(text) {} error(text) {} show() { this.error('burnt'); } }",
  };
  assert.deepEqual(told(await callsIn(files, 'lib/lamp.js')), ['this.info INFO winston wrapper: lit {this.id}']);
  assert.deepEqual(await callsIn(files, 'lib/toast.js'), []);
});

test('methods are inherited through classes that say nothing of logging', async () => {
  const files = {
    'home/mixins.py': `
import logging
class LogTalks:
    def log(self, level, msg, *args, **kwargs):
        raise NotImplementedError
    def debug(self, msg, *args, **kwargs):
        return self.log(logging.DEBUG, msg, *args, **kwargs)
`,
    'home/parts.py':
      'from home.mixins import LogTalks\nclass Part(LogTalks):\n    size = 1\nclass Lamp(Part):\n    watts = 4\n',
    'home/hall.py': `
from home.parts import Lamp
class HallLamp(Lamp):
    def on(self):
        self.debug("lit by %s", self.who)
`,
    'home/cellar.py': `
from outside.helpers import LocalLogMixin
class Pump(LocalLogMixin, Device):
    def on(self):
        self.warning("dry")
`,
  };
  assert.deepEqual(told(await callsIn(files, 'home/hall.py')), [
    'self.debug DEBUG python-logging wrapper: lit by {self.who}',
  ]);
  assert.deepEqual(told(await callsIn(files, 'home/cellar.py')), ['self.warning WARNING python-logging name: dry']);
});

test('parts of loggers, what compilers make of them, and methods that were bound', () => {
  const code = `
log_1.logger.once.debug('a');
_journal$opts$logger2.warn('b');
_logger.default.error('c');
class Player { constructor() { this.say = logger.info.bind(logger, 'player'); } stop() { this.say('d'); } }
const log = logger.info.bind(logger); log.warn = logger.warn; log('e'); log.error('f');
log.entries.add('g');
`;
  assert.deepEqual(
    script(code, 'a.js').map(({ message }) => message?.parts.map((part) => (part.kind === 'text' ? part.text : ''))[0]),
    ['a', 'b', 'c', 'd', 'e', 'f'],
  );
});

test('a method of a logger that is its own invention logs where it is given a text', () => {
  const code = `
import { unseen } from 'outside';
this.shop.tillLog.logSale(sale.id, \`sold \${sale.what}\`, 'warn');
tillLog.logSale(sale.id, { message: 'sold out', level: 'warn' });
shopLog.print('the till is open');
logger.logMessage('two words');
tillLog.logSale(sale.id);
tillLog.logTo('file.log');
page.print('the whole page');
catalog.logSale(3, 'two words');
printer.print('the whole page');
`;
  assert.deepEqual(told(script(code)), [
    'this.shop.tillLog.logSale - winston name: sold {sale.what}',
    'tillLog.logSale - winston name:  (message level)',
    'shopLog.print - winston name: the till is open',
    'logger.logMessage - winston name: two words',
  ]);
});

test('a class has warn and debug from where nobody sees', () => {
  const code = (head: string, call: string): string => `${head} { open() { ${call} } } // log`;
  for (const call of ["this.warn('no till');", 'const me = this; me.debug(`no till ${id}`);'])
    assert.equal(script(code('class Till extends Outside', call)).length, 1, call);
  for (const call of [
    "this.error('no till');",
    'this.warn(level);',
    "this.trace('a span of time');",
    "this.warn('--all');",
  ])
    assert.deepEqual(script(code('class Till extends Outside', call)), [], call);
  assert.deepEqual(script(code('class Till', "this.warn('no till');")), []);
  assert.deepEqual(
    script(
      "class Base { warn(text) { this.shown = text; } }\nclass Till extends Base { open() { this.warn('no log'); } }",
    ),
    [],
  );
});

test('functions of a module about logging, and the methods that hand their text on to them', async () => {
  const files = {
    'package.json': '{}',
    'src/logging.ts': `
export function trace(severity: Severity, part: string, text: string) {
  let write = pick(severity);
  if (write) write.bind(sink)(text);
}`,
    'src/till.ts': `
import { trace } from './logging';
export class Till {
  private tell(text: string) { trace(Severity.LOW, 'till', '(' + this.id + ') ' + text); }
  private trace(text: string) { trace(Severity.LOW, 'till', '(' + this.id + ') ' + text); }
  open() { this.trace('opened'); trace(Severity.LOW, 'till', 'all open'); }
}`,
    'src/plugin.ts': "import {\n  emit,\n  debug,\n} from '@outside/sdk';\ndebug('sold ' + what);\nemit('two words');",
  };
  assert.deepEqual(
    (await callsIn(files, 'src/till.ts')).map(({ logger, method }) => `${logger}.${method}`),
    ['.trace', '.trace', 'this.trace', '.trace'],
  );
  assert.deepEqual(
    (await callsIn(files, 'src/plugin.ts')).map(({ method }) => method),
    ['debug'],
  );
});

test('what is called back with a text is no logger', () => {
  const code = `
import logging
log = logging.getLogger(__name__)

def fail_cb(msg, what):
    log.debug("failed %s: %s", what, msg)

def log_cb(msg):
    log.debug(msg)

fail_cb("no till", 3)
log_cb("no till")
`;
  assert.deepEqual(
    python(code).map(({ method }) => method),
    ['debug', 'debug', 'log_cb'],
  );
});

test('where one call says by its message that it logs, others of the same method of the same object do, too', () => {
  const code = `
shop.log('the doors are open now');
shop.log(line);
shop.log(lines.join('\\n'), 'warn');
shop.log('\\n');
shop.log('loss', loss);
shop.log({ loss });
shop.log(name, 0.5);
stall.log(line);
log(line);
`;
  assert.deepEqual(
    script(code).map(({ range }) => range.start.line),
    [1, 2, 3, 4],
  );
});

test('a console of somebody’s own is one as a member', () => {
  const code = "class App { start() { this.console.info('open'); app.console.warn('late'); page.console.open(); } }";
  assert.deepEqual(
    script(code).map(({ logger, method }) => `${logger}.${method}`),
    ['this.console.info', 'app.console.warn'],
  );
});
