// Builds extension, collector, CLI, workers and webview pages into dist/. Flags: --watch, --production.
import { cp, mkdir, readdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
};

// The command line and what lints for it run on Node 20, too; the collector finds itself a newer one.
const node = { ...shared, platform: 'node', target: 'node20' };
// CommonJS dependencies inside an ES module bundle still call require().
const esmBanner =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

const esm = (entry, out, shebang = '') => ({
  ...node,
  format: 'esm',
  entryPoints: [entry],
  outfile: out,
  banner: { js: shebang + esmBanner },
  mainFields: ['module', 'main'],
});

const page = (name) => ({
  ...shared,
  platform: 'browser',
  format: 'esm',
  target: 'chrome120',
  entryPoints: [{ in: `webview/${name}/main.ts`, out: name }],
  outdir: 'dist/webview',
  tsconfig: 'webview/tsconfig.json',
  loader: { '.css': 'text' },
});

const targets = [
  {
    ...node,
    format: 'cjs',
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.cjs',
    external: ['vscode'],
    mainFields: ['module', 'main'],
    // web-tree-sitter asks where it lies in a way that only ES modules know.
    define: { ...shared.define, 'import.meta.url': '__fileUrl' },
    banner: { js: "const __fileUrl = require('node:url').pathToFileURL(__filename).href;" },
  },
  esm('src/collector.ts', 'dist/collector.js'),
  esm('src/cli.ts', 'dist/cli.js', '#!/usr/bin/env node\n'),
  esm('src/offline.ts', 'dist/offline.js'),
  esm('src/scan.ts', 'dist/scan.js'),
  esm('src/seal.ts', 'dist/seal.js'),
  page('logs'),
  page('metrics'),
].filter((target) => existsSync(target.entryPoints[0].in ?? target.entryPoints[0]));

async function copyAssets() {
  await mkdir('dist/wasm', { recursive: true });
  await mkdir('dist/webview', { recursive: true });
  await cp('node_modules/web-tree-sitter/web-tree-sitter.wasm', 'dist/wasm/web-tree-sitter.wasm');
  const grammars = 'node_modules/@vscode/tree-sitter-wasm/wasm';
  const wanted = new Set(['python', 'javascript', 'typescript', 'tsx'].map((name) => `tree-sitter-${name}.wasm`));
  for (const file of await readdir(grammars)) {
    if (wanted.has(file)) await cp(path.join(grammars, file), path.join('dist/wasm', file));
  }
  for (const file of ['codicon.css', 'codicon.ttf']) {
    await cp(`node_modules/@vscode/codicons/dist/${file}`, `dist/webview/${file}`);
  }
}

await copyAssets();
if (watch) {
  for (const target of targets) await (await esbuild.context({ ...target, logLevel: 'info' })).watch();
} else {
  await Promise.all(targets.map((target) => esbuild.build(target)));
}
