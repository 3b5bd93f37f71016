// The constant text of a message whose holes are taken out, tidied as a person would.

import type { MessagePart } from '../../model/call.ts';
import { wordsOf } from './identifiers.ts';

const HOLE = '\0';
/** `user={user}`: the field says it. */
const LABEL = /[\p{L}\p{N}_.-]{1,60} ?= ?(?=\0)/gu;
/** `addr: {addr} name: {name}`: two labels or more are a list of fields, not a sentence; only what a word leads to stays. */
const LABELS =
  /(?<![\p{L}\p{N}_])(?:(?<=\p{L} )([\p{L}\p{N}_-]{2,60}): |[\p{L}\p{N}_.-]{1,60}: )(?:\0|(['"`])\0\2)(?:[,;]? (?:and )?[\p{L}\p{N}_.-]{1,60}: (?:\0|(['"`])\0\3))+/gu;
/** `(error: {e})` */
const LABELLED_IN_BRACKETS =
  /\((?:[\p{L}\p{N}_ -]{1,30}): ?(['"`]?)\0\1\)|\[(?:[\p{L}\p{N}_ -]{1,30}): ?(['"`]?)\0\2\]/gu;
/** `… Error: {e}` at the end of a message. */
const LAST_LABEL =
  /(?<=\S)[.;,]?\s+(?:with (?:an? |the )?)?(?:Original )?(?:Error|Exception|Reason|Cause|Details?|Message|Traceback)(?: (?:was|is|message|details))?[:=]?\s*(['"`]?)\0\1\.?$/iu;
/** `…. Expected {a}. Got {b}.`: sentences that only give a value, behind one that says what happened. */
const GIVING =
  /(?<=[\p{L}\p{N}\0)'"`][.!?]) (?:Reason|Expected|Got|Found|Received|Actual|Details?|Status|Code|Response|You have)(?: was| is)?:? (['"`]?)\0+\1[.!]?(?=$| \p{Lu})/gu;
/** What stands before the last label says something without it: "failed to export error", not "unexpected error". */
const SAYS = /[^\p{L}\p{N}_\s\0'"`]\s*$|\b(?:fail(?:s|ed|ure|ing)?|unable|not|\w+n['’]t|cannot|while|when)\b/iu;
/** `{ms:.1f}ms`, `{size} KB`, `{share}%`. */
const UNIT =
  /\0 ?(?:ms|µs|us|ns|s|sec|secs|[kKMGT]i?[Bb]|%|°C?)(?![\p{L}\p{N}_])|\0(?:s|m|h|d|x|px|B|bytes|th|st|nd|rd)(?![\p{L}\p{N}_])/gu;
/** Brackets and quotes around nothing but holes and what separates them. */
const WRAPPED =
  /\((?:[\0\s,;:/|=.+*x-]*\0[\0\s,;:/|=.+*x-]*)\)|\[(?:[\0\s,;:/|=.+*x-]*\0[\0\s,;:/|=.+*x-]*)\]|\{(?:[\0\s,;:/|=.-]*\0[\0\s,;:/|=.-]*)\}|<(?:[\0\s,;:/|=.-]*\0[\0\s,;:/|=.-]*)>|(['"`])[\s]*\0[\0\s,.:/-]*\1/g;
/** A hole first or last in brackets with other words: the brackets stay around those. */
const FIRST_INSIDE = /([([{])\s*\0[\0\s/,;:.-]*(?=[\p{L}\p{N}])/gu;
const LAST_INSIDE = /(?<=[\p{L}\p{N}])[\s:=/,-]*\0[\0\s/,;:.-]*(?=[)\]}])/gu;
const PUNCTUATION = /^[-–—=><|/\\:,;.+*&@#~]+$/;
/** Words that stand between two values and say nothing without them. */
const BETWEEN = new Set(['of', 'and', 'or', 'vs', 'x', 'by', '/']);
/** Words that lead to a value, and to nothing where the sentence goes on without it. */
const LEADS = /^(?:of|in|on|at|for|from|to|with|by|as|via|into|onto)$/i;
/** `logged in {user}`: part of a verb. */
const PART_OF_VERB = /^(?:log|sign|check|plug|opt|turn|tun|switch)(?:s|g?ged|g?ging|n?ed|n?ing|ped|ping|ched|ching)?$/i;
const LETTERS = /\p{L}{2,}/u;

interface Token {
  readonly space: string;
  /** Empty where nothing is left. */
  readonly text: string;
  readonly hadHole: boolean;
  /** It ends with a hole. */
  readonly leads: boolean;
}

/**
 * The text of a message without its holes: `order {id} failed after {ms:.1f}ms: {e}` gives "order failed after".
 * Undefined where no word is left.
 */
export function textWithoutHoles(parts: readonly MessagePart[]): string | undefined {
  const whole = parts.map((part) => (part.kind === 'text' ? part.text.replaceAll(HOLE, '') : HOLE)).join('');
  let text = withoutNames(whole, parts)
    .replace(LABEL, '')
    .replace(UNIT, HOLE)
    .replace(LABELS, (_, label: string | undefined) => (label === undefined ? HOLE : `${label} ${HOLE}`))
    .replace(LABELLED_IN_BRACKETS, HOLE)
    .replace(GIVING, '')
    .replace(LAST_LABEL, withoutLabel);
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replace(WRAPPED, HOLE);
  }
  text = text.replace(FIRST_INSIDE, '$1').replace(LAST_INSIDE, '');
  const tokens = dropOrphans(
    [...text.matchAll(/(\s*)(\S+|$)/g)].map(([, space = '', word = '']): Token => ({
      space,
      text: withoutHole(word),
      hadHole: word.includes(HOLE),
      leads: word.endsWith(HOLE),
    })),
  );
  const joined = trimEnds(join(tokens), tokens, text);
  return /\p{L}/u.test(joined) ? joined : undefined;
}

/** `(index {index})`, `. Seq: {packet.seq}` at the end: the value's own name says it. */
const NAMED_IN_BRACKETS = /\s?\(([\p{L}_]{2,30}):? \0\)/gu;
const NAMED_LAST = /([.;,])\s+((?:[\p{L}_]{1,30} )?[\p{L}_]{1,30})[:=] ?\0(\.?)$/u;

/** Takes out what names a value as its expression does. */
function withoutNames(text: string, parts: readonly MessagePart[]): string {
  const holes = parts.filter((part) => part.kind === 'hole');
  const says = (at: number, label: string): boolean => {
    const words = new Set(wordsOf(holes[text.slice(0, at).split(HOLE).length - 1]?.expression?.text ?? ''));
    return wordsOf(label).every((word) => words.has(word));
  };
  return text
    .replace(NAMED_LAST, (all, mark: string, label: string, end: string, at: number) =>
      says(at, label) ? (mark === '.' ? '.' : end) + HOLE : all,
    )
    .replace(NAMED_IN_BRACKETS, (all, label: string, at: number) => (says(at, label) ? HOLE : all));
}

/** What a last label leaves: the hole alone, or itself where the rest would not say what happened. */
function withoutLabel(label: string, ...[, at, text]: readonly [quote: string, at: number, text: string]): string {
  return /^[.;,]|^\s+with\b/i.test(label) || SAYS.test(text.slice(0, at)) ? HOLE : label;
}

/** What is left of one word: `order-{id}` keeps "order", `{name}.json` nothing, `{id}:` its colon. */
function withoutHole(word: string): string {
  if (!word.includes(HOLE)) return word;
  const rest = word.replaceAll(HOLE, '');
  if (!LETTERS.test(rest)) return /[:,;.!?]+$/.exec(word)?.[0] ?? '';
  if (/^\w+:\/\//.test(rest) || /^\.\w{1,5}$/.test(rest) || /^'s\b/.test(rest)) return '';
  const squeezed = rest
    .replace(/\/{2,}/g, '/')
    .replace(/([-_.:])[-_.:]+/g, '$1')
    .replace(/\(\)|\[\]|\{\}|<>|''|""/g, '')
    .replace(/:(?=[,;.!?)]+$)/, '');
  return squeezed.replace(/^[-_@#=+*~|\\:.,]+/, '').replace(/[-_/@#=+*~|\\]+(?=[:,;.!?]*$)/, '');
}

function dropOrphans(tokens: readonly Token[]): Token[] {
  const gone = ({ text, hadHole }: Token): boolean => hadHole && text === '';
  return tokens.map((token, index) => {
    if (token.hadHole && token.text.endsWith(':') && token.leads && followed(tokens, index + 1))
      return { ...token, text: token.text.slice(0, -1) };
    if (token.hadHole || token.text === '') return token;
    const before = tokens[index - 1];
    const after = tokens[index + 1];
    const lonely = (before !== undefined && gone(before)) || (after !== undefined && gone(after));
    const between = before?.hadHole === true && after?.hadHole === true;
    // `key: {key} of {user}`: what led to the value leads to nothing now.
    if (token.text.endsWith(':') && after !== undefined && gone(after) && followed(tokens, index + 2))
      return { ...token, text: token.text.slice(0, -1) };
    const goesOn = after !== undefined && (gone(after) || (after.hadHole && /^[,;]$/.test(after.text)));
    const leads = goesOn && before !== undefined && LEADS.test(token.text) && !PART_OF_VERB.test(before.text);
    const drop =
      (leads && followed(tokens, index + 2)) ||
      (PUNCTUATION.test(token.text) && lonely && !/^\.{3}$/.test(token.text)) ||
      (between && BETWEEN.has(token.text.toLowerCase()));
    return drop ? { ...token, text: '', hadHole: true } : token;
  });
}

/** Whether the sentence goes on there. */
function followed(tokens: readonly Token[], from: number): boolean {
  const next = tokens.slice(from).find(({ text }) => text !== '');
  return next !== undefined && /^[\p{Ll}(]/u.test(next.text) && tokens[from]?.space.includes('\n') !== true;
}

function join(tokens: readonly Token[]): string {
  let text = '';
  let gap = '';
  for (const token of tokens) {
    // Of the spaces around a word that is gone one stays, a line break before a blank.
    gap =
      gap === '' || (token.space.includes('\n') && !gap.includes('\n')) || (token.space === ' ' && !gap.includes('\n'))
        ? token.space
        : gap;
    if (token.text === '') {
      if (token.hadHole) continue;
      text += gap;
      gap = '';
      continue;
    }
    if (token.hadHole && text !== '' && /^[:,;.!?]+$/.test(token.text)) text = withMark(text, token.text);
    else text += (text === '' && tokens[0]?.text === '' ? '' : gap) + token.text;
    gap = '';
  }
  return text;
}

/** A mark behind a hole that is gone moves to the word before, and takes the place of a colon. */
function withMark(text: string, mark: string): string {
  if (!/[:,;.!?]$/.test(text)) return text + mark;
  return (/^[.!?]/.test(mark) && /[,;]$/.test(text)) || (/^[^:]/.test(mark) && text.endsWith(':'))
    ? text.slice(0, -1) + mark
    : text;
}

/** Where the message began or ended with a hole, what led to it goes too. */
function trimEnds(text: string, tokens: readonly Token[], whole: string): string {
  const words = tokens.filter((token) => token.hadHole || token.text !== '');
  let trimmed = text;
  if (words[0]?.hadHole === true) trimmed = trimmed.replace(/^[\s:;,=>|.)\]}–—-]+/, '');
  if (words.at(-1)?.hadHole === true)
    trimmed = trimmed.replace(/(?:[\s:;,=|([{<@#&+~/–—-]|(?<!<\/?[\w -]{1,40})>)+$/, '').trimEnd();
  // "done in {seconds}." ends in no sentence any more.
  return /[\0][^\p{L}\p{N}]*$/u.test(whole)
    ? trimmed.replace(/(?<=\s(?:at|by|for|from|in|into|of|on|to|with|as|is|was|than|after))\.$/i, '')
    : trimmed;
}
