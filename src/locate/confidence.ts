// How sure each kind of evidence is, in one place: the numbers that order candidates.

import type { FileMatch } from './file-index.ts';
import type { NamedPath } from './named-path.ts';
import { segmentCount } from './named-path.ts';

/**
 * Confidence (0 to 1) of evidence that stands alone. The order is the order in which evidence counts: position, stack
 * frame, message. It is a rank with meaning at two places only: below UNSURE nothing is opened unasked, and candidates
 * closer than CLOSE to one another are for the person to choose from.
 */
export const CONFIDENCE = {
  /** A frame of the trace: where the error came from, not the very call. Times the confidence of the path. */
  stackFrame: 0.92,
  /** The constant text of one call in the workspace. */
  constantMessage: 0.85,
  /** The message of a call found elsewhere in the file the record names: the code has moved. */
  movedCall: 0.9,
  /** Constant text at the end of a line of an unknown format. */
  messageEnding: 0.6,
} as const;

export const UNSURE = 0.3;
export const CLOSE = 0.1;

/** Factors on a stated position by what the index knows of that line. */
export const FACTOR = {
  /** A call with this message stands there. */
  confirmed: 1,
  /** The file's calls are not known, or the line's call has no message to compare. */
  unknown: 0.97,
  /** A call stands there, with another message. */
  otherMessage: 0.8,
  /** No call stands there. */
  noCall: 0.75,
  /** The call there hands on its message, and another call has the text. */
  wrapper: 0.7,
  /** The record's message is written by a call elsewhere in the file. */
  moved: 0.6,
} as const;

/** Confidence that a named path is this file: the very path 1, by the roots setting 0.99, by its end 0.55 to 0.97. */
export function pathConfidence(named: NamedPath, match: FileMatch): number {
  if (match.by === 'same') return 1;
  if (match.by === 'root') return 0.99;
  if (match.common >= 3) return 0.97;
  if (match.common === 2) return match.whole ? 0.97 : 0.95;
  // Only the base name is the same: all there is ("app.py"), or little of much ("/srv/x/y/app.py").
  if (match.whole) return 0.9;
  return segmentCount(named.path) === 2 ? 0.85 : 0.65;
}

/** Confidence of a template by the letters and digits of its fixed text: 4 give 0.5, 24 and more 0.8. */
export function templateConfidence(specificity: number): number {
  return 0.5 + 0.3 * Math.min(1, Math.max(0, specificity - 4) / 20);
}

/** The confidence each of several equally good candidates has. */
export function shared(confidence: number, candidates: number): number {
  return candidates <= 1 ? confidence : confidence * (0.4 + 0.6 / candidates);
}
