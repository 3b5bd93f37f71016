// Undoes the escapes of JavaScript string and template literals.

const ESCAPE = /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[\s\S]))/g;
const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['0', '\0'],
  ['\n', ''],
  ['\r\n', ''],
  ['\r', ''],
  ['\u2028', ''],
  ['\u2029', ''],
]);

/** What the inside of a literal says, by the escapes of ECMA-262 12.9.4. */
export function unescapeEcmascript(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    ESCAPE,
    (
      escape,
      point: string | undefined,
      unit: string | undefined,
      byte: string | undefined,
      simple: string | undefined,
    ) => {
      if (simple !== undefined) return SIMPLE.get(simple) ?? simple;
      const code = parseInt(point ?? unit ?? byte ?? '', 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : escape;
    },
  );
}
