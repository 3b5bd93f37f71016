// Opens a page in Chromium as VS Code would: its document and content policy, its theme, a host with a real store behind it.
import { createServer } from 'node:http';
import { mkdtemp, readFile } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import esbuild from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { createEmitter } from '../../../src/base/event.ts';
import type { MessagePortLike } from '../../../src/protocol/post-message.ts';
import { startHost, type HostOptions, type TestHost } from './host.ts';
import { themeOf, type ThemeName } from './themes.ts';

const root = path.resolve(import.meta.dirname, '../../..');

export interface PageOptions extends HostOptions {
  readonly page?: 'logs' | 'metrics';
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
}

/** An open page and the host behind it. */
export interface OpenPage extends TestHost, AsyncDisposable {
  readonly page: Page;
  /** Errors of the page: exceptions, refused content, what it wrote to the console as error or warning. */
  readonly errors: readonly string[];
  /** Loads the page anew, with the state it saved. */
  reload(): Promise<void>;
  setTheme(theme: ThemeName): Promise<void>;
}

const built = new Map<string, Promise<string>>();

/** Builds a page once a process, into a folder of its own. */
function buildPage(name: string): Promise<string> {
  const build = async (): Promise<string> => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'sightline-pages-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    await esbuild.build({
      absWorkingDir: root, bundle: true, platform: 'browser', format: 'esm', target: 'chrome120', sourcemap: 'inline', logLevel: 'error',
      entryPoints: [{ in: `webview/${name}/main.ts`, out: name }], outdir: folder, tsconfig: 'webview/tsconfig.json',
    }); // prettier-ignore
    return folder;
  };
  const folder = built.get(name) ?? build();
  built.set(name, folder);
  return folder;
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

/** Opens a page; disposing it closes page, server and store. */
export async function openPage(browser: Browser, options: PageOptions = {}): Promise<OpenPage> {
  const { page: name = 'logs', theme = 'dark', width = 1400, height = 300 } = options;
  const host = await startHost(options);
  const files = await serveFiles(await buildPage(name), name, theme);
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });

  const incoming = createEmitter<unknown>((error) => errors.push(String(error)));
  const port: MessagePortLike = {
    // A page that is being closed or loaded anew takes no messages.
    post: (message) => void page.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`).catch(() => undefined),
    onMessage: incoming.event,
  };
  await page.exposeFunction('toHost', (message: unknown) => incoming.fire(message));
  await page.addInitScript('window.acquireVsCodeApi = () => ({ postMessage: (message) => window.toHost(message) });');
  host.listen(port);
  await page.goto(files.url);

  return {
    ...host,
    page,
    errors,
    async reload() {
      host.listen(port);
      await page.reload();
    },
    async setTheme(next) {
      const { bodyClass, style } = themeOf(next);
      await page
        .locator('body')
        .evaluate((body: { className: string }, className) => (body.className = className), bodyClass);
      await page
        .locator('html')
        .evaluate((html: { style: { cssText: string } }, css) => (html.style.cssText = css), style);
    },
    async [Symbol.asyncDispose]() {
      await context.close();
      await files.close();
      await host.close();
    },
  };
}
