// JSON-RPC over a pair of post/receive functions: the hop between a webview page and the extension host.

import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageConnection,
} from 'vscode-jsonrpc';

/** A port that carries structured-cloneable messages, both ways. */
export interface MessagePortLike {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): Disposable;
}

class PortReader extends AbstractMessageReader {
  readonly #port: MessagePortLike;
  constructor(port: MessagePortLike) {
    super();
    this.#port = port;
  }
  listen(callback: DataCallback): Disposable {
    return this.#port.onMessage((message) => {
      if (typeof message === 'object' && message !== null && 'jsonrpc' in message) callback(message as Message);
    });
  }
}

class PortWriter extends AbstractMessageWriter {
  readonly #port: MessagePortLike;
  constructor(port: MessagePortLike) {
    super();
    this.#port = port;
  }
  write(message: Message): Promise<void> {
    try {
      this.#port.post(message);
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }
  end(): void {}
}

/** A connection over `port`; the caller hands it to `serve` or `connect`. Messages that are not JSON-RPC are ignored. */
export function portConnection(port: MessagePortLike): MessageConnection {
  return createMessageConnection(new PortReader(port), new PortWriter(port));
}
