// The functions of a project that mask a value, as far as a file has them at hand, and the ids of persons that it uses.

const MASKS =
  /^_?(?:mask|redact|censor|obfuscate|scrub|anonymi[sz]e|pseudonymi[sz]e|hash)(?:_?(?:value|text|string|str|secret|secrets|token|password|email|mail|phone|card|number|pii|personal|sensitive|data|key|user)){0,2}$/i;
const MAX_NAMES = 8;

const SAYS_MASK = /\b_?(?:mask|redact|censor|obfuscate|scrub|anonymi[sz]e|pseudonymi[sz]e|hash)/i;
// Taken from the text: neither takes part in logging, and so the syntax may have been read without them.
const TAKEN =
  /^from[ \t]+[\w.]+[ \t]+import[ \t]+(?:\(([^()]{0,2000})\)|([^\n(]{0,300}))|^import[ \t]+(?:[\w$]+[ \t]*,[ \t]*)?\{([^{}]{0,2000})\}|^(?:const|let|var)[ \t]+\{([^{}]{0,2000})\}[ \t]*=[ \t]*require\(/gm;
/** Functions of the module with one parameter. */
const PARAMETER = '[ \\t]*[\\w$]{1,60}(?:[ \\t]*[:=?][^(),\\n]{0,200})?[ \\t]*';
const WRITTEN = new RegExp(
  `^def[ \\t]+(\\w{1,60})\\(${PARAMETER}\\)|^(?:export[ \\t]+)?function[ \\t]+([\\w$]{1,60})[ \\t]*\\(${PARAMETER}\\)` +
    `|^(?:export[ \\t]+)?const[ \\t]+([\\w$]{1,60})[ \\t]*=[ \\t]*(?:[\\w$]{1,60}|\\(${PARAMETER}\\)(?:[ \\t]*:[^(),\\n=]{0,100})?)[ \\t]*=>`,
  'gm',
);

/** The functions by whose name a value is masked: written in the module with one parameter, or imported by name. */
export function maskersIn(text: string): string[] {
  if (!SAYS_MASK.test(text)) return [];
  const written = [...text.matchAll(WRITTEN)].flatMap(
    ([, ...names]: (string | undefined)[]) => names.find((name) => name !== undefined) ?? [],
  );
  const taken = [...text.matchAll(TAKEN)]
    .flatMap(([, ...lists]: (string | undefined)[]) => lists.flatMap((list) => list?.split(',') ?? []))
    .flatMap((item) => (/^\s*type\s/.test(item) ? [] : (/([\w$]+)\s*(?:#.*)?$/.exec(item)?.[1] ?? [])))
    // What others call `hash` often takes an algorithm first.
    .filter((name) => name !== 'hash');
  return [...new Set([...written, ...taken])].filter((name) => MASKS.test(name)).slice(0, MAX_NAMES);
}

/** What is known of a person. */
const OF_PERSON = /\.(?:\w*mail|\w*phone|mobile|\w*name|\w*address|birth\w*|dob|ssn)\b/i;
const PERSON_ID =
  /\b(?:current_?)?(?:user|customer|account|member|patient|employee|subscriber|contact|person)\.(?:id|uuid|pk|_id|user_?id|customer_?id)\b(?!\s*\()/gi;

/** The ids of persons that a text uses, `user.id`, `self.customer.uuid`; asked only where one of `calls` shows more of a person. */
export function personIdsIn(
  text: string,
  calls: readonly { readonly start: number; readonly end: number }[],
): string[] {
  if (!calls.some(({ start, end }) => OF_PERSON.test(text.slice(start, end)))) return [];
  const found = new Set<string>();
  for (const { 0: written, index } of text.matchAll(PERSON_ID)) {
    if (found.size === MAX_NAMES) break;
    const owner = /[\w$.]*$/.exec(text.slice(Math.max(0, index - 60), index))?.[0] ?? '';
    found.add(owner + written);
  }
  return [...found];
}
