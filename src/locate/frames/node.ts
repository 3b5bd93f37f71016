// Frames of V8 stack traces (Node, Chromium, Deno, Bun): `    at pay (/app/pay.ts:88:5)`; Rust's `at ./src/main.rs:4:5` fits too.

import { splitPosition } from '../named-path.ts';
import type { FrameParser } from './frame.ts';

/** Understands `async`, `new`, `[as name]`, `file://` and `webpack://` URLs and `eval at`, where the place of the eval counts. */
export const nodeFrame: FrameParser = (line) => {
  const text = line.trim();
  if (!text.startsWith('at ')) return undefined;
  const body = text.slice(3).replace(/^async /, '');
  const evaluated = body.lastIndexOf('eval at ');
  const place = evaluated < 0 ? body : body.slice(evaluated + 8);
  // Folders may hold parentheses ("(group)/page.tsx"): the first one behind a space opens the place.
  const open = place.indexOf(' (');
  const close = evaluated < 0 ? place.lastIndexOf(')') : place.indexOf(')', open);
  const named = open >= 0 && close > open;
  const position = splitPosition(named ? place.slice(open + 2, close) : place);
  if (position === undefined || /^\s*$/.test(position.path)) return undefined;
  return { ...position, function: named ? place.slice(0, open) : undefined, innermost: 'first' };
};
