// The Log port as an output channel of VS Code.

import * as vscode from 'vscode';
import type { Disposable } from '../base/disposable.ts';
import { messageOf } from '../base/errors.ts';
import type { Log } from '../base/ports.ts';

/** The log, which can be shown to the user. */
export interface OutputLog extends Log, Disposable {
  show(): void;
}

/** What Sightline itself has to say goes to the output channel "Sightline"; the user's records never do. */
export function createOutputLog(): OutputLog {
  const channel = vscode.window.createOutputChannel('Sightline', { log: true });
  return {
    debug: (message) => channel.debug(message),
    info: (message) => channel.info(message),
    warn: (message) => channel.warn(message),
    error(message, error) {
      if (error instanceof Error) channel.error(error, message);
      else channel.error(error === undefined ? message : `${message}: ${messageOf(error)}`);
    },
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}
