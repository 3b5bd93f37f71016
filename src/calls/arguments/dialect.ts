// What a dialect tells of a logging library: what makes its loggers, what their methods are, how their calls are read.

import type { CallKind, Expression, FormatStyle } from '../../model/call.ts';
import type { Level } from '../../model/level.ts';
import type { Filling, Reading, SiteView } from './reading.ts';

/** Names of a library that should no longer be used, each with what to write instead. */
export interface Outdated {
  /** Methods of its loggers. */
  readonly methods: ReadonlyMap<string, string>;
  /** Dotted names: constants. */
  readonly names: ReadonlyMap<string, string>;
  /** Dotted names of classes that only the library itself should make instances of. */
  readonly unregistered: ReadonlyMap<string, string>;
  /** Functions that give a logger by name, by dotted name. */
  readonly named: ReadonlySet<string>;
  /** Arguments of those that are no good name, by how they are written. */
  readonly badNames: ReadonlyMap<string, string>;
}

/** What is said of all records of a logger where it is made. */
export interface Configuration {
  /** Keys of fields that all its records have. */
  readonly supplies?: readonly string[];
  /** See LoggerCall. */
  readonly redacts?: readonly string[];
  /** How its calls are to be read besides; see SiteView. */
  readonly variant?: string;
}

/** What a name from outside the file is to a dialect. */
export interface Outside {
  readonly is: 'logger' | 'factory';
  readonly variant?: string;
}

/** A logging library: what makes its loggers, what their methods are, how their calls are to be read. */
export interface Dialect {
  readonly id: string;
  /** What its calls are for; a logging library's where absent. */
  readonly kind?: CallKind;
  readonly formatStyle: FormatStyle;
  /** Ids of the languages it is used in. */
  readonly languages: readonly string[];
  /** Modules whose import makes it likely that a logger of unknown origin is of this dialect. */
  readonly modules: readonly string[];
  /** Dotted names from outside the file: loggers, and what gives one when called or named as a type. */
  readonly outside: ReadonlyMap<string, Outside>;
  /** Methods that write a record; `given` where the level is an argument. */
  readonly methods: ReadonlyMap<string, Level | 'given'>;
  /** Methods among them whose names say little by themselves: looked for only where such a logger is. */
  readonly rare?: readonly string[];
  /** The method that writes the exception being handled. */
  readonly exceptionMethod?: string;
  /** The keyword argument that passes an exception, or says whether the one being handled is written. */
  readonly exceptionKeyword?: string;
  /** Functions of the language itself that write, by its id. */
  readonly functions?: Readonly<Record<string, readonly string[]>>;
  /** Methods and attributes of a logger that give a logger. */
  readonly derived: ReadonlySet<string>;
  /** Programs give its loggers methods for levels of their own, which take what the others take. */
  readonly addsLevels?: true;
  /** How its messages are filled; absent where they are not. */
  readonly filling?: Filling;
  readonly outdated?: Outdated;
  /** The method that calling the logger itself stands for. */
  readonly callable?: string;
  /** Placeholders in the message are filled though fields go into an object: `%s` arguments are offered. */
  readonly placeholders?: true;
  /** What makes a logger for a module, where the library's own functions write to one that all share. */
  readonly ownLogger?: string;
  /** What a call that makes a logger, or one from another, says of its records; `valueOf` looks names up. */
  readonly configured?: (call: Expression, valueOf: (name: string) => Expression | undefined) => Configuration;
  /** Undefined where the call turns out to be none of this dialect. */
  readonly read: (view: SiteView) => Reading | undefined;
}

/** Methods by level, as `debug info; warning warn` by level in the order of the names given. */
export function methodTable(
  table: Readonly<Partial<Record<Level | 'given', string>>>,
): ReadonlyMap<string, Level | 'given'> {
  return new Map(
    Object.entries(table).flatMap(([level, names]) =>
      names.split(' ').map((name): [string, Level | 'given'] => [name, level as Level | 'given']),
    ),
  );
}

/** The same answer for several dotted names, given in one line. */
export function outsideTable(factories: string, loggers = ''): Map<string, Outside> {
  const table = new Map<string, Outside>();
  for (const path of factories.split(' ').filter(Boolean)) table.set(path, { is: 'factory' });
  for (const path of loggers.split(' ').filter(Boolean)) table.set(path, { is: 'logger' });
  return table;
}
