// Tells values that only show what a secret looks like: placeholders, examples, stars.

/** Words that stand where a value would. */
const WORDS =
  /example|sample|dummy|fake|placeholder|change-?_?me|your[-_ ]|my[-_]|foo|bar|lorem|redacted|masked|hidden|insert|replace|todo|test(?:ing)?(?![a-z])|xxx+|\*\*|\.\.\.|<|>|\{|\}|\$\(|%s|%\(/i;
const STANDS_FOR =
  /^(?:pass(?:word|wd|phrase)?|pwd|pw|secret|token|key|apikey|api_key|user(?:name)?|login|admin|root|guest|postgres|none|null|undefined|abc|123|string|value|prefix|scope|name)$/i;

/** Whether a value is none of anybody's: the same character all along, counted up, or words that stand for one. */
export function isExample(value: string): boolean {
  if (WORDS.test(value) || STANDS_FOR.test(value)) return true;
  const characters = value
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(-24)
    .toLowerCase();
  if (new Set(characters).size <= 3) return true;
  return (
    '0123456789abcdefghijklmnopqrstuvwxyz0123456789'.includes(characters) ||
    /0123456789|1234567890|abcdefgh/.test(characters)
  );
}
