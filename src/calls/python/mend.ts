// Makes f-strings whole that are being typed, so that the rest of a file can be parsed; no offset changes.

/** Where an f-string of one line begins; `r` may stand beside its `f`. */
const F_STRING = /(?<![\w"'])(?:[rR]?[fF]|[fF][rR])(["'])(?!\1)/g;
const OPENS = /[([{]/g;
const CLOSES = /[)\]}]/g;

/** The text with its half-typed f-strings closed by letters in their place; undefined where there are none. */
export function mendPython(text: string): string | undefined {
  let mended = '';
  let done = 0;
  for (const { index, 0: lead } of text.matchAll(F_STRING)) {
    if (index < done) continue;
    const from = index + lead.length;
    const newline = text.indexOf('\n', from);
    const end = newline < 0 ? text.length : newline;
    const brace = openBrace(text, from, end);
    if (brace < 0) continue;
    const quote = lead.at(-1)!;
    const close = text.indexOf(quote, brace);
    if (close >= 0 && close < end) {
      // f"total {price")
      mended += `${text.slice(done, brace)}${'_'.repeat(close - brace)}`;
      done = close;
      continue;
    }
    // f"total {price.
    const line = text.slice(text.lastIndexOf('\n', index) + 1, index);
    const open = (line.match(OPENS)?.length ?? 0) - (line.match(CLOSES)?.length ?? 0);
    const closing = quote + ')'.repeat(Math.max(0, open));
    if (closing.length > end - brace) continue;
    mended += text.slice(done, brace) + closing.padEnd(end - brace);
    done = end;
  }
  return done === 0 ? undefined : mended + text.slice(done);
}

/** Where the brace stands that an f-string opens and nothing on its line closes; -1 where it is whole. */
function openBrace(text: string, from: number, end: number): number {
  const quote = text[from - 1]!;
  let brace = -1;
  for (let at = from; at < end; at++) {
    const letter = text[at]!;
    if (letter === '\\') at++;
    else if (brace < 0) {
      if (letter === quote) return -1;
      if (letter === '{' && text[at + 1] === '{') at++;
      else if (letter === '{') brace = at;
    } else if (letter === '}') brace = -1;
    else if (letter === '"' || letter === "'") {
      // From Python 3.12 on a text may stand there in the same quotes.
      const close = text.indexOf(letter, at + 1);
      if (close < 0 || close >= end) return brace;
      at = close;
    }
  }
  return brace;
}
