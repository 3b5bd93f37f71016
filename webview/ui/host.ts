// The page's side of the line to the extension host: one typed client over postMessage.

// Gives vscode-jsonrpc the browser's timers and encoders.
import 'vscode-jsonrpc/browser';
import type { PageContract } from '../../src/protocol/page-contract.ts';
import { portConnection, type MessagePortLike } from '../../src/protocol/post-message.ts';
import { connect, type Client } from '../../src/protocol/rpc.ts';

/** What VS Code gives a page to talk with; may be acquired once in a page's life. */
declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

export type Host = Client<PageContract>;

/** Connects this page to the extension host; called once, at the page's entry. */
export function connectHost(): Host {
  const api = acquireVsCodeApi();
  const port: MessagePortLike = {
    post: (message) => api.postMessage(message),
    onMessage(listener) {
      const receive = (event: MessageEvent): void => listener(event.data);
      window.addEventListener('message', receive);
      return { dispose: () => window.removeEventListener('message', receive) };
    },
  };
  return connect<PageContract>(portConnection(port));
}
