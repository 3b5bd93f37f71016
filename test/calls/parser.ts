// The real parser for tests, with WebAssembly straight from the packages.

import path from 'node:path';
import { createCallParser } from '../../src/calls/parser.ts';
import type { LoggerCall } from '../../src/model/call.ts';
import type { FileReading } from '../../src/model/file-reading.ts';
import { wasmFrom } from '../../src/workspace/wasm.ts';

const packages = path.resolve(import.meta.dirname, '../../node_modules');

export const loadWasm = wasmFrom(
  path.join(packages, 'web-tree-sitter'),
  path.join(packages, '@vscode/tree-sitter-wasm/wasm'),
);

export const parser = await createCallParser({ loadWasm });

/** Calls of a Python text. */
export function python(text: string): readonly LoggerCall[] {
  return parser.parse({ path: 'app.py', text }).calls;
}

/** Calls of a JavaScript or TypeScript text. */
export function script(text: string, file = 'app.ts'): readonly LoggerCall[] {
  return parser.parse({ path: file, text }).calls;
}

/** Everything read of a text. */
export function reading(text: string, file: string): FileReading {
  return parser.parse({ path: file, text });
}
