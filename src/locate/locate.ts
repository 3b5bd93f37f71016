// Locate: the source line of a record, or of a stack frame, by evidence in order.

import type { Evidence, LocateAnswer, SourceLocation } from '../model/location.ts';
import type { IncomingRecord } from '../model/record.ts';
import { pathAffinity } from './affinity.ts';
import { byMessage, locationOf, relationTo } from './by-message.ts';
import { callOnLine, type CallIndex } from './call-index.ts';
import { CLOSE, CONFIDENCE, FACTOR, pathConfidence, shared, UNSURE } from './confidence.ts';
import type { FileIndex, FileMatch, Roots } from './file-index.ts';
import { framesOf, stackOf, type StackFrame } from './frames/index.ts';
import { namedPath, type NamedPath } from './named-path.ts';
import { statedPosition, type StatedPosition } from './stated-position.ts';

/** What the locator knows of the workspace. */
export interface LocateContext {
  readonly index: CallIndex;
  readonly files: FileIndex;
  /** The setting that maps paths of other machines to folders here. */
  readonly roots?: Roots;
}

/**
 * Where a record was written: candidates of the workspace, best first, by the position it names, by the frames of its
 * stack trace, by its message. Never throws and never names a file outside the workspace.
 */
export function locate(record: IncomingRecord, context: LocateContext): LocateAnswer {
  const outside: string[] = [];
  const stated = statedPosition(record);
  const stack = stackOf(record);
  const found = [
    ...(stated === undefined ? [] : byPosition(record, stated, context, outside)),
    ...(stack === undefined ? [] : byStack(record, framesOf(stack), context, outside)),
    ...byMessage(record, context.index, context.files),
  ];
  const candidates = bestFirst(found);
  return candidates.length > 0 ? { candidates } : { candidates, why: whyNone(record, outside, context) };
}

/** Where one frame of a stack trace stands: the files of the workspace it may name, best first. */
export function locateFrame(frame: StackFrame, context: LocateContext, record?: IncomingRecord): LocateAnswer {
  const candidates = frameLocations(frame, context, record);
  return candidates.length > 0 ? { candidates } : { candidates, why: `${frame.path} is not in the workspace.` };
}

/** The candidate to open without asking: clearly ahead of the others of its kind, and not a guess. Undefined: ask. */
export function decisive({ candidates }: LocateAnswer): SourceLocation | undefined {
  const [first, ...others] = candidates;
  if (first === undefined || first.confidence < UNSURE) return undefined;
  const rival = others.find(
    (other) => other.evidence === first.evidence && first.confidence - other.confidence < CLOSE,
  );
  return rival === undefined ? first : undefined;
}

function byPosition(
  record: IncomingRecord,
  stated: StatedPosition,
  context: LocateContext,
  outside: string[],
): SourceLocation[] {
  const named = namedPath(stated.file);
  if (named === undefined) return [];
  const matches = context.files.find(named, context.roots);
  if (matches.length === 0) outside.push(stated.file);
  const { line } = stated;
  if (line === undefined) return [];
  return likeliest(matches, named, record).flatMap(({ match, confidence }) =>
    verified(record, { ...stated, line }, match, confidence, context),
  );
}

/** A stated position against what the index knows of that line; with the call the message has moved to, where it has. */
function verified(
  record: IncomingRecord,
  stated: StatedPosition & { readonly line: number },
  match: FileMatch,
  confidence: number,
  { index, files }: LocateContext,
): SourceLocation[] {
  const place = `${files.label(match.path)}:${stated.line}`;
  const saying = `${place} is named in the record${match.by === 'same' || match.whole ? '' : ` as ${stated.file}`}`;
  const at = (factor: number, column: number | undefined, note: string): SourceLocation => ({
    path: match.path,
    line: stated.line,
    column,
    evidence: 'position',
    confidence: confidence * factor,
    reason: `${saying}${note}.`,
  });
  const calls = index.inFile(match.path);
  if (calls.length === 0) return [at(FACTOR.unknown, stated.column, '')];

  const call = callOnLine(calls, stated.line);
  const column =
    stated.column ?? (call?.range.start.line === stated.line - 1 ? call.range.start.column + 1 : undefined);
  const relation = call === undefined ? undefined : relationTo(record, call);
  if (relation === 'same') return [at(FACTOR.confirmed, column, ', and a logger call with this message stands there')];

  const moved = calls
    .filter((other) => other !== call && relationTo(record, other) === 'same')
    .sort((a, b) => Math.abs(a.range.start.line + 1 - stated.line) - Math.abs(b.range.start.line + 1 - stated.line))[0];
  if (moved !== undefined) {
    const reason = `The call at ${files.label(match.path)}:${moved.range.start.line + 1} writes this message; the record names line ${stated.line}, so the code has changed since.`;
    return [
      locationOf(moved, confidence * CONFIDENCE.movedCall, reason),
      at(FACTOR.moved, column, ', but the logger call with this message stands elsewhere in the file'),
    ];
  }
  if (relation === 'handed-on') {
    const written = byMessage(record, index, files).length > 0;
    return [
      at(
        written ? FACTOR.wrapper : FACTOR.unknown,
        column,
        written ? ', but the logger call there only hands on a message it is given' : '',
      ),
    ];
  }
  if (relation === 'other') return [at(FACTOR.otherMessage, column, ', but the logger call there has another message')];
  return [at(FACTOR.noCall, stated.column, ', but no logger call stands on that line')];
}

