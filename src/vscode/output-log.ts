// The Log port as an output channel of VS Code.

import * as vscode from 'vscode';
import type { Disposable } from '../base/disposable.ts';
import { messageOf } from '../base/errors.ts';
import type { Log } from '../base/ports.ts';

/** The log, which can be shown to the user. */
export interface OutputLog extends Log, Disposable {
  show(): void;
  /** Logs that something failed that a person waits for, and says so; where it is `once`, a reason that was told is only logged. */
  tellFailure(what: string, error: unknown, how?: { readonly once: boolean }): void;
}

/** What Sightline itself has to say goes to the output channel "Sightline"; the user's records never do. */
export function createOutputLog(): OutputLog {
  const channel = vscode.window.createOutputChannel('Sightline', { log: true });
  const told = new Set<string>();
  const tell = async (text: string): Promise<void> => {
    const log = vscode.l10n.t('Show Log');
    const reload = vscode.l10n.t('Reload Window');
    const chosen = await vscode.window.showErrorMessage(text, log, reload);
    if (chosen === log) channel.show(true);
    if (chosen === reload) await vscode.commands.executeCommand('workbench.action.reloadWindow');
  };
  return {
    debug: (message) => channel.debug(message),
    info: (message) => channel.info(message),
    warn: (message) => channel.warn(message),
    error(message, error) {
      if (error instanceof Error) channel.error(error, message);
      else channel.error(error === undefined ? message : `${message}: ${messageOf(error)}`);
    },
    tellFailure(what, error, { once } = { once: false }) {
      const text = vscode.l10n.t('{0}: {1}. If it happens again, reload the window.', what, messageOf(error));
      if (error instanceof Error) channel.error(error, what);
      else channel.error(text);
      // Of many files that fail for one reason the first is enough.
      if (once && told.has(messageOf(error))) return;
      told.add(messageOf(error));
      void tell(text);
    },
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}
