// Writes docs/rules/ and the schema of the configuration anew from the rules: node test/lint/write-pages.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { configSchema } from './config-schema.ts';
import { pageOf } from './rule-page.ts';
import { RULES } from '../../src/lint/rules/index.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'docs/rules');
mkdirSync(folder, { recursive: true });
for (const rule of RULES) writeFileSync(path.join(folder, `${rule.id}.md`), pageOf(rule));
writeFileSync(path.join(root, 'media/config.schema.json'), configSchema());
