// What a route handler is given with each request.
import type { IncomingMessage } from 'node:http';
import type { Logger } from './logger.ts';

export interface RequestContext {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly correlationId: string;
  /** Knows the correlation ID. */
  readonly log: Logger;
  /** The named groups of the route's path. */
  readonly params: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

export interface Route {
  readonly method: string;
  readonly path: RegExp;
  /** Name of the operation in metrics. */
  readonly operation: string;
  handle(context: RequestContext): Promise<Reply>;
}