/** Of the frames in the workspace the innermost; one known by more than its base name goes before one that is not. */
function byStack(
  record: IncomingRecord,
  frames: readonly StackFrame[],
  context: LocateContext,
  outside: string[],
): SourceLocation[] {
  const inward = frames[0]?.innermost === 'last' ? frames.toReversed() : frames;
  let vague: SourceLocation[] = [];
  for (const frame of inward) {
    const locations = frameLocations(frame, context, record);
    if (locations.length === 0) {
      outside.push(frame.path);
      continue;
    }
    if (locations[0]!.confidence >= CONFIDENCE.stackFrame * 0.8) return locations;
    if (vague.length === 0) vague = locations;
  }
  return vague;
}

function frameLocations(frame: StackFrame, { files, roots }: LocateContext, record?: IncomingRecord): SourceLocation[] {
  const named = namedPath(frame.path);
  if (named === undefined) return [];
  const matches = files.find(named, roots).filter((match) => match.whole || frame.wholePath !== true);
  return likeliest(matches, named, record).map(({ match, confidence }) => ({
    path: match.path,
    line: frame.line,
    column: frame.column,
    evidence: 'stack-frame',
    confidence: confidence * CONFIDENCE.stackFrame,
    reason: `${files.label(match.path)}:${frame.line} is a frame of the stack trace${frame.function === undefined ? '' : `, in ${frame.function}`}.`,
  }));
}

/** Of files a path may equally name, those that go with the record's service and logger come first. */
function likeliest(
  matches: readonly FileMatch[],
  named: NamedPath,
  record?: IncomingRecord,
): { readonly match: FileMatch; readonly confidence: number }[] {
  const judged = matches.map((match) => ({
    match,
    points: record === undefined ? 0 : pathAffinity(record, match.path),
  }));
  const best = Math.max(...judged.map(({ points }) => points));
  const ties = judged.filter(({ points }) => points === best).length;
  return judged
    .sort((a, b) => b.points - a.points)
    .slice(0, 20)
    .map(({ match, points }) => {
      const alone = pathConfidence(named, match);
      const confidence = points < best ? alone / 2 : shared(matches.length > ties ? alone * 0.95 : alone, ties);
      return { match, confidence };
    });
}

const STRENGTH: Readonly<Record<Evidence, number>> = { position: 0, 'stack-frame': 1, message: 2 };

/** By confidence, then by kind of evidence; of several for one line the best stays. */
function bestFirst(locations: readonly SourceLocation[]): SourceLocation[] {
  const ordered = [...locations].sort(
    (a, b) => b.confidence - a.confidence || STRENGTH[a.evidence] - STRENGTH[b.evidence],
  );
  const seen = new Set<string>();
  return ordered.filter(({ path, line }) => {
    const key = `${path}:${line}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

function whyNone(record: IncomingRecord, outside: readonly string[], { index }: LocateContext): string {
  const named = outside[0];
  if (named !== undefined) {
    const more = new Set(outside).size - 1;
    return `The record names ${shortened(named, 120)}${more > 0 ? ` and ${more} more` : ''}, which ${more > 0 ? 'are' : 'is'} not in the workspace.`;
  }
  if (index.size === 0) return 'The record names no file, and no logger calls are known in the workspace.';
  const message = record.message.trim();
  if (message === '') return 'The record names no file and has no message.';
  return `The record names no file, and no logger call in the workspace writes “${shortened(message.split('\n', 1)[0]!, 80)}”.`;
}

function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
