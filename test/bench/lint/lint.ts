// Measures linting: how fast real packages are read cold and again, memory, and how soon an open file is judged.

import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import v8 from 'node:v8';
import vm from 'node:vm';
import type { Finding } from '../../../src/model/finding.ts';
import { createResidentScan, type ResidentScan } from '../../../src/workspace/resident-scan.ts';
import { scanFiles } from '../../../src/workspace/scan-files.ts';
import { printFigure, quantiles } from '../report.ts';
import { CACHE, largeProject, otherLinters, pythonCorpus, scriptCorpus, type Corpus } from './packages.ts';

const MB = 1_000_000;
const FLOORS = { Python: 15, 'JavaScript and TypeScript': 10 } as const;
const AGAIN = 5;
const KEYSTROKES = 30;
/** Files a window has had open before the one that is measured. */
const OPENED = 3;
const LARGE = 10_000;
const SCAN = path.resolve('dist/scan.js');
const WASM = path.resolve('dist/wasm');

/** Downloads what is not there yet, and measures. */
export async function lint(): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const python = pythonCorpus();
  const script = scriptCorpus();
  for (const [corpus, floor] of [
    [python, FLOORS.Python],
    [script, FLOORS['JavaScript and TypeScript']],
  ] as const)
    await wholePackages(corpus, floor);
  await memoryOf(largeProject([python, script], LARGE));
  await openFile(python);
  others(python);
}

/** The command line over all files of a corpus: as it is, then with what an earlier run kept. */
async function wholePackages(corpus: Corpus, floor: number): Promise<void> {
  const { name, bytes, files } = corpus;
  const work = `${files.length.toLocaleString('en-US')} files, ${(bytes / MB).toFixed(1)} MB`;
  const cold = await lintFolder(corpus.folder);
  const kept = path.join(CACHE, 'kept', path.basename(corpus.folder));
  rmSync(kept, { recursive: true, force: true });
  await lintFolder(corpus.folder, '--cache', kept);
  const again = await lintFolder(corpus.folder, '--cache', kept);
  const speed = bytes / MB / cold.seconds;
  printFigure({ what: `${name}, cold`, value: speed, unit: 'MB/s', floor, better: 'higher', work });
  const times = cold.seconds / again.seconds;
  printFigure({ what: `${name}, again`, value: times, unit: 'times', floor: AGAIN, better: 'higher', work });
  if (cold.peak === undefined) console.log(`       ${name}, memory: not told by this system`);
  else printFigure({ what: `${name}, memory`, value: cold.peak, unit: 'MB', floor: 400, better: 'lower', work });
}

interface Run {
  readonly seconds: number;
  /** The most memory the process had, workers included, in MB. */
  readonly peak: number | undefined;
}

function lintFolder(folder: string, ...options: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const args = [path.resolve('dist/cli.js'), 'lint', folder, '--format', 'json', ...options];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    let peak: number | undefined;
    const watching = setInterval(() => (peak = peakOf(child.pid!) ?? peak), 100);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearInterval(watching);
      // 1 says that there are findings.
      if (code === 0 || code === 1) resolve({ seconds: (performance.now() - begin) / 1000, peak });
      else reject(new Error(`sightline lint ended with ${code}.`));
    });
  });
}

function peakOf(pid: number): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : (Number(kilobytes) * 1024) / MB;
  } catch {
    // Another system, or the process has just ended.
    return undefined;
  }
}

/** What a large project takes: a process with one thread that reads it, and what the editor's side keeps of it. */
async function memoryOf({ folder, files, bytes }: Corpus): Promise<void> {
  const work = `${files.length.toLocaleString('en-US')} files, ${(bytes / MB).toFixed(0)} MB`;
  const { peak } = await lintFolder(folder, '--jobs', '1');
  const common = { unit: 'MB', better: 'lower', work } as const;
  if (peak !== undefined)
    printFigure({ ...common, what: 'large project, command line, one thread', value: peak, floor: 400 });
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as () => void;
  collect();
  const before = process.memoryUsage().heapUsed;
  const kept = new Map<string, readonly Finding[]>();
  await scanFiles({
    script: SCAN,
    wasmFolders: [WASM],
    files,
    calls: false,
    workers: 1,
    onBatch: (batch) => batch.forEach(({ path: name, findings }) => kept.set(name, findings)),
  });
  collect();
  const held = (process.memoryUsage().heapUsed - before) / MB;
  const count = [...kept.values()].reduce((sum, findings) => sum + findings.length, 0);
  printFigure({
    ...common,
    what: 'large project, findings kept by the host',
    value: held,
    floor: 60,
    work: `${work}, ${count.toLocaleString('en-US')} findings`,
  });
}

