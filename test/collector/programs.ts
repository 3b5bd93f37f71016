// Collectors as tests start them: real processes from source, on free ports, ended with the test.

import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { silentLog } from '../../src/base/ports.ts';
import { attachCollector, type AttachedCollector } from '../../src/collector/client/attach.ts';
import type { CollectorProgram } from '../../src/collector/client/program.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The version this checkout says it is. */
export const VERSION = (
  JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { readonly version: string }
).version;

/** The collector from source; it would stay 20 s after its last client. */
export const PROGRAM: CollectorProgram = {
  execPath: process.execPath,
  script: path.join(root, 'src', 'collector.ts'),
  env: process.env,
  lingerSeconds: 20,
};

/** The same code, installed as another version. */
export function programOfVersion(folder: string, version: string): CollectorProgram {
  const home = path.join(folder, `version-${version}`);
  mkdirSync(path.join(home, 'src'), { recursive: true });
  writeFileSync(path.join(home, 'package.json'), JSON.stringify({ version, type: 'module' }));
  symlinkSync(path.join(root, 'src', 'collector'), path.join(home, 'src', 'collector'));
  writeFileSync(path.join(home, 'src', 'collector.ts'), readFileSync(PROGRAM.script));
  return { ...PROGRAM, script: path.join(home, 'src', 'collector.ts') };
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Ends a process that this test started, if it is still there. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Attaches to the collector of `dataDir`, starting it on free ports where none runs; what it started ends with the test. */
export async function attach(
  t: TestContext,
  dataDir: string,
  given: Partial<Parameters<typeof attachCollector>[0]> = {},
): Promise<AttachedCollector> {
  const attached = await attachCollector({
    dataDir,
    version: VERSION,
    kind: 'cli',
    program: PROGRAM,
    settings: { tcpPort: 0, udpPort: 0 },
    log: silentLog,
    ...given,
  });
  t.after(() => {
    attached.client.dispose();
    kill(attached.pid);
  });
  return attached;
}
