// What the words of a message say about the level it belongs to. Precise before complete: two predictions in three are right, these few are more.

import type { Level } from '../../model/level.ts';

/** A level a message belongs to, and why. */
export interface LevelAdvice {
  readonly level: Level;
  /** Follows "The message": "says that something failed". */
  readonly reason: string;
}

/** What is known of a call besides its words. */
export interface Wording {
  /** The fixed text, holes as one NUL each. */
  readonly text: string;
  readonly level: Level;
  /** In a handler behind which the program goes on. */
  readonly recovers: boolean;
  /** In a handler of whatever goes wrong, or of an exception that is shown. */
  readonly caught: boolean;
}

const PREFIXES: readonly (readonly [RegExp, Level])[] = [
  [/^\W{0,4}(?:FATAL|CRITICAL)\b[\]):!-]|^\[(?:fatal|critical)\]/, 'CRITICAL'],
  [/^\W{0,4}(?:ERROR|Error)\s?(?:[\]):!]|-\s)|^\[error\]|^error:/, 'ERROR'],
  [/^\W{0,4}(?:WARN(?:ING)?|Warning)\s?(?:[\]):!]|-\s)|^\[warn(?:ing)?\]|^warning:/, 'WARNING'],
  [/^\W{0,4}INFO\s?(?:[\]):!]|-\s)|^\[info\]/, 'INFO'],
  [/^\W{0,4}(?:DEBUG|DBG)\s?(?:[\]):!]|-\s)|^\[debug\]|^debug:/, 'DEBUG'],
];

const FAILED =
  /^\W{0,3}(?:failed to\s|failure (?:to|in|while|when|during)\s|unable to\s|could ?n[o']t (?!find\b)[a-z]+\s|can(?:not|'t) (?:connect|open|read|write|load|save|parse|send|create|start|initiali[sz]e)\b|(?:an? |unexpected |unhandled |internal |fatal )*(?:error|exception) (?:while|when|during|occurred|in|reading|writing|loading|saving|parsing|sending|connecting|processing|creating|fetching|handling|updating|deleting|opening|calling|executing|running|starting|initiali[sz]ing|getting)\b|(?:unexpected|unhandled|uncaught|internal|fatal) (?:error|exception)\b)|\b(?:has|have) failed\b[.! ]*(?:with|due|because|:|\0|$)/i;
/** Says no more than that something is not so, which may well be expected: that a lock is taken, that nothing is found. */
const COULD_NOT =
  /^\W{0,3}(?:unable to|could ?n[o']t|can(?:not|'t)) (?:get|take|acquire|obtain|lock|detect|determine|find|infer|guess|identify|match|locate|resolve|recogni[sz]e|rewind|be)\b/i;
/** Says that it is no failure, counts them, or that somebody deals with it. */
const NOT_FAILED =
  /\b(?:no|not an?|without|zero|0|if|unless|in case|when|previously|may|might|could be|would|will|should|expected|ignor\w+|skipp?\w*|retry\w*|retries|again|fall(?:ing)? ?back|fallback|default\w*|instead|dry.?run|simulat\w+|test\w*|optional|recover\w*|clean(?:ing|ed)? up|continu\w+|rate|count|total|handler|callback|probably|usually|harmless|already)\b|\?\s*$/i;

const GOES_ON =
  /\b(?:falling back|fall(?:s)? back|using (?:the |a |its )?(?:default|fallback|cached|previous)\b|default(?:ing|s)? to\b|(?:will |, |; |\. ?|- |now )retry(?:ing)?\b|^retrying\b|(?<!\band |\bthen |\bplease |\bor |\bto )try(?:ing)? again\b|(?<!\bnot )continuing (?:with|without|anyway)\b|proceeding (?:with|without|anyway)\b)/i;
