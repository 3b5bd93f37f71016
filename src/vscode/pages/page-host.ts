// Answers a webview page's requests: records from the collector, places from the navigator, the rest from VS Code.

import * as vscode from 'vscode';
import { createDisposableStore, type Disposable } from '../../base/disposable.ts';
import type { Log } from '../../base/ports.ts';
import { COMMANDS } from '../../manifest.ts';
import type { PageContract, PageRequests } from '../../protocol/page-contract.ts';
import { portConnection } from '../../protocol/post-message.ts';
import { serve, type Handlers, type Server } from '../../protocol/rpc.ts';
import type { CollectorLink } from '../collector-link.ts';
import type { Navigator } from '../navigator.ts';
import { onSettingsChange, setting } from '../settings.ts';
import type { ServiceOrder } from './service-order.ts';
import type { PageName } from './html.ts';

/** A page that is on screen. */
export interface PageHost extends Disposable {
  readonly server: Server<PageContract>;
  /** Resolves once the page has asked for what it needs to begin, and so listens to events. */
  readonly ready: Promise<void>;
}

export interface PageHostParts {
  readonly collector: CollectorLink;
  readonly navigator: Navigator;
  readonly services: ServiceOrder;
  readonly log: Log;
  readonly memento: vscode.Memento;
  /** Shows records in the Logs view, for pages that are not it. */
  readonly showRecords: (query: string, from?: number, to?: number) => Promise<void>;
}

const ACTIONS: Readonly<
  Record<PageRequests['run']['params']['action'], readonly [command: string, ...args: unknown[]]>
> = {
  startCollector: [COMMANDS.startCollector],
  openSettings: ['workbench.action.openSettings', '@ext:sightline.sightline'],
  showCollectorLog: [COMMANDS.showCollectorLog],
  openLogsInEditor: [COMMANDS.openLogsInEditor],
  openMetrics: [COMMANDS.openMetrics],
  queryHelp: [COMMANDS.showQueryHelp],
};

const SETTINGS_OF_PAGES = ['logs.newestAtBottom', 'logs.correlationKeys', 'collector.maskSecrets'] as const;

function pageSettings(): PageRequests['ready']['result']['settings'] {
  return {
    newestAtBottom: setting('logs.newestAtBottom'),
    correlationKeys: setting('logs.correlationKeys'),
    redaction: setting('collector.maskSecrets'),
  };
}

/** Serves page `name` in `webview` until disposed. `location` tells the page whether it is beside the code. */
export function hostPage(
  webview: vscode.Webview,
  name: PageName,
  location: 'panel' | 'editor',
  { collector, navigator, services, log, memento, showRecords }: PageHostParts,
): PageHost {
  const held = createDisposableStore();
  const stateKey = `page.${name}.${location}`;
  let markReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    markReady = resolve;
  });
  const ask = collector.request;

  const handlers: Handlers<PageContract> = {
    ready: () => {
      collector.start();
      queueMicrotask(markReady);
      return {
        settings: pageSettings(),
        home: collector.home,
        state: memento.get<unknown>(stateKey) ?? memento.get<unknown>(`page.${name}.panel`) ?? null,
        location,
        services: services.order,
      };
    },
    meetServices: async ({ services: met }) => {
      await services.meet(met);
      return null;
    },
    saveState: async ({ state }) => {
      await memento.update(stateKey, state);
      return null;
    },
    search: (params, { signal, step }) => ask('search', params, { signal, onStep: step }),
    histogram: (params, { signal, step }) => ask('histogram', params, { signal, onStep: step }),
    facet: (params, { signal, step }) => ask('facet', params, { signal, onStep: step }),
    fields: (params, { signal }) => ask('fields', params, { signal }),
    record: (params, { signal }) => ask('record', params, { signal }),
    metrics: (params, { signal }) => ask('metrics', params, { signal }),
    status: (params, { signal }) => ask('status', params, { signal }),
    deleteAll: (params) => ask('deleteAll', params),
    openSource: async ({ id, focus, frame }) => {
      const record = await ask('record', { id });
      return record === null
        ? { opened: false, message: vscode.l10n.t('This record is no longer stored.') }
        : navigator.openSource(record, { focus, frame });
    },
    sourceOf: async ({ id }) => {
      const record = await ask('record', { id });
      return record === null ? null : navigator.sourceOf(record);
    },
    framesOf: async ({ id }) => {
      const record = await ask('record', { id });
      return record === null ? [] : navigator.framesOf(record);
    },
    copy: async ({ text }) => {
      await vscode.env.clipboard.writeText(text);
      return null;
    },
    run: async ({ action }) => {
      // The action came over a message: only names of this table are ever run.
      if (!Object.hasOwn(ACTIONS, action)) throw new Error(`no such action: ${action}`);
      const [command, ...args] = ACTIONS[action];
      await vscode.commands.executeCommand(command, ...args);
      return null;
    },
    confirmDeleteAll: async () => ({ deleted: await collector.deleteAllAfterAsking() }),
    showRecords: async ({ query, from, to }) => {
      await showRecords(query, from, to);
      return null;
    },
  };

  const connection = portConnection({
    post: (message) => void webview.postMessage(message),
    onMessage: (listener) => webview.onDidReceiveMessage(listener),
  });
  connection.onError(([error]) => log.error(`page ${name}`, error));
  const server = held.add(serve<PageContract>(connection, handlers));
  held.add(collector.onDidChange((upTo) => server.emit('changed', { upTo })));
  held.add(services.onDidChange((order) => server.emit('servicesMet', { services: order })));
  held.add(collector.onDidChangeStatus(() => server.emit('statusChanged', {})));
  held.add(collector.onDidChangeHome((home) => server.emit('homeChanged', home)));
  held.add(onSettingsChange(SETTINGS_OF_PAGES, () => server.emit('settingsChanged', pageSettings())));
  return { server, ready, dispose: () => held.dispose() };
}
