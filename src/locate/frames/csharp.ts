// Frames of .NET stack traces: `   at Shop.Pay.Charge(Int32 id) in /src/Pay.cs:line 88`.

import type { FrameParser } from './frame.ts';

/** Frames without ` in FILE:line N` (no debug symbols) name no place and are none. */
export const csharpFrame: FrameParser = (line) => {
  const text = line.trim();
  if (!text.startsWith('at ')) return undefined;
  const colon = text.lastIndexOf(':line ');
  const place = text.lastIndexOf(' in ', colon);
  if (colon < 0 || place < 0) return undefined;
  const number = /^\d{1,7}$/.exec(text.slice(colon + 6));
  if (number === null) return undefined;
  const method = text.slice(3, place);
  const parameters = method.indexOf('(');
  return {
    path: text.slice(place + 4, colon),
    line: Number(number[0]),
    function: parameters < 0 ? method : method.slice(0, parameters),
    innermost: 'first',
  };
};
