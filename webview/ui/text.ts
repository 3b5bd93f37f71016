// Makes text of unknown origin fit to be shown: no terminal codes, nothing invisible, nothing that turns its surroundings round.

// CSI, OSC (ended by BEL or ST) and two-byte escapes. Lengths are bounded so that an unended sequence can't swallow the text.
const TERMINAL =
  /\u001b\[[0-?]{0,64}[ -/]{0,16}[@-~]|\u009b[0-?]{0,64}[ -/]{0,16}[@-~]|\u001b\][^\u0007\u001b]{0,512}(?:\u0007|\u001b\\)|\u001b[ -/]{0,4}[0-Z\\^-~]/g;
// Control characters; direction overrides and isolates; zero-width and other invisible characters; lone surrogates.
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const UNSEEN_ONCE = new RegExp(UNSEEN.source);

/** Text without ANSI escape sequences (colours, cursor moves, titles, links). */
export function withoutTerminalCodes(text: string): string {
  return text.includes('\u001b') || text.includes('\u009b') ? text.replace(TERMINAL, '') : text;
}

function visible(character: string): string {
  const code = character.charCodeAt(0);
  if (code === 0x0a) return '↵';
  if (code === 0x09) return '⇥';
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/**
 * `text` for one line of the screen: terminal codes gone, line ends as ↵, every other control, direction or invisible
 * character shown as a sign. At most `limit` UTF-16 units of it are looked at; a cut is marked with an ellipsis.
 */
export function displayLine(text: string, limit = 2000): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  const plain = withoutTerminalCodes(cut).replace(/\r\n?/g, '\n').trimEnd();
  return UNSEEN_ONCE.test(plain) ? plain.replace(UNSEEN, visible) : plain;
}

/** As displayLine, but tabs stay and lines stay lines: for stack traces and raw text. */
export function displayBlock(text: string, limit = 100_000): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  const plain = withoutTerminalCodes(cut).replace(/\r\n/g, '\n');
  return plain.replace(UNSEEN, (character) =>
    character === '\n' || character === '\t' ? character : visible(character),
  );
}

/** `a/long/path/file.py` cut in its middle to at most `limit` characters, so that the file name stays. */
export function middleEllipsis(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const tail = Math.ceil((limit - 1) * 0.7);
  return `${text.slice(0, limit - 1 - tail)}…${text.slice(text.length - tail)}`;
}
