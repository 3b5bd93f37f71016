// Python loggers and wrappers that come from other files of the project.
import assert from 'node:assert/strict';
import test from 'node:test';
import { callsIn, readingIn, told } from './files.ts';

const PACKAGE = {
  'app/__init__.py': '',
  'app/utils/__init__.py': 'from .log import L, audit, AppLogger, note as remark, make\nfrom .mix import *\n',
  'app/utils/log.py': `import logging, structlog
L = logging.getLogger("app")
s = structlog.get_logger()
def audit(category, msg, *args, **kwargs):
    L.info(msg, *args, **kwargs)
def note(level, message, user_id=None, exc=None):
    L.log(level, f"[{level}] {message}", extra={"user_id": user_id, "service": "shop"}, exc_info=exc)
def make(name):
    return logging.getLogger(name)
class AppLogger:
    def __init__(self):
        self._inner = structlog.get_logger()
    def say(self, message, **fields):
        self._inner.info(message, **fields)
    def complain(self, message):
        self.say("sorry: " + message)
`,
  'app/utils/mix.py': `from ..utils.log import L as _l
class LoggerMixin:
    @property
    def tracer(self):
        return _l
    def log_it(self, message, extra=None):
        self.tracer.error(message, extra=extra)
`,
};

/** The calls of `app/main.py` in the package above. */
async function main(text: string, more: Readonly<Record<string, string>> = {}): Promise<string[]> {
  return told(await callsIn({ ...PACKAGE, ...more, 'app/main.py': text }, 'app/main.py'));
}

test('loggers are followed through packages, aliases and stars', async () => {
  assert.deepEqual(await main('from app.utils import L\nL.info("x")'), ['L.info INFO python-logging binding: x']);
  assert.deepEqual(await main('from .utils.log import s as out\nout.info("x", a=1)'), [
    'out.info INFO structlog binding: x (a)',
  ]);
  assert.deepEqual(await main('from .utils import *\nL.info("x")'), ['L.info INFO python-logging binding: x']);
  assert.deepEqual(await main('from app.utils import log as lib\nlib.s.info("x", a=1)'), [
    'lib.s.info INFO structlog binding: x (a)',
  ]);
  assert.deepEqual(await main('import app.utils.log\napp.utils.log.L.info("x")'), [
    'app.utils.log.L.info INFO python-logging binding: x',
  ]);
  assert.deepEqual(
    await main('try:\n    from fast import L\nexcept ImportError:\n    from app.utils import L\nL.info("x")'),
    ['L.info INFO python-logging binding: x'],
  );
  assert.deepEqual(
    await main(
      'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from app.utils import AppLogger\ndef f(out: "AppLogger"):\n    out.say("x")',
    ),
    ['out.say INFO structlog wrapper: x'],
  );
});

test('a module that bears the name of a logger is none', async () => {
  const taken = async (text: string): Promise<readonly string[]> => {
    const files = { 'app/__init__.py': '', 'app/log.py': 'def setup(): pass\n', 'app/main.py': text };
    return (await readingIn(files, 'app/main.py')).module.loggers;
  };
  const body = 'import logging\ndef f():\n    logging.info("x")\n';
  assert.deepEqual(await taken(`from . import log\n${body}`), []);
  assert.deepEqual(await taken(`from elsewhere import log\n${body}`), ['log']);
});

test('factories of the project give loggers', async () => {
  assert.deepEqual(await main('from app.utils import make\nk = make("k")\nk.info("x")'), [
    'k.info INFO python-logging binding: x',
  ]);
});

test('wrappers are read by their signature', async () => {
  assert.deepEqual(await main('from app.utils import audit\naudit("db", f"query {x}", 1, extra={"a": 1})'), [
    'audit INFO python-logging wrapper: query {x} (a)',
  ]);
  assert.deepEqual(await main('from app.utils import remark\nremark("warning", "gone", user_id=3)'), [
    'remark WARNING python-logging wrapper: gone (user_id)',
  ]);
  assert.deepEqual(
    await main('from app.utils import AppLogger\na = AppLogger()\na.say("x", order_id=5)\na.complain(f"y {z}")'),
    ['a.say INFO structlog wrapper: x (order_id)', 'a.complain INFO structlog wrapper: y {z}'],
  );
});

