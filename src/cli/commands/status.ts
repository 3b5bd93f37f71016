// `sightline status`: what the collector is doing, for people and as JSON.

import { Command } from 'commander';
import type { CollectorStatus } from '../../model/collector.ts';
import type { DoorStatus } from '../../model/door.ts';
import { palette, type Palette } from '../color.ts';
import { count, plural, size } from '../figures.ts';
import { dataOption } from '../options.ts';
import { printableJson, printableLine } from '../plain-text.ts';
import { dataDirOf, findCollector, type DataOption } from '../reach.ts';
import { EXIT, type World } from '../world.ts';

interface StatusOptions extends DataOption {
  readonly json?: boolean;
}

function doorLines(door: DoorStatus, { warning, error, quiet }: Palette): string[] {
  const where = door.state === 'listening' ? door.addresses.join(', ') : error(door.state);
  const counts = `${plural(door.received, 'line', 'lines')} received, ${count(door.kept)} kept${door.truncated > 0 ? `, ${count(door.truncated)} cut short` : ''}${door.rejected > 0 ? `, ${warning(`${count(door.rejected)} rejected`)}` : ''}`;
  return [
    `  ${door.title.padEnd(4)} ${where}  ${counts}`,
    ...(door.reason === undefined ? [] : [`       ${warning(printableLine(door.reason))}`]),
    ...door.rejections
      .slice(0, 3)
      .map(({ at, reason, line }) =>
        quiet(
          `       ${new Date(at).toISOString()} rejected: ${printableLine(reason)}: ${printableLine(line).slice(0, 100)}`,
        ),
      ),
  ];
}

/** The status as lines for people. */
function statusText(status: CollectorStatus, colors: Palette): string {
  const { store } = status;
  const masked = status.masked.reduce((sum, one) => sum + one.count, 0);
  const span =
    store.earliest === undefined || store.latest === undefined
      ? ''
      : `, ${new Date(store.earliest).toISOString()} to ${new Date(store.latest).toISOString()}`;
  return [
    colors.strong(
      `Collector ${printableLine(status.version)} is running (pid ${status.pid}, since ${new Date(status.startedAt).toISOString()})`,
    ),
    `  records  ${count(store.records)} (${size(store.bytes)}${span}), ${status.rate.toFixed(1)}/s`,
    ...(store.problem === undefined
      ? []
      : [
          `  ${colors.error(`problem  ${printableLine(store.problem)} ${plural(store.lost, 'record', 'records')} lost.`)}`,
        ]),
    `  masked   ${status.redaction ? plural(masked, 'secret', 'secrets') : colors.warning('masking of secrets is off')}`,
    `  clients  ${count(status.clients)}`,
    `  data     ${printableLine(status.dataDir)}`,
    `  log      ${printableLine(status.logFile)}`,
    'Doors',
    ...status.doors.flatMap((door) => doorLines(door, colors)),
    '',
  ].join('\n');
}

export function statusCommand(world: World): Command {
  return new Command('status')
    .description(
      'Tell what the collector is doing: version, process, doors with their counts, records kept, secrets masked.',
    )
    .addOption(dataOption())
    .option('--json', 'print everything as one JSON object')
    .addHelpText(
      'after',
      '\nExit code: 0 it is running, 1 it is not, 2 failure.\n\nExamples:\n  sightline status\n  sightline status --json | jq .doors',
    )
    .action(async (options: StatusOptions) => {
      const found = await findCollector(options, world);
      if (found === undefined) {
        world.end(EXIT.findings);
        await world.err.write(
          `No collector is running for ${printableLine(dataDirOf(options, world))}. Start one with \`sightline collect\`, or open a window with Sightline.\n`,
        );
        return;
      }
      try {
        const status = await found.client.request('status', {});
        await world.out.write(
          options.json === true ? `${printableJson(status)}\n` : statusText(status, palette(world.out.color)),
        );
      } finally {
        found.client.dispose();
      }
    });
}
