// What is said of a file does not depend on which files were read before it, also where they import one another.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createCallParser } from '../../../src/calls/parser.ts';
import { loadWasm } from '../parser.ts';
import { projectFiles, told } from './files.ts';

const PYTHON = {
  'shop/__init__.py':
    'import logging\nimport shop.parts\nfrom .parts import *\nlog = logging.getLogger("shop")\ndef say(msg, *args):\n    log.info(msg, *args)\n',
  'shop/cart.py':
    'import shop\nfrom shop import say\nfrom .parts import Base\nclass Cart(Base):\n    def add(self, item):\n        self.out.info("added %s", item)\n        shop.log.debug("cart %s", self)\n        say("put %s", item)\n',
  'shop/parts.py':
    'from . import log as journal\nfrom .cart import *\nimport shop.cart as cart\nclass Base:\n    def __init__(self):\n        self.out = journal.getChild("x")\ndef note(msg):\n    journal.warning(msg)\n',
  'run.py': 'import shop\nfrom shop import note, say\nsay("begin")\nnote("middle")\nshop.log.info("end")\n',
};

/** A package that imports itself, and a module of it that imports the package. */
const ITSELF = {
  'shop/__init__.py': 'import logging\nimport shop.parts\nlog = logging.getLogger("shop")\n',
  'shop/parts.py': 'import shop\nimport shop.till\ndef ring():\n    shop.log.debug("ring")\n',
};

const SCRIPTS = {
  'src/index.js':
    'export * from "./log.js";\nexport { Cart } from "./cart.js";\nimport { log } from "./log.js";\nexport function say(msg, ...rest) { log.info(msg, ...rest); }\n',
  'src/log.js':
    'import pino from "pino";\nimport { say } from "./index.js";\nexport const log = pino();\nexport const fail = (err, msg) => log.error({ err }, msg);\nexport function begin() { say("begin"); }\n',
  'src/cart.js':
    'import * as all from "./index.js";\nimport { fail } from "./log.js";\nexport class Cart {\n  journal = all.log;\n  add(item) { this.journal.info({ item }, "added"); all.say("put"); fail(new Error("x"), "failed"); }\n}\n',
  'src/old.js':
    'const { log, say } = require("./index.js");\nconst cart = require("./cart.js");\nsay("begin");\nlog.warn("old");\nnew cart.Cart().journal.info("x");\n',
};

/** All orders of some things. */
function orders<T>(things: readonly T[]): readonly (readonly T[])[] {
  if (things.length === 0) return [[]];
  return things.flatMap((thing, index) => orders(things.toSpliced(index, 1)).map((rest) => [thing, ...rest]));
}

for (const [name, texts, calls] of [
  ['Python', PYTHON, 7],
  ['a package that imports itself', ITSELF, 1],
  ['scripts', SCRIPTS, 9],
] as const)
  test(`the order in which files are read changes nothing: ${name}`, async () => {
    const all: Readonly<Record<string, string>> = texts;
    const read = async (paths: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> => {
      const parser = await createCallParser({ loadWasm, files: projectFiles(all) });
      const found = new Map(
        paths.map((path) => [path, told(parser.parse({ path: `/w/${path}`, text: all[path]! }).calls)]),
      );
      parser.dispose();
      return found;
    };
    const alone = new Map<string, readonly string[]>();
    for (const path of Object.keys(all)) alone.set(path, (await read([path])).get(path)!);
    assert.equal([...alone.values()].flat().length, calls, JSON.stringify([...alone], undefined, 1));
    for (const order of orders(Object.keys(all)))
      for (const [path, found] of await read(order))
        assert.deepEqual(found, alone.get(path), `${path}, read in the order ${order.join(', ')}`);
  });
