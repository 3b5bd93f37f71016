// The tree of logging coverage: the places where a log call would help most, then every file with what is silent in it.

import * as vscode from 'vscode';
import { createDisposableStore } from '../../base/disposable.ts';
import { messageOf } from '../../base/errors.ts';
import { groupBy } from '../../base/group-by.ts';
import type { FileCoverage, Place, PlaceKind, Share } from '../../model/coverage.ts';
import { COMMANDS, VIEWS } from '../../manifest.ts';
import type { Feature } from '../app.ts';
import { createCoverage } from '../coverage.ts';
import { toRange } from '../ranges.ts';

type Node =
  | { readonly kind: 'group'; readonly label: string; readonly description: string; readonly children: readonly Node[] }
  | { readonly kind: 'file'; readonly file: FileCoverage }
  | { readonly kind: 'place'; readonly place: Place; readonly withFile: boolean }
  | { readonly kind: 'nothing'; readonly label: string };

const ICONS: Readonly<Record<PlaceKind, string>> = {
  route: 'globe',
  message: 'mail',
  handler: 'shield',
  outgoing: 'link-external',
};

function percent({ told, all }: Share): string {
  return all === 0 ? '' : `${Math.floor((told / all) * 100)} %`;
}

function placeItem(place: Place, withFile: boolean, loggable: boolean): vscode.TreeItem {
  const { path, kind, name, function: around, range, reason } = place;
  const uri = vscode.Uri.file(path);
  const line = range.start.line + 1;
  const item = new vscode.TreeItem(name);
  item.iconPath = new vscode.ThemeIcon(ICONS[kind]);
  const where = withFile ? `${path.slice(path.lastIndexOf('/') + 1)}:${line}` : `${line}`;
  item.description = around === '' || around === name ? where : `${where}  ${around}`;
  item.tooltip = new vscode.MarkdownString(`${reason}\n\n\`${vscode.workspace.asRelativePath(uri)}:${line}\``);
  item.accessibilityInformation = { label: `${name}, ${item.description}. ${reason.replaceAll('`', '')}` };
  item.contextValue = loggable ? 'place-loggable' : 'place';
  // The first character is enough: a selected function would hide what is in it.
  const start = toRange(range).start;
  item.command = {
    command: 'vscode.open',
    title: vscode.l10n.t('Open'),
    arguments: [
      uri,
      { selection: new vscode.Range(start, start), preview: true } satisfies vscode.TextDocumentShowOptions,
    ],
  };
  return item;
}

function fileItem({ path, shares, places }: FileCoverage): vscode.TreeItem {
  const silent = places.some(({ state }) => state === 'silent');
  const item = new vscode.TreeItem(
    vscode.Uri.file(path),
    silent ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  item.contextValue = 'file';
  const folder = vscode.workspace.asRelativePath(path).split('/').slice(0, -1).join('/');
  item.description = [percent(shares.total), folder].filter(Boolean).join('  ');
  const line = (title: string, { told, all }: Share): string[] =>
    all === 0 ? [] : [vscode.l10n.t('{0}: {1} of {2} logged', title, told, all)];
  item.tooltip = [
    vscode.workspace.asRelativePath(path),
    ...line(vscode.l10n.t('Routes'), shares.route),
    ...line(vscode.l10n.t('Messages'), shares.message),
    ...line(vscode.l10n.t('Handlers'), shares.handler),
    ...line(vscode.l10n.t('Calls out'), shares.outgoing),
  ].join('\n');
  return item;
}

export const coverageTree: Feature = ({ context, findings, lintThread, log }) => {
  const held = createDisposableStore();
  const coverage = held.add(createCoverage(context, findings, log));
  const changed = held.add(new vscode.EventEmitter<undefined>());
  /** Of the places that would help most, those where a log call can be written. */
  let loggable: ReadonlySet<Place> = new Set();

  const lookForLoggers = async (): Promise<void> => {
    const { report } = coverage;
    const found = new Set<Place>();
    for (const [path, places] of groupBy(report?.most ?? [], (place) => place.path)) {
      const answers = await lintThread.loggable(vscode.Uri.file(path), places);
      places.forEach((place, index) => answers[index] === true && found.add(place));
      // It was measured again meanwhile.
      if (report !== coverage.report) return;
    }
    loggable = found;
    if (found.size > 0) changed.fire(undefined);
  };
  held.add(
    coverage.onDidChange(() => {
      changed.fire(undefined);
      lookForLoggers().catch((error: unknown) => log.debug(`where a log call can be written: ${messageOf(error)}`));
    }),
  );

  const roots = (): Node[] => {
    const { report } = coverage;
    if (report === undefined) return [];
    const files = report.files.filter(({ shares }) => shares.total.all > 0);
    if (files.length === 0)
      return [{ kind: 'nothing', label: vscode.l10n.t('No routes, messages, handlers or calls out were found.') }];
    const { told, all } = report.shares.total;
    return [
      {
        kind: 'group',
        label: vscode.l10n.t('Where a log call would help most'),
        description: '',
        children: report.most.map((place) => ({ kind: 'place', place, withFile: true })),
      },
      {
        kind: 'group',
        label: vscode.l10n.t('Files'),
        description: vscode.l10n.t('{0} logged, {1} of {2} places', percent({ told, all }), told, all),
        children: files.map((file) => ({ kind: 'file', file })),
      },
    ];
  };

  held.add(
    vscode.window.registerTreeDataProvider<Node>(VIEWS.coverage, {
      onDidChangeTreeData: changed.event,
      getChildren(node) {
        if (node === undefined) return roots();
        if (node.kind === 'group') return [...node.children];
        if (node.kind !== 'file') return [];
        return node.file.places
          .filter(({ state }) => state === 'silent')
          .map((place) => ({ kind: 'place', place, withFile: false }));
      },
      getTreeItem(node) {
        switch (node.kind) {
          case 'group': {
            const item = new vscode.TreeItem(node.label, vscode.TreeItemCollapsibleState.Expanded);
            item.description = node.description;
            return item;
          }
          case 'file':
            return fileItem(node.file);
          case 'place':
            return placeItem(node.place, node.withFile, loggable.has(node.place));
          case 'nothing':
            return new vscode.TreeItem(node.label);
        }
      },
    }),
  );

  /** Measures once at a time; who asks again meanwhile waits for the same. */
  let measuring: Promise<void> | undefined;
  const measure = (): Promise<void> =>
    (measuring ??= Promise.resolve(
      vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: vscode.l10n.t('Measuring logging coverage'),
          cancellable: true,
        },
        async (progress, token) => {
          const cancelled = new AbortController();
          const listening = token.onCancellationRequested(() => cancelled.abort());
          let before = 0;
          try {
            await coverage.measure(cancelled.signal, (done, all) => {
              progress.report({
                increment: ((done - before) / all) * 100,
                message: `${done.toLocaleString()} / ${all.toLocaleString()}`,
              });
              before = done;
            });
          } finally {
            listening.dispose();
          }
        },
      ),
    )
      .catch((error: unknown) => log.tellFailure(vscode.l10n.t('Logging coverage could not be measured'), error))
      .finally(() => (measuring = undefined)));
  held.add(
    vscode.commands.registerCommand(COMMANDS.measureCoverage, async () => {
      await measure();
      // For who runs it from code.
      return coverage.report;
    }),
  );
  held.add(
    vscode.commands.registerCommand(COMMANDS.showCoverage, async () => {
      await vscode.commands.executeCommand(`${VIEWS.coverage}.focus`);
      if (coverage.report === undefined) await measure();
    }),
  );
  return held;
};
