// A function of the project that hands its own parameters to a logger: what each of them is to the record.

import type { Level } from '../../model/level.ts';

/** The signature of a wrapper, plain JSON. Parameters are named as they are written, stars and dots included. */
export interface Wrapper {
  /** Id of the dialect of the logger behind it. */
  readonly dialect: string;
  /** The method of that logger; says how `rest` is read. */
  readonly method: string;
  /** All it takes, `self` left out. */
  readonly parameters: readonly string[];
  /** Where it is fixed. */
  readonly level?: Level;
  /** The parameter that gives the level. */
  readonly levelFrom?: string;
  readonly message?: string;
  /** From this parameter on, all arguments go to the logger as they come. */
  readonly rest?: number;
  /** The parameter whose arguments fill the placeholders of the message. */
  readonly arguments?: string;
  /** Parameters that hold fields, by the key of the one field they give; `''` for a whole object. */
  readonly fields: readonly (readonly [parameter: string, key: string])[];
  readonly exception?: string;
  /** The logger's method itself takes the exception of the handler. */
  readonly takesException: boolean;
  /** Fields it adds by itself. */
  readonly supplies: readonly string[];
  /** What the logger behind it masks; see LoggerCall. */
  readonly redacts: readonly string[];
}

/** What a wrapper does that writes its message and nothing else. */
export const WRITES_ONLY = { fields: [], takesException: false, supplies: [], redacts: [] } as const;

/** A parameter without its stars or dots. */
export function bareName(parameter: string): string {
  return parameter.replace(/^(?:\*{1,2}|\.{3})/, '');
}
