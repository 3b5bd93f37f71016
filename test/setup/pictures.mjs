// `npm run pictures`: takes the pictures of docs and walkthrough anew from the screenshots of the last end-to-end run.
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

/** Picture → screenshot of test-results/screenshots. */
const PICTURES = {
  'docs/images/logs-dark.png': 'logs-dark',
  'docs/images/logs-light.png': 'logs-light',
  'docs/images/request.png': 'logs-request',
  'docs/images/metrics.png': 'metrics-dark',
  'media/walkthrough/logs.png': 'logs-dark',
  'media/walkthrough/send.png': 'logs-first-records',
  'media/walkthrough/request.png': 'logs-request',
  'media/walkthrough/source.png': 'jump-python',
  'media/walkthrough/fix.png': 'quick-fix',
};

const sourceOf = (name) => path.join(root, 'test-results/screenshots', `${name}.png`);
const missing = [...new Set(Object.values(PICTURES))].filter((name) => !existsSync(sourceOf(name)));
if (missing.length > 0) {
  console.error(`There is no screenshot ${missing.join(', ')}: run npm test -- --level e2e first.`);
  process.exit(1);
}
for (const [picture, name] of Object.entries(PICTURES)) {
  const target = path.join(root, picture);
  mkdirSync(path.dirname(target), { recursive: true });
  copyFileSync(sourceOf(name), target);
  console.log(`${picture} ← ${name}`);
}
