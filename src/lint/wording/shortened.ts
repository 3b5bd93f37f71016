// Source text as a message shows it: on one line, and not too long.

const MAX_LENGTH = 40;

/** The text on one line, cut where it is longer than a message can show. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('`', "'");
  return line.length <= MAX_LENGTH ? line : `${line.slice(0, MAX_LENGTH - 1)}…`;
}
