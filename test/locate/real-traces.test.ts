// Programs that really fail: their traces, as the runtimes on this machine write them, lead to the failing line.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { locate } from '../../src/locate/locate.ts';
import { record, workspace } from './examples.ts';

interface Program {
  readonly file: string;
  readonly text: string;
  readonly command: (file: string) => readonly [string, ...string[]];
}

/** Each fails on the line that says FAILS, called through a library or another function. */
const PROGRAMS: Readonly<Record<string, Program>> = {
  Node: {
    file: 'gateway/src/pay.mjs',
    text: `const charge = (orders) => orders.map((order) => {\n  return order.amount.toFixed(2); // FAILS\n});\nasync function main() {\n  await null;\n  charge([{}]);\n}\nawait main();\n`,
    command: (file) => [process.execPath, file],
  },
  'Node, from TypeScript': {
    file: 'gateway/src/pay.ts',
    text: `interface Order { amount: number }\nclass Pay {\n  charge(order: Order): string {\n    return order.amount.toFixed(2); // FAILS\n  }\n}\nJSON.parse('[{}]', (_, value) => new Pay().charge(value as Order));\n`,
    command: (file) => [process.execPath, file],
  },
  Python: {
    file: 'orders/pay.py',
    text: `import json\n\ndef charge(text):\n    return json.loads(text)  # FAILS\n\ndef main():\n    try:\n        charge("{")\n    except ValueError as error:\n        raise\n\nmain()\n`,
    command: (file) => ['python3', file],
  },
  Go: {
    file: 'stock/main.go',
    text: `package main\n\nimport "sort"\n\ntype stock struct{ items []int }\n\nfunc (s *stock) less(i, j int) bool {\n\treturn s.items[i+9] < s.items[j] // FAILS\n}\n\nfunc main() {\n\ts := &stock{items: []int{2, 1}}\n\tsort.Slice(s.items, s.less)\n}\n`,
    command: (file) => ['go', 'run', file],
  },
  Java: {
    file: 'billing/src/com/shop/Pay.java',
    text: `package com.shop;\n\nimport java.util.List;\n\npublic class Pay {\n  static class Inner {\n    int charge(String amount) {\n      return Integer.parseInt(amount); // FAILS\n    }\n  }\n  public static void main(String[] args) {\n    List.of("x").forEach(amount -> new Inner().charge(amount));\n  }\n}\n`,
    command: (file) => ['java', file],
  },
};

function isInstalled(command: string): boolean {
  return spawnSync(command, [command === 'go' ? 'version' : '--version']).status === 0;
}

for (const [name, { file, text, command }] of Object.entries(PROGRAMS)) {
  if (!isInstalled(command(file)[0])) continue;
  test(name, () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sightline-traces-'));
    try {
      const absolute = path.join(folder, file);
      mkdirSync(path.dirname(absolute), { recursive: true });
      writeFileSync(absolute, text);
      const [program, ...args] = command(absolute);
      const { status, stderr } = spawnSync(program, args, { encoding: 'utf8', cwd: folder });
      assert.notEqual(status, 0, stderr);
      const line = text.split('\n').findIndex((one) => one.includes('FAILS')) + 1;
      // As if written on another machine: here the workspace lies elsewhere.
      const context = workspace([`/home/me/shop/${file}`, '/home/me/shop/decoder.py', '/home/me/shop/slice.go']);
      const { candidates, why } = locate(record({ message: 'failed', exception: { stack: stderr } }), context);
      assert.deepEqual(
        candidates.map((one) => ({ path: one.path, line: one.line, evidence: one.evidence })),
        [{ path: `/home/me/shop/${file}`, line, evidence: 'stack-frame' }],
        `${why ?? ''}\n${stderr}`,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
