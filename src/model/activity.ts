// FileActivity: what a file does besides logging, read only where somebody asks what of it is logged.

import type { Range } from './location.ts';

/** What a call reaches outside of the process. */
export type OutgoingKind = 'http' | 'database' | 'process' | 'queue' | 'file' | 'mail' | 'cloud' | 'network';

/** A function that somebody outside calls: a route, a consumer of messages, a listener. */
export interface Entry {
  /** Index among the functions of the file. */
  readonly function: number;
  readonly kind: 'request' | 'message' | 'task' | 'event';
  /** "POST /orders", "on payment.failed", or the name of the function. */
  readonly name: string;
  /** It is there for what went wrong elsewhere: an error middleware, a listener of 'error'. */
  readonly forErrors: boolean;
  /** Of one that is there for errors: it gives them to somebody else. */
  readonly passesOn: boolean;
}

/** A call that leaves the process. */
export interface OutgoingCall {
  readonly kind: OutgoingKind;
  /** As written: "requests.post". */
  readonly text: string;
  /** It changes something out there, as far as its name says. */
  readonly changes: boolean;
  readonly range: Range;
  /** Index of the function around. */
  readonly enclosing?: number;
}

/** A call of a function of the project. */
export interface ProjectCall {
  readonly path: string;
  /** Qualified: "Class.method". */
  readonly function: string;
  /** Indexes of the function and the handler around. */
  readonly enclosing?: number;
  readonly handler?: number;
}

/** What a handler makes of the exception, as far as Handler does not say it. */
export interface Outcome {
  /** What throws the exceptions: the body of the `try`. */
  readonly guards?: Range;
  /** What is guarded as written, shortened. */
  readonly guarded: string;
  /** What is called there first: "pickle.loads". */
  readonly calls?: string;
  /** The one who asked is told; with the HTTP status where it is written there. */
  readonly answers?: { readonly status?: number };
  /** The exception is kept, given back, or passed to something that is no answer. */
  readonly handsOn: boolean;
  /** Leaves a trace by something else than a logger: a report to an error tracker, a printed stack. */
  readonly reports: boolean;
}

export interface FileActivity {
  readonly entries: readonly Entry[];
  readonly outgoing: readonly OutgoingCall[];
  readonly projectCalls: readonly ProjectCall[];
  /** One for each handler of the file. */
  readonly outcomes: readonly Outcome[];
}
