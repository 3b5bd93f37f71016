// The few colours the command line uses, by what they mean.

import type { Level } from '../model/level.ts';

/** Wraps text in a colour, or leaves it as it is where no colour is wanted. */
export interface Palette {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly name: (text: string) => string;
}

const wrap =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`;

const same = (text: string): string => text;

const COLORS: Palette = {
  error: wrap(31, 39),
  warning: wrap(33, 39),
  quiet: wrap(2, 22),
  strong: wrap(1, 22),
  name: wrap(36, 39),
};
const PLAIN: Palette = { error: same, warning: same, quiet: same, strong: same, name: same };

export function palette(color: boolean): Palette {
  return color ? COLORS : PLAIN;
}

/** How a level is coloured: as in the editor's views. */
export function levelColor(
  { error, warning, quiet, strong }: Palette,
  level: Level | undefined,
): (text: string) => string {
  switch (level) {
    case 'CRITICAL':
      return (text) => strong(error(text));
    case 'ERROR':
      return error;
    case 'WARNING':
      return warning;
    case 'TRACE':
    case 'DEBUG':
      return quiet;
    case 'INFO':
    case undefined:
      return same;
  }
}
