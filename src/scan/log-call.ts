// A log call for a place that is silent: by a logger that is in reach, in its dialect, with the values that are at hand. It
// is written as in a hurry, with all of them in the message, and then mended as the linter would mend it.

import { createLines } from '../base/lines.ts';
import type { LogPlace, LogPlaceAsked } from '../calls/insertion/log-place.ts';
import { logWords } from '../coverage/log-words.ts';
import { coverageFacts } from '../coverage/read-file.ts';
import { applyFix } from '../lint/fixes/apply-fix.ts';
import type { LoggerCall } from '../model/call.ts';
import type { Place, PlaceFacts } from '../model/coverage.ts';
import type { FileReading } from '../model/file-reading.ts';
import type { Finding } from '../model/finding.ts';
import type { Level } from '../model/level.ts';
import type { Position } from '../model/location.ts';
import { holdsRange, isSamePosition } from '../model/position-order.ts';
import type { LogCallInsertion } from '../model/log-call.ts';
import type { Judge, JudgeRequest } from './judge.ts';

/** What a place is known by in its file. */
export type SilentPlace = Pick<Place, 'kind' | 'range'>;

/** What methods of loggers for these levels are called, the most usual first. */
const METHODS: readonly (readonly [Level, string])[] = [
  ['ERROR', 'error'],
  ['WARNING', 'warning'],
  ['WARNING', 'warn'],
  ['INFO', 'info'],
  ['INFO', 'log'],
];
/** What is mended in a call that was written in a hurry; the other rules say which values are not to be in it, or its level. */
const MENDED = ['no-built-message', 'handler', 'missing-correlation-id'];
const ASKED = [...MENDED, 'level', 'sensitive-name', 'sensitive-value', 'sensitive-object'];
const MOST_ROUNDS = 5;
const MOST_VALUES = 3;
const LONGEST_LINE = 110;

/** A place where a call can be written, and by which loggers, the best first. */
interface Open {
  readonly of: LogPlaceAsked['of'];
  readonly facts: PlaceFacts;
  readonly at: LogPlace;
  readonly loggers: readonly string[];
}

/** Which of the places are still there and silent, and have a logger in reach. */
export function loggablePlaces(
  judge: Judge,
  text: string,
  file: JudgeRequest,
  places: readonly SilentPlace[],
): boolean[] {
  const open = createOpener(judge, text, file);
  return places.map((place) => (open(place)?.loggers ?? []).length > 0);
}

/** The call for a place; undefined where none such begins there any more, it logs by now, or no logger is known. */
export function logCallAt(
  judge: Judge,
  text: string,
  file: JudgeRequest,
  place: SilentPlace,
): LogCallInsertion | undefined {
  const found = createOpener(judge, text, file)(place);
  if (found === undefined) return undefined;
  const { of, facts, at, loggers } = found;
  const { calls } = judge.text(text, file);
  const words = logWords(facts, isCapital(calls));
  const methods = METHODS.filter(([level]) => (of === 'handler') === (level !== 'INFO'));
  for (const logger of loggers) {
    let second: LogCallInsertion | undefined;
    for (const [level, method] of methods) {
      const made = writeCall(judge, text, file, at, { logger, method, level, words, quote: quoteOf(calls, text) });
      if (made?.fits === true) return made.insertion;
      second ??= made?.insertion;
    }
    if (second !== undefined) return second;
  }
  return undefined;
}

/** Reads a text once for all its places. */
function createOpener(judge: Judge, text: string, file: JudgeRequest): (place: SilentPlace) => Open | undefined {
  const source = { path: file.path, text, ...(file.language === undefined ? {} : { language: file.language }) };
  const reading = judge.parser.parse({ ...source, activity: true });
  const { places } = coverageFacts(file.path, reading);
  return ({ kind, range: { start } }) => {
    const facts = places.find((one) => one.kind === kind && isSamePosition(one.range.start, start));
    if (facts === undefined || facts.logs) return undefined;
    // A listener for errors is written like a handler.
    const of = kind === 'handler' || facts.forErrors ? 'handler' : kind === 'outgoing' ? 'call' : 'function';
    const at = judge.parser.logPlace(source, { of, start });
    return at === undefined ? undefined : { of, facts, at, loggers: loggersInReach(at, facts.function, reading) };
  };
}

/** Expressions for loggers of a library that can be written at the place; those that are used next to it first. */
function loggersInReach({ names }: LogPlace, around: string, { calls, module }: FileReading): string[] {
  const owner = around.slice(0, around.lastIndexOf('.') + 1);
  const near = ({ function: other = '' }: LoggerCall): number =>
    other === around ? 2 : owner !== '' && other.startsWith(owner) ? 1 : 0;
  const isInReach = (call: LoggerCall): boolean => {
    const root = /^\w+/.exec(call.logger)?.[0] ?? '';
    const ofObject = root === 'self' || root === 'this' || root === 'cls';
    return (
      call.kind === 'log' && /^[\w$.]+$/.test(call.logger) && names.includes(root) && (!ofObject || near(call) > 0)
    );
  };
  const used = calls.filter(isInReach).sort((a, b) => near(b) - near(a));
  const all = [
    ...used.filter(({ root }) => root === undefined).map(({ logger }) => logger),
    ...module.loggers.filter((name) => names.includes(name)),
    // The root logger writes under no name of its own.
    ...used.map(({ logger }) => logger),
  ];
  return [...new Set(all)];
}

