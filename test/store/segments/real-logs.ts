// Lines that programs of this machine really wrote: a corpus made at test time, from what there is.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface RealLog {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Of each source at most this much. */
const MAX_BYTES = 1 << 20;
const root = path.resolve(import.meta.dirname, '../../..');

const PYTHON = `
import json, logging, sys, traceback
class Json(logging.Formatter):
    def format(self, r):
        out = {"timestamp": self.formatTime(r), "level": r.levelname, "logger": r.name, "message": r.getMessage(), "line": r.lineno, "thread": r.thread, "created": r.created}
        if r.exc_info: out["exception"] = "".join(traceback.format_exception(*r.exc_info))
        return json.dumps(out, ensure_ascii=r.lineno % 2 == 0)
for formatter in (logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"), Json()):
    handler = logging.StreamHandler(sys.stdout); handler.setFormatter(formatter)
    log = logging.getLogger("orders.%d" % id(formatter)); log.propagate = False; log.setLevel(10); log.addHandler(handler)
    for n in range(300):
        log.info("order %d of %s took %.3f ms", n, "Zoë", n / 7)
        if n % 50 == 0:
            try: {}["missing %d" % n]
            except KeyError: log.exception("order %d failed", n)
`;
const JAVA = `
import java.util.logging.*;
public class Main { public static void main(String[] a) { Logger log = Logger.getLogger("orders");
  for (int n = 0; n < 40; n++) { log.info("order " + n + " took " + n / 7.0 + " ms");
    if (n % 10 == 0) log.log(Level.SEVERE, "order failed", new IllegalStateException("state " + n, new RuntimeException("cause"))); } } }
`;
const NODE = `
const { report } = process; process.emitWarning('deprecated', 'DeprecationWarning');
for (const [key, value] of Object.entries(report.getReport())) console.log(JSON.stringify({ key, value }));
console.log(JSON.stringify(report.getReport(), undefined, 2));
for (let n = 0; n < 50; n++) try { null.missing } catch (error) { error.cause = new TypeError('of ' + n); console.error(error); console.error(error.stack); }
console.table(process.versions); console.dir(process.config, { depth: 9 });
`;

/** What a program writes to both streams; empty where it is not there. */
function written(command: string, args: readonly string[], cwd = root): Buffer {
  // Of a program that can't be started both are null, whatever the types say.
  const ran: { readonly stdout: Buffer | null; readonly stderr: Buffer | null } = spawnSync(command, args, {
    cwd,
    timeout: 20_000,
    maxBuffer: 64 << 20,
  });
  return Buffer.concat([ran.stdout ?? Buffer.alloc(0), ran.stderr ?? Buffer.alloc(0)]);
}

function java(): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'sightline-java-'));
  try {
    writeFileSync(path.join(folder, 'Main.java'), JAVA);
    return written('java', ['Main.java'], folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Logs that lie about on the machine and in the repository. */
function* filesThere(): Generator<RealLog> {
  const folders = ['/var/log', '/var/log/apt', '/var/log/postgresql', '/var/log/nginx', '/var/lib/dpkg', '/proc'];
  for (const folder of [path.join(root, 'test/ingest/fixtures'), ...folders]) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder)) {
      const file = path.join(folder, name);
      if (!(folder === '/proc' ? /^(cpuinfo|meminfo|stat|net)$/ : /\.log$|^status$|^syslog$/).test(name)) continue;
      try {
        if (statSync(file).isFile()) yield { name: file, bytes: readFileSync(file).subarray(0, MAX_BYTES) };
      } catch {
        // Not ours to read.
      }
    }
  }
}

/** The corpus: sources that wrote at least one line. */
export function realLogs(): RealLog[] {
  const npm = path.join(path.dirname(process.execPath), process.platform === 'win32' ? 'npm.cmd' : 'npm');
  const made: RealLog[] = [
    { name: 'node', bytes: written(process.execPath, ['-e', NODE]) },
    {
      name: 'node --test',
      bytes: written(process.execPath, ['--test', '--test-reporter=tap', 'test/store/codec.test.ts']),
    },
    { name: 'git log', bytes: written('git', ['log', '--stat', '-50']) },
    { name: 'npm', bytes: written(existsSync(npm) ? npm : 'npm', ['ls', '--all', '--loglevel', 'silly', '--offline']) },
    { name: 'python', bytes: written('python3', ['-c', PYTHON]) },
    { name: 'java', bytes: java() },
    { name: 'go', bytes: written('go', ['env', '-json']) },
    { name: 'ps', bytes: written('ps', ['auxww']) },
  ];
  return [...made, ...filesThere()]
    .map(({ name, bytes }) => ({ name, bytes: bytes.subarray(0, MAX_BYTES) }))
    .filter(({ bytes }) => bytes.includes(0x0a));
}

/** The lines of a text, without their ends. */
export function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0; from <= bytes.length;) {
    const end = bytes.indexOf(0x0a, from);
    lines.push(bytes.subarray(from, end < 0 ? bytes.length : end));
    if (end < 0) break;
    from = end + 1;
  }
  return lines;
}
