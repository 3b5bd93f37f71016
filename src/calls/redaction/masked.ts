// What a Python function or class that changes records masks in them, or takes out, as far as its text says so plainly.

import { namesIn, textsIn } from './python-text.ts';

/** A label in a message whose value is masked: `password=`. */
export interface MaskedText {
  readonly before: string;
  /** Also where the value is an argument of the message; else only where it was put into the text before. */
  readonly formatted: boolean;
}

/** What is masked in records. */
export interface Masked {
  /** Keys of fields, dotted from the record; see LoggerCall. */
  readonly fields: readonly string[];
  readonly texts: readonly MaskedText[];
}

export const NOTHING_MASKED: Masked = { fields: [], texts: [] };

/** Gives the texts that stand in an expression, or in what its names stand for. */
export type TextsOf = (expression: string) => readonly string[];

const SAFE = 'mask|redact|censor|obfuscat|saniti[sz]|scrub|anonymi[sz]|hash|filtered|hidden|digest|encrypt';
/** What is written in place of a secret: a text, nothing, a constant, what a masking function gives. */
const STAND_IN = `(?=[rbfu]?["']|None\\b|[A-Z][A-Z_\\d]{2,}\\b|[\\w.]*(?:${SAFE})\\w*)`;
const ITEM_SET = new RegExp(`\\[\\s*["']([\\w.-]{1,80})["']\\s*\\]\\s*=(?!=)\\s*${STAND_IN}`, 'gi');
const MEMBER_SET = new RegExp(`(?<![\\w.])(?!self\\b|cls\\b)\\w{1,60}\\.(\\w{1,80})\\s*=(?!=)\\s*${STAND_IN}`, 'gi');
const NAMED_SET = /\b(?:setattr|delattr)\(\s*\w{1,60},\s*["'](\w{1,80})["']/g;
const TAKEN_OUT =
  /(?:^|[:;])[ \t]*[\w.[\]"']{1,120}\.pop\(\s*["']([\w.-]{1,80})["']|\bdel\s+[\w.]{1,80}(?:\[["']\w{1,80}["']\])?\[["']([\w.-]{1,80})["']\]|\bdel\s+\w{1,60}\.(\w{1,80})/gm;
/** What every record has; to change it masks no field. */
const OWN = new Set(['msg', 'args', 'message', 'event', 'extra', 'levelname', 'name', 'exc_text', 'exc_info']);
/** Something is set or taken out by a key that a variable holds. */
const BY_KEY = new RegExp(
  `\\[\\s*(\\w{1,60})\\s*\\]\\s*=(?!=)\\s*${STAND_IN}|\\bsetattr\\(\\s*[\\w.]{1,60},\\s*(\\w{1,60})\\s*,|\\.pop\\(\\s*(\\w{1,60})\\s*[,)]` +
    `|\\bdel\\s+[\\w.]{1,60}(?:\\[["']\\w{1,80}["']\\])?\\[\\s*(\\w{1,60})\\s*\\]|\\bdelattr\\(\\s*\\w{1,60},\\s*(\\w{1,60})|\\{\\s*(\\w{1,60})\\s*:(?=[^{}]{0,400}\\bfor\\b[^{}]{0,400}\\bif\\b|[^{}]{0,200}\\bif\\b[^{}]{0,400}\\bfor\\b)`,
  'g',
);
const VALUE = '([[({][^\\])}]{0,2000}[\\])}]|[\\w.]{1,80}(?:\\([^()\\n]{0,400}\\))?)';
const LOWER = '(?:\\.(?:lower|casefold|upper|strip)\\(\\))*';
const LOOP = /\bfor\s+(\w{1,60})\s+in\s+([^\n:]{1,400})/g;
const MEMBER = new RegExp(
  `(?<!\\bfor\\s)(?<![\\w.])(?:str\\()?(\\w{1,60})\\)?${LOWER}\\s+(?:not\\s+)?in\\s+${VALUE}`,
  'g',
);
const PART = new RegExp(
  `\\b(\\w{1,60})${LOWER}\\s+in\\s+(?:str\\()?(\\w{1,60})\\)?${LOWER}\\s+for\\s+\\1\\s+in\\s+${VALUE}`,
  'g',
);
const LITERAL_PART = new RegExp(`["']([\\w-]{1,80})["']\\s+in\\s+(?:str\\()?(\\w{1,60})\\)?${LOWER}(?![\\w.(])`, 'g');
const SAME = new RegExp(`\\b(\\w{1,60})${LOWER}\\s*==\\s*["']([\\w.-]{1,80})["']`, 'g');
const BY_PATTERN =
  /([\w.]{1,80})\.(?:search|match|fullmatch)\(\s*(?:r?(["'])(.{0,400}?)\2\s*,\s*)?(?:str\()?(\w{1,60})/g;
/** A default for records that have no such field masks nothing. */
const isDefault = (name: string, body: string): boolean =>
  new RegExp(`\\bnot\\s+hasattr\\([^()]{0,60}["']${name}["']|["']${name}["']\\s+not\\s+in\\b`).test(body);

/** What a block of code masks; `given` are the texts it is made with: `MaskFields(["password", "token"])`. */
export function maskedIn(body: string, textsOf: TextsOf, given: readonly string[]): Masked {
  return { fields: fieldsIn(body, textsOf, given), texts: labelsIn(body, textsOf, given) };
}

function fieldsIn(body: string, textsOf: TextsOf, given: readonly string[]): string[] {
  const set = [ITEM_SET, MEMBER_SET, NAMED_SET, TAKEN_OUT].flatMap((pattern) =>
    [...body.matchAll(pattern)].flatMap(
      ([, ...keys]: (string | undefined)[]) => keys.find((key) => key !== undefined) ?? [],
    ),
  );
  const named = set.filter((key) => !OWN.has(key) && !isDefault(key, body));
  const above = callsItself(body) ? '**.' : '';
  return [...new Set([...named, ...keysTold(body, textsOf, given).map((key) => above + key)])];
}

/** The keys that a variable may be by which something is masked. */
function keysTold(body: string, textsOf: TextsOf, given: readonly string[]): string[] {
  const variables = new Set(
    [...body.matchAll(BY_KEY)].flatMap(
      ([, ...names]: (string | undefined)[]) => names.find((one) => one !== undefined) ?? [],
    ),
  );
  if (variables.size === 0) return [];
  const keys = (expression: string): readonly string[] => {
    const found = textsOf(expression);
    return found.length > 0 || !namesIn(expression).some(({ name }) => isUnknown(name, body)) ? found : given;
  };
  const found: string[] = [];
  const parts = [...body.matchAll(PART)];
  for (const [, , variable = '', list = ''] of parts)
    if (variables.has(variable)) found.push(...keys(list).map((part) => `*${part}*`));
  for (const [, variable = '', list = ''] of body.matchAll(LOOP))
    if (variables.has(variable)) found.push(...keys(list));
  for (const [, variable = '', list = ''] of body.matchAll(MEMBER))
    if (variables.has(variable)) found.push(...keys(list));
  for (const [, part = '', variable = ''] of body.matchAll(LITERAL_PART))
    if (variables.has(variable)) found.push(`*${part}*`);
  for (const [, variable = '', key = ''] of body.matchAll(SAME)) if (variables.has(variable)) found.push(key);
  for (const [, pattern = '', , written, variable = ''] of body.matchAll(BY_PATTERN))
    if (variables.has(variable))
      found.push(
        ...(written === undefined ? textsOf(pattern) : [written]).flatMap(wordsOfPattern).map((word) => `*${word}*`),
      );
  return found.filter((key) => /^[\w.*-]{2,80}$/.test(key));
}

/** Whether a name is none that every function has: then it stands for what the masker is made with. */
function isUnknown(name: string, body: string): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1);
  return new RegExp(`[(,]\\s*\\*{0,2}${last}\\b|\\bself\\.${last}\\b`).test(body);
}

/** Whether a function of the block goes into what it is given. */
function callsItself(body: string): boolean {
  for (const { index, 1: name = '' } of body.matchAll(/\bdef\s+(\w{1,80})/g)) {
    const inside = body.slice(index + name.length + 4, index + 4000);
    if (name !== '__init__' && new RegExp(`(?<!\\bsuper\\(\\)\\.)\\b${name}\\(`).test(inside.slice(name.length)))
      return true;
  }
  return false;
}

/** The plain words that a pattern looks for: `password|api[_-]?key`. */
function wordsOfPattern(pattern: string): string[] {
  return bare(pattern)
    .split(/[|()]/)
    .map((word) => word.trim())
    .filter((word) => /^[\w-]{3,60}$/.test(word));
}

/** A pattern without what stands for borders, and with one sign between words. */
function bare(pattern: string): string {
  return pattern
    .replace(/\(\?(?::|P<\w{1,40}>)/g, '(')
    .replace(/\(\?[imsx]{1,4}\)|\\[bBA]/g, '')
    .replace(/\[(?:_-|-_|_\\-|\\-_|[_-])\]\??|(?<=\w)_\?/g, '_');
}

const LABELS =
  /(?<![\w|-])([A-Za-z_][\w-]{1,60}(?:\|[A-Za-z_][\w-]{1,60})*)((?:\)|\\s[*+?]?|\s|\\?["']\??|\["'\]\??|\?)*)(\[[^\]]{1,20}\]|[=:])/g;
const JOINED =
  /["']\|["']\.join\(\s*(?:re\.escape\(\w{1,40}\)\s+for\s+\w{1,40}\s+in\s+|map\(\s*re\.escape\s*,\s*)?([\w.]{1,80})/g;

const BEHIND_GROUP = /\)(?:\\s[*+?]?|\s|["']\??|\["'\]\??)*(\[[^\]]{1,20}\]|[=:])/;

/** The labels whose values a block replaces in the text of a message: by a pattern that begins with words and a sign. */
function labelsIn(body: string, textsOf: TextsOf, given: readonly string[]): MaskedText[] {
  if (!/\.subn?\(/.test(body)) return [];
  const replaced = [...body.matchAll(/(?:\b(?:re|regex)\.subn?\(\s*([\w.]{1,80}|r?f?["'])|([\w.]{1,80})\.subn?\()/g)];
  const patterns = [...textsIn(body), ...replaced.flatMap(([, first, other]) => textsOf(first ?? other ?? ''))];
  for (const { 1: list = '' } of body.matchAll(/\bfor\s+[\w, ()]{1,80}\s+in\s+([\w.]{1,80})/g)) {
    const found = textsOf(list);
    patterns.push(...(found.length > 0 ? found : given));
  }
  const labels = new Set<string>();
  const add = (words: readonly string[], signs: string): void => {
    for (const word of words) for (const sign of '=:') if (signs.includes(sign)) labels.add(word.toLowerCase() + sign);
  };
  for (const pattern of patterns.slice(0, 100))
    for (const [, words = '', , signs = ''] of bare(pattern).slice(0, 2000).matchAll(LABELS))
      add(words.split('|'), signs);
  // `"(" + "|".join(WORDS) + ")="`, here or where the pattern is made.
  const joined = [body, ...patterns].flatMap((code) =>
    [...code.matchAll(JOINED)].map(([, list = '']) => textsOf(list)),
  );
  if (joined.length > 0 || patterns.includes('|')) {
    const signs = patterns.flatMap((pattern) => BEHIND_GROUP.exec(pattern)?.[1] ?? []).join('');
    const words = [...joined.flat(), ...(patterns.includes('|') ? patterns : [])];
    add(
      (words.length > 0 ? words : given).filter((word) => /^[A-Za-z_][\w-]{1,60}$/.test(word)),
      signs,
    );
  }
  if (patterns.some((pattern) => /\bbearer(?:\\s|\s|\))/i.test(pattern))) labels.add('bearer');
  const formatted = /\.getMessage\(\)|\.format\(\s*\w+\s*\)|\bargs\b|event_dict|\[["'](?:message|event)["']\]/.test(
    body,
  );
  return [...labels].map((before) => ({ before, formatted }));
}
