// What a run of the linter found, kept for the next: where nothing changed that counts, a file is not judged again.

import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../../base/errors.ts';
import { languageOf } from '../../calls/parser.ts';
import { projectFolders } from '../../calls/project/files.ts';
import { MODULE_ROOTS } from '../../calls/project/python-modules.ts';
import type { Leads } from '../../model/file-reading.ts';
import { createProjectFiles } from '../../workspace/project-files.ts';
import type { ScannedFile } from '../../workspace/scan-files.ts';

/** What is kept of one file. */
interface Entry {
  /** Of all that the findings depend on. */
  readonly stamp: string;
  readonly leads: Leads;
  readonly found: Pick<ScannedFile, 'callCount' | 'findings' | 'length' | 'skipped'>;
}

/** Findings by what they depend on. */
export interface LintCache {
  /** What was found in a file, if that still holds. */
  known(file: string): ScannedFile | undefined;
  /** Keeps what was found now; needs `leads`. */
  put(file: ScannedFile): void;
  /** Writes what was known or put in this run; rejects with a message for people. */
  write(): Promise<void>;
}

/** What a cache is made of. */
export interface CacheParts {
  /** Made where it is missing. */
  readonly folder: string;
  /** The program that judges: another version of it may find other things. */
  readonly program: string | URL;
  /** All files of this run, absolute. */
  readonly files: readonly string[];
  /** All that is set for a file, as plain JSON. */
  readonly settingsOf: (file: string) => unknown;
}

const FILE = 'lint.json';
/** Say where the modules of a project lie. */
const MANIFESTS = /^(?:package|[tj]sconfig(?:\.[\w-]+)?)\.json$/;

/** Reads the cache in a folder; one that is missing or broken is empty. */
export async function openCache({ folder, program, files, settingsOf }: CacheParts): Promise<LintCache> {
  // Before anything is looked at: a folder that comes later is a change.
  await mkdir(folder, { recursive: true }).catch(() => undefined);
  const version = hash('sha1', readFileSync(program));
  const before = await readEntries(path.join(folder, FILE), version);
  const now: Record<string, Entry> = Object.create(null) as Record<string, Entry>;
  const names = new Set(files.flatMap((file) => [nameOf(file), path.posix.basename(path.posix.dirname(file))]));
  const project = createProjectFiles();

  const contents = new Map<string, string>();
  const contentOf = (file: string): string => {
    let known = contents.get(file);
    if (known === undefined) {
      try {
        known = hash('sha1', readFileSync(file));
      } catch {
        known = '';
      }
      contents.set(file, known);
    }
    return known;
  };

  const folders = new Map<string, string>();
  /** What of a folder decides which file the name of a module means. */
  const folderStamp = (at: string): string => {
    let known = folders.get(at);
    if (known === undefined) {
      const parts = MODULE_ROOTS.flatMap((root) =>
        [...project.entries(root === '' ? at : `${at}/${root}`)]
          .filter(([name, kind]) => (kind === 'folder' ? !name.startsWith('.') : languageOf(name) !== undefined))
          .map(([name]) => `${root}/${name}`)
          .sort(),
      );
      for (const name of [...project.entries(at).keys()].sort())
        if (MANIFESTS.test(name)) parts.push(`${name} ${contentOf(`${at}/${name}`)}`);
      folders.set(at, (known = hash('sha1', parts.join('\n'))));
    }
    return known;
  };

  const stampOf = (file: string, { files: leading, missing }: Leads): string =>
    hash(
      'sha1',
      [
        contentOf(file),
        JSON.stringify(settingsOf(file)),
        ...leading.map((one) => `${one} ${contentOf(one)}`),
        ...missing.filter((name) => names.has(name)),
        ...projectFolders(project, file).map(folderStamp),
      ].join('\n'),
    );

  return {
    known(file) {
      // Read before it is judged: what changes meanwhile is judged again next time.
      contentOf(file);
      const entry = before[file];
      if (entry === undefined || stampOf(file, entry.leads) !== entry.stamp) return undefined;
      now[file] = entry;
      return { ...entry.found, path: file, calls: [] };
    },
    put({ path: file, leads, callCount, findings, length, skipped }) {
      if (leads === undefined) return;
      const found = { callCount, findings, length, ...(skipped === undefined ? {} : { skipped }) };
      now[file] = { stamp: stampOf(file, leads), leads, found };
    },
    async write() {
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(path.join(folder, '.gitignore'), '*\n');
        const target = path.join(folder, FILE);
        const unfinished = `${target}.${process.pid}`;
        await writeFile(unfinished, JSON.stringify({ version, files: { ...stillThere(before), ...now } }));
        await rename(unfinished, target);
      } catch (error) {
        throw new Error(`the cache was not written: ${messageOf(error)}`, { cause: error });
      }
    },
  };
}

/** Entries of files that this run did not look at, and that are there. */
function stillThere(entries: Record<string, Entry>): Record<string, Entry> {
  return Object.fromEntries(Object.entries(entries).filter(([file]) => existsSync(file)));
}

function nameOf(file: string): string {
  return path.posix.basename(file).replace(/\.[^.]+$/, '');
}

async function readEntries(file: string, version: string): Promise<Record<string, Entry>> {
  try {
    const read = JSON.parse(await readFile(file, 'utf8')) as { version?: unknown; files?: unknown };
    if (read.version !== version || typeof read.files !== 'object' || read.files === null) return {};
    return read.files as Record<string, Entry>;
  } catch {
    return {};
  }
}
