// Frames of Python tracebacks: `  File "/app/pay.py", line 88, in charge`.

import type { FrameParser } from './frame.ts';

/** Also inside exception groups, whose lines begin with `|`. */
export const pythonFrame: FrameParser = (line) => {
  const start = line.indexOf('File "');
  if (start < 0 || !/^[\s|+-]*$/.test(line.slice(0, start))) return undefined;
  const end = line.lastIndexOf('", line ');
  if (end < start) return undefined;
  const behind = /^(\d{1,7})(?:, in (.+))?$/.exec(line.slice(end + 8).trimEnd());
  if (behind === null) return undefined;
  return { path: line.slice(start + 6, end), line: Number(behind[1]), function: behind[2], innermost: 'last' };
};
