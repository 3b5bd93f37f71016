// Makes text of unknown origin safe to print: log records may hold what takes over a terminal.

/** Escape sequences: CSI; OSC, DCS, SOS, PM, APC up to their end or the end of the line; two-character ones; the same in C1. */
const ESCAPE_SEQUENCES =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c\n]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]?/g;

/** Controls, and characters that turn the direction of writing round for what follows. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Without escape sequences; other controls as `\x07`, direction marks as `\u202e`. Line breaks (as "\n") and tabs stay. */
export function printable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(ESCAPE_SEQUENCES, '')
    .replace(CONTROLS, (char) => {
      const code = char.charCodeAt(0);
      return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
    });
}

/** On one line. */
export function printableLine(text: string): string {
  return printable(text).replace(/\n/g, '⏎').replace(/\t/g, ' ');
}

/** JSON of anything, on one line, without the controls that JSON.stringify lets through; it parses to the same value. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
