// The comment that silences a rule at a finding: into a comment that is there already, at the end of the line, or above it.

import { createLines } from '../base/lines.ts';
import type { Position, Range } from '../model/location.ts';
import { readSuppressions } from './suppression.ts';

/** Where comments can be written into a text. */
export interface CommentRoom {
  readonly sign: '#' | '//';
  atEnd(line: number): boolean;
  above(line: number): boolean;
}

/** What to insert; a reason is to be written between `before` and `after` where one is asked for. */
export interface IgnoreInsertion {
  readonly at: Position;
  readonly before: string;
  readonly asksReason: boolean;
  readonly after: string;
}

/** Longer lines are not made longer still. */
const MAX_LINE = 100;
/** A reason takes about so much. */
const REASON = 'reason'.length;

/**
 * What silences `rule` at `range`, found in a call at `callRange`; undefined where no comment can stand.
 */
export function ignoreRule(
  text: string,
  rule: string,
  range: Range,
  callRange: Range | undefined,
  room: CommentRoom,
): IgnoreInsertion | undefined {
  const lines = createLines(text);
  const places = [range.start.line, callRange?.start.line, callRange?.end.line, range.end.line];
  const candidates = [...new Set(places.filter((line) => line !== undefined))];
  const lineText = (line: number): string => text.slice(lines.start(line), lines.start(line + 1));
  const known = readSuppressions(text)?.all.find(
    ({ line, rules }) => line !== undefined && rules.length > 0 && candidates.includes(line),
  );
  if (known !== undefined) return { at: known.range.end, before: `, ${rule}`, asksReason: false, after: '' };
  const comment = `${room.sign} sightline-ignore: ${rule}`;
  for (const line of candidates) {
    const bare = lineText(line).replace(/\s+$/, '');
    const gap = room.sign === '#' ? '  ' : ' ';
    if (room.atEnd(line) && bare.length + gap.length + comment.length + 1 + REASON <= MAX_LINE)
      return { at: { line, column: bare.length }, before: gap + comment, asksReason: true, after: '' };
    if (room.above(line)) {
      const indent = /^[ \t]*/.exec(bare)?.[0] ?? '';
      const end = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
      return { at: { line, column: 0 }, before: indent + comment, asksReason: true, after: end };
    }
  }
  return undefined;
}
