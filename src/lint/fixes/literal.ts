// Writes a text as a string literal that Python and JavaScript both read.

/** The literal in the given quotes (`"`, `'`, `"""`); in the other ones where that saves escapes. Three only where the text has lines. */
export function literal(text: string, quote: string): string {
  const one = quote[0] === "'" ? "'" : '"';
  if (
    quote.length === 3 &&
    text.includes('\n') &&
    !text.includes(one.repeat(3)) &&
    !text.endsWith(one) &&
    !text.includes('\r')
  )
    return quote + escape(text, '').replaceAll('\\n', '\n') + quote;
  const other = one === '"' ? "'" : '"';
  const used = text.includes(one) && !text.includes(other) ? other : one;
  return used + escape(text, used) + used;
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\\', '\\\\'],
]);

function escape(text: string, quote: string): string {
  return text.replace(/[\\"'\x00-\x1f\x7f\u2028\u2029\ufeff\ud800-\udfff]/gu, (character) => {
    const named = NAMED.get(character);
    if (named !== undefined) return named;
    if (character === '"' || character === "'") return character === quote ? `\\${character}` : character;
    const code = character.charCodeAt(0);
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
