// Reads JSON that people write (comments and commas at the end allowed), and keeps where everything stands.

export interface JsonMember {
  readonly key: string;
  /** Offsets of the key with its quotes. */
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: JsonNode;
}

/** A value and where it stands, as offsets. */
export interface JsonNode {
  readonly start: number;
  readonly end: number;
  /** Of a string, number, boolean or null. */
  readonly value?: string | number | boolean | null;
  readonly items?: readonly JsonNode[];
  readonly members?: readonly JsonMember[];
}

/** What is wrong with a text, in a sentence, and where. */
export interface JsonMistake {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** Deeper values are refused: nobody writes them, and reading them must end. */
const MAX_DEPTH = 100;

const BLANK = /(?:[ \t\r\n\ufeff]|\/\/[^\n]*|\/\*(?:(?!\*\/)[^])*(?:\*\/)?)*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD = /[^\s,:[\]{}"]+/y;

/** The kind of a value as JSON Schema calls it. */
export function jsonKind({ value, items, members }: JsonNode): string {
  if (members !== undefined) return 'object';
  if (items !== undefined) return 'array';
  return value === null ? 'null' : typeof value;
}

/** The value of a member; of several of one name the last, as every JSON reader does. */
export function jsonMember({ members }: JsonNode, key: string): JsonNode | undefined {
  return members?.findLast((member) => member.key === key)?.value;
}

/** Reads a text. Never throws: what is wrong is given back. */
export function readJsonText(text: string): { readonly root: JsonNode } | { readonly mistake: JsonMistake } {
  let at = 0;
  const fail = (message: string, start = at, end = Math.min(text.length, start + 1)): never => {
    throw Object.assign(new Error(message), { mistake: { message, start, end } satisfies JsonMistake });
  };
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const blank = (): void => void take(BLANK);
  const string = (): string => {
    const start = at;
    const written = take(STRING);
    return written === undefined
      ? fail('This text in quotes has no end, or a sign in it that needs a \\.', start)
      : (JSON.parse(written) as string);
  };

  /** Entries up to `end`, with commas between them. */
  const entries = (end: string, entry: () => void): void => {
    at++;
    for (blank(); text[at] !== end; blank()) {
      if (at >= text.length) fail(`A ${end} is missing at the end.`);
      entry();
      blank();
      if (text[at] === ',') at++;
      else if (text[at] !== end)
        fail(at >= text.length ? `A ${end} is missing at the end.` : `A comma or ${end} is missing here.`);
    }
    at++;
  };

  const value = (depth: number): JsonNode => {
    blank();
    const start = at;
    if (depth > MAX_DEPTH) fail('This is nested too deeply.');
    if (text[at] === '{') {
      const members: JsonMember[] = [];
      entries('}', () => {
        const keyStart = at;
        if (text[at] !== '"') fail('A name in double quotes is missing here.');
        const key = string();
        const keyEnd = at;
        blank();
        if (text[at] !== ':') fail('A colon is missing here.');
        at++;
        members.push({ key, keyStart, keyEnd, value: value(depth + 1) });
      });
      return { start, end: at, members };
    }
    if (text[at] === '[') {
      const items: JsonNode[] = [];
      entries(']', () => items.push(value(depth + 1)));
      return { start, end: at, items };
    }
    if (text[at] === '"') return { value: string(), start, end: at };
    const number = take(NUMBER);
    if (number !== undefined) return { value: Number(number), start, end: at };
    const word = take(WORD);
    if (word === 'true' || word === 'false') return { value: word === 'true', start, end: at };
    if (word === 'null') return { value: null, start, end: at };
    return word === undefined
      ? fail('A value is missing here.', start)
      : fail(`${word.slice(0, 40)} is no value: text needs double quotes.`, start, at);
  };

  try {
    const root = value(0);
    blank();
    if (at < text.length) fail('The file should end here.');
    return { root };
  } catch (error) {
    return error instanceof Error && 'mistake' in error
      ? { mistake: error.mistake as JsonMistake }
      : { mistake: { message: 'This can’t be read as JSON.', start: 0, end: 0 } };
  }
}
