// Options that several commands have, and how their values are read.

import { InvalidArgumentError, Option } from 'commander';
import { readTime } from './time-argument.ts';

export const dataOption = (): Option =>
  new Option(
    '--data <dir>',
    'folder of data, socket, lock and log (default: $SIGHTLINE_DATA, else a folder of this user)',
  );

export const offlineOption = (): Option =>
  new Option('--offline', 'read the files of the data folder; no collector is asked or started');

/** A whole number from `from` to `to`. */
export function wholeNumber(from: number, to: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= from && value <= to) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${from} to ${to}.`);
  };
}

/** A point in time; `now` is asked once, so that "-15m" and "now" of one command line belong together. */
export function timeArgument(now: number): (text: string) => number {
  return (text) => {
    const time = readTime(text, now);
    if (time === undefined)
      throw new InvalidArgumentError(
        'Write a date ("2026-01-31T14:00"), an epoch number, or a time from now ("-15m", "now-1h").',
      );
    return time;
  };
}
