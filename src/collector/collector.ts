// The collector: doors, store and clients put together.

import type { Socket } from 'node:net';
import { coalesce } from '../base/coalesce.ts';
import { createDisposableStore, toDisposable } from '../base/disposable.ts';
import { createEmitter, type Event } from '../base/event.ts';
import { messageOf } from '../base/errors.ts';
import type { Clock, Log } from '../base/ports.ts';
import type { ArrivedLines } from '../ingest/arrivals.ts';
import type { CreateIngest, IngestSettings } from '../ingest/ingest.ts';
import type { CollectorSettings, CollectorStatus, Compaction } from '../model/collector.ts';
import type { LogStore, Retention } from '../store/log-store.ts';
import type { MetricStore } from '../store/metric-store.ts';
import type { DataFolder } from './client/data-folder.ts';
import { createClients } from './clients.ts';
import { createHandlers } from './handlers.ts';
import { createRate } from './rate.ts';
import { DEFAULT_SETTINGS, mergeSettings, type WholeSettings } from './settings.ts';

/** Where data lives: opened by the collector, closed by it. */
export interface Home {
  readonly records: LogStore;
  readonly metrics: MetricStore;
  /** Takes lines in, with the metrics that follow from them. As LogStore.append. */
  take(lines: readonly ArrivedLines[]): Promise<number>;
  /** Deletes records and metrics; resolves to how many records went. */
  deleteAll(): Promise<number>;
  /** Merges small files. Rejects with an AbortError when given up. */
  compact(signal: AbortSignal): Promise<Compaction>;
  /** Makes everything durable, and lets go of it. */
  close(): Promise<void>;
}

export interface CollectorOptions {
  readonly folder: DataFolder;
  readonly version: string;
  /** What to begin with; clients may change it. */
  readonly settings: CollectorSettings;
  /** What stands whatever clients ask for. */
  readonly fixed: CollectorSettings;
  readonly createIngest: CreateIngest;
  readonly openHome: (retention: Retention) => Promise<Home>;
  readonly log: Log;
  readonly clock: Clock;
}

export interface Collector {
  readonly accept: (socket: Socket) => void;
  readonly clients: number;
  readonly onDidChangeClients: Event<number>;
  /** A client asked for the end. */
  readonly onStopAsked: Event<{ readonly replaced: boolean }>;
  status(): Promise<CollectorStatus>;
  /** Resolves when the doors are open (or have said why not) and the home is. Rejects where the home can't be opened. */
  readonly opened: Promise<void>;
  /** Takes no more in, keeps what has arrived, lets the clients go. */
  close(options: { readonly replaced: boolean }): Promise<void>;
}

const WATCH_EVERY_MS = 1_000;

function ingestSettings({ tcpPort, udpPort, redaction, correlationKeys }: WholeSettings): IngestSettings {
  return { tcpPort, udpPort, redaction, correlationKeys };
}

function retentionOf({ retentionBytes, retentionDays }: WholeSettings): Retention {
  return { bytes: retentionBytes, days: retentionDays };
}

/** Creates a collector and begins to open its doors, then its home: what arrives meanwhile waits in the doors. */
export function createCollector(options: CollectorOptions): Collector {
  const { folder, version, fixed, log, clock } = options;
  const startedAt = clock.now();
  const held = createDisposableStore();
  const rate = createRate(clock);
  const stopAsked = createEmitter<{ readonly replaced: boolean }>((error) =>
    log.error('ending on request failed', error),
  );
  let settings = mergeSettings(DEFAULT_SETTINGS, options.settings, fixed);

  const takeIn = async (arrived: readonly ArrivedLines[]): Promise<void> => {
    const upTo = await (await home).take(arrived);
    for (const { spans } of arrived) rate.add(spans.length / 2);
    clients.changed(upTo);
  };
  const ingest = options.createIngest(ingestSettings(settings), { clock, log, sink: takeIn });
  const doorsOpen = ingest.open();
  const home = doorsOpen.then(() => options.openHome(retentionOf(settings)));
  const records = home.then((opened) => opened.records);
  const metrics = home.then((opened) => opened.metrics);

  const status = async (): Promise<CollectorStatus> => ({
    version,
    pid: process.pid,
    startedAt,
    dataDir: folder.dir,
    logFile: folder.logFile,
    clients: clients.count,
    redaction: settings.redaction,
    doors: ingest.status(),
    store: (await records).status(),
    masked: ingest.masked(),
    rate: rate.perSecond(),
  });

  // One change after the other, so that the last one asked for is the one that holds.
  let applying: Promise<unknown> = Promise.resolve();
  const configure = (asked: CollectorSettings): Promise<void> => {
    const next = applying.then(async () => {
      const wanted = mergeSettings(settings, asked, fixed);
      if (JSON.stringify(wanted) === JSON.stringify(settings)) return;
      settings = wanted;
      log.info(`settings: ${JSON.stringify(settings)}`);
      await ingest.configure(ingestSettings(settings));
      await (await records).setRetention(retentionOf(settings));
      clients.statusChanged();
    });
    applying = next.catch(() => undefined);
    return next;
  };

  const clients = createClients({
    version,
    log,
    handlers: createHandlers({
      store: records,
      metrics,
      status,
      configure,
      stop: (replaced) => stopAsked.fire({ replaced }),
      compact: async (signal) => (await home).compact(signal),
      async deleteAll() {
        const opened = await home;
        const count = await opened.deleteAll();
        log.info('all data was deleted on request');
        clients.statusChanged();
        clients.changed(opened.records.status().upTo);
        return count;
      },
    }),
  });

  const doorsChanged = held.add(coalesce(() => clients.statusChanged(), 0));
  held.add(ingest.onDidChange(() => doorsChanged.trigger()));
  held.add(clients.onDidChangeCount(() => clients.statusChanged()));
  held.add(watchFigures());

  /** Rate, losses and masked secrets change without an event of their own. */
  function watchFigures(): { dispose(): void } {
    let last = '';
    const timer = setInterval(() => {
      records
        .then((store) => {
          const { problem, lost } = store.status();
          const rejected = ingest.status().reduce((sum, door) => sum + door.rejected, 0);
          const masked = ingest.masked().reduce((sum, { count }) => sum + count, 0);
          const now = JSON.stringify([rate.perSecond(), problem, lost, rejected, masked]);
          if (now !== last) clients.statusChanged();
          last = now;
        })
        .catch(() => undefined);
    }, WATCH_EVERY_MS);
    timer.unref();
    return toDisposable(() => clearInterval(timer));
  }

  return {
    accept: clients.accept,
    get clients() {
      return clients.count;
    },
    onDidChangeClients: clients.onDidChangeCount,
    onStopAsked: stopAsked.event,
    status,
    opened: home.then(() => undefined),
    async close({ replaced }) {
      held.dispose();
      clients.stopping(replaced);
      await ingest.close();
      try {
        await (await home).close();
      } catch (error) {
        log.error(`the home was not closed in good order: ${messageOf(error)}`, error);
      }
      await clients.close();
    },
  };
}
