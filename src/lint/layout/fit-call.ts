// Lays a call out so that its lines are no longer than they may be: as black does in Python, as prettier does elsewhere.

import { lastList, type BracketList } from './argument-list.ts';
import { columns, type Habits } from './habits.ts';

/** A call in its lines. */
export interface CallText {
  readonly text: string;
  /** What stands before it on its first line. */
  readonly before: string;
  /** What stands behind it on its last line, comments apart. */
  readonly behind: string;
  readonly isPython: boolean;
}

/** Lists in lists are laid out down to here. */
const DEPTH = 3;

/** The longest line of a call, in columns. */
export function longestLine({ text, before, behind }: CallText): number {
  return Math.max(...(before + text + behind).split(/\r?\n/).map(columns));
}

/** The call with its arguments on lines of their own, as far as needed; undefined where that is not possible, or no help. */
export function fitCall(call: CallText, habits: Habits): string | undefined {
  const list = lastList(call.text, call.isPython);
  if (list === undefined || list.items.length === 0) return undefined;
  const isFlat = !call.text.slice(list.open).includes('\n');
  const layouts = !isFlat
    ? [reflowed(call, list, habits)]
    : [...(habits.aligns ? [aligned(call, list, habits)] : []), ...wrapped(call, list, habits)];
  let best: { readonly text: string; readonly longest: number } | undefined;
  for (const text of layouts) {
    if (text === undefined) continue;
    const longest = longestLine({ ...call, text });
    if (longest <= habits.width) return text;
    if (longest < (best?.longest ?? longestLine(call))) best = { text, longest };
  }
  return best?.text;
}

/**
 * A call whose arguments stood on lines of their own only because they were long, written as if it were new; undefined
 * where that may not be so. `was` is the call as it was.
 */
export function joinCall(was: CallText, call: CallText, habits: Habits): string | undefined {
  const { isPython } = call;
  const before = lastList(was.text, isPython);
  const list = lastList(call.text, isPython);
  if (before === undefined || list === undefined || !hangs(was.text, before) || !hangs(call.text, list))
    return undefined;
  // Behind the last argument a comma asks for the lines in Python; elsewhere only a formatter would join them.
  if (isPython ? endsWithComma(was.text, before) : !habits.strict && before.items.length > 1) return undefined;
  const items = itemsOf(call.text, list);
  const wereLines = itemsOf(was.text, before).some((item) => item.includes('\n'));
  if (items.some((item) => item.includes('\n')) || (items.length === before.items.length && !wereLines))
    return undefined;
  const text = `${call.text.slice(0, list.open + 1)}${items.join(', ')})`;
  return longestLine({ ...call, text }) <= habits.width ? text : fitCall({ ...call, text }, habits);
}

/** Whether the brackets have lines of their own. */
function hangs(text: string, { open, close, items }: BracketList): boolean {
  const [first] = items;
  const last = items.at(-1);
  return (
    first !== undefined &&
    last !== undefined &&
    text.slice(open, first[0]).includes('\n') &&
    text.slice(last[1], close).includes('\n')
  );
}

/** A call on one line: the ways to write it on several, the first that fits being the best. */
function wrapped({ text, before, isPython }: CallText, list: BracketList, habits: Habits): string[] {
  const { step, lineEnd, width } = habits;
  const indent = /^[ \t]*/.exec(before)![0];
  const inner = indent + step;
  const items = itemsOf(text, list);
  const around = (body: string): string => `${text.slice(0, list.open + 1)}${lineEnd}${body}${lineEnd}${indent})`;
  const layouts: string[] = [];
  if (isPython && !endsWithComma(text, list)) layouts.push(around(inner + items.join(', ')));
  // prettier keeps the others on the line where the last one is an object, and the only one.
  const last = items.at(-1)!;
  const start = `${text.slice(0, list.items.at(-1)![0])}{`;
  if (!isPython && last.startsWith('{') && items.findIndex((item) => item.startsWith('{')) === items.length - 1) {
    const object = columns(before + start) <= width ? exploded(last, indent, false, habits, DEPTH) : undefined;
    if (object !== undefined) layouts.push(`${start}${object.slice(1)})`);
  }
  const comma = habits.commaBehindArguments ? ',' : '';
  const lines = items.map((item, index) => {
    const end = index < items.length - 1 ? ',' : comma;
    return inner + fitItem(item, inner, columns(inner + end), isPython, habits, DEPTH) + end;
  });
  return [...layouts, around(lines.join(lineEnd))];
}

/** A call on one line with as many arguments on each line as fit, below the first one. */
function aligned(
  { text, before, behind }: CallText,
  list: BracketList,
  { width, lineEnd }: Habits,
): string | undefined {
  if (before.includes('\t')) return undefined;
  const column = columns(before) + list.open + 1;
  let written = text.slice(0, list.open + 1);
  let used = column;
  for (const [index, item] of itemsOf(text, list).entries()) {
    const end = index < list.items.length - 1 ? 1 : 1 + columns(behind);
    const more = (index === 0 ? 0 : 1) + columns(item) + end;
    if (index > 0 && used + more > width) {
      written += lineEnd + ' '.repeat(column);
      used = column - 1;
    } else if (index > 0) written += ' ';
    written += item + (index < list.items.length - 1 ? ',' : ')');
    used += more;
    if (used > width) return undefined;
  }
  return written;
}

