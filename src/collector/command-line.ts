// The collector's command line.

import { parseArgs } from 'node:util';
import type { CollectorSettings } from '../model/collector.ts';
import { readSettings } from './settings.ts';

export interface CollectorCommand {
  /** Absent: the user's default folder. */
  readonly dataDir?: string;
  /** What to begin with; clients may change it. */
  readonly settings: CollectorSettings;
  /** What was wrong in the settings to begin with; they come from a client, and the rest of them holds. */
  readonly mistakes: readonly string[];
  /** What stands for as long as the process runs, whatever clients ask for. */
  readonly fixed: CollectorSettings;
  /** How long to stay after the last client left; `forever` stays until told to end. */
  readonly lingerSeconds: number | 'forever';
  /** Ends when the process that started it (over whose channel it reports) ends. */
  readonly attached: boolean;
}

const DEFAULT_LINGER_SECONDS = 600;
/** Some three weeks: what a timer can wait. */
const MAX_LINGER_SECONDS = 2_000_000;

function port(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function lingerOf(text: string | undefined): number | 'forever' {
  if (text === undefined) return DEFAULT_LINGER_SECONDS;
  if (text === 'forever') return text;
  const seconds = Number(text);
  if (seconds >= 0 && seconds <= MAX_LINGER_SECONDS) return seconds;
  throw new Error(`--linger must be a number of seconds up to ${MAX_LINGER_SECONDS}, or "forever"`);
}

/** Reads the arguments behind the script's name; throws with a sentence for the user where they are wrong. */
export function readCommandLine(args: readonly string[]): CollectorCommand {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      tcp: { type: 'string' },
      udp: { type: 'string' },
      'no-redaction': { type: 'boolean' },
      settings: { type: 'string' },
      linger: { type: 'string' },
      attached: { type: 'boolean' },
    },
  });
  const fixed = readSettings({
    tcpPort: port(values.tcp),
    udpPort: port(values.udp),
    redaction: values['no-redaction'] === true ? false : undefined,
  });
  if (fixed.mistakes.length > 0) throw new Error(fixed.mistakes.join('; '));
  return {
    dataDir: values.data,
    ...(values.settings === undefined ? { settings: {}, mistakes: [] } : readSettings(JSON.parse(values.settings))),
    fixed: fixed.settings,
    lingerSeconds: lingerOf(values.linger),
    attached: values.attached === true,
  };
}
