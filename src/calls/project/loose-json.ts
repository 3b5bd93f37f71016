// JSON as people write it into tsconfig.json: with comments and commas too many.

/** The value of a text; undefined where it is none. */
export function parseLooseJson(text: string): unknown {
  const bare = text.replace(/^\ufeff/, '');
  try {
    return JSON.parse(bare) as unknown;
  } catch {
    // As people write it, then.
  }
  const plain = bare
    .replace(/("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[^]*?\*\//g, (_, literal: string | undefined) => literal ?? '')
    .replace(/("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])/g, (_, literal: string | undefined) => literal ?? '');
  try {
    return JSON.parse(plain) as unknown;
  } catch {
    return undefined;
  }
}

/** A member of an object; undefined where there is none, or the value is no object. */
export function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

/** A text, or undefined. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The texts in a list; empty for anything else. */
export function asTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
