// Frames of Java stack traces (and Kotlin, Scala, Groovy): `	at com.shop.Pay.charge(Pay.java:88)`.

import type { FrameParser } from './frame.ts';

/**
 * A frame names class and file name; package and file name are the end of the path. Module prefixes (`app//`,
 * `java.base/`) and logback's ` ~[shop.jar:1.0]` are understood.
 */
export const javaFrame: FrameParser = (line) => {
  const text = line.trim();
  if (!text.startsWith('at ')) return undefined;
  const open = text.indexOf('(');
  const close = text.indexOf(')', open);
  if (open < 4 || close < 0 || text[open - 1] === ' ') return undefined;
  const place = /^([^/\\:()]+\.(?:java|kt|scala|groovy)):(\d{1,7})$/.exec(text.slice(open + 1, close));
  if (place === null) return undefined;
  const method = text.slice(text.lastIndexOf('/', open) + 1, open).replace(/^at /, '');
  const names = method.split('.');
  const folders = names.slice(0, -2);
  const file = place[1]!;
  return {
    path: [...folders, file].join('/'),
    line: Number(place[2]),
    function: names.slice(-2).join('.'),
    innermost: 'first',
    // Kotlin's convention leaves the packages all files share out of the folders.
    wholePath: !file.endsWith('.kt'),
  };
};
