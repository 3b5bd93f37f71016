// Looks through a line once and says what is worth a closer look: a byte automaton (Aho–Corasick) over fixed words.

/** A word to look for: ASCII, any case; `0` stands for any digit. `flag` is one bit. */
export interface Suspect {
  readonly text: string;
  readonly flag: number;
}

/** Classes of characters: letters without case, one class for all digits, the ASCII signs, and 0 for everything else. */
const CLASS_BITS = 6;

function classOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 96;
  if (code >= 65 && code <= 90) return code - 64;
  if (code >= 48 && code <= 57) return 27;
  const sign = ' _-.:/@\\\x1b'.indexOf(String.fromCharCode(code));
  return sign < 0 ? 0 : 28 + sign;
}

/** Gives the flags of all suspects that occur in `bytes` from `start` to `end`, ORed. */
export type Scanner = (bytes: Uint8Array, start: number, end: number) => number;

/**
 * Builds a scanner: one table look-up a byte, whatever the number of suspects. It reads bytes, not strings, because
 * reading the characters of a freshly decoded string costs five times as much.
 */
export function createScanner(suspects: readonly Suspect[]): Scanner {
  const { next, found } = buildAutomaton(suspects);
  const classes = Uint8Array.from({ length: 256 }, (_, code) => classOf(code));
  return (bytes, start, end) => {
    let state = 0;
    let flags = 0;
    for (let index = start; index < end; index++) {
      state = next[(state << CLASS_BITS) | classes[bytes[index]!]!]!;
      flags |= found[state]!;
    }
    return flags;
  };
}

function buildAutomaton(suspects: readonly Suspect[]): { readonly next: Uint16Array; readonly found: Uint16Array } {
  const capacity = 1 + suspects.reduce((sum, { text }) => sum + text.length, 0);
  const next = new Uint16Array(capacity << CLASS_BITS);
  const found = new Uint16Array(capacity);
  let states = 1;
  for (const { text, flag } of suspects) {
    let state = 0;
    for (let index = 0; index < text.length; index++) {
      const edge = (state << CLASS_BITS) | classOf(text.charCodeAt(index));
      if (next[edge] === 0) next[edge] = states++;
      state = next[edge]!;
    }
    found[state] = found[state]! | flag;
  }
  closeOverFailures(next, found, states);
  return { next, found };
}

/** Makes the trie a complete automaton: where a word breaks off, go on with the longest suffix that is a prefix of another. */
function closeOverFailures(next: Uint16Array, found: Uint16Array, states: number): void {
  const classes = 1 << CLASS_BITS;
  const fail = new Uint16Array(states);
  const queue: number[] = [];
  for (let one = 0; one < classes; one++) if (next[one] !== 0) queue.push(next[one]!);
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head]!;
    found[state] = found[state]! | found[fail[state]!]!;
    for (let one = 0; one < classes; one++) {
      const edge = (state << CLASS_BITS) | one;
      const elsewhere = next[(fail[state]! << CLASS_BITS) | one]!;
      if (next[edge] === 0) next[edge] = elsewhere;
      else {
        fail[next[edge]!] = elsewhere;
        queue.push(next[edge]!);
      }
    }
  }
}
