// What names in source stand for, as far as logging is concerned.

import type { Dialect, Outside } from '../arguments/dialect.ts';
import type { CallSite, Scope } from '../facts/facts.ts';
import type { ClassFrom, Outline, Taken } from '../facts/outline.ts';
import type { Redactions } from '../redaction/redactions.ts';
import type { Wrapper } from './wrapper.ts';

/** A logger a name stands for. */
export interface Logger {
  /** Absent where it is a logger of unknown make. */
  readonly dialect?: Dialect;
  readonly variant?: string;
  readonly by: 'binding' | 'name';
  /** Known by the type it is said to have, or by what its class extends: it may format messages in its own way. */
  readonly open?: true;
  /** A class that makes it: seen in the project, or known by name only. */
  readonly madeBy?: { readonly name: string; readonly scope?: Scope };
  /** Fields that were bound to it on the way: `logger.bind(order_id=…)`. */
  readonly supplies?: readonly string[];
  /** What its configuration masks; see LoggerCall. */
  readonly redacts?: readonly string[];
}

/** Another file of the project. */
export interface Module {
  readonly path: string;
  readonly outline: Outline;
  /** What it binds; undefined where it has nothing to do with logging. */
  readonly scope: () => Scope | undefined;
}

/** Finds other files of the project by the names that are written for them. */
export interface Neighbours {
  /** The module `name` as written in the file `from`; undefined where it is none of the project. */
  module(from: string, name: string): Module | undefined;
  /** A module inside a package. */
  submodule(of: Module, name: string): Module | undefined;
  /** The functions of a module that hand their own parameters to a logger. */
  wrappersOf(module: Scope): ReadonlyMap<Scope, Wrapper>;
  /** Whether the text behind a name that the file `from` takes says that it may log. */
  mayLog(from: string, taken: Taken): boolean;
  /** Whether the project of the file `from` has a logger class of no library with that method. */
  ownsMethod(from: string, method: string): boolean;
  /** What a file that is read takes from others. */
  outlineOf(path: string): Outline | undefined;
  readonly classFrom: ClassFrom;
  /** What the project has masked in the records of the loggers of a file. */
  redactions(path: string, text: string): Redactions;
  /** The path of a file inside its project. */
  pathInProject(path: string): string;
}

/** What an expression stands for; undefined where nobody knows. */
export type Value =
  | { readonly is: 'outside'; readonly path: string }
  | { readonly is: 'factory'; readonly logger: Logger }
  | { readonly is: 'logger'; readonly logger: Logger }
  | { readonly is: 'method'; readonly logger: Logger; readonly method: string }
  | { readonly is: 'class'; readonly scope: Scope }
  /** Of a class, or an object literal. */
  | { readonly is: 'instance'; readonly scope: Scope }
  | { readonly is: 'function'; readonly scope: Scope }
  | { readonly is: 'module'; readonly module: Module }
  /** Seen, and no logger. */
  | { readonly is: 'other' }
  | undefined;

/** Says what a dotted name is to a logging library; undefined where nobody knows. */
export type OutsideOf = (path: string) => (Outside & { readonly dialect: Dialect }) | undefined;

/** A logger and the method of it that a call names. */
export interface Resolved {
  readonly logger: Logger;
  readonly method: string;
  /** The name that gives the method at run time: `level` of `logger[level](…)`. */
  readonly dynamic?: string;
  /** The function of the project that stands between the call and the logger. */
  readonly wrapper?: Wrapper;
}

/** A call and what it writes to. */
export interface Found {
  readonly site: CallSite;
  readonly found: Resolved;
  readonly dialect: Dialect;
  /** False where the library is a guess. */
  readonly sure: boolean;
}