/** Most messages of the file begin with a capital letter. */
function isCapital(calls: readonly LoggerCall[]): boolean {
  const first = calls.flatMap(({ message }) => {
    const [part] = message?.parts ?? [];
    return part?.kind === 'text' && /^\p{L}/u.test(part.text) ? [/^\p{Lu}/u.test(part.text)] : [];
  });
  return first.filter(Boolean).length * 2 > first.length;
}

function quoteOf(calls: readonly LoggerCall[], text: string): string {
  const known = calls.find(({ message }) => /^["']$/.test(message?.quote ?? ''))?.message?.quote;
  return known ?? (text.split("'").length > text.split('"').length ? "'" : '"');
}

interface Draft {
  readonly logger: string;
  readonly method: string;
  readonly level: Level;
  readonly words: string;
  readonly quote: string;
}

/** Writes the call and mends it; undefined where it is none of that level. `fits`: the linter has nothing to say of its level. */
function writeCall(
  judge: Judge,
  text: string,
  file: JudgeRequest,
  place: LogPlace,
  draft: Draft,
): { readonly insertion: LogCallInsertion; readonly fits: boolean } | undefined {
  let values = place.telling.slice(0, MOST_VALUES);
  for (;;) {
    const made = mended(judge, text, file, place, draft, values);
    if (made === undefined || made.call.kind !== 'log' || made.call.level !== draft.level) return undefined;
    const { call, written, findings } = made;
    const told = findings.filter(({ rule }) => rule.startsWith('sensitive-'));
    const bad = values.filter((value) =>
      call.fields.some(
        (field) => field.value.text === value && told.some(({ range }) => holdsRange(field.range, range)),
      ),
    );
    const tooMany =
      call.range.start.column + Math.max(...written.split('\n').map(({ length }) => length)) > LONGEST_LINE
        ? values.slice(-1)
        : [];
    const dropped = bad.length > 0 ? bad : told.length > 0 ? values : tooMany;
    if (dropped.length > 0) {
      values = values.filter((value) => !dropped.includes(value));
      continue;
    }
    if (call.message === undefined || findings.some(({ rule }) => rule === 'no-built-message')) return undefined;
    const [from, to] = [made.offset(call.message.range.start) + 1, made.offset(call.message.range.end) - 1];
    return {
      insertion: {
        range: place.range,
        before: place.before + written.slice(0, from),
        message: written.slice(from, to),
        after: written.slice(to) + place.end + place.after,
      },
      fits: !findings.some(({ rule }) => rule === 'level'),
    };
  }
}

interface Mended {
  readonly call: LoggerCall;
  /** The call as written. */
  readonly written: string;
  /** What the linter still says of it. */
  readonly findings: readonly Finding[];
  /** Of a position of the text with the call in it, the offset in the call. */
  readonly offset: (position: Position) => number;
}

function mended(
  judge: Judge,
  text: string,
  file: JudgeRequest,
  { range, before, after, end, exceptionName, template: { open, close, hole } }: LogPlace,
  { logger, method, words, quote }: Draft,
  values: readonly string[],
): Mended | undefined {
  const lines = createLines(text);
  const inHole = (value: string): string => hole[0] + value + hole[1];
  const shown = [...values.map(inHole), ...(exceptionName === undefined ? [] : [inHole(exceptionName)])];
  const message =
    shown.length === 0
      ? quote + words + quote
      : `${open}${words}: ${shown.join(' ')}${close}`.replaceAll('"', open === '`' ? '"' : quote);
  const [from, to] = [lines.offset(range.start), lines.offset(range.end)];
  const at = from + before.length;
  let now = `${text.slice(0, from)}${before}${logger}.${method}(${message})${end}${after}${text.slice(to)}`;
  for (let round = 0; ; round++) {
    const { calls, findings } = judge.text(now, { ...file, overrides: { only: ASKED } });
    const drafted = createLines(now);
    const offset = (position: Position): number => drafted.offset(position);
    const call = calls.find((one) => offset(one.range.start) === at);
    if (call === undefined) return undefined;
    const ours = findings.filter((finding) => holdsRange(call.range, finding.range));
    const fix = ours.find(({ rule, fixes }) => MENDED.includes(rule) && fixes.length > 0)?.fixes[0];
    if (fix === undefined || round === MOST_ROUNDS || !fix.edits.every((edit) => holdsRange(call.range, edit.range)))
      return {
        call,
        written: now.slice(at, offset(call.range.end)),
        findings: ours,
        offset: (position) => offset(position) - at,
      };
    now = applyFix(now, fix.edits);
  }
}
