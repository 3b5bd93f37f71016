// Evidence by message: the logger calls whose text a record's message is, or whose template it fits.

import type { LoggerCall } from '../model/call.ts';
import type { SourceLocation } from '../model/location.ts';
import type { Pattern } from '../model/query.ts';
import type { IncomingRecord } from '../model/record.ts';
import { callAffinity } from './affinity.ts';
import type { CallIndex } from './call-index.ts';
import { CONFIDENCE, shared, templateConfidence } from './confidence.ts';
import type { FileIndex } from './file-index.ts';
import { fits, patternsOf, specificity } from './message-pattern.ts';

/** A pick list longer than this helps nobody. */
const MAX_CANDIDATES = 20;
/** Templates that say much less than the best one are chance hits. */
const WORTH_SHOWING = 0.6;
const MAX_SUFFIX_STARTS = 40;

/** How a call's message relates to a record's. */
export type MessageRelation =
  /** The constant text, or a template with enough fixed text that fits. */
  | 'same'
  /** The call hands on a message it was given: a wrapper. */
  | 'handed-on'
  | 'other';

/** Compares the message a call writes with the one in a record. */
export function relationTo(record: IncomingRecord, call: LoggerCall): MessageRelation {
  const patterns = patternsOf(call);
  const texts = textsOf(record);
  if (patterns.some((pattern) => saysSomething(pattern) && texts.some((text) => fits(pattern, text)))) return 'same';
  return patterns.every(saysSomething) && patterns.length > 0 ? 'other' : 'handed-on';
}

function saysSomething(pattern: Pattern): boolean {
  return pattern.length === 1 || specificity(pattern) > 0;
}

/** The message whole, and its first line where it has several (an appended traceback). */
function textsOf(record: IncomingRecord): string[] {
  const whole = record.message.slice(0, 20_000).trim();
  const end = whole.indexOf('\n');
  return end < 0 ? [whole] : [whole, whole.slice(0, end).trimEnd()];
}

interface Hit {
  readonly call: LoggerCall;
  /** Confidence if it were the only one. */
  readonly alone: number;
  readonly how: string;
}

/** Candidates by message, best first: constant text, else templates, else constant text at the end of a plain line. */
export function byMessage(record: IncomingRecord, index: CallIndex, files: FileIndex): readonly SourceLocation[] {
  const texts = textsOf(record).filter((text) => text !== '');
  for (const find of [constants, templates, endings]) {
    for (const text of texts) {
      const hits = find(text, index).filter(({ call }) => files.has(call.path));
      if (hits.length > 0) return ranked(record, hits, files);
    }
  }
  return [];
}

function constants(text: string, index: CallIndex): Hit[] {
  return index
    .byMessage(text)
    .map((call) => ({ call, alone: CONFIDENCE.constantMessage, how: 'writes exactly this message' }));
}

function templates(text: string, index: CallIndex): Hit[] {
  const found = index.byTemplate(text);
  const best = found[0]?.specificity ?? 0;
  return found
    .filter((match) => match.specificity >= best * WORTH_SHOWING)
    .map((match) => ({
      call: match.call,
      alone: templateConfidence(match.specificity),
      how: 'has a message template that fits',
    }));
}

/** A line of a format nobody knows ends with the message: "12:01 worker-3 | payment declined". */
function endings(text: string, index: CallIndex): Hit[] {
  let at = 0;
  for (let start = 0; start < MAX_SUFFIX_STARTS; start++) {
    const space = text.indexOf(' ', at);
    if (space < 0) break;
    at = space + 1;
    const rest = text.slice(at);
    if (!rest.trim().includes(' ')) break;
    const calls = index.byMessage(rest);
    if (calls.length > 0)
      return calls.map((call) => ({ call, alone: CONFIDENCE.messageEnding, how: 'writes the end of this line' }));
  }
  return [];
}

/** Those that go best with the record's service, logger, function and level keep their confidence and share it; the others follow with half. */
function ranked(record: IncomingRecord, hits: readonly Hit[], files: FileIndex): SourceLocation[] {
  const judged = hits.map((hit) => ({ hit, points: callAffinity(record, hit.call) }));
  const best = Math.max(...judged.map(({ points }) => points));
  const ties = judged.filter(({ points }) => points === best).length;
  return judged
    .sort((a, b) => b.points - a.points || b.hit.alone - a.hit.alone || (a.hit.call.path < b.hit.call.path ? -1 : 1))
    .slice(0, MAX_CANDIDATES)
    .map(({ hit, points }) => {
      const isBest = points === best;
      const place = files.label(hit.call.path);
      const among =
        hits.length === 1
          ? 'the only call in the workspace that does'
          : isBest && ties === 1
            ? `of ${hits.length} calls the one that goes best with the record`
            : `one of ${hits.length} calls that do`;
      return locationOf(
        hit.call,
        isBest ? shared(hit.alone, ties) : hit.alone / 2,
        `The call at ${place}:${hit.call.range.start.line + 1} ${hit.how}, ${among}.`,
      );
    });
}

/** A call as a place, by evidence of its message. */
export function locationOf(call: LoggerCall, confidence: number, reason: string): SourceLocation {
  const { line, column } = call.range.start;
  return { path: call.path, line: line + 1, column: column + 1, evidence: 'message', confidence, reason };
}