test('what a wrapper adds by itself is kept on the call', async () => {
  const text = 'from app.utils import remark\nremark("info", "x", user_id=3)';
  const [call] = await callsIn({ ...PACKAGE, 'app/main.py': text }, 'app/main.py');
  assert.deepEqual(call?.supplies, ['service']);
});

test('members are inherited from classes of other files', async () => {
  assert.deepEqual(
    await main(
      'from app.utils import LoggerMixin\nclass Job(LoggerMixin):\n    def run(self):\n        self.tracer.info("x")\n        self.log_it("y", extra={"b": 2})',
    ),
    ['self.tracer.info INFO python-logging binding: x', 'self.log_it ERROR python-logging wrapper: y (b)'],
  );
});

test('src layouts, namespace packages and scripts beside one another', async () => {
  const log = 'import logging\nOUT = logging.getLogger()\n';
  const found = ['OUT.info INFO python-logging binding: x'];
  assert.deepEqual(
    told(
      await callsIn({ 'src/shop/log.py': log, 'tests/t.py': 'from shop.log import OUT\nOUT.info("x")' }, 'tests/t.py'),
    ),
    found,
  );
  assert.deepEqual(
    told(await callsIn({ 'log.py': log, 'run.py': 'from log import OUT\nOUT.info("x")' }, 'run.py')),
    found,
  );
});

test('what another file defines as something else is no logger', async () => {
  const more = { 'app/things.py': 'import logging\nlog = 3\nlogger = ["x"]\n' };
  assert.deepEqual(await main('from .things import log, logger\nlog.info("x")\nlogger.error("y")', more), []);
});

test('files that import one another, or nothing that is there, end', async () => {
  const more = {
    'app/a.py': 'from .b import *\nfrom .b import w\nimport logging\ndef v(msg):\n    w(msg)\n',
    'app/b.py': 'from .a import *\nfrom .a import v\nimport logging\ndef w(msg):\n    v(msg)\n    logging.info(msg)\n',
  };
  assert.deepEqual(await main('from .a import v, gone\nfrom .nowhere import log\nv("x")\nlog.info("y")', more), [
    'log.info INFO python-logging name: y',
  ]);
});

test('a method chosen at run time has no level', async () => {
  assert.deepEqual(await main('import logging\ngetattr(logging, level)("x %s", y)'), [
    'logging.[level] - python-logging binding: x {y}',
  ]);
});

test('functions that take a message for another reason are no wrappers', async () => {
  const more = {
    'app/bus.py':
      'import logging\nlog = logging.getLogger()\ndef send(message):\n    log.info(message)\nclass E(Exception):\n    def __init__(self, message):\n        log.error(message)\ndef total(values):\n    log.debug(values)\ndef frames(msg):\n    log.error("bad frame %s", msg)\n',
  };
  assert.deepEqual(
    await main('from .bus import send, E, total, frames\nframes("w")\nsend("x")\nraise E("y")\ntotal("z")', more),
    [],
  );
});

test('warn is no old name where the project has a logger of its own with that method', async () => {
  const outdated = async (path: string, log: string): Promise<boolean> => {
    const text = 'def f(options):\n    options.logger.warn("x")\n';
    const [call] = await callsIn(
      { 'app/__init__.py': '', 'app/sub/__init__.py': '', 'app/loggers.py': log, [path]: text },
      path,
    );
    return call?.outdated !== undefined;
  };
  const own = 'class Logger:\n    def warn(self, msg, **kw):\n        self.log(msg, **kw)\n';
  assert.equal(await outdated('app/main.py', own), false);
  assert.equal(await outdated('app/sub/main.py', own), false);
  assert.equal(await outdated('app/main.py', own.replace('warn', 'note')), true);
  assert.equal(await outdated('app/main.py', `import logging\n${own}`), true);
  assert.equal(await outdated('app/main.py', own.replace('Logger', 'Logger(Base)')), true);
});
