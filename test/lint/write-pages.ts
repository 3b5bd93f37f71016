// Writes docs/rules/ anew from the rules: node test/lint/write-pages.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pageOf } from './rule-page.ts';
import { RULES } from '../../src/lint/rules/index.ts';

const folder = path.resolve(import.meta.dirname, '../../docs/rules');
mkdirSync(folder, { recursive: true });
for (const rule of RULES) writeFileSync(path.join(folder, `${rule.id}.md`), pageOf(rule));
