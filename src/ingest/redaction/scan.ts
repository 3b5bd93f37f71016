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

/** Shorter texts are gone through once, longer ones from their start and their middle at the same time. */
const HALVED = 64;

/** Gives the flags of all suspects that occur in `bytes` from `start` to `end`, ORed. */
export type Scanner = (bytes: Uint8Array, start: number, end: number) => number;

/**
 * Builds a scanner: one table look-up a byte, whatever the number of suspects. It reads bytes, not strings, because
 * reading the characters of a freshly decoded string costs five times as much. Each look-up waits for the one before:
 * two that go side by side take little longer than one.
 */
export function createScanner(suspects: readonly Suspect[]): Scanner {
  const { next, found, silent } = widened(buildAutomaton(suspects));
  const longest = suspects.reduce((most, { text }) => Math.max(most, text.length), 1);
  return (bytes, start, end) => {
    let flags = 0;
    let first = start;
    let front = 0;
    if (end - start > HALVED) {
      // What lies across the middle is found by the one or by the other.
      let second = start + ((end - start - longest) >> 1);
      let back = 0;
      for (; second < end; first++, second++) {
        front = next[(front << 8) | bytes[first]!]!;
        back = next[(back << 8) | bytes[second]!]!;
        if (front >= silent) flags |= found[front]!;
        if (back >= silent) flags |= found[back]!;
      }
      return flags;
    }
    for (; first < end; first++) {
      front = next[(front << 8) | bytes[first]!]!;
      if (front >= silent) flags |= found[front]!;
    }
    return flags;
  };
}

interface Automaton {
  readonly next: Uint16Array;
  readonly found: Uint16Array;
  readonly states: number;
}

/** The same automaton by bytes instead of classes, its first `silent` states those in which nothing is found. */
function widened({ next, found, states }: Automaton): Omit<Automaton, 'states'> & { readonly silent: number } {
  const all = Array.from({ length: states }, (_, state) => state);
  const silent = all.filter((state) => found[state] === 0);
  const order = [...silent, ...all.filter((state) => found[state] !== 0)];
  const places = new Uint16Array(states);
  order.forEach((state, place) => (places[state] = place));
  const wide = new Uint16Array(states << 8);
  order.forEach((state, place) => {
    for (let byte = 0; byte < 256; byte++)
      wide[(place << 8) | byte] = places[next[(state << CLASS_BITS) | classOf(byte)]!]!;
  });
  return { next: wide, found: Uint16Array.from(order, (state) => found[state]!), silent: silent.length };
}

function buildAutomaton(suspects: readonly Suspect[]): Automaton {
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
  return { next, found, states };
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
