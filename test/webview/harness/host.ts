// The host behind a page under test: a real embedded store, answers over the real protocol, and switches for what can go wrong.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import 'vscode-jsonrpc/node';
import { createEmitter } from '../../../src/base/event.ts';
import { silentLog, systemClock } from '../../../src/base/ports.ts';
import type { CollectorStatus } from '../../../src/model/collector.ts';
import type { MetricSeries } from '../../../src/model/metric.ts';
import type { IncomingRecord } from '../../../src/model/record.ts';
import type { HomeState, PageContract, PageRequests, PageSettings } from '../../../src/protocol/page-contract.ts';
import { portConnection, type MessagePortLike } from '../../../src/protocol/post-message.ts';
import { connect, RpcError, serve, type Client, type Handlers, type Server } from '../../../src/protocol/rpc.ts';
import { parseQuery } from '../../../src/query/parse.ts';
import { createLineReader } from '../../../src/ingest/reading/line-reader.ts';
import { openSegmentStore } from '../../../src/store/homes/index.ts';

export interface HostOptions {
  readonly records?: readonly IncomingRecord[];
  readonly settings?: Partial<PageSettings>;
  readonly home?: HomeState;
  /** Parts of what the collector says of itself. */
  readonly status?: Partial<CollectorStatus>;
  readonly state?: unknown;
  readonly location?: 'panel' | 'editor';
  readonly metrics?: (
    params: PageRequests['metrics']['params'],
  ) => readonly MetricSeries[] | Promise<readonly MetricSeries[]>;
  readonly sourceOf?: PageRequests['sourceOf']['result'];
  readonly framesOf?: PageRequests['framesOf']['result'];
}

/** Switches of the host; the same for a page in a browser and for a client in the test's own process. */
export interface TestHost {
  /** What was asked of the host's own actions, in order: `run queryHelp`, `copy hello`. */
  readonly asked: readonly string[];
  /** What was last saved. */
  readonly saved: () => unknown;
  /** How many requests about records were made, by kind. */
  readonly counts: ReadonlyMap<string, number>;
  append(records: readonly IncomingRecord[]): Promise<void>;
  emit: Server<PageContract>['emit'];
  setHome(home: HomeState): void;
  setStatus(status: Partial<CollectorStatus>): void;
  setSettings(settings: Partial<PageSettings>): void;
  /** Every answer about records waits until the returned function is called; with a message, it fails with that until then. */
  hold(failure?: string): () => void;
}

export interface RunningHost extends TestHost {
  /** Answers on a port from now on; a port before it is let go. */
  listen(port: MessagePortLike): void;
  close(): Promise<void>;
}

const DOORS: CollectorStatus['doors'] = (['tcp', 'udp'] as const).map((id) => ({
  id, title: id.toUpperCase(), state: 'listening', addresses: ['127.0.0.1:5000', '[::1]:5000'], port: 5000,
  received: 0, kept: 0, truncated: 0, rejected: 0, rejections: [], sources: [],
})); // prettier-ignore

