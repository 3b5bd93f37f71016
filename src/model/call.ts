// LoggerCall: a logger call in source, the hinge between linting and logs. Rules and the locator see nothing else of a language.

import type { CallSlots } from './call-slots.ts';
import type { Level } from './level.ts';
import type { Range } from './location.ts';
import type { Mismatch } from './mismatch.ts';
import type { FieldClash, Misuse } from './misuse.ts';

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

/** What an expression is, in words all languages share. */
export type ExpressionKind =
  | 'name'
  /** `a.b`: children are [a]. */
  | 'attribute'
  /** `a[b]`: children are [a, b]. */
  | 'subscript'
  /** A part of a sequence, `a[:4]` or `a.slice(-4)`: children are [a, bounds…]. */
  | 'slice'
  /** Children are [callee, arguments…]; named arguments carry `key`. */
  | 'call'
  | 'string'
  | 'number'
  | 'boolean'
  | 'null'
  /** Children carry `key`; a spread child is of kind `spread`. */
  | 'object'
  | 'list'
  /** Children are [condition, value, other value]. */
  | 'conditional'
  /** Comparison, membership, identity, negation: the result says only yes or no. */
  | 'comparison'
  /** A string with holes or built from pieces: children are what is shown in it. */
  | 'template'
  /** Arithmetic and `and`/`or`/`??`. */
  | 'operation'
  /** `*a`, `**a`, `...a`: children are [a]. */
  | 'spread'
  /** Suspends or binds: `await x`, `yield x`, `(x := y)`, `x = y`, `x++`. Where it stands matters. */
  | 'effect'
  | 'function'
  | 'other';

/** An expression in source, as far as rules need to know it. */
export interface Expression {
  /** As written; what `.format` fields reach into is appended ("user.name" of `"{0.name}".format(user)`). */
  readonly text: string;
  readonly range: Range;
  readonly kind: ExpressionKind;
  /** The identifiers it reads, outside in: `user.address["zip"]` is ["user","address","zip"]; of a call, those of the callee. */
  readonly names: readonly string[];
  /** The value of a string literal, unescaped; of a number as written. */
  readonly value?: string;
  /** What it is made of, in source order; see `ExpressionKind`. */
  readonly children: readonly Expression[];
  /** The key it stands under in an object literal, or the name of the argument. */
  readonly key?: string;
  readonly keyRange?: Range;
  /** Of a template, the fixed texts between what is shown. */
  readonly texts?: readonly string[];
  /** Where the value of a name comes from, where that is certain. */
  readonly origin?: Origin;
  /** What the value of a name may be, or have in it, besides its origin. */
  readonly held?: readonly Held[];
  /**
   * Of a call that makes an object, and of a name that is said to be one: the members its text shows. Absent where the
   * class is not seen.
   */
  readonly shows?: readonly string[];
  /** Of a call: what the function gives back, where it stands in the same file and says so plainly. */
  readonly returns?: readonly Expression[];
}

/** Something that a name may stand for, or hold; nothing here is certain, and it is not all. */
export interface Held {
  readonly by:
    /** One of several values it may have been given. */
    | 'assignment'
    /** Written into it: `x.key = …`, `x["key"] = …`, `x.append(…)`, `x += …`. */
    | 'member'
    /** What a caller in the same file passes. */
    | 'argument'
    /** Of a caught exception: raised in the block that is handled. */
    | 'raised';
  /** Of a member, where it is told. */
  readonly key?: string;
  /** Absent where the member is taken out. */
  readonly expression?: Expression;
}

