// Opens a built page in Chromium as VS Code would: its document and content policy, its theme, a host with a real store behind it.
import { createServer } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import esbuild from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import 'vscode-jsonrpc/node';
import { createEmitter } from '../../../src/base/event.ts';
import { silentLog, systemClock } from '../../../src/base/ports.ts';
import type { CollectorStatus } from '../../../src/model/collector.ts';
import type { IncomingRecord } from '../../../src/model/record.ts';
import type { MetricSeries } from '../../../src/model/metric.ts';
import type { HomeState, PageContract, PageRequests, PageSettings } from '../../../src/protocol/page-contract.ts';
import { portConnection } from '../../../src/protocol/post-message.ts';
import { RpcError, serve, type Handlers, type Server } from '../../../src/protocol/rpc.ts';
import { parseQuery } from '../../../src/query/parse.ts';
import { createEmbeddedLogStore } from '../../../src/store/homes/embedded/embedded-store.ts';
import { themeOf, type ThemeName } from './themes.ts';

const root = path.resolve(import.meta.dirname, '../../..');

export interface PageOptions {
  readonly page?: 'logs' | 'metrics';
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly records?: readonly IncomingRecord[];
  readonly settings?: Partial<PageSettings>;
  readonly home?: HomeState;
  /** Parts of what the collector says of itself. */
  readonly status?: Partial<CollectorStatus>;
  readonly state?: unknown;
  readonly location?: 'panel' | 'editor';
  readonly metrics?: (params: PageRequests['metrics']['params']) => readonly MetricSeries[] | Promise<readonly MetricSeries[]>;
  readonly sourceOf?: PageRequests['sourceOf']['result'];
  readonly framesOf?: PageRequests['framesOf']['result'];
}

/** An open page and the host behind it. */
export interface OpenPage extends AsyncDisposable {
  readonly page: Page;
  readonly server: Server<PageContract>;
  /** Requests the page made of the host's own actions, in order: `run queryHelp`, `copy hello`. */
  readonly asked: readonly string[];
  /** What the page last saved. */
  readonly saved: () => unknown;
  /** How many requests of each kind were made. */
  readonly counts: ReadonlyMap<string, number>;
  /** Errors of the page: exceptions, refused content, console errors. */
  readonly errors: readonly string[];
  append(records: readonly IncomingRecord[]): Promise<void>;
  setHome(home: HomeState): void;
  setStatus(status: Partial<CollectorStatus>): void;
  setSettings(settings: Partial<PageSettings>): void;
  /** Every answer about records waits until the returned function is called; or fails with a message. */
  hold(failure?: string): () => void;
  /** Loads the page anew, with the state it saved. */
  reload(): Promise<void>;
  setTheme(theme: ThemeName): Promise<void>;
}

let built: Promise<string> | undefined;

/** Builds the pages once a process, into a folder of its own. */
function buildPages(): Promise<string> {
  built ??= (async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'sightline-pages-'));
    process.once('exit', () => void rm(folder, { recursive: true, force: true }));
    await esbuild.build({
      absWorkingDir: root, bundle: true, platform: 'browser', format: 'esm', target: 'chrome120', sourcemap: 'inline', logLevel: 'error',
      entryPoints: ['logs', 'metrics'].map((name) => ({ in: `webview/${name}/main.ts`, out: name })), outdir: folder, tsconfig: 'webview/tsconfig.json',
    }); // prettier-ignore
    return folder;
  })();
  return built;
}