/** An open file of 2,000 lines, as the editor has it judged: with nothing loaded, in a window at work, after each keystroke. */
async function openFile({ files }: Corpus): Promise<void> {
  const logging = files
    .map((name) => ({ name, text: readFileSync(name, 'utf8') }))
    .filter(({ text }) => /getLogger/.test(text));
  const file = logging
    .map((one) => ({ ...one, lines: one.text.split('\n').length }))
    .sort((a, b) => Math.abs(a.lines - 2000) - Math.abs(b.lines - 2000))[0]!;
  const folder = path.dirname(file.name);
  const opened = logging.filter(({ name }) => !name.startsWith(folder)).slice(0, OPENED);
  const newScan = (): ResidentScan =>
    createResidentScan({
      script: SCAN,
      wasmFolders: [WASM],
      onRuleError: (rule, error) => console.log(`       ${rule} failed: ${error}`),
    });
  let begin = performance.now();
  let scan = newScan();
  const judge = async (text: string, name = file.name): Promise<{ readonly busy: number; readonly waited: number }> => {
    const before = performance.eventLoopUtilization();
    const asked = performance.now();
    scan.setText(name, () => text);
    await scan.ask(() => ({ ask: 'findings', file: { path: name, overrides: {} } }), 'now');
    // What this thread did besides waiting: asked, and took the answer.
    return { busy: performance.eventLoopUtilization(before).active, waited: performance.now() - asked };
  };
  await judge(file.text);
  const first = performance.now() - begin;
  scan.dispose();
  scan = newScan();
  // Others that the window has had open: a few, of other folders.
  for (const { name, text } of opened) await judge(text, name);
  begin = performance.now();
  await judge(file.text);
  const next = performance.now() - begin;
  const turns: { readonly busy: number; readonly waited: number }[] = [];
  for (let typed = 0; typed < KEYSTROKES; typed++) turns.push(await judge(`${file.text}\n# ${'x'.repeat(typed)}`));
  scan.dispose();
  const work = `${path.basename(file.name)}, ${file.lines.toLocaleString('en-US')} lines`;
  const median = `${work}, median of ${KEYSTROKES}`;
  const common = { unit: 'ms', better: 'lower' } as const;
  printFigure({ ...common, what: 'open file, first findings, nothing loaded', value: first, floor: 150, work });
  const behind = `${work}, after ${opened.length} other files`;
  printFigure({ ...common, what: 'open file, first findings, window at work', value: next, floor: 150, work: behind });
  const busy = quantiles(turns.map((turn) => turn.busy)).p50;
  printFigure({
    ...common,
    what: 'open file, thread of the host after a keystroke',
    value: busy,
    floor: 15,
    work: median,
  });
  const waited = quantiles(turns.map((turn) => turn.waited)).p50;
  printFigure({ ...common, what: 'open file, findings after a keystroke', value: waited, floor: 150, work: median });
}

/** What ruff and pylint take for their rules on logging. */
function others({ folder, bytes, files }: Corpus): void {
  let tools: string;
  try {
    tools = otherLinters();
  } catch {
    console.log('       ruff and pylint can not be installed here');
    return;
  }
  const environment = { ...process.env, PYTHONPATH: tools };
  const rules = '--select=G,LOG,PLE12,T20,BLE,TRY';
  const small = path.join(folder, 'scrapy');
  const ofSmall = files.filter((file) => file.startsWith(`${small}${path.sep}`));
  const compared: readonly (readonly [name: string, program: string, args: readonly string[], bytes: number])[] = [
    ['ruff', path.join(tools, 'bin/ruff'), ['check', '--isolated', '--no-cache', '--quiet', rules, folder], bytes],
    [
      'pylint',
      'python3',
      ['-m', 'pylint', '--jobs=2', '--disable=all', '--enable=logging', small],
      ofSmall.reduce((sum, file) => sum + readFileSync(file).length, 0),
    ],
  ];
  for (const [name, program, args, length] of compared) {
    const begin = performance.now();
    const { error } = spawnSync(program, args, { env: environment, stdio: 'ignore', timeout: 600_000 });
    const seconds = (performance.now() - begin) / 1000;
    console.log(
      error === undefined
        ? `       ${name}: ${(length / MB / seconds).toFixed(2)} MB/s of ${(length / MB).toFixed(1)} MB of Python`
        : `       ${name} did not end: ${error.message}`,
    );
  }
}
