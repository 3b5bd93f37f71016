// All logger calls of the workspace, found by message, by template and by line.

import type { LoggerCall } from '../model/call.ts';
import { isBefore } from '../model/position-order.ts';
import type { Pattern } from '../model/query.ts';
import { fits, longestWord, patternsOf, specificity, wordsOf } from './message-pattern.ts';

/** A call whose template fits a message; `specificity` is the number of letters and digits in its fixed text. */
export interface TemplateMatch {
  readonly call: LoggerCall;
  readonly specificity: number;
}

/** An index of logger calls. Each call's `path` is the absolute, '/'-separated path of the file it was set for. */
export interface CallIndex {
  /** Replaces what is known of a file. */
  set(path: string, calls: readonly LoggerCall[]): void;
  remove(path: string): void;
  readonly size: number;
  /** Calls whose constant message is exactly this (white space around it aside). */
  byMessage(message: string): readonly LoggerCall[];
  /** Calls with a template that fits this message, most specific first, at most 50. */
  byTemplate(message: string): readonly TemplateMatch[];
  /** The calls of a file in source order; empty for a file that is not known. */
  inFile(path: string): readonly LoggerCall[];
}

/** Fixed text with fewer letters than this fits too much to be evidence. */
const MIN_SPECIFICITY = 4;
/** Of a longer message only this much is compared. */
const MAX_MESSAGE = 4096;
const MAX_WORDS = 400;
const MAX_MATCHES = 50;

interface Template {
  readonly call: LoggerCall;
  readonly pattern: Pattern;
  readonly specificity: number;
}

/** Where a call is filed: constants by their text, templates by their longest whole word ('' for none). */
type Place =
  | { readonly kind: 'constant'; readonly key: string; readonly call: LoggerCall }
  | { readonly kind: 'template'; readonly key: string; readonly template: Template };

/** Creates an empty index. Made for 100,000 calls and more: no question looks at all of them. */
export function createCallIndex(): CallIndex {
  const files = new Map<string, { readonly calls: readonly LoggerCall[]; readonly places: readonly Place[] }>();
  const constants = new Map<string, Set<LoggerCall>>();
  const templates = new Map<string, Set<Template>>();
  let size = 0;

  function remove(path: string): void {
    const known = files.get(path);
    if (known === undefined) return;
    files.delete(path);
    size -= known.calls.length;
    for (const place of known.places) {
      if (place.kind === 'constant') takeFrom(constants, place.key, place.call);
      else takeFrom(templates, place.key, place.template);
    }
  }

  return {
    set(path, calls) {
      remove(path);
      const places = calls.flatMap(placesOf);
      files.set(path, { calls, places });
      size += calls.length;
      for (const place of places) {
        if (place.kind === 'constant') putInto(constants, place.key, place.call);
        else putInto(templates, place.key, place.template);
      }
    },
    remove,
    get size() {
      return size;
    },
    byMessage: (message) => (message.length > MAX_MESSAGE * 4 ? [] : [...(constants.get(message.trim()) ?? [])]),
    byTemplate(message) {
      const trimmed = message.trim();
      const cut = trimmed.length > MAX_MESSAGE;
      const text = cut ? trimmed.slice(0, MAX_MESSAGE) : trimmed;
      const found: TemplateMatch[] = [];
      for (const word of ['', ...wordsOf(text, MAX_WORDS)]) {
        for (const template of templates.get(word) ?? []) {
          if (fits(template.pattern, text, cut)) found.push(template);
        }
      }
      return found
        .sort((a, b) => b.specificity - a.specificity)
        .slice(0, MAX_MATCHES)
        .map(({ call, specificity }) => ({ call, specificity }));
    },
    inFile: (path) => files.get(path)?.calls ?? [],
  };
}

function placesOf(call: LoggerCall): Place[] {
  return patternsOf(call).flatMap((pattern): Place[] => {
    if (pattern.length === 1) return pattern[0] === '' ? [] : [{ kind: 'constant', key: pattern[0]!, call }];
    const template = { call, pattern, specificity: specificity(pattern) };
    return template.specificity < MIN_SPECIFICITY
      ? []
      : [{ kind: 'template', key: longestWord(pattern) ?? '', template }];
  });
}

function putInto<T>(buckets: Map<string, Set<T>>, key: string, value: T): void {
  const bucket = buckets.get(key);
  if (bucket === undefined) buckets.set(key, new Set([value]));
  else bucket.add(value);
}

function takeFrom<T>(buckets: Map<string, Set<T>>, key: string, value: T): void {
  const bucket = buckets.get(key);
  bucket?.delete(value);
  if (bucket?.size === 0) buckets.delete(key);
}

/** The innermost of these calls that spans a line (1-based); undefined where none does. */
export function callOnLine(calls: readonly LoggerCall[], line: number): LoggerCall | undefined {
  let found: LoggerCall | undefined;
  for (const call of calls) {
    const { start, end } = call.range;
    if (line <= start.line || end.line + 1 < line) continue;
    if (found === undefined || isBefore(found.range.start, start)) found = call;
  }
  return found;
}
