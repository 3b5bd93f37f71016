// FileReading: all that is read from one source file for linting: logger calls, handlers, functions, the module itself.

import type { FileActivity } from './activity.ts';
import type { LoggerCall } from './call.ts';
import type { Handler } from './handler.ts';
import type { Position, Range } from './location.ts';
import type { OutdatedUse } from './misuse.ts';

/** A parameter of a function. */
export interface Parameter {
  /** With its stars or dots: "**kwargs", "...args"; a pattern as written. */
  readonly name: string;
  /** The type as written. */
  readonly annotation?: string;
}

/** An expression that holds the ID of a request or message, from a place on. */
export interface CorrelationSource {
  /** "correlation_id", "request.headers.get('x-request-id')". */
  readonly text: string;
  readonly from: Position;
}

/** A function that has logger calls or handlers in it. */
export interface SourceFunction {
  /** Qualified: "Class.method"; empty where it has none. */
  readonly name: string;
  readonly range: Range;
  readonly async: boolean;
  readonly parameters: readonly Parameter[];
  /** As written, without the `@`, its class's after its own. */
  readonly decorators: readonly string[];
  /** What the class around extends, as written. */
  readonly bases: readonly string[];
  /** What it looks like it is called for: web requests, messages of a queue or bus, tasks of a scheduler. */
  readonly handles?: 'request' | 'message' | 'task';
  /** Parameters, and, where it handles something, what else in it holds an ID. */
  readonly correlation: readonly CorrelationSource[];
  /** Index of the function around it. */
  readonly enclosing?: number;
}

/** What a file is as a whole. */
export interface ModuleFacts {
  /** Its path inside its project; the whole path where that is not known. */
  readonly pathInProject: string;
  /** Names in the module that stand for loggers of a library or of the project; `console` and `print` are none. */
  readonly loggers: readonly string[];
  /** Functions it has at hand that mask the one value they are given: "redact", "mask_email". */
  readonly maskers: readonly string[];
  /** Ids of persons that it uses: "user.id". */
  readonly personIds: readonly string[];
  /** Modules it imports, as written. */
  readonly imports: readonly string[];
  /** Is run by itself: `if __name__ == "__main__"`, a `#!` line. */
  readonly script: boolean;
  readonly test: boolean;
  /** Talks to a person at a terminal: reads the command line (argparse, click, commander, yargs), or asks for input. */
  readonly commandLine: boolean;
}

/** What the reading of a file depends on besides itself. */
export interface Leads {
  /** Absolute paths of the files its names come from, by way of others, too. */
  readonly files: readonly string[];
  /** Last names of modules that were not found: a file by such a name may come. */
  readonly missing: readonly string[];
}

export interface FileReading {
  /** In source order. */
  readonly calls: readonly LoggerCall[];
  /**
   * Calls that write nothing themselves, and give a logger fields for the records to come: `bind`, `child`. Read like a
   * call that writes these fields and has no message.
   */
  readonly bound: readonly LoggerCall[];
  readonly handlers: readonly Handler[];
  readonly functions: readonly SourceFunction[];
  readonly module: ModuleFacts;
  /** What is outdated in how the file uses its logging library, its calls apart. */
  readonly outdated: readonly OutdatedUse[];
  /** Only where it was asked for. */
  readonly activity?: FileActivity;
}

/** What is read from a file that says nothing of logging, or can't be read. */
export const NOTHING_READ: FileReading = {
  calls: [],
  bound: [],
  handlers: [],
  functions: [],
  module: {
    pathInProject: '',
    loggers: [],
    maskers: [],
    personIds: [],
    imports: [],
    script: false,
    test: false,
    commandLine: false,
  },
  outdated: [],
};