/** A call on several lines: arguments that share one that is too long get one each, and what is still too long more of them. */
function reflowed(call: CallText, list: BracketList, habits: Habits): string | undefined {
  const { text, before, behind, isPython } = call;
  const { lineEnd, width } = habits;
  const [first] = list.items[0]!;
  const isBelow = text.slice(list.open, first).includes('\n');
  const { indent, column } = lineLead(before + text, before.length + first);
  if (!isBelow && indent.includes('\t')) return undefined;
  const inner = isBelow ? indent : ' '.repeat(column);
  const whole = before + text + behind;
  const isLong = (from: number, to: number): boolean =>
    linesAround(whole, before.length + from, before.length + to).some((line) => columns(line) > width);
  const items = itemsOf(text, list);
  const gaps = list.items.map(([start], index) => text.slice(list.items[index - 1]?.[1] ?? list.open + 1, start));
  const tail = text.slice(list.items.at(-1)![1]);
  // Of arguments that share one line, black gives each its own.
  const isOneLine = hangs(text, list) && gaps.slice(1).every((gap) => !gap.includes('\n'));
  const comma = isOneLine && items.length > 1 && habits.commaBehindArguments && !tail.startsWith(',') ? ',' : '';
  let used = columns(lineBefore(whole, before.length + list.open + 1));
  const written = items.map((item, index) => {
    const [start, end] = list.items[index]!;
    const isShared = index > 0 && /^,[ \t]*$/.test(gaps[index]!);
    const room = width - (index < items.length - 1 || comma !== '' ? 1 : columns(firstLine(tail)));
    const needed = used + columns(gaps[index]! + firstLine(item));
    const moves = isShared && (isOneLine ? isLong(first, end) : needed > (item.includes('\n') ? width : room));
    const gap = moves ? `,${lineEnd}${inner}` : gaps[index]!;
    const isOwn = isBelow && (moves || !isShared) && isLong(start, end);
    const fitted = isOwn ? fitItem(item, inner, columns(inner) + width - room, isPython, habits, DEPTH) : item;
    const line = gap + fitted;
    used = line.includes('\n') ? columns(lineBefore(line, line.length)) : used + columns(line);
    return line;
  });
  return text.slice(0, list.open + 1) + written.join('') + comma + tail;
}

/** An argument or entry on a line of which `used` columns are taken, its brackets opened where it does not fit. */
function fitItem(item: string, indent: string, used: number, isPython: boolean, habits: Habits, depth: number): string {
  if (item.includes('\n') || used + columns(item) <= habits.width || depth === 0) return item;
  return exploded(item, indent, isPython, habits, depth) ?? item;
}

/** `extra={"a": a, "b": b}` with a line for each entry; undefined where it ends in no list. */
function exploded(item: string, indent: string, isPython: boolean, habits: Habits, depth: number): string | undefined {
  const list = lastList(item, isPython);
  if (list === undefined || list.items.length === 0) return undefined;
  const isCall = item[list.open] === '(';
  if (isCall && !isPython) return undefined;
  const { step, lineEnd, width } = habits;
  const inner = indent + step;
  const items = itemsOf(item, list);
  const around = (body: string): string =>
    item.slice(0, list.open + 1) + lineEnd + body + lineEnd + indent + item[list.close]!;
  // black adds no comma to one entry, nor to arguments that fit on one line.
  const flat = inner + items.join(', ');
  if (isPython && !endsWithComma(item, list) && (items.length === 1 || (isCall && columns(flat) <= width)))
    return around(
      inner +
        items
          .map((one) => fitItem(one, inner, columns(inner), true, habits, items.length === 1 ? depth - 1 : 0))
          .join(', '),
    );
  const comma = (isCall ? habits.commaBehindArguments : habits.commaBehindEntries) ? ',' : '';
  const lines = items.map((one, index) => {
    const end = index < items.length - 1 ? ',' : comma;
    return inner + fitItem(one, inner, columns(inner + end), isPython, habits, depth - 1) + end;
  });
  return around(lines.join(lineEnd));
}

function itemsOf(text: string, { items }: BracketList): string[] {
  return items.map(([start, end]) => text.slice(start, end));
}

function endsWithComma(text: string, { items, close }: BracketList): boolean {
  const last = items.at(-1);
  return last !== undefined && text.slice(last[1], close).includes(',');
}

/** The white space that the line of an offset begins with, and how far into its line that is. */
function lineLead(text: string, offset: number): { readonly indent: string; readonly column: number } {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return { indent: /^[ \t]*/.exec(text.slice(start, offset))![0], column: offset - start };
}

/** The line of an offset, up to that. */
function lineBefore(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
}

function firstLine(text: string): string {
  return /^[^\r\n]*/.exec(text)![0];
}

/** The lines that hold a part of a text. */
function linesAround(text: string, from: number, to: number): string[] {
  const end = text.indexOf('\n', to);
  return text.slice(text.lastIndexOf('\n', from - 1) + 1, end < 0 ? text.length : end).split(/\r?\n/);
}
