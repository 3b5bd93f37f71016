// Stack traces as text → their frames, whatever runtime wrote them.

import type { IncomingRecord } from '../../model/record.ts';
import type { JsonValue } from '../../model/json.ts';
import { csharpFrame } from './csharp.ts';
import type { FrameParser, StackFrame } from './frame.ts';
import { goFrame } from './go.ts';
import { javaFrame } from './java.ts';
import { nodeFrame } from './node.ts';
import { pythonFrame } from './python.ts';

export type { StackFrame } from './frame.ts';

/** The narrower shape first: Node's takes every `at … :line`. */
const PARSERS: readonly FrameParser[] = [pythonFrame, csharpFrame, javaFrame, goFrame, nodeFrame];

/** Of a longer trace only this many lines from either end are read: a runaway recursion repeats itself in between. */
const LINES_EITHER_END = 500;
const MAX_LINE = 4096;

/** The frames of a stack trace in the order of the text. Lines that are no frames, or name no line, are left out. */
export function framesOf(stack: string): readonly StackFrame[] {
  const frames: StackFrame[] = [];
  let before = '';
  for (const { number, text } of linesOf(stack)) {
    for (const parse of PARSERS) {
      const frame = parse(text, before);
      if (frame === undefined) continue;
      if (frame.line > 0) frames.push({ ...frame, textLine: number });
      break;
    }
    before = text;
  }
  return frames;
}

function linesOf(stack: string): { readonly number: number; readonly text: string }[] {
  const starts = [0];
  for (let at = stack.indexOf('\n'); at >= 0; at = stack.indexOf('\n', at + 1)) starts.push(at + 1);
  const wanted =
    starts.length <= 2 * LINES_EITHER_END
      ? starts.keys()
      : [...range(0, LINES_EITHER_END), ...range(starts.length - LINES_EITHER_END, starts.length)];
  return [...wanted].map((number) => {
    const start = starts[number]!;
    const end = number + 1 < starts.length ? starts[number + 1]! - 1 : stack.length;
    const text = stack.slice(start, Math.min(end, start + MAX_LINE));
    return { number, text: text.endsWith('\r') ? text.slice(0, -1) : text };
  });
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/** Text that may be a trace, and is short enough to be looked at. */
function looksLikeStack(text: string): boolean {
  return text.includes('\n') && framesOf(text.slice(0, 20_000)).length > 0;
}

/** The stack trace a record carries: its exception's, else one inside its attributes, message or raw text; undefined where there is none. */
export function stackOf(record: IncomingRecord): string | undefined {
  if (record.exception?.stack !== undefined) return record.exception.stack;
  const nested = stackInside(record.attributes, 4, { left: 500 });
  if (nested !== undefined) return nested;
  return [record.exception?.message, record.message, record.raw].find(
    (text) => text !== undefined && looksLikeStack(text),
  );
}

/** Depth first, bounded in depth and in values looked at. */
function stackInside(value: JsonValue, depth: number, budget: { left: number }): string | undefined {
  if (budget.left-- <= 0) return undefined;
  if (typeof value === 'string') return looksLikeStack(value) ? value : undefined;
  if (typeof value !== 'object' || value === null || depth === 0) return undefined;
  for (const inner of Object.values<JsonValue>(value)) {
    if (budget.left <= 0) return undefined;
    const found = stackInside(inner, depth - 1, budget);
    if (found !== undefined) return found;
  }
  return undefined;
}
