// Builds and runs a real Elasticsearch out of its published jars, where Java and Maven are installed.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { toolsDir } from '../../setup/paths.mjs';

const VERSION = '8.19.21';
const OLDEST_JAVA = 17;
const BUILD_WITHIN_MS = 5 * 60_000;
const START_WITHIN_MS = 60_000;
/** Where Linux distributions keep the library that a distribution of Elasticsearch brings along. */
const ZSTD = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'].map((folder) =>
  path.join(folder, 'libzstd.so.1'),
);

export interface ElasticsearchServer {
  readonly version: string;
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Why it can't be run here, in one sentence; undefined where it can. */
export function whyNoElasticsearch(): string | undefined {
  for (const [command, args] of [
    ['java', ['-XshowSettings:properties', '-version']],
    ['mvn', ['-version']],
  ] as const) {
    try {
      const settings = execFileSync('sh', ['-c', `${command} ${args.join(' ')} 2>&1`], { encoding: 'utf8' });
      const release = /java\.specification\.version = (\d+)/.exec(settings)?.[1];
      if (release !== undefined && Number(release) < OLDEST_JAVA) return `Java ${release} is too old for Elasticsearch`;
    } catch {
      return `${command} is not installed: a JDK ${OLDEST_JAVA} and Maven are needed for Elasticsearch`;
    }
  }
  return undefined;
}

/** Once a machine; some 45 MB of jars are downloaded by Maven. */
async function build(): Promise<string> {
  const folder = path.join(toolsDir, `elasticsearch-${VERSION}`);
  const ready = path.join(folder, 'ready');
  if (existsSync(ready)) return folder;
  mkdirSync(path.join(folder, 'native'), { recursive: true });
  const pom = path.join(import.meta.dirname, 'server', 'pom.xml');
  const settings = [`-Dbuild.folder=${folder}`, `-Delasticsearch.version=${VERSION}`];
  await promisify(execFile)('mvn', ['-q', '-B', '-f', pom, ...settings, 'package'], { timeout: BUILD_WITHIN_MS });
  const zstd = ZSTD.find((file) => existsSync(file));
  const link = path.join(folder, 'native', 'libzstd.so');
  if (zstd !== undefined && !existsSync(link)) symlinkSync(zstd, link);
  writeFileSync(ready, '');
  return folder;
}

/** Starts one with a heap of 1 GB on a new temporary folder, which is removed when it is stopped. */
export async function startElasticsearch(): Promise<ElasticsearchServer> {
  const built = await build();
  const data = mkdtempSync(path.join(os.tmpdir(), 'sightline-bench-es-'));
  const flags = [
    '-Xms1g',
    '-Xmx1g',
    '-XX:+UseSerialGC',
    '-XX:-UsePerfData',
    `-Djava.io.tmpdir=${data}`,
    `-Djna.tmpdir=${data}`,
    '-Djna.nosys=true',
    '-Djava.awt.headless=true',
    '-Dfile.encoding=UTF-8',
    '-Dorg.elasticsearch.nativeaccess.enableVectorLibrary=false',
    `-Des.nativelibs.path=${path.join(built, 'native')}`,
  ];
  const classPath = [path.join(built, 'server.jar'), path.join(built, 'lib', '*')].join(path.delimiter);
  const child = spawn('java', [...flags, '-cp', classPath, 'bench.Server', data], { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => (said = (said + String(text)).slice(-2000)));
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.stdin.end();
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(timer);
    }
    rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const timer = setTimeout(() => child.kill('SIGKILL'), START_WITHIN_MS);
  for await (const line of createInterface(child.stdout)) {
    const url = /^listening on (\S+)/.exec(line)?.[1];
    if (url === undefined) {
      said = (said + line).slice(-2000);
      continue;
    }
    clearTimeout(timer);
    child.stdout.resume();
    return { version: VERSION, url, pid: child.pid!, stop };
  }
  clearTimeout(timer);
  await stop();
  throw new Error(`Elasticsearch did not start: ${said}`);
}
