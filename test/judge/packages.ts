// The real packages that are judged: names and versions are data, their files are fetched by pip and npm when first needed.

import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { folderOnce, outputOf } from './cache.ts';
import python from './packages/python.json' with { type: 'json' };
import script from './packages/script.json' with { type: 'json' };

export type Language = 'python' | 'script';

/** A package of a list in `packages/`. */
export interface PackageName {
  readonly name: string;
  readonly version: string;
  /** What it is there for, in a few words. */
  readonly kind: string;
}

/** A package on the disk. */
export interface Package extends PackageName {
  readonly language: Language;
  readonly folder: string;
  /** Its source files, relative to the folder, with '/'. */
  readonly files: readonly string[];
}

const LISTS: Readonly<Record<Language, readonly PackageName[]>> = { python, script };
const SOURCE: Readonly<Record<Language, RegExp>> = { python: /\.py$/, script: /(?<!\.d)\.[cm]?[jt]sx?$/ };
const MINIFIED = /\.min\.[cm]?js$/;

function fetchPython({ name, version }: PackageName, target: string): void {
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-deps', '--no-compile'];
  // Only files are wanted: they are read, never run, so any Python will do.
  const wheel = ['--only-binary=:all:', '--ignore-requires-python', '--target', target];
  outputOf('python3', ['-m', 'pip', 'install', ...quiet, ...wheel, `${name}==${version}`]);
}

function fetchScript({ name, version }: PackageName, target: string): void {
  outputOf('npm', ['pack', '--silent', `${name}@${version}`], { cwd: target });
  const archive = readdirSync(target).find((file) => file.endsWith('.tgz'))!;
  outputOf('tar', ['xzf', archive], { cwd: target });
  rmSync(path.join(target, archive));
}

const FETCH = { python: fetchPython, script: fetchScript };

/** The packages of the lists, fetched where they are not there yet; with `only`, those by that name. */
export function packages(only: { readonly name?: string; readonly language?: Language } = {}): Package[] {
  return (Object.keys(LISTS) as Language[])
    .filter((language) => only.language === undefined || only.language === language)
    .flatMap((language) =>
      LISTS[language]
        .filter(({ name }) => only.name === undefined || only.name === name)
        .map((one) => fetched(one, language)),
    );
}

function fetched(one: PackageName, language: Language): Package {
  const folder = folderOnce(`${language}/${one.name.replaceAll('/', '+')}-${one.version}`, (target) => {
    mkdirSync(target, { recursive: true });
    FETCH[language](one, target);
  });
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCE[language].test(entry.name) && !MINIFIED.test(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
  return { ...one, language, folder, files };
}

/** Files of a package in which a pattern is found: what a slow tool need not look at is left out. */
export function filesWith({ folder, files }: Package, pattern: RegExp): string[] {
  return files.filter((file) => pattern.test(readFileSync(path.join(folder, file), 'utf8')));
}