/** Starts a host with a store of its own in a temporary folder. */
export async function startHost(options: HostOptions = {}): Promise<RunningHost> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sightline-page-'));
  const store = openSegmentStore({
    folder,
    log: silentLog,
    clock: systemClock,
    retention: {},
    read: createLineReader(),
  });
  await store.append(options.records ?? []);
  const asked: string[] = [];
  const counts = new Map<string, number>();
  let state: unknown = options.state ?? null;
  let { home } = options;
  let status = options.status ?? {};
  let settings: PageSettings = { newestAtBottom: true, correlationKeys: [], redaction: true, ...options.settings };
  let gate: Promise<void> = Promise.resolve();
  let failure: string | undefined;
  let server: Server<PageContract> | undefined;

  const pass = async (method: string): Promise<void> => {
    counts.set(method, (counts.get(method) ?? 0) + 1);
    await gate;
    if (failure !== undefined) throw new Error(failure);
  };
  const read = (text: string): { readonly query: NonNullable<ReturnType<typeof parseQuery>['query']> } => {
    const { query, error } = parseQuery(text);
    if (error !== undefined) throw new RpcError('invalid', error.message, error);
    return { query };
  };
  const note = (line: string): null => {
    asked.push(line);
    return null;
  };
  const handlers: Handlers<PageContract> = {
    ready: () => ({
      settings,
      home: home ?? { state: 'ready', upTo: store.status().upTo },
      state,
      location: options.location ?? 'panel',
      services: [],
    }),
    meetServices: ({ services }) => {
      server?.emit('servicesMet', { services });
      return null;
    },
    saveState: (params) => {
      ({ state } = params);
      return null;
    },
    search: async ({ query, ...rest }, { signal, step }) => {
      await pass('search');
      return store.search({ ...rest, ...read(query) }, { signal, onStep: step });
    },
    histogram: async ({ query, ...rest }, { signal, step }) => {
      await pass('histogram');
      return store.histogram({ ...rest, ...read(query) }, { signal, onStep: step });
    },
    facet: async ({ query, ...rest }, { signal, step }) => {
      await pass('facet');
      return store.facet({ ...rest, ...read(query) }, { signal, onStep: step });
    },
    fields: async () => {
      await pass('fields');
      return store.fields();
    },
    record: async ({ id }) => (await store.get(id)) ?? null,
    metrics: async (params) => {
      await pass('metrics');
      return options.metrics?.(params) ?? [];
    },
    deleteAll: async () => ({ records: await store.deleteAll() }),
    status: async () => {
      await pass('status');
      const { redaction } = settings;
      return {
        version: '0',
        pid: 1,
        startedAt: 0,
        dataDir: folder,
        logFile: '',
        clients: 1,
        redaction,
        doors: DOORS,
        masked: [],
        rate: 0,
        store: store.status(),
        ...status,
      };
    },
    openSource: ({ id, focus, frame }) => {
      note(`openSource ${id}${focus ? ' focus' : ''}${frame === undefined ? '' : ` frame ${frame}`}`);
      return { opened: true };
    },
    sourceOf: () => options.sourceOf ?? null,
    framesOf: () => options.framesOf ?? [],
    copy: ({ text }) => note(`copy ${text}`),
    run: ({ action }) => note(`run ${action}`),
    confirmDeleteAll: async () => ({ deleted: await store.deleteAll() }),
    showRecords: ({ query, from, to }) => note(`showRecords ${query} ${from ?? ''}..${to ?? ''}`),
  };

  return {
    asked,
    counts,
    saved: () => state,
    async append(records) {
      server?.emit('changed', { upTo: await store.append(records) });
    },
    emit: (event, value) => server?.emit(event, value),
    setHome(next) {
      home = next;
      server?.emit('homeChanged', next);
    },
    setStatus(next) {
      status = next;
      server?.emit('statusChanged', {});
    },
    setSettings(next) {
      settings = { ...settings, ...next };
      server?.emit('settingsChanged', settings);
    },
    hold(message) {
      failure = message;
      let open: () => void = () => undefined;
      if (message === undefined) gate = new Promise((resolve) => (open = resolve));
      return () => {
        failure = undefined;
        open();
      };
    },
    listen(port) {
      server?.dispose();
      server = serve<PageContract>(portConnection(port), handlers);
    },
    async close() {
      server?.dispose();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A client of the host within this process; messages pass as they would between page and host. */
export function connectTo(host: RunningHost): Client<PageContract> {
  const fail = (error: unknown): void => {
    throw error;
  };
  const toHost = createEmitter<unknown>(fail);
  const toPage = createEmitter<unknown>(fail);
  const deliver = (emitter: typeof toHost) => (message: unknown) =>
    queueMicrotask(() => emitter.fire(structuredClone(message)));
  host.listen({ post: deliver(toPage), onMessage: toHost.event });
  return connect<PageContract>(portConnection({ post: deliver(toHost), onMessage: toPage.event }));
}
