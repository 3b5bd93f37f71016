// Holds the known counts to grep, and lets lnav read and search the same lines, where they are installed.
import { execFile } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { DataSet } from './line-makers.ts';
import { createKnownCorpus, FREQUENT_WORDS, SUBSTRINGS, THREE_TERMS, type Known } from './known.ts';
import type { Ends } from './ends.ts';
import type { Results } from './results.ts';
import { ABSENT_WORDS, RARE_WORDS } from './vocabulary.ts';

const run = promisify(execFile);
const LIMIT_MS = 5 * 60_000;

/** Undefined where the program is not installed. */
async function output(program: string, args: readonly string[], env = process.env): Promise<string | undefined> {
  try {
    const options = { timeout: LIMIT_MS, maxBuffer: 64e6, env };
    return (await run(program, [...args], options)).stdout;
  } catch (error) {
    const { code, stdout } = error as { readonly code?: unknown; readonly stdout?: string };
    if (code === 'ENOENT') return undefined;
    // grep: nothing found.
    if (program === 'grep' && code === 1) return stdout ?? '';
    throw error;
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly result: T }> {
  const begin = performance.now();
  const result = await work();
  return { ms: performance.now() - begin, result };
}

async function grep(file: string, known: Known, results: Results, work: string): Promise<void> {
  // The values only: a word before a colon is a key. C makes grep read bytes, as all lines are ASCII.
  const env = { ...process.env, LC_ALL: 'C' };
  const count = async (pattern: string): Promise<number | undefined> => {
    const lines = await output('grep', ['-cP', pattern, file], env);
    return lines === undefined ? undefined : Number(lines);
  };
  const word = (text: string): string => `(?i)(?<![a-z0-9_])(?<!\\\\n)${text}(?![a-z0-9_])(?!":)`;
  if ((await output('grep', ['--version'])) === undefined) {
    results.note('known counts not checked against grep: it is not installed');
    return;
  }
  const { ms } = await timed(() => count('zeppelin'));
  results.add({ what: 'grep: an absent word', value: ms, unit: 'ms', better: 'lower', work });
  for (const text of [FREQUENT_WORDS[0], FREQUENT_WORDS[1], RARE_WORDS[0], ABSENT_WORDS[0]])
    results.check(`grep: ${text}`, await count(word(text)), known.word(text));
  for (const terms of THREE_TERMS.slice(0, 2)) {
    const { service, phrase } = terms;
    const pattern = `"level":"ERROR","service":"${service}".*${phrase}`;
    results.check(`grep: ERROR, ${service}, ${phrase}`, await count(pattern), known.three(terms));
  }
  for (const piece of SUBSTRINGS) results.check(`grep: ${piece}`, await count(piece), known.substring(piece));
}

/** lnav's own way to be told of a format: https://docs.lnav.org/en/latest/formats.html */
const LNAV_FORMAT = {
  $schema: 'https://lnav.org/schemas/format-v1.schema.json',
  sightline_bench: {
    title: 'Sightline benchmark',
    json: true,
    'file-pattern': 'bench\\.log',
    'timestamp-field': 'timestamp',
    'level-field': 'level',
    'body-field': 'message',
    'opid-field': 'correlation_id',
    value: {
      service: { kind: 'string', identifier: true },
      correlation_id: { kind: 'string', identifier: true },
      file: { kind: 'string' },
      line: { kind: 'integer' },
      context: { kind: 'json' },
      performance: { kind: 'json' },
      exc_info: { kind: 'string' },
    },
    'line-format': [{ field: '__timestamp__' }, ' ', { field: 'level' }, ' ', { field: 'message' }],
  },
};

async function lnav(file: string, folder: string, known: Known, results: Results, work: string): Promise<void> {
  const version = (await output('lnav', ['-V']))?.trim();
  if (version === undefined) {
    results.note('lnav is not installed, nothing to compare with: apt-get install lnav');
    return;
  }
  const config = path.join(folder, 'lnav');
  mkdirSync(path.join(config, 'formats', 'bench'), { recursive: true });
  writeFileSync(path.join(config, 'formats', 'bench', 'bench.json'), JSON.stringify(LNAV_FORMAT));
  const home = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, TMPDIR: folder };
  const ask = (commands: readonly string[]): Promise<string | undefined> =>
    output('lnav', ['-n', '-q', '-I', config, ...commands.flatMap((command) => ['-c', command]), file], home);
  const sql = (query: string): string[] => [`;${query}`, ':write-csv-to -'];
  const numberIn = (text: string | undefined): number => Number(/^\d+$/m.exec(text ?? '')?.[0]);

  const reading = await timed(() => ask(sql("SELECT count(*) AS n FROM sightline_bench WHERE level = 'none'")));
  const figure = { unit: 'ms', better: 'lower', work: `${version}, ${work}` } as const;
  results.add({ what: 'lnav: reading the file and one pass over its records', value: reading.ms, ...figure });
  const [rare] = RARE_WORDS;
  const found = await timed(() =>
    ask(sql(`SELECT count(*) AS n FROM sightline_bench WHERE log_body LIKE '%${rare}%'`)),
  );
  results.check(`lnav: ${rare}`, numberIn(found.result), known.word(rare));
  results.add({ what: 'lnav: the same, a rare word in the message', value: found.ms, ...figure });
}

/** Writes `count` records of the set to a file and removes it at the end. */
export async function reference(set: DataSet, count: number, results: Results, ends: Ends): Promise<void> {
  const { corpus, known } = createKnownCorpus(set, count);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-bench-lines-'));
  ends.add(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  const file = path.join(folder, 'bench.log');
  await pipeline(Readable.from(corpus.chunks(0, count, 1_000_000)), createWriteStream(file));
  const work = `${count.toLocaleString('en-US')} of the same lines in a file`;
  await grep(file, known, results, work);
  await lnav(file, folder, known, results, work);
}