/** Where a name got its value. */
export interface Origin {
  readonly by:
    /** It is what was assigned. */
    | 'assignment'
    /** One member after the other: the target of a loop over `expression`. */
    | 'iteration'
    /** Of each member the part at `index`: the targets of `for key, value in expression`. */
    | 'part'
    /** `with expression as name`. */
    | 'with'
    /** The default of a parameter; a caller may give another. */
    | 'default'
    /** Raised in the block that the handler of this exception handles; others may be. */
    | 'raised';
  readonly expression: Expression;
  readonly index?: number;
  /** Between there and here an item or attribute of it is used: it may hold more or less by now. */
  readonly touched?: true;
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
      /** `r`, `s` or `a`, of `!r` and `%r`. */
      readonly conversion?: string;
      /** Name inside the placeholder: `%(name)s`, `{name}`. */
      readonly name?: string;
      /** Where it stands in a text of its own, as written: `${…}`, `{…:.2f}`. */
      readonly place?: Range;
      /** What of the text before is written inside of that: `user=` of `{user=}`. */
      readonly label?: string;
      /** Source of an expression for the text the hole shows, where `format` makes it another: `format(day, "%Y")`. */
      readonly shown?: string;
    };

/**
 * How a message comes about: a constant; a constant template that the logger fills with arguments; built on the spot in
 * one of several ways; one of several messages by a condition; or an expression that can't be seen through.
 */
export type MessageBuilt =
  | 'constant'
  | 'template'
  | 'f-string'
  | 'template-literal'
  | 'format-call'
  | 'percent-operator'
  | 'concatenation'
  | 'conditional'
  | 'expression';

export interface CallMessage {
  /** The whole argument, parentheses included. */
  readonly range: Range;
  readonly built: MessageBuilt;
  /** In order; for `expression` and `conditional` a single hole. */
  readonly parts: readonly MessagePart[];
  /** The messages a `conditional` chooses from. */
  readonly branches?: readonly CallMessage[];
  /**
   * Text and holes say all there is: the argument can be written anew from `parts` without losing an operand, a
   * comment or the moment something is evaluated.
   */
  readonly rewritable: boolean;
  /** Of a template that can't be written anew, but is filled on the spot: as it is written, and what it is filled with. */
  readonly filled?: { readonly template: string; readonly values: readonly Expression[] };
  /** The quotes a constant in its place is written with. */
  readonly quote: string;
  /** The mark of a text with values where there are none (`f"done"`); `alone` where it may go without any other change. */
  readonly idle?: { readonly range: Range; readonly alone: boolean };
}

/** A named field given at the call; a nested one has a dotted key ("context.order_id"). */
export interface CallField {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: Expression;
  /** From the start of the key to the end of the value. */
  readonly range: Range;
  /** What to delete so that the field and its comma are gone; absent where it stands alone. */
  readonly removal?: Range;
}

/** The `except`/`catch` block a call stands in. */
export interface HandlerScope {
  /** The name the exception is bound to; absent for a bare handler. */
  readonly exceptionName?: string;
  readonly range: Range;
  /** Of its Handler among those of the file. */
  readonly index: number;
}

/** An argument of the call as it was given. */
export interface CallArgument {
  /** The name of a keyword argument. */
  readonly key?: string;
  readonly keyRange?: Range;
  readonly value: Expression;
  readonly spread?: 'list' | 'map';
  /** With keyword or spread mark. */
  readonly range: Range;
  /** What to delete so that argument and comma are gone; absent where a comment would go with them. */
  readonly removal?: Range;
}

/** The innermost loop a call stands in, within its function. */
export interface LoopScope {
  /** `callback`: the function given to `forEach`, `map` and the like. */
  readonly kind: 'for' | 'while' | 'callback';
  readonly range: Range;
  /** As written up to its body: "for item in items:", "while True:". */
  readonly header: string;
  /** The loop is left right behind the call (`break`, `return`, `raise`): it runs once at most. */
  readonly leaves: boolean;
  /** Some turns end before they get to the call: `if …: continue`. */
  readonly passesOver: boolean;
}

