// What a dialect makes of a call: which argument is what, and where more can be written.

import type { ExceptionSlot, FieldSlot } from '../../model/call-slots.ts';
import type { CallField, CallKind, Expression, LoggerCall } from '../../model/call.ts';
import type { Level } from '../../model/level.ts';
import type { Mismatch } from '../../model/mismatch.ts';
import type { FieldClash, Misuse } from '../../model/misuse.ts';
import type { Argument, CallSite } from '../facts/facts.ts';
import type { Built } from '../messages/message.ts';
import type { Source } from '../parsing/source.ts';
import type { Syntax } from '../parsing/syntax.ts';

/** A call in front of a dialect. */
export interface SiteView {
  readonly site: CallSite;
  readonly source: Source;
  readonly arguments: readonly Argument[];
  /** Of the logger, as the dialect named it when it was made ("adapter"). */
  readonly variant?: string;
  /** False where dialect or logger is a guess. */
  readonly sure: boolean;
  readonly message: (node: Syntax) => Built;
}

/** The message, and the node it is written in. */
export interface MessageSource {
  readonly node: Syntax;
  readonly built: Built;
}

/** A call, read by its dialect. */
export interface Reading {
  /** What the call is for, where that is not what its dialect's calls are for. */
  readonly kind?: CallKind;
  readonly level?: Level;
  readonly message?: MessageSource;
  readonly arguments: readonly Expression[];
  readonly fields: readonly CallField[];
  readonly spreads: readonly Expression[];
  readonly exception?: Expression;
  readonly exceptionBy?: LoggerCall['exceptionBy'];
  readonly fieldSlot?: FieldSlot;
  readonly exceptionSlot?: ExceptionSlot;
  /** Whether the library fills `%s` or `{}` in the message from arguments that stand behind it. */
  readonly takesArguments: boolean;
  /** A text is all it takes: values have nowhere else to go. */
  readonly takesText?: true;
  /** Values are taken in no other way than by `%s` and arguments. */
  readonly argumentsOnly?: true;
  /** What fills the placeholders, where that is more than `arguments`. */
  readonly values?: readonly Expression[];
  readonly misuses?: readonly Misuse[];
  readonly clashes?: readonly FieldClash[];
  /** What more values do than the message has placeholders for, where it is not what the dialect says. */
  readonly more?: Filling['more'];
}

/** How a library brings message and values together. */
export interface Filling {
  /** `%` operator, `str.format`, or Node's `util.format`. */
  readonly style: 'percent' | 'brace' | 'node';
  /** What comes of a template that is refused, or of values that don't fit. */
  readonly onError: Mismatch['effect'];
  /** What becomes of values that have no placeholder, where that is no error. */
  readonly more: 'shown' | 'lost';
}
