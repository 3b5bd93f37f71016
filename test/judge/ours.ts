// What Sightline's engine reads from the files of a package, and what it says of them.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createCallParser } from '../../src/calls/parser.ts';
import { lint } from '../../src/lint/lint.ts';
import type { LoggerCall } from '../../src/model/call.ts';
import { decodeText } from '../../src/workspace/decode-text.ts';
import { createProjectFiles } from '../../src/workspace/project-files.ts';
import { wasmFrom } from '../../src/workspace/wasm.ts';
import type { Package } from './packages.ts';

/** A finding of ours; lines from 1. */
export interface OurFinding {
  readonly rule: string;
  readonly line: number;
  readonly message: string;
}

export interface JudgedFile {
  readonly file: string;
  readonly lines: readonly string[];
  readonly calls: readonly LoggerCall[];
  readonly findings: readonly OurFinding[];
}

/** Judges packages as the command line does without any configuration; the rules that failed are told. */
export async function judgeAll(
  all: readonly Package[],
  onRuleError: (rule: string, error: unknown) => void,
): Promise<ReadonlyMap<Package, readonly JudgedFile[]>> {
  const modules = path.resolve('node_modules');
  const wasm = [path.join(modules, 'web-tree-sitter'), path.join(modules, '@vscode/tree-sitter-wasm/wasm')];
  const judged = new Map<Package, JudgedFile[]>();
  for (const one of all) {
    const parser = await createCallParser({ loadWasm: wasmFrom(...wasm), files: createProjectFiles() });
    judged.set(
      one,
      one.files.map((file) => {
        const whole = path.join(one.folder, file);
        const text = decodeText(readFileSync(whole));
        const reading = parser.parse({ path: whole, text });
        const findings = lint(whole, reading, { text, onRuleError });
        return {
          file,
          lines: text.split(/\r\n|\r|\n/),
          calls: reading.calls,
          findings: findings.map(({ rule, range, message }) => ({ rule, line: range.start.line + 1, message })),
        };
      }),
    );
    parser.dispose();
  }
  return judged;
}