const SKIPS = /[,;.:(-]\s*(?:skipping|ignoring|ignored|skipped|continuing|moving on)\b/i;
const GAVE_UP =
  /\b(?:giv(?:e|ing|en) up|gave up|no more|exhausted|exceeded|max(?:imum)?|aborting|exiting|abort|failed after|last attempt|terminat\w+|please|cannot continue|shutting down|manually|must)\b/i;

const WENT_WELL =
  /^\W{0,3}(?:successfully |logged (?:in|out)\b|(?:server |service |application |app |worker |process )?(?:started|is running|is ready|listening (?:on|at)|initiali[sz]ed|up and running)\b|(?:connected|subscribed) to\b|connection established|(?:starting|loading|initiali[sz]ing|processing|connecting to|listening on) |(?:completed|finished) (?:successfully|in)\b|.{0,60}\b(?:successfully\.?|succeeded\.?|with success)$)/i;
const NOT_WELL =
  /\b(?:not|no|never|fail\w*|error\w*|invalid|without|before|already|missing|unexpected\w*|timed? ?out|abort\w*|un(?:able|known|supported|authori[sz]ed|handled)|but|cannot|can't|couldn't|won't|wrong|bad|refused|denied|lost|dis\w+|twice|only|insecure|unsafe|deprecated|mode|as root|only partially|partial\w*|again|restart\w*|anyway|instead|stale|old|exception|problem|issue|warn\w*|dangerous|emergency|fallback|degraded|while)\b|n't\b/i;

const DEPRECATED =
  /\b(?:is|are|was|has been|have been) (?:now )?deprecated\b|^\W{0,3}(?:deprecated\b[: ]|deprecation(?: warning)?:)/i;
const TRACE =
  /^\W{0,5}(?:(?:entering|exiting|leaving|entered|exited|enter|exit|inside|begin|end of) (?:the )?(?:function|method|handler|\0?\w*\(\))|(?:function|method) \0?\S{0,60} (?:called|entered|exited|start(?:ed)?|end(?:ed)?)\b|(?:>>+|<<+|--?>|<--?) ?(?:enter|exit|begin|end)\b|\w{2,60}\(\)(?: (?:called|entered|start(?:ed)?|end(?:ed)?|enter|exit))?[.!]?$|here[.!]*$|got here\b|(?:test(?:ing)? )?(?:asdf|foo ?bar|xxx+|hello world)[.!]*$)/i;

/** The level the words of a message ask for; undefined where they agree with its own, or say nothing of it. */
export function adviceOf({ text, level, recovers, caught }: Wording): LevelAdvice | undefined {
  const prefix = PREFIXES.find(([pattern]) => pattern.test(text))?.[1];
  if (prefix !== undefined) return prefixed(prefix, level);
  switch (level) {
    case 'INFO':
      if (DEPRECATED.test(text))
        return { level: 'WARNING', reason: 'announces a deprecation, which somebody has to act on' };
      if (FAILED.test(text) && !NOT_FAILED.test(text) && (caught || !COULD_NOT.test(text)))
        return recovers
          ? { level: 'WARNING', reason: 'says that something failed, and the program goes on without it' }
          : { level: 'ERROR', reason: 'says that something failed' };
      if (TRACE.test(text))
        return { level: 'DEBUG', reason: 'follows the program’s steps, which only who debugs it wants to see' };
      return undefined;
    case 'WARNING':
      return /^\W{0,3}successfully /i.test(text) && !NOT_WELL.test(text)
        ? { level: 'INFO', reason: 'says that all went well' }
        : TRACE.test(text)
          ? { level: 'DEBUG', reason: 'follows the program’s steps, which only who debugs it wants to see' }
          : undefined;
    case 'ERROR':
    case 'CRITICAL':
      if (DEPRECATED.test(text) && !/\b(?:removed|no longer)\b/i.test(text))
        return { level: 'WARNING', reason: 'announces a deprecation; nothing has failed yet' };
      if (!GAVE_UP.test(text) && (GOES_ON.test(text) || (recovers && SKIPS.test(text))))
        return { level: 'WARNING', reason: 'says how the program goes on, so nothing has failed for good' };
      return WENT_WELL.test(text) && !NOT_WELL.test(text)
        ? { level: 'INFO', reason: 'says that all went well' }
        : undefined;
    default:
      return undefined;
  }
}

/** A level written into the text, where it is clearly another one than the call's. */
function prefixed(prefix: Level, level: Level): LevelAdvice | undefined {
  const near = new Set([prefix, level]);
  const same =
    prefix === level ||
    (near.has('ERROR') && near.has('CRITICAL')) ||
    // Of a problem some say error that others call a warning.
    (near.has('ERROR') && near.has('WARNING')) ||
    (near.has('DEBUG') && near.has('TRACE'));
  // At debug people write what they would not show anybody.
  if (same || level === 'DEBUG' || level === 'TRACE') return undefined;
  return { level: prefix, reason: `calls itself ${prefix.toLowerCase()}` };
}
