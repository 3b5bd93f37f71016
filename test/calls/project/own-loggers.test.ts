// Python loggers that are found by what the project makes of them: levels and classes of its own, methods under other names.
import assert from 'node:assert/strict';
import test from 'node:test';
import { callsIn, told } from './files.ts';
import { python } from '../parser.ts';

test('a level that the program added to the loggers of the library is one of their methods', () => {
  const code = `
import logging

log = logging.getLogger(__name__)

class Oven:
    def __init__(self):
        self._log = logging.getLogger("oven")

    def bake(self, loaf):
        log.reply(f"baked {loaf}")
        log.reply("---")
        log.notice(loaf)
        self._log.success("baked %s", loaf)
        self._log.warning_once("too hot: %s", loaf)
        log.setLevel("INFO")
        log.getChild("oven two").setLevel("INFO")
        log.add_note("not a record")
        logging.answer("nobody has this function")
        loaf.log.slice("whose method it is, nobody knows")
`;
  assert.deepEqual(told(python(code)), [
    'log.reply - python-logging binding: baked {loaf}',
    'log.reply - python-logging binding: ---',
    'log.notice INFO python-logging binding: {loaf}',
    'self._log.success INFO python-logging binding: baked {loaf}',
    'self._log.warning_once WARNING python-logging binding: too hot: {loaf}',
  ]);
});

test('a file that logs at such a level alone is read', () => {
  const code = 'import logging\nlogger = logging.getLogger(__name__)\n\ndef ask():\n    logger.reply("all is well")\n';
  assert.equal(python(code).length, 1);
});

test('a method of what bears the name of a logger logs under its new name', () => {
  const code = `
import math
from shelter import base

class Door(base.Part):
    note = staticmethod(base.log.info)

    def open(self, loud):
        say = self.log.info
        if loud:
            say = self.log.warning
        say("opened %s", self.name)
        self.note("noted %s", self.name)
        power = math.log
        power(2)
        size = self.catalog.info
        size("not a record")
`;
  assert.deepEqual(told(python(code)), [
    'say INFO python-logging name: opened {self.name}',
    'self.note INFO python-logging name: noted {self.name}',
  ]);
});

test('a base class may take types, or be said to be of a type', async () => {
  const files = {
    'barn/__init__.py': '',
    'barn/voices.py': `
import logging
from typing import Any, Generic, TypeVar, cast

Old = cast(type[logging.Logger], logging.getLoggerClass())

class Voice(logging.LoggerAdapter[Any]):
    def __init__(self, cow):
        super().__init__(logging.getLogger("cow"), {"cow": cow})

class Loud(Old):
    def shout(self, msg, *args):
        self.log(35, msg, *args)

T = TypeVar("T")

class Herd(Generic[T]):
    def call(self):
        self.info("no method of it")
`,
    'barn/milk.py': `
from barn import voices

def milk(voice: voices.Voice, other: "voices.Voice | None" = None):
    voice.debug("milked")
    other.error("kicked")
`,
  };
  assert.deepEqual(told(await callsIn(files, 'barn/milk.py')), [
    'voice.debug DEBUG python-logging binding: milked',
    'other.error ERROR python-logging binding: kicked',
  ]);
  assert.deepEqual(told(await callsIn(files, 'barn/voices.py')), ['self.log - python-logging binding: {msg}']);
});

const FERRY = {
  'ferry/__init__.py': '',
  'ferry/journal.py': `
class Logger:
    def __init__(self):
        self.lines = []

    def _put(self, msg, args=None, level=0):
        self.lines.append(msg % args)

    def add(self, msg, args=None):
        self._put(msg, args)

    def add_debug(self, msg, *values):
        self._put(msg, values, 1)

    def add_listener(self, text):
        self.lines.append(text)

    def tidy(self, msg):
        return msg.strip()

    def put_into(self, path, msg):
        self.lines.append((path, msg))

log = Logger()
`,
  'ferry/plugin.py': `
from ferry.journal import log

class Plugin:
    def log(self, msg, args=None):
        log.add(f"{self.name}: {msg}", args)
`,
};

test('a method of a logger class of the project that is given a message logs, whatever it is called', async () => {
  const code = `
from ferry.journal import log

def sail(boat):
    log.add("ready")
    log.add("sailed with %s", boat)
    log.add_debug("waves of %s m", boat.height)
    log.add_debug(f"wind: {boat.wind}")
    log.tidy(f"boat {boat}")
    log.put_into("sea", f"boat {boat}")
`;
  const calls = await callsIn({ ...FERRY, 'ferry/sail.py': code }, 'ferry/sail.py');
  assert.deepEqual(told(calls), [
    'log.add - python-logging wrapper: ready',
    'log.add - python-logging wrapper: sailed with %s',
    'log.add_debug DEBUG python-logging wrapper: waves of {boat.height} m',
    'log.add_debug DEBUG python-logging wrapper: wind: {boat.wind}',
  ]);
  assert.deepEqual(
    calls.flatMap(({ mismatches = [] }) => mismatches),
    [],
  );
  const heir =
    'from ferry.plugin import Plugin\n\nclass Bell(Plugin):\n    def ring(self):\n        self.log("rang")\n';
  assert.deepEqual(told(await callsIn({ ...FERRY, 'ferry/bell.py': heir }, 'ferry/bell.py')), [
    'self.log - python-logging wrapper: rang',
  ]);
});

