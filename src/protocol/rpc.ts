// The one typed layer over vscode-jsonrpc: a contract is an interface of requests and events; both hops use it.

import {
  CancellationTokenSource,
  ErrorCodes,
  ResponseError,
  type CancellationToken,
  type Disposable,
  type MessageConnection,
} from 'vscode-jsonrpc';

/** Shape of a contract: what can be asked (params, result, steps on the way) and what is told unasked. */
export interface Contract {
  readonly requests: object;
  readonly events: object;
}
interface RequestShape {
  readonly params: unknown;
  readonly result: unknown;
  /** Partial answers sent before the result; never where absent. */
  readonly step?: unknown;
}
type Requests<C extends Contract> = C['requests'];
type Method<C extends Contract> = keyof Requests<C> & string;
type EventName<C extends Contract> = keyof C['events'] & string;
type Params<C extends Contract, M extends Method<C>> = Requests<C>[M] extends RequestShape
  ? Requests<C>[M]['params']
  : never;
type Result<C extends Contract, M extends Method<C>> = Requests<C>[M] extends RequestShape
  ? Requests<C>[M]['result']
  : never;
type Step<C extends Contract, M extends Method<C>> = Requests<C>[M] extends { readonly step: infer S } ? S : never;

/** What a handler gets besides its parameters. */
export interface RequestContext<S> {
  /** Aborted when the asker cancels or goes away. */
  readonly signal: AbortSignal;
  /** Sends a partial answer ahead of the result. */
  readonly step: (partial: S) => void;
}

/** One handler a request; one missing does not compile. A rejection travels to the asker as an RpcError. */
export type Handlers<C extends Contract> = {
  readonly [M in Method<C>]: (
    params: Params<C, M>,
    context: RequestContext<Step<C, M>>,
  ) => Promise<Result<C, M>> | Result<C, M>;
};

/** The asking side of a contract. */
export interface Client<C extends Contract> {
  /** Rejects with RpcError when the other side failed, was cancelled, or has gone. */
  request<M extends Method<C>>(
    method: M,
    params: Params<C, M>,
    options?: { readonly signal?: AbortSignal; readonly onStep?: (partial: Step<C, M>) => void },
  ): Promise<Result<C, M>>;
  on<E extends EventName<C>>(event: E, listener: (value: C['events'][E]) => void): Disposable;
  /** Resolves when the connection has ended, whichever side ended it. */
  readonly closed: Promise<void>;
  dispose(): void;
}

/** The answering side of a contract. */
export interface Server<C extends Contract> {
  emit<E extends EventName<C>>(event: E, value: C['events'][E]): void;
  readonly closed: Promise<void>;
  dispose(): void;
}

/** `kind` tells what to do: `cancelled` nothing; `invalid` the request is at fault (`details` may hold a QueryError); `closed` reconnect; `failed` show the message. */
export type RpcErrorKind = 'cancelled' | 'invalid' | 'closed' | 'failed';

/** An error that travelled, or the news that the other side has gone. */
export class RpcError extends Error {
  readonly kind: RpcErrorKind;
  readonly details: unknown;
  constructor(kind: RpcErrorKind, message: string, details?: unknown) {
    super(message);
    this.name = 'RpcError';
    this.kind = kind;
    this.details = details;
  }
}

const INVALID = -32001;
const STEP = '$/step';

interface Envelope {
  readonly params: unknown;
  /** Names the steps of this request; absent where the asker wants none. */
  readonly steps?: number;
}

function whenClosed(connection: MessageConnection): Promise<void> {
  return new Promise((resolve) => {
    connection.onClose(() => resolve());
    connection.onDispose(() => resolve());
  });
}

function signalOf(token: CancellationToken, closed: Promise<void>): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  void closed.then(() => controller.abort());
  return controller.signal;
}

function toResponseError(error: unknown): ResponseError<unknown> {
  if (error instanceof ResponseError) return error;
  if (error instanceof RpcError && error.kind === 'invalid')
    return new ResponseError(INVALID, error.message, error.details);
  if (error instanceof Error && error.name === 'AbortError') return new ResponseError(-32800, 'cancelled');
  const message = error instanceof Error ? error.message : String(error);
  return new ResponseError(ErrorCodes.InternalError, message);
}

