// The tree in the activity bar: doors with their ports, and the services that write.

import * as vscode from 'vscode';
import { coalesce } from '../../base/coalesce.ts';
import { createDisposableStore } from '../../base/disposable.ts';
import { messageOf } from '../../base/errors.ts';
import type { DoorStatus } from '../../model/door.ts';
import { COMMANDS, VIEWS } from '../../manifest.ts';
import type { Feature } from '../app.ts';

type Node =
  | { readonly kind: 'group'; readonly label: string; readonly children: readonly Node[] }
  | { readonly kind: 'door'; readonly door: DoorStatus }
  | { readonly kind: 'service'; readonly name: string; readonly records: number; readonly errors: number };

const LAST_15_MINUTES_MS = 15 * 60_000;

function doorItem(door: DoorStatus): vscode.TreeItem {
  const item = new vscode.TreeItem(door.port === undefined ? door.title : `${door.title} ${door.port}`);
  const failed = door.state !== 'listening';
  item.contextValue = 'door';
  item.iconPath = failed
    ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'))
    : new vscode.ThemeIcon('plug');
  item.description = failed ? door.reason : vscode.l10n.t('{0} kept', door.kept.toLocaleString());
  item.tooltip = [
    door.addresses.join(', '),
    door.reason ?? '',
    vscode.l10n.t(
      '{0} received, {1} kept, {2} truncated, {3} rejected',
      door.received,
      door.kept,
      door.truncated,
      door.rejected,
    ),
  ]
    .filter((line) => line !== '')
    .join('\n');
  return item;
}

function serviceItem(name: string, records: number, errors: number): vscode.TreeItem {
  const item = new vscode.TreeItem(name);
  item.contextValue = 'service';
  item.iconPath = new vscode.ThemeIcon('server-process');
  item.description =
    errors === 0
      ? records.toLocaleString()
      : vscode.l10n.t('{0}, {1} errors', records.toLocaleString(), errors.toLocaleString());
  item.tooltip = vscode.l10n.t(
    '{0}: {1} records and {2} errors in the last 15 minutes',
    name,
    records.toLocaleString(),
    errors.toLocaleString(),
  );
  item.command = { command: COMMANDS.showRecordsOfService, title: vscode.l10n.t('Show Records'), arguments: [name] };
  return item;
}

/** The name a command of the tree was given: as an argument, or by the item it was chosen on. */
function serviceNameOf(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  if (typeof argument === 'object' && argument !== null && 'name' in argument && typeof argument.name === 'string')
    return argument.name;
  return undefined;
}

export const servicesTree: Feature = ({ collector, logs, log }) => {
  const held = createDisposableStore();
  const changed = new vscode.EventEmitter<undefined>();
  const refresh = held.add(coalesce(() => changed.fire(undefined), 2_000));

  const roots = async (): Promise<readonly Node[]> => {
    if (collector.home.state !== 'ready') return [];
    const range = { from: Date.now() - LAST_15_MINUTES_MS };
    const [status, all, errors] = await Promise.all([
      collector.request('status', {}),
      collector.request('facet', { query: '', range, field: 'service', limit: 100 }),
      collector.request('facet', { query: 'level>=ERROR', range, field: 'service', limit: 100 }),
    ]);
    const errorCounts = new Map(errors.values.map(({ value, count }) => [value, count]));
    const services = [...all.values].sort((a, b) => (a.value < b.value ? -1 : 1));
    return [
      { kind: 'group', label: vscode.l10n.t('Doors'), children: status.doors.map((door) => ({ kind: 'door', door })) },
      {
        kind: 'group',
        label: vscode.l10n.t('Services, last 15 minutes'),
        children: services.map(({ value, count }) => ({
          kind: 'service',
          name: value,
          records: count,
          errors: errorCounts.get(value) ?? 0,
        })),
      },
    ];
  };

  held.add(
    vscode.window.registerTreeDataProvider<Node>(VIEWS.services, {
      onDidChangeTreeData: changed.event,
      async getChildren(node) {
        if (node !== undefined) return node.kind === 'group' ? [...node.children] : [];
        try {
          return [...(await roots())];
        } catch (error) {
          log.debug(`services tree: ${messageOf(error)}`);
          return [];
        }
      },
      getTreeItem(node) {
        switch (node.kind) {
          case 'group':
            return new vscode.TreeItem(node.label, vscode.TreeItemCollapsibleState.Expanded);
          case 'door':
            return doorItem(node.door);
          case 'service':
            return serviceItem(node.name, node.records, node.errors);
        }
      },
    }),
  );
  held.add(vscode.commands.registerCommand(COMMANDS.refreshServices, () => changed.fire(undefined)));
  held.add(
    vscode.commands.registerCommand(COMMANDS.showRecordsOfService, async (argument: unknown) => {
      const name = serviceNameOf(argument);
      if (name !== undefined) await logs.showRecords(`service:${JSON.stringify(name)}`);
    }),
  );
  held.add(collector.onDidChangeHome(() => refresh.trigger()));
  held.add(collector.onDidChangeStatus(() => refresh.trigger()));
  held.add(collector.onDidChange(() => refresh.trigger()));
  return held;
};
