// LoggerCall: a logger call in source, the hinge between linting and logs. Rules and the locator see nothing else of a language.

import type { Level } from './level.ts';
import type { Range } from './location.ts';

/** How a logging library takes the values that go with a message. */
export type FormatStyle =
  /** `%s` and arguments (Python logging, console, util.format). */
  | 'percent'
  /** `{}` and arguments (loguru). */
  | 'brace'
  /** Keyword arguments are fields (structlog). */
  | 'keywords'
  /** An object before the message holds the fields (pino, bunyan). */
  | 'object-first'
  /** An object after the message holds the fields (winston). */
  | 'object-last'
  /** Alternating keys and values after the message (slog). */
  | 'key-value';

/** An expression in source, as far as rules need to know it. */
export interface Expression {
  readonly text: string;
  readonly range: Range;
  readonly kind: 'name' | 'attribute' | 'subscript' | 'call' | 'string' | 'number' | 'boolean' | 'null' | 'object' | 'list' | 'conditional' | 'comparison' | 'template' | 'other';
  /** The identifiers it reads, outside in: `user.address["zip"]` is ["user","address","zip"]; of a call, those of the callee. */
  readonly names: readonly string[];
  /** The value of a string literal, unescaped. */
  readonly value?: string;
  /** Operands, arguments, members: what it is made of, in source order. */
  readonly children: readonly Expression[];
}

/** A piece of a message: fixed text, or a hole filled at run time. */
export type MessagePart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'hole';
      /** What fills it; absent for a placeholder without a known argument. */
      readonly expression?: Expression;
      /** Format specification as written, without braces or percent sign: ".1f", "d". */
      readonly format?: string;
      /** `!r` and the like. */
      readonly conversion?: string;
      /** Name inside the placeholder: `%(name)s`, `{name}`. */
      readonly name?: string;
    };

export interface CallMessage {
  readonly range: Range;
  /**
   * How it comes about: a constant; a constant template that the logger fills with arguments; built on the spot in one
   * of several ways; or an expression that can't be seen through.
   */
  readonly built: 'constant' | 'template' | 'f-string' | 'template-literal' | 'format-call' | 'percent-operator' | 'concatenation' | 'expression';
  /** For `expression` a single hole. */
  readonly parts: readonly MessagePart[];
}

/** A named field given at the call. */
export interface CallField {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: Expression;
}

/** The `except`/`catch` block a call stands in. */
export interface HandlerScope {
  /** The name the exception is bound to; absent for a bare handler. */
  readonly exceptionName?: string;
  readonly range: Range;
}

export interface LoggerCall {
  /** Path as it was given to the parser. */
  readonly path: string;
  /** Id of the language (a file of calls/languages). */
  readonly language: string;
  /** Id of the logging library (a file of calls/dialects). */
  readonly dialect: string;
  readonly formatStyle: FormatStyle;
  /** The whole call expression. */
  readonly range: Range;
  /** Expression the method is called on ("self.logger"); empty for a bare function. */
  readonly logger: string;
  /** Method or function name as written ("info", "log"). */
  readonly method: string;
  /** How the logger was recognised; by `name` is the weakest. */
  readonly resolvedBy: 'binding' | 'wrapper' | 'name';
  /** Absent where the level is only known at run time. */
  readonly level?: Level;
  /** Name of the enclosing function or method, "Class.method"; absent at module level. */
  readonly function?: string;
  readonly handler?: HandlerScope;
  readonly inLoop: boolean;
  readonly message?: CallMessage;
  /** Positional arguments behind the message that are not fields. */
  readonly arguments: readonly Expression[];
  readonly fields: readonly CallField[];
  /** What is passed as the exception (exc_info, err, Error argument). */
  readonly exception?: Expression;
}
