// Frames of Go stack traces: the function on one line, `	/src/pay.go:88 +0x1d` on the next.

import { splitPosition } from '../named-path.ts';
import type { FrameParser } from './frame.ts';

/** Panics, `debug.Stack()`, and the stack traces of zap and pkg/errors. */
export const goFrame: FrameParser = (line, before) => {
  if (!/^\s/.test(line)) return undefined;
  const text = line.trim();
  const offset = text.lastIndexOf(' +0x');
  const place = offset < 0 ? text : text.slice(0, offset);
  const position = splitPosition(place);
  if (position?.path.endsWith('.go') !== true) return undefined;
  return { path: position.path, line: position.line, function: functionOf(before), innermost: 'first' };
};

function functionOf(line: string): string | undefined {
  const text = line
    .trim()
    .replace(/^created by /, '')
    .replace(/ in goroutine \d+$/, '');
  const name = text.endsWith(')') ? text.slice(0, text.lastIndexOf('(')) : text;
  return name === '' || name.includes(' ') ? undefined : name.slice(name.lastIndexOf('/') + 1);
}
