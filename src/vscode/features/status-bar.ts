// The one status bar item: whether records arrive, and where.

import * as vscode from 'vscode';
import { createDisposableStore } from '../../base/disposable.ts';
import type { CollectorStatus } from '../../model/collector.ts';
import { COMMANDS } from '../../manifest.ts';
import type { Feature } from '../app.ts';
import { messageOf } from '../../base/errors.ts';

function tooltip(status: CollectorStatus): string {
  const doors = status.doors.map((door) => {
    const where = door.state === 'listening' ? door.addresses.join(', ') : vscode.l10n.t('not listening');
    return `${door.title}: ${where}${door.reason === undefined ? '' : ` – ${door.reason}`}`;
  });
  return [
    vscode.l10n.t('Sightline: {0} records stored', status.store.records.toLocaleString()),
    ...doors,
    ...(status.store.problem === undefined ? [] : [status.store.problem]),
  ].join('\n');
}

export const statusBar: Feature = ({ collector, log }) => {
  const held = createDisposableStore();
  const item = held.add(vscode.window.createStatusBarItem('sightline.status', vscode.StatusBarAlignment.Right, 50));
  item.name = 'Sightline';
  item.command = COMMANDS.showLogs;
  let shown = 0;

  const refresh = async (): Promise<void> => {
    const turn = ++shown;
    const home = collector.home;
    if (home.state === 'stopped') {
      item.hide();
      return;
    }
    if (home.state !== 'ready') {
      item.text =
        home.state === 'unreachable' ? `$(warning) ${vscode.l10n.t('Logs')}` : `$(output) ${vscode.l10n.t('Logs')}`;
      item.tooltip = home.state === 'unreachable' ? home.message : vscode.l10n.t('Sightline: starting the collector');
      item.accessibilityInformation = { label: item.tooltip };
      item.show();
      return;
    }
    const status = await collector.request('status', {});
    if (turn !== shown) return;
    const failed = status.store.problem !== undefined || status.doors.every(({ state }) => state !== 'listening');
    const rate = status.rate >= 10 || status.rate === 0 ? Math.round(status.rate).toString() : status.rate.toFixed(1);
    item.text = `${failed ? '$(warning)' : '$(output)'} ${rate}/s`;
    item.tooltip = tooltip(status);
    item.accessibilityInformation = { label: vscode.l10n.t('Sightline: {0} records per second', rate) };
    item.show();
  };
  const update = (): void => {
    refresh().catch((error: unknown) => log.debug(`status bar: ${messageOf(error)}`));
  };

  held.add(collector.onDidChangeHome(update));
  held.add(collector.onDidChangeStatus(update));
  update();
  return held;
};
