// Loggers under names that do not tell, and methods of objects that are made without a class.
import assert from 'node:assert/strict';
import test from 'node:test';
import { python, script } from '../parser.ts';
import { callsIn, told } from '../project/files.ts';

const found = (code: string, file = 'app.js'): string[] =>
  script(code, file).map(({ logger, method }) => `${logger}.${method}`);

test('a logger by another name is one by the name it comes with', () => {
  assert.deepEqual(
    found(
      `
import { logger as L } from './gone';
import journal from '../common/logger';
const out = require('./log');
const { logger: pen } = context;
const quill = options.logger || noLogger;
const kid = logger.child({ part: 'till' });
class Till { constructor() { this.ink = context.logger; } open() { this.ink.warn('open'); } }
L.info('a'); journal.warn('b'); out.error('c'); pen.debug('d'); quill.info('e'); kid.info('f');
`,
      'app.ts',
    ),
    ['this.ink.warn', 'L.info', 'journal.warn', 'out.error', 'pen.debug', 'quill.info', 'kid.info'],
  );
  assert.deepEqual(told(python('from shop.base import logger as L\nL.warning("torn")\n')), [
    'L.warning WARNING python-logging name: torn',
  ]);
});

test('another name makes no logger of something else', () => {
  for (const code of [
    "import { log as l } from 'mathjs';\nl.info('x');",
    "import { catalog as c } from './log';\nc.error('x');",
    "const c = this.dialog; // log\nc.error('x');",
    "const s = new Subject(); // log\ns.error('x');",
    "const log = Math.log;\nconst l = log;\nl.info('x');",
    "const n = tree.child('log');\nn.error('x');",
    "const c = catalog.child('log');\nc.error('x');",
    "import z from 'zod'; // log\nz.log('x'); z.string().error('bad thing');",
    "promise.error(function () { return 'log'; });\nemitter.error('gone wrong', log);\nassert.error('log it');",
    "chalk.error('log'); chalk.red.warn('x'); blogger.info('x'); catalog.warn('x'); backlog.error('x');",
  ])
    assert.deepEqual(found(code, 'app.ts'), [], code);
});

test('loggers are taken from where several are kept, and have names that were run together', () => {
  assert.deepEqual(
    found(`
loggers.till.info('a'); logs['till'].warn('b'); this.loggers[part].error('c');
mylogger.info('d'); applog.warn('e'); loggerController.error('f'); logger_1.info('g'); logger_1.default.info('h');
log.notice.success('i');
`),
    [
      'loggers.till.info',
      "logs['till'].warn",
      'this.loggers[part].error',
      'mylogger.info',
      'applog.warn',
      'loggerController.error',
      'logger_1.info',
      'logger_1.default.info',
      'log.notice.success',
    ],
  );
  assert.deepEqual(
    found(
      "logs.push('x'); logs[0].text('x'); loggers.add('x'); loggers.error; loggerFactory.create('x'); logs.find('x');",
    ),
    [],
  );
});

test('one of two methods is chosen where it is called', () => {
  assert.deepEqual(told(script("logger[dry ? 'warn' : 'success']('sold'); console[ok ? 'log' : 'error']('x');")), [
    "logger.[dry ? 'warn' : 'success'] - winston name: sold",
    "console.[ok ? 'log' : 'error'] - console binding: x",
  ]);
  assert.deepEqual(found("logger[on ? 'add' : 'remove']('x'); log[first ? 'next' : 'last']('x');"), []);
});

test('what is given to objects that a function makes is known in the whole file', () => {
  const code = `
var Shelf = function (Base) {
  function Shelf() { var _this; _this = Base.call(this) || this; _this.warn = void 0; _this.warn = logger.warn.bind(logger, 'shelf'); return _this; }
  var _proto = Shelf.prototype;
  _proto.put = function (what) {
    this.warn('full');
    var _this2 = this;
    later(function () { _this2.warn('still full'); });
  };
  return Shelf;
}(Part);
function Till() {}
Till.prototype.tell = function (text) { console.log(text); };
Till.prototype.open = function () { var that = this; that.tell('open'); that.close('not a text to log'); };
Till.prototype.close = function (why) { this.closed = why; };
`;
  assert.deepEqual(found(code), ['this.warn', '_this2.warn', 'console.log', 'that.tell']);
  assert.deepEqual(
    found(`
function Player() { this.error = function (problem) { this.failed = problem; }; }
Player.prototype.go = function () { this.error('no such log'); this.warn(level); };
var self = this; self.error('not seen');
`),
    [],
  );
});

test('the object itself by another name has the methods of its class', () => {
  const code = (method: string): string => `
class Till {
  tell(text) { logger.info(text); }
  open() { const that = this; bus.on('x', function () { that.${method}('open'); }); }
}`;
  assert.deepEqual(found(code('tell')), ['logger.info', 'that.tell']);
  assert.deepEqual(found(code('error')), ['logger.info']);
});

test('functions of a level from modules that are not seen', async () => {
  const read = async (text: string): Promise<string[]> => told(await callsIn({ 'till.ts': text }, 'till.ts'));
  assert.deepEqual(
    await read(
      "import { debug, info } from './log/till';\nimport { warn } from 'tools';\ndebug(`sold ${id}`); info('sold'); warn('till is empty');",
    ),
    ['debug DEBUG winston name: sold {id}', 'info INFO winston name: sold', 'warn WARNING winston name: till is empty'],
  );
  for (const code of [
    "import { error } from '@kit'; // log\nerror('no such page');",
    "import { info } from './figures'; // log\ninfo('three small words');",
    "import { warn } from 'tools'; // log\nwarn('--silent'); warn(level); warn();",
    "import { trace } from '@telemetry/api'; // log\ntrace('shop till open', run);",
  ])
    assert.deepEqual(await read(code), [], code);
});

test('a class that has methods for levels is a logger wherever it is made', async () => {
  const files = {
    'shop/output.py': `
class ShopOutput:
    def debug(self, msg):
        self._write(msg)

    def verbose(self, msg):
        self._write(msg)

    def status(self, msg):
        self._write(msg)

    info = status

    def warning(self, msg):
        self._write(msg)

    def _write(self, msg):
        self.stream.write(msg)
`,
    'shop/toast.py':
      'class Toast:\n    def info(self, text):\n        pass\n    def error(self, text):\n        pass\n',
    'shop/till.py':
      'from shop.output import ShopOutput\nfrom shop.toast import Toast\nShopOutput().warning("empty")\nShopOutput().info("open")\nToast().error("burnt")\nShopOutput().paint("red")\n',
  };
  assert.deepEqual(
    (await callsIn(files, 'shop/till.py')).map(({ method, level }) => `${method} ${level ?? '-'}`),
    ['warning WARNING', 'info INFO'],
  );
});
