// JSON-RPC over a local socket, one JSON text a line, with bounds in both directions.

import type { Socket } from 'node:net';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
  type DataCallback,
  type Message,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import { toDisposable } from '../../base/disposable.ts';

/** A peer that goes beyond either bound is cut off. */
export interface WireLimits {
  /** Longest message accepted, in bytes. */
  readonly maxMessageBytes: number;
  /** Unsent bytes beyond which nothing more is queued. One message may be larger than this. */
  readonly maxQueuedBytes: number;
}

const NEWLINE = 0x0a;

/** Cuts a byte stream into lines; what is not yet whole stays in `pending`. */
function createLineCutter(maxBytes: number): { push(chunk: Buffer): Buffer[] } {
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  return {
    push(chunk) {
      const lines: Buffer[] = [];
      let start = 0;
      for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
        const last = chunk.subarray(start, end);
        lines.push(pendingBytes === 0 ? last : Buffer.concat([...pending, last]));
        pending = [];
        pendingBytes = 0;
        start = end + 1;
      }
      if (start < chunk.length) {
        pending.push(chunk.subarray(start));
        pendingBytes += chunk.length - start;
      }
      if (pendingBytes > maxBytes || lines.some((line) => line.length > maxBytes)) {
        throw new Error(`a message is longer than ${maxBytes} bytes`);
      }
      return lines;
    },
  };
}

function parseMessage(line: Buffer): Message {
  const message: unknown = JSON.parse(line.toString('utf8'));
  if (typeof message !== 'object' || message === null || !('jsonrpc' in message))
    throw new Error('not a JSON-RPC message');
  return message as Message;
}

class LineReader extends AbstractMessageReader {
  readonly #socket: Socket;
  readonly #cutter: ReturnType<typeof createLineCutter>;
  readonly #waiting: Buffer[] = [];

  constructor(socket: Socket, maxBytes: number) {
    super();
    this.#socket = socket;
    this.#cutter = createLineCutter(maxBytes);
    socket.on('error', (error) => this.fireError(error));
    socket.on('close', () => this.fireClose());
  }

  listen(callback: DataCallback): { dispose(): void } {
    const onData = (chunk: Buffer): void => {
      this.#guarded(() => {
        this.#waiting.push(...this.#cutter.push(chunk));
        this.#handOn(callback);
      });
    };
    this.#socket.on('data', onData);
    return toDisposable(() => this.#socket.off('data', onData));
  }

  /** One message a turn of the event loop, which is what the connection works off: a flood waits in the kernel, not in memory. */
  #handOn(callback: DataCallback): void {
    const line = this.#waiting.shift();
    if (line === undefined || this.#socket.destroyed) return;
    callback(parseMessage(line));
    if (this.#waiting.length === 0) {
      this.#socket.resume();
      return;
    }
    this.#socket.pause();
    setImmediate(() => this.#guarded(() => this.#handOn(callback)));
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#waiting.length = 0;
      this.#socket.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

class LineWriter extends AbstractMessageWriter {
  readonly #socket: Socket;
  readonly #maxQueued: number;

  constructor(socket: Socket, maxQueued: number) {
    super();
    this.#socket = socket;
    this.#maxQueued = maxQueued;
  }

  write(message: Message): Promise<void> {
    if (this.#socket.writableLength > this.#maxQueued) {
      this.#socket.destroy(new Error(`the other side does not read: ${this.#socket.writableLength} bytes are waiting`));
    }
    if (!this.#socket.writable) return Promise.reject(new Error('the connection was closed'));
    try {
      this.#socket.write(`${JSON.stringify(message)}\n`);
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  end(): void {
    this.#socket.end();
  }
}

/** A connection over `socket`, for `serve` or `connect`; disposing of it lets queued bytes go out, then ends the socket. */
export function socketConnection(socket: Socket, { maxMessageBytes, maxQueuedBytes }: WireLimits): MessageConnection {
  const connection = createMessageConnection(
    new LineReader(socket, maxMessageBytes),
    new LineWriter(socket, maxQueuedBytes),
  );
  connection.onDispose(() => {
    socket.end();
    // A peer that does not answer the end must not keep the socket.
    const cut = setTimeout(() => socket.destroy(), 1_000);
    cut.unref();
    socket.once('close', () => clearTimeout(cut));
  });
  return connection;
}