function fromResponseError(error: unknown, signal: AbortSignal | undefined): RpcError {
  if (signal?.aborted === true) return new RpcError('cancelled', 'cancelled');
  if (error instanceof ResponseError) {
    if (error.code === INVALID) return new RpcError('invalid', error.message, error.data);
    if (error.code === -32800) return new RpcError('cancelled', 'cancelled');
    if (error.code === ErrorCodes.PendingResponseRejected) return new RpcError('closed', 'the connection was closed');
    return new RpcError('failed', error.message, error.data);
  }
  return new RpcError('closed', error instanceof Error ? error.message : String(error));
}

/** Answers `C` on `connection`, which must not be listening yet. */
export function serve<C extends Contract>(connection: MessageConnection, handlers: Handlers<C>): Server<C> {
  const closed = whenClosed(connection);
  for (const method of Object.keys(handlers) as Method<C>[]) {
    connection.onRequest(method, async (envelope: Envelope, token: CancellationToken) => {
      const signal = signalOf(token, closed);
      const step = (partial: unknown): void => {
        if (envelope.steps !== undefined && !signal.aborted) {
          connection.sendNotification(STEP, { steps: envelope.steps, partial }).catch(() => undefined);
        }
      };
      try {
        return await handlers[method](envelope.params as Params<C, typeof method>, { signal, step });
      } catch (error) {
        return toResponseError(error);
      }
    });
  }
  connection.listen();
  return {
    emit(event, value) {
      // A peer that has gone needs no news; `closed` tells its owner.
      connection.sendNotification(event, { value }).catch(() => undefined);
    },
    closed,
    dispose: () => connection.dispose(),
  };
}

/** Asks `C` over `connection`, which must not be listening yet. */
export function connect<C extends Contract>(connection: MessageConnection): Client<C> {
  let isClosed = false;
  let nextSteps = 1;
  const stepListeners = new Map<number, (partial: never) => void>();
  const closed = whenClosed(connection);
  const rejectPending = new Set<(error: RpcError) => void>();
  void closed.then(() => {
    isClosed = true;
    for (const reject of [...rejectPending]) reject(new RpcError('closed', 'the connection was closed'));
  });
  connection.onNotification(STEP, (sent: { readonly steps: number; readonly partial: never }) => {
    stepListeners.get(sent.steps)?.(sent.partial);
  });
  connection.listen();
  return {
    request(method, params, options = {}) {
      type R = Result<C, typeof method>;
      const { signal, onStep } = options;
      if (isClosed) return Promise.reject(new RpcError('closed', 'the connection was closed'));
      if (signal?.aborted === true) return Promise.reject(new RpcError('cancelled', 'cancelled'));
      return new Promise<R>((resolve, reject) => {
        const source = new CancellationTokenSource();
        const steps = onStep === undefined ? undefined : nextSteps++;
        if (steps !== undefined && onStep !== undefined) stepListeners.set(steps, onStep);
        const cancel = (): void => {
          source.cancel();
          done();
          reject(new RpcError('cancelled', 'cancelled'));
        };
        const fail = (error: RpcError): void => {
          done();
          reject(error);
        };
        const done = (): void => {
          signal?.removeEventListener('abort', cancel);
          rejectPending.delete(fail);
          if (steps !== undefined) stepListeners.delete(steps);
        };
        signal?.addEventListener('abort', cancel, { once: true });
        rejectPending.add(fail);
        const envelope: Envelope = { params, steps };
        connection.sendRequest<R>(method, envelope, source.token).then(
          (result) => {
            done();
            resolve(result);
          },
          (error: unknown) => {
            fail(fromResponseError(error, signal));
          },
        );
      });
    },
    on: (event, listener) =>
      connection.onNotification(event, (sent: { readonly value: never }) => listener(sent.value)),
    closed,
    dispose: () => connection.dispose(),
  };
}
