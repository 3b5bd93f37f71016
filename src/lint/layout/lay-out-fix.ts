// Gives what a fix writes the layout of its file: a call that becomes too long for its line gets more of them.

import { createLines } from '../../base/lines.ts';
import type { LoggerCall } from '../../model/call.ts';
import type { CodeStyle } from '../../model/code-style.ts';
import type { Fix, TextEdit } from '../../model/finding.ts';
import type { Position, Range } from '../../model/location.ts';
import { isBefore } from '../../model/position-order.ts';
import { applyFix } from '../fixes/apply-fix.ts';
import { lastList } from './argument-list.ts';
import { fitCall, joinCall, longestLine, type CallText } from './fit-call.ts';
import { habitsOf, type Habits } from './habits.ts';

/** Where none is configured no file has a smaller width: shorter lines need not be looked at. */
const SURE = 79;
/** Says that a line may be as long as it is. */
const ALLOWED = /E501|line-too-long|max-len|prettier-ignore|fmt:\s*(?:skip|off)|yapf:\s*disable/;
/** What may follow a call on its line and counts for nothing. */
const COMMENT = { python: /#[^]*/, script: /\/\/[^]*/ };
/** Behind one of these, a call may stand in a text, where a line break is no layout. */
const QUOTE = { python: /["']/, script: /`/ };

/** Lays out the fixes of one file. */
export type LayOut = (fix: Fix) => Fix;

/** Creates what lays out the fixes of a file with these calls. Its habits are looked at when a line is too long. */
export function createLayOut(text: string, calls: readonly LoggerCall[], style: CodeStyle = {}): LayOut {
  const lines = createLines(text);
  const sure = Math.min(SURE, style.width ?? SURE);
  let known: Habits | undefined;
  return (fix) => {
    const call = fix.edits.some(({ newText }) => newText !== '') ? callAround(calls, fix.edits) : undefined;
    if (call === undefined) return fix;
    const [start, end] = [lines.offset(call.range.start), lines.offset(call.range.end)];
    const isPython = call.language === 'python';
    const language = isPython ? 'python' : 'script';
    const before = text.slice(lines.start(call.range.start.line), start);
    const rest = text.slice(end, lines.start(call.range.end.line + 1));
    const was: CallText = {
      before,
      text: text.slice(start, end),
      behind: rest.replace(COMMENT[language], '').trimEnd(),
      isPython,
    };
    const edits = fix.edits.map(({ range, newText }) => ({ range: seenFrom(call.range.start, range), newText }));
    const is: CallText = { ...was, text: applyFix(was.text, edits) };
    const longest = longestLine(is);
    const mayJoin = /\n[ \t]*\)$/.test(was.text) && edits.some(({ range }) => range.end.line > 0);
    if ((longest <= sure && !mayJoin) || ALLOWED.test(rest) || QUOTE[language].test(before)) return fix;
    known ??= habitsOf(text, isPython, style);
    const isLong = longest > known.width && (known.strict || longest > longestLine(was));
    const laidOut = (mayJoin ? joinCall(was, is, known) : undefined) ?? (isLong ? fitCall(is, known) : undefined);
    const list = lastList(was.text, isPython);
    const written = laidOut === undefined ? undefined : lastList(laidOut, isPython);
    if (laidOut === undefined || list === undefined || written === undefined) return fix;
    const open = lines.position(start + list.open + 1);
    const ahead = fix.edits.filter(({ range }) => isBefore(range.start, open));
    if (ahead.some(({ range }) => !isBefore(range.end, open))) return fix;
    const all: TextEdit = {
      range: { start: open, end: lines.position(start + list.close) },
      newText: laidOut.slice(written.open + 1, written.close),
    };
    return { ...fix, edits: [...ahead, all] };
  };
}

/** The innermost call that holds all edits. */
function callAround(calls: readonly LoggerCall[], edits: readonly TextEdit[]): LoggerCall | undefined {
  return calls.findLast(({ range: { start, end } }) =>
    edits.every(({ range }) => !isBefore(range.start, start) && !isBefore(end, range.end)),
  );
}

function seenFrom(origin: Position, { start, end }: Range): Range {
  const moved = ({ line, column }: Position): Position =>
    line === origin.line ? { line: 0, column: column - origin.column } : { line: line - origin.line, column };
  return { start: moved(start), end: moved(end) };
}
