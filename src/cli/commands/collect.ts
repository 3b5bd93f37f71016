// `sightline collect`: runs a collector in the foreground until it is told to end.

import { spawn } from 'node:child_process';
import { Command } from 'commander';
import type { CollectorStatus } from '../../model/collector.ts';
import { collectorEnvironment } from '../../collector/client/program.ts';
import { logFileOf } from '../../collector/client/data-folder.ts';
import { nodeForCollector } from '../node-for-collector.ts';
import { dataOption, wholeNumber } from '../options.ts';
import { printableLine } from '../plain-text.ts';
import { dataDirOf, findCollector, type DataOption } from '../reach.ts';
import { CommandError, EXIT, type World } from '../world.ts';

interface CollectOptions extends DataOption {
  readonly tcp?: number;
  readonly udp?: number;
  /** Commander's reading of `--no-redaction`. */
  readonly redaction: boolean;
}

function doorLines({ doors }: CollectorStatus): string {
  return doors
    .map(({ title, state, addresses, reason }) => {
      const where = state === 'listening' ? `listening on ${addresses.join(', ')}` : state;
      return `  ${title.padEnd(4)} ${where}${reason === undefined ? '' : ` (${printableLine(reason)})`}\n`;
    })
    .join('');
}

function alreadyRunning(dataDir: string, pid?: number): CommandError {
  return new CommandError(
    `a collector is running already for ${printableLine(dataDir)}${pid === undefined ? '' : ` (pid ${pid})`}: \`sightline status\` shows it, \`sightline stop\` ends it, --data DIR runs another one beside it`,
  );
}

async function run(options: CollectOptions, world: World): Promise<number> {
  const dataDir = dataDirOf(options, world);
  const found = await findCollector(options, world);
  found?.client.dispose();
  if (found !== undefined) throw alreadyRunning(dataDir, found.pid);

  const args = [
    ...[
      '--disable-warning=ExperimentalWarning',
      world.programs.collector,
      '--data',
      dataDir,
      '--linger',
      'forever',
      '--attached',
    ],
    ...(options.tcp === undefined ? [] : ['--tcp', String(options.tcp)]),
    ...(options.udp === undefined ? [] : ['--udp', String(options.udp)]),
    ...(options.redaction ? [] : ['--no-redaction']),
  ];
  const child = spawn(await nodeForCollector(world), args, {
    cwd: world.cwd,
    env: collectorEnvironment(world.env),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  // A terminal sends Ctrl+C to both of us; the second signal changes nothing.
  const interrupted = world.interrupted();
  interrupted.addEventListener('abort', () => child.kill('SIGTERM'));
  const seen = { collecting: false };
  child.on('message', (message: { readonly sightline?: unknown; readonly status?: unknown }) => {
    if (message.sightline !== 'ready') return;
    seen.collecting = true;
    const status = message.status as CollectorStatus;
    void world.out.write(`Collecting into ${printableLine(status.dataDir)}. Ctrl+C ends it.\n${doorLines(status)}`);
    if (!status.redaction) void world.err.write('Secrets are stored as they come: masking is off.\n');
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code === 0 && !seen.collecting && !interrupted.aborted) throw alreadyRunning(dataDir);
  if (code !== 0)
    throw new CommandError(
      `the collector ended with ${code === null ? 'a signal' : `code ${code}`}; its log: ${logFileOf(dataDir)}`,
    );
  return EXIT.ok;
}

export function collectCommand(world: World): Command {
  return new Command('collect')
    .description(
      'Receive logs on TCP and UDP and keep them, until Ctrl+C. The same collector that a window of VS Code starts by itself.',
    )
    .option('--tcp <port>', 'TCP port for one record a line (default: 5000; 0: any)', wholeNumber(0, 65_535))
    .option('--udp <port>', 'UDP port (default: 5000; 0: any)', wholeNumber(0, 65_535))
    .option('--no-redaction', 'store secrets as they come instead of masking them')
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
A port that is taken: the next free one is used, and said.

Exit code: 0 ended as told, 2 one is running already, or failure.

Examples:
  sightline collect
  sightline collect --tcp 6000 --udp 6000 --data ./logs
  echo '{"level":"INFO","message":"hello"}' | nc localhost 5000`,
    )
    .action(async (options: CollectOptions) => world.end(await run(options, world)));
}
