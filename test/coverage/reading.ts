// Reads fixtures for coverage, as the worker does.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createCallParser } from '../../src/calls/parser.ts';
import { coverageFacts } from '../../src/coverage/read-file.ts';
import { coverageReport } from '../../src/coverage/report.ts';
import type { CoverageReport, FileFacts, Place } from '../../src/model/coverage.ts';
import { createProjectFiles } from '../../src/workspace/project-files.ts';
import { wasmFrom } from '../../src/workspace/wasm.ts';

const modules = path.resolve(import.meta.dirname, '../../node_modules');
const wasm = wasmFrom(path.join(modules, 'web-tree-sitter'), path.join(modules, '@vscode/tree-sitter-wasm/wasm'));
/** Where the fixtures lie. */
export const FOLDER = path.resolve(import.meta.dirname, '../fixtures/coverage').replaceAll('\\', '/');

/** The fixtures by name. */
export const FIXTURES: ReadonlyMap<string, string> = new Map(
  readdirSync(FOLDER).map((name) => [name, readFileSync(path.join(FOLDER, name), 'utf8')]),
);

/** Facts of texts by name, as files of a folder. */
export async function factsOf(texts: ReadonlyMap<string, string>, folder = '/shop'): Promise<FileFacts[]> {
  const files = createProjectFiles((file) => texts.get(file.slice(folder.length + 1)));
  const parser = await createCallParser({ loadWasm: wasm, files });
  try {
    return [...texts].map(([name, text]) => {
      const file = `${folder}/${name}`;
      const facts = coverageFacts(file, parser.parse({ path: file, text, activity: true }));
      return { ...facts, test: false };
    });
  } finally {
    parser.dispose();
  }
}

/** The report on one text. */
export async function reportOn(name: string, text: string): Promise<CoverageReport> {
  return coverageReport(await factsOf(new Map([[name, text]])));
}

/** "handler silent", as fixtures mark it. */
export const markOf = ({ kind, state }: Place): string => `${kind} ${state}`;
