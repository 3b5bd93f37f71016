// Coverage: what logs and what is silent, place by place, file by file, and where a log call would help most.

import type { OutgoingKind } from './activity.ts';
import type { Range } from './location.ts';

/** A function of the project, wherever it stands. */
export interface FunctionName {
  readonly path: string;
  /** Qualified: "Class.method". */
  readonly function: string;
}

/** What somebody who reads the logs would want to hear of. */
export type PlaceKind =
  /** A route that answers web requests. */
  | 'route'
  /** What consumes messages, runs tasks or listens to events. */
  | 'message'
  /** An `except` or `catch` block. */
  | 'handler'
  /** A call that leaves the process. */
  | 'outgoing';

/** What goes out of the process at a place. */
export interface GoesOut {
  readonly kind: OutgoingKind;
  readonly text: string;
  readonly changes: boolean;
}

/** What a handler does, as far as it decides whether its silence hurts. */
export interface HandlerPlace {
  /** As written; empty where it catches everything. */
  readonly types: readonly string[];
  /** The language has no types to catch by. */
  readonly untyped: boolean;
  readonly empty: boolean;
  readonly commented: boolean;
  readonly throws: boolean;
  /** What it throws answers who asked. */
  readonly throwsAnswer: boolean;
  readonly endsProcess: boolean;
  readonly handsOn: boolean;
  readonly answers?: { readonly status?: number };
  /** What it guards as written, shortened. */
  readonly guarded: string;
  /** What is called there first. */
  readonly calls?: string;
  /** What is given back in its place, as written. */
  readonly returns?: string;
}

/** A place as it is read from its file, before it is known what the functions of other files do. */
export interface PlaceFacts {
  readonly kind: PlaceKind;
  /** "POST /orders", "except Exception", "requests.post". */
  readonly name: string;
  /** The function it stands in, or is; empty at the top of the module. */
  readonly function: string;
  /** Identifies that function among those of the file, the nameless included; -1 at the top of the module. */
  readonly unit: number;
  readonly range: Range;
  /** Something is written there. */
  readonly logs: boolean;
  /** Functions of the project that are called there, and those that decorate it by their last name. */
  readonly calls: readonly FunctionName[];
  readonly decorators: readonly string[];
  /** What leaves the process in it: in the function, in the block that is guarded, the call itself. */
  readonly out: readonly GoesOut[];
  /** What the function around is called for. */
  readonly within?: 'request' | 'message' | 'task' | 'event';
  /** It is there for what went wrong elsewhere; with `passesOn`, it gives that to somebody else. */
  readonly forErrors: boolean;
  readonly passesOn: boolean;
  /** How many lines it has. */
  readonly lines: number;
  /** The file is run by itself, or reads the command line. */
  readonly program: boolean;
  /** Of a handler. */
  readonly handler?: HandlerPlace;
}

/** What is read from one file for coverage; plain JSON, so that workers can hand it over. */
export interface FileFacts {
  readonly path: string;
  /** What its folders say of it counts only inside its project. */
  readonly pathInProject: string;
  /** Nobody reads the logs of a test. */
  readonly test: boolean;
  readonly places: readonly PlaceFacts[];
  /** The functions that log, or call others of the project. */
  readonly functions: readonly {
    readonly name: string;
    readonly logs: boolean;
    readonly calls: readonly FunctionName[];
  }[];
}

/**
 * `logged`: something is written. `passed on`: the exception goes to somebody else. `expected`: an exception that is a
 * part of the normal course of things. Only `silent` is held against a file.
 */
export type PlaceState = 'logged' | 'passed on' | 'expected' | 'silent';

/** A place with what is thought of it. */
export interface Place {
  readonly path: string;
  readonly kind: PlaceKind;
  readonly name: string;
  readonly function: string;
  readonly range: Range;
  readonly state: PlaceState;
  /** How much a log call would help there, from 0 to 100; 0 where it is not silent. */
  readonly weight: number;
  /** Why, in one sentence; empty where it is not silent. */
  readonly reason: string;
}

/** How many of how many places are not silent. Expected exceptions are not counted. */
export interface Share {
  readonly told: number;
  readonly all: number;
}

export type Shares = Readonly<Record<PlaceKind | 'total', Share>>;

export interface FileCoverage {
  readonly path: string;
  readonly shares: Shares;
  /** In source order. */
  readonly places: readonly Place[];
}

export interface CoverageReport {
  /** Those that have places, in order of their paths. */
  readonly files: readonly FileCoverage[];
  readonly shares: Shares;
  /** Where a log call would help most; at most ten, the first the most. */
  readonly most: readonly Place[];
}