/** Starts the Chromium of this machine. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** The document as src/vscode/pages/html.ts writes it, with the theme VS Code adds. */
function documentOf(name: string, theme: ThemeName): string {
  const nonce = 'harness';
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:`;
  const { bodyClass, style } = themeOf(theme);
  return `<!DOCTYPE html>
<html lang="en" style="${style.replaceAll('"', '&quot;')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" nonce="${nonce}">
<link rel="stylesheet" href="codicon.css" id="vscode-codicon-stylesheet" nonce="${nonce}">
<title>${name}</title>
</head>
<body data-page="${name}" class="${bodyClass}">
<script type="module" nonce="${nonce}" src="${name}.js"></script>
</body>
</html>`;
}

async function serveFiles(
  folder: string,
  name: string,
  theme: ThemeName,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const codicons = path.join(root, 'node_modules/@vscode/codicons/dist');
  const files: Readonly<Record<string, readonly [file: string, type: string]>> = {
    [`/${name}.js`]: [path.join(folder, `${name}.js`), 'text/javascript'],
    '/codicon.css': [path.join(codicons, 'codicon.css'), 'text/css'],
    '/codicon.ttf': [path.join(codicons, 'codicon.ttf'), 'font/ttf'],
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const found = Object.hasOwn(files, pathname) ? files[pathname] : undefined;
    if (pathname === '/') response.setHeader('content-type', 'text/html').end(documentOf(name, theme));
    else if (found === undefined) response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
    else {
      void readFile(found[0]).then(
        (bytes) => response.setHeader('content-type', found[1]).end(bytes),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const LISTENING: Partial<CollectorStatus>['doors'] = (['tcp', 'udp'] as const).map((id) => ({
  id, title: id.toUpperCase(), state: 'listening', addresses: ['127.0.0.1:5000', '[::1]:5000'], port: 5000, received: 0, kept: 0, truncated: 0, rejected: 0, rejections: [], sources: [],
})); // prettier-ignore

/** Opens a page; disposing it closes page, server and store. */
export async function openPage(browser: Browser, options: PageOptions = {}): Promise<OpenPage> {
  const { page: name = 'logs', theme = 'dark', width = 1400, height = 300 } = options;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sightline-page-'));
  const store = await createEmbeddedLogStore({ folder, log: silentLog, clock: systemClock, retention: {} });
  await store.append(options.records ?? []);
  const pages = await serveFiles(await buildPages(), name, theme);
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  const page = await context.newPage();

  const asked: string[] = [];
  const errors: string[] = [];
  const counts = new Map<string, number>();
  let state = options.state ?? null;
  let home = options.home;
  let status = options.status ?? {};
  let settings: PageSettings = { newestAtBottom: true, correlationKeys: [], redaction: true, ...options.settings };
  let gate: Promise<void> = Promise.resolve();
  let failure: string | undefined;

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
  const homeNow = (): HomeState => home ?? { state: 'ready', upTo: store.status().upTo };
  const handlers: Handlers<PageContract> = {
    ready: () => ({ settings, home: homeNow(), state, location: options.location ?? 'panel' }),
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
      return {
        version: '0', pid: 1, startedAt: 0, dataDir: folder, logFile: '', clients: 1, redaction: settings.redaction, doors: LISTENING, masked: [], rate: 0, ...status, store: { ...store.status(), ...status.store },
      }; // prettier-ignore
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

  const incoming = createEmitter<unknown>((error) => errors.push(String(error)));
  let server: Server<PageContract> | undefined;
  const startHost = (): Server<PageContract> => {
    server?.dispose();
    const post = (message: unknown): void => {
      page.evaluate((sent) => window.postMessage(sent, '*'), message).catch(() => undefined);
    };
    server = serve<PageContract>(portConnection({ post, onMessage: incoming.event }), handlers);
    return server;
  };
  await page.exposeFunction('toHost', (message: unknown) => incoming.fire(message));
  await page.addInitScript(() => {
    const pageWindow = window as unknown as { toHost(message: unknown): void; acquireVsCodeApi: unknown };
    pageWindow.acquireVsCodeApi = () => ({ postMessage: (message: unknown) => pageWindow.toHost(message) });
  });
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  startHost();
  await page.goto(pages.url);

  return {
    page,
    asked,
    errors,
    counts,
    saved: () => state,
    get server() {
      return server!;
    },
    async append(records) {
      server?.emit('changed', { upTo: await store.append(records) });
    },
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
    async reload() {
      startHost();
      await page.reload();
    },
    async setTheme(next) {
      const { bodyClass, style } = themeOf(next);
      await page.evaluate(
        ([className, css]) => {
          document.body.className = className;
          document.documentElement.style.cssText = css;
        },
        [bodyClass, style] as const,
      );
    },
    async [Symbol.asyncDispose]() {
      server?.dispose();
      await context.close();
      await pages.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
