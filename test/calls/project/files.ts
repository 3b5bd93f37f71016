// A project in memory, for tests: texts by path, and the calls the parser finds in one of them.

import { createCallParser } from '../../../src/calls/parser.ts';
import type { ProjectFiles } from '../../../src/calls/project/files.ts';
import type { LoggerCall } from '../../../src/model/call.ts';
import type { FileReading } from '../../../src/model/file-reading.ts';
import { loadWasm } from '../parser.ts';

/** Files by path ("app/log.py"), all below `/w`. */
export function projectFiles(texts: Readonly<Record<string, string>>): ProjectFiles {
  const files = new Map(Object.entries(texts).map(([path, text]) => [`/w/${path}`, text]));
  const folders = new Map<string, Map<string, 'file' | 'folder'>>();
  for (const path of files.keys()) {
    const parts = path.split('/');
    for (let index = 1; index < parts.length; index++) {
      const folder = parts.slice(0, index).join('/');
      const entries = folders.get(folder) ?? new Map<string, 'file' | 'folder'>();
      entries.set(parts[index]!, index === parts.length - 1 ? 'file' : 'folder');
      folders.set(folder, entries);
    }
  }
  return { read: (path) => files.get(path), entries: (folder) => folders.get(folder) ?? new Map() };
}

/** What is read of one file of a project. */
export async function readingIn(texts: Readonly<Record<string, string>>, path: string): Promise<FileReading> {
  const parser = await createCallParser({ loadWasm, files: projectFiles(texts) });
  const reading = parser.parse({ path: `/w/${path}`, text: texts[path]! });
  parser.dispose();
  return reading;
}

/** The calls in one file of a project. */
export async function callsIn(texts: Readonly<Record<string, string>>, path: string): Promise<readonly LoggerCall[]> {
  return (await readingIn(texts, path)).calls;
}

/** Calls in short: "logger.method LEVEL dialect how: message (fields)". */
export function told(calls: readonly LoggerCall[]): string[] {
  return calls.map(({ logger, method, level, dialect, resolvedBy, message, fields }) => {
    const text = (message?.parts ?? [])
      .map((part) => (part.kind === 'text' ? part.text : `{${part.expression?.text ?? ''}}`))
      .join('');
    const keys = fields.map(({ key }) => key).join(' ');
    return `${logger === '' ? '' : `${logger}.`}${method} ${level ?? '-'} ${dialect} ${resolvedBy}: ${text}${keys === '' ? '' : ` (${keys})`}`;
  });
}
