// `sightline store info`: how many records there are, of whom, and what they take on the disk.

import { Command, Option } from 'commander';
import type { OfflineRecords } from '../../collector/offline.ts';
import { palette } from '../color.ts';
import { count, plural, size } from '../figures.ts';
import { withOffline } from '../offline.ts';
import { dataOption } from '../options.ts';
import { printableJson, printableLine } from '../plain-text.ts';
import { dataDirOf, type DataOption } from '../reach.ts';
import { EXIT, type World } from '../world.ts';

interface InfoOptions extends DataOption {
  readonly format: 'text' | 'json';
}

interface Info {
  readonly data_dir: string;
  readonly records: number;
  /** On disk, of all files of the records. */
  readonly bytes: number;
  readonly bytes_per_record: number | null;
  /** Sealed files, and the bytes of what is not sealed yet. */
  readonly segments: number;
  readonly log_bytes: number;
  /** Versions of the format the sealed files are written in. */
  readonly formats: readonly number[];
  /** RFC 3339; null where there are no records. */
  readonly from: string | null;
  readonly to: string | null;
  /** Most records first. */
  readonly services: readonly { readonly service: string; readonly records: number; readonly share: number }[];
  /** Why this is not everything. */
  readonly partial: string | null;
}

const MAX_SERVICES = 1_000;
const SHOWN_SERVICES = 20;

const timeText = (ms: number | undefined): string | null => (ms === undefined ? null : new Date(ms).toISOString());

async function gather(dataDir: string, { status, size: files, facet }: OfflineRecords, world: World): Promise<Info> {
  const { records, earliest, latest } = status;
  const services = await facet(
    { query: '', range: {}, field: 'service', limit: MAX_SERVICES },
    { signal: AbortSignal.any([world.out.gone, world.interrupted()]), step: () => undefined },
  );
  return {
    data_dir: dataDir,
    records,
    bytes: files.bytes,
    bytes_per_record: records === 0 ? null : Math.round((10 * files.bytes) / records) / 10,
    segments: files.segments,
    log_bytes: files.logBytes,
    formats: files.formats,
    from: timeText(earliest),
    to: timeText(latest),
    services: services.values.map((one) => ({
      service: one.value,
      records: one.count,
      share: Math.round((10_000 * one.count) / records) / 10_000,
    })),
    partial: services.partial ?? null,
  };
}

function infoText(info: Info, world: World): string {
  const { strong, quiet, warning } = palette(world.out.color);
  const { records, bytes, segments, services } = info;
  const each = info.bytes_per_record === null ? '' : `, ${info.bytes_per_record} a record`;
  const rest = services.slice(SHOWN_SERVICES);
  const row = (name: string, value: number): string =>
    `  ${count(value).padStart(13)}  ${((100 * value) / records).toFixed(1).padStart(5)} %  ${printableLine(name)}`;
  return [
    strong(`${plural(records, 'record', 'records')} in ${printableLine(info.data_dir)}`),
    `  on disk   ${size(bytes)}${each}`,
    `  files     ${plural(segments, 'segment', 'segments')}, ${size(info.log_bytes)} not sealed yet`,
    ...(info.from === null ? [] : [`  time      ${info.from} to ${String(info.to)}`]),
    ...(services.length === 0 ? [] : ['Services']),
    ...services.slice(0, SHOWN_SERVICES).map((one) => row(one.service, one.records)),
    ...(rest.length === 0
      ? []
      : [
          quiet(
            row(
              `${rest.length} others`,
              rest.reduce((sum, one) => sum + one.records, 0),
            ),
          ),
        ]),
    ...(info.partial === null ? [] : [warning(info.partial)]),
    '',
  ].join('\n');
}

export function infoCommand(world: World): Command {
  return new Command('info')
    .description('Tell how many records are kept, of which services and times, and what they take on the disk.')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'))
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
As JSON: records, bytes (on disk), segments, from, to, services with their share of the records, and more.

Exit code: 0 told, 2 nothing is kept there, or failure.

Examples:
  sightline store info
  sightline store info --format json --data ./backup`,
    )
    .action(async (options: InfoOptions) => {
      world.end(
        await withOffline(options, world, async (records) => {
          const info = await gather(dataDirOf(options, world), records, world);
          await world.out.write(options.format === 'json' ? `${printableJson(info)}\n` : infoText(info, world));
          return EXIT.ok;
        }),
      );
    });
}