test('methods by the names of levels that take several things and no text send something', async () => {
  const files = {
    'post/__init__.py': '',
    'post/messenger.py': `
class Messenger:
    def debug(self, context, event_type, payload):
        self.send(context, event_type, payload)
    def info(self, context, event_type, payload):
        self.send(context, event_type, payload)
    def error(self, context, event_type, payload):
        self.send(context, event_type, payload)
`,
    'post/office.py': `
from post.messenger import Messenger

messenger = Messenger()

def post(letter):
    messenger.info({}, "letter.sent", {"to": letter.to})
`,
  };
  assert.deepEqual(told(await callsIn(files, 'post/office.py')), []);
});

test('a class hears its base through one in between whose file says nothing of logging', async () => {
  const files = {
    'mill/__init__.py': '',
    'mill/base.py': `
import logging

class Wheel:
    def __init__(self):
        self._log = logging.getLogger("mill")
    def debug(self, msg, *args, **kwargs):
        self._log.debug(msg, *args, **kwargs)
    def info(self, msg, *args, **kwargs):
        self._log.info(msg, *args, **kwargs)
    def warning(self, msg, *args, **kwargs):
        self._log.warning(msg, *args, **kwargs)
`,
    'mill/water.py': `
from mill.base import Wheel

class Water(Wheel):
    def turn(self, rounds):
        if rounds > 9:
            self.warning("too fast")
        return rounds * self.size
`,
    'mill/old.py': `
from mill.water import Water

class Old(Water):
    def creak(self, rounds):
        self.info(f"turned {rounds} times")
`,
  };
  assert.deepEqual(told(await callsIn(files, 'mill/old.py')), [
    'self.info INFO python-logging wrapper: turned {rounds} times',
  ]);
});

test('an object that nobody knows is heard where it is told a sentence at debug, and nowhere else', async () => {
  const code = `
import logging
import stage

class Rule:
    def __init__(self, owner):
        self.owner = owner

    def check(self, actor, part):
        self.owner.debug(f"checks {part} now")
        actor.debug("plays a part")
        actor.debug("part")
        actor.debug(part)
        actor.info("plays a part")
        stage.debug("no object but a module")
        self.debug(part)
`;
  assert.deepEqual(told(await callsIn({ 'play/rule.py': code }, 'play/rule.py')), [
    'self.owner.debug DEBUG python-logging name: checks {part} now',
    'actor.debug DEBUG python-logging name: plays a part',
  ]);
});

test('a function given to loggers later, and one that handles what it is told, hand on a message', () => {
  const code = `
import logging

logger = logging.getLogger(__name__)

def short(self: logging.Logger, msg, *args):
    self.error(msg, *args)

class Kitchen:
    def handle_error(self, message, data=None):
        logger.error(message)
        self.write(message, data)

    def handle_failure(self, dish):
        logger.error("spoiled: %s", dish)

    def cook(self, dish):
        self.handle_error(f"burnt {dish}")
        self.handle_failure(dish)
`;
  assert.deepEqual(told(python(code)), [
    'self.error ERROR python-logging binding: {msg}',
    'logger.error ERROR python-logging binding: {message}',
    'logger.error ERROR python-logging binding: spoiled: {dish}',
    'self.handle_error ERROR python-logging wrapper: burnt {dish}',
  ]);
});

test('keywords that a wrapper hands on to the library are no fields', () => {
  const code = `
import logging

class Module:
    def __init__(self):
        self.out = logging.getLogger("module")

    def debug(self, *args, trace=False, **kwargs):
        self.out.debug(*args, extra={"id": self.id}, **kwargs)

    def log(self, level, message, *args, **kwargs):
        write = getattr(self.out, level)
        write(message, *args, **kwargs)

    def run(self, url):
        self.debug(f"asked {url}")
        self.log("debug", f"asked {url}")
`;
  const calls = python(code).slice(-2);
  assert.deepEqual(
    calls.map(({ method, dialect, slots }) => [method, dialect, slots.fields?.open.includes('context') ?? false]),
    [
      ['debug', 'python-logging', false],
      ['log', 'python-logging', false],
    ],
  );
  assert.equal(calls[0]?.slots.fields, undefined);
  // The first of `*args` is the message, the others fill it.
  assert.notEqual(calls[0]?.slots.arguments, undefined);
});
