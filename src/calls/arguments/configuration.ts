// Reads the options a logger is made with, as far as they are written plainly: what all its records have, what is masked.

import type { Expression } from '../../model/call.ts';

/** Gives the expression a name stands for. */
export type ValueOf = (name: string) => Expression | undefined;

/** The value under a key of an object literal. */
export function entryOf(object: Expression | undefined, key: string): Expression | undefined {
  return object?.kind === 'object' ? object.children.find((one) => one.key === key) : undefined;
}

/** The keys of an object literal. */
export function keysOf(object: Expression | undefined): string[] {
  return object?.kind === 'object' ? object.children.flatMap(({ key }) => key ?? []) : [];
}

/** The texts in a list literal. */
export function textsOf(list: Expression | undefined): string[] {
  return list?.kind === 'list'
    ? list.children.flatMap(({ kind, value }) => (kind === 'string' ? (value ?? []) : []))
    : [];
}

/** What a function gives is looked for up to this length, in UTF-16 units. */
const MAX_FUNCTION = 4000;
const GIVEN = /(?:\breturn\s*|=>\s*\(\s*)\{([^{}]{0,1000})\}/g;

/** The keys of the objects a function gives back: `mixin() { return { traceId: current() } }`. */
export function keysGiven(written: Expression | undefined): string[] {
  if (written?.kind !== 'function') return [];
  return [...written.text.slice(0, MAX_FUNCTION).matchAll(GIVEN)].flatMap(([, entries = '']) =>
    // A call between parentheses may hold commas.
    entries
      .replace(/\([^()]*\)/g, '')
      .split(',')
      .flatMap((entry) => /^\s*['"]?([\w$-]+)['"]?\s*(?::|$)/.exec(entry)?.[1] ?? []),
  );
}

/** A path as pino takes it, with dots only: `req.headers["x-key"]`, `users[*].name`. */
export function dotted(path: string): string {
  return path
    .replace(/\[\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([\w*]+))\s*\]/g, (_, ...keys: (string | undefined)[]) => {
      const key = keys.slice(0, 4).find((one) => one !== undefined);
      return `.${key ?? '*'}`;
    })
    .replace(/^\./, '');
}

const MASKED =
  /\b\w+\.([\w$.]+)\s*=(?!=)\s*(?:['"`]|undefined\b|null\b|(?:\w+\.)*\w*(?:mask|redact|censor|hash|obfuscat|sanitiz|scrub|filter)\w*\s*\()|\bdelete\s+\w+\.([\w$.]+)|\bdelete\s+\w+\[['"]([\w$-]+)['"]\]|\b\w+\[['"]([\w$-]+)['"]\]\s*=(?!=)\s*['"`]/gi;
/** Keys by a variable: of a list that stands there, or is named. */
const BY_KEY = /\bdelete\s+[\w.]+\[\w+\]|[\w.]+\[\w+\]\s*=(?!=)\s*(?:['"`]|undefined\b|null\b|[A-Z_]{3,}\b)/;
const LISTED = /\[((?:\s*(?:'[^'\n]*'|"[^"\n]*")\s*,?)+)\]/g;
const NAMED_LIST = /\bof\s+(\w+)|\b(\w+)\.(?:forEach|includes|has|some)\(/g;

/** The keys that a function which changes a record masks or takes out of it. */
export function maskedBy(text: string, valueOf: ValueOf): string[] {
  const body = text.slice(0, MAX_FUNCTION);
  const found = [...body.matchAll(MASKED)].flatMap(([, set, gone, item, put]) => set ?? gone ?? item ?? put ?? []);
  if (!BY_KEY.test(body)) return found;
  const listed = [...body.matchAll(LISTED)].flatMap(([, items = '']) =>
    [...items.matchAll(/'([^']*)'|"([^"]*)"/g)].flatMap(([, one, other]) => one ?? other ?? []),
  );
  const named = [...body.matchAll(NAMED_LIST)].flatMap(([, name, other]) => textsOf(valueOf(name ?? other ?? '')));
  return [...found, ...listed, ...named];
}
