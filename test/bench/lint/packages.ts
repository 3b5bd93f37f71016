// The real code that linting is measured on: packages at pinned versions, fetched by pip and npm when first needed.

import { execFileSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Where packages and other linters are kept between runs. */
export const CACHE = path.join(os.tmpdir(), 'sightline-bench-lint');

const PYTHON = ['celery==5.4.0', 'scrapy==2.11.2', 'distributed==2024.5.0', 'ansible-core==2.16.6', 'pip==24.0'];
const SCRIPT = ['webpack@5.91.0', 'typeorm@0.3.20', 'moleculer@0.14.33', 'appium@2.5.4', 'verdaccio@5.30.3'];

/** Source files of one kind. */
export interface Corpus {
  readonly name: string;
  readonly folder: string;
  readonly files: readonly string[];
  readonly bytes: number;
}

/** Runs a program quietly; throws where it fails. */
export function run(program: string, args: readonly string[], cwd = CACHE): void {
  execFileSync(program, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'], timeout: 300_000 });
}

/** Makes a folder of the cache once; one that could not be finished is made again. */
function once(name: string, make: (folder: string) => void): string {
  const folder = path.join(CACHE, name);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  make(unfinished);
  renameSync(unfinished, folder);
  return folder;
}

function corpusIn(name: string, folder: string, extensions: RegExp): Corpus {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extensions.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  return { name, folder, files, bytes: files.reduce((sum, file) => sum + readFileSync(file).length, 0) };
}

/** Python packages as their authors ship them. */
export function pythonCorpus(): Corpus {
  const folder = once('python', (target) => {
    run('python3', ['-m', 'pip', 'install', '--quiet', '--no-deps', '--no-compile', '--target', target, ...PYTHON]);
  });
  return corpusIn('Python', folder, /\.py$/);
}

/** npm packages as their authors ship them. */
export function scriptCorpus(): Corpus {
  const folder = once('script', (target) => {
    for (const one of SCRIPT) {
      run('npm', ['pack', '--silent', one], target);
      const archive = readdirSync(target).find((name) => name.endsWith('.tgz'))!;
      const unpacked = path.join(target, archive.slice(0, -'.tgz'.length));
      mkdirSync(unpacked);
      run('tar', ['xzf', path.join(target, archive), '-C', unpacked]);
      rmSync(path.join(target, archive));
    }
  });
  return corpusIn('JavaScript and TypeScript', folder, /\.[cm]?[jt]sx?$/);
}

/** The packages of some corpora over and over, as one project of so many files. */
export function largeProject(corpora: readonly Corpus[], count: number): Corpus {
  const folder = once(`project-of-${count}`, (target) => {
    let left = count;
    for (let copy = 1; left > 0; copy++)
      for (const corpus of corpora)
        for (const file of corpus.files.slice(0, left)) {
          const copied = path.join(target, `copy-${copy}`, corpus.name, path.relative(corpus.folder, file));
          mkdirSync(path.dirname(copied), { recursive: true });
          linkSync(file, copied);
          left--;
        }
  });
  return corpusIn('project', folder, /\.(?:py|[cm]?[jt]sx?)$/);
}

/** A folder with ruff and pylint in it; throws where pip can't install them. */
export function otherLinters(): string {
  return once('linters', (target) => {
    run('python3', ['-m', 'pip', 'install', '--quiet', '--target', target, 'ruff==0.4.4', 'pylint==3.2.0']);
  });
}