/** Something that decides whether the call runs, within its function. */
export interface Condition {
  readonly kind:
    /** The condition holds. */
    | 'if'
    /** It does not. */
    | 'else'
    | 'case';
  /** The condition as written. */
  readonly text: string;
  readonly range: Range;
  /** It stands inside the loop of the call. */
  readonly inLoop: boolean;
  /**
   * What it asks: whether a level is on (`isEnabledFor`, `log.isDebugEnabled()`), whether a debug or verbose flag is
   * set, or whether it is time again (modulo, a rate limit, a first time).
   */
  readonly asks?: 'level' | 'debug' | 'rate';
  /** The level it asks for. */
  readonly level?: Level;
}

/** The argument that says whether the exception being handled is written. */
export interface ExceptionSwitch {
  /** Index among those given. */
  readonly argument: number;
  readonly says: 'on' | 'off' | 'exception';
  /** The library's method that writes the exception by itself, where it is this one (`own`) or has the same level. */
  readonly method?: { readonly name: string; readonly own: boolean };
}

/** What the call is for: only a `log` has levels, fields and a message that a record is grouped by for certain. */
export type CallKind =
  /** A logging library's. */
  | 'log'
  /** The language's own console, with methods by level. */
  | 'console'
  /** Writes a line: `print`, `sys.stdout.write`. */
  | 'print'
  /** Warns the developer: `warnings.warn`. */
  | 'warning';

export interface LoggerCall {
  /** Path as it was given to the parser. */
  readonly path: string;
  /** Id of the language (a file of calls/languages). */
  readonly language: string;
  /** Id of the logging library (a file of calls/dialects). */
  readonly dialect: string;
  readonly formatStyle: FormatStyle;
  readonly kind: CallKind;
  /** Of what is printed: a comment for a linter says that it is meant to be. */
  readonly onPurpose?: true;
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
  /** Index of the innermost function around, among those of the file. */
  readonly enclosing?: number;
  readonly handler?: HandlerScope;
  readonly inLoop: boolean;
  readonly loop?: LoopScope;
  /** Outermost first. */
  readonly conditions: readonly Condition[];
  /** All arguments in source order, whatever the dialect makes of them. */
  readonly given: readonly CallArgument[];
  readonly message?: CallMessage;
  /** Positional arguments behind the message that are not fields. */
  readonly arguments: readonly Expression[];
  readonly fields: readonly CallField[];
  /** Whole objects handed over as fields (`**context`, `{ ...user }`, `extra=data`, `log.info(user, "…")`). */
  readonly spreads: readonly Expression[];
  /** What is passed as the exception (exc_info, err, Error argument). */
  readonly exception?: Expression;
  /** How the exception of the handler gets into the record; absent where it does not. */
  readonly exceptionBy?: 'argument' | 'method';
  readonly exceptionSwitch?: ExceptionSwitch;
  /** The method is the project's own and takes a text alone: values have nowhere else to go. */
  readonly takesText?: true;
  /** Keys of fields that the record has without the call: bound to the logger before, or added by a wrapper. */
  readonly supplies?: readonly string[];
  /**
   * What the logger leaves out of its records or masks there, by its own configuration: dotted paths from the record,
   * as `req.headers.cookie`. `*` stands for any one key, a leading `**` for any keys above, `*card*` for a key with that
   * in it.
   */
  readonly redacts?: readonly string[];
  /** Labels in its message whose values are masked there, in small letters: `password=`, `bearer`. */
  readonly redactsBehind?: readonly string[];
  /** What is wrong between message and arguments, by the library's own formatter; absent where nothing is, or nothing is certain. */
  readonly mismatches?: readonly Mismatch[];
  /** Arguments that the library takes for something else. */
  readonly misuses?: readonly Misuse[];
  /** Fields by names that the library writes itself. */
  readonly clashes?: readonly FieldClash[];
  /** The method has a newer name. */
  readonly outdated?: { readonly range: Range; readonly instead: string };
  /**
   * It goes to the root logger of the library by a function of its module, and so under no name of its own; `instead`
   * makes a logger for the module.
   */
  readonly root?: { readonly instead: string };
  readonly slots: CallSlots;
}
