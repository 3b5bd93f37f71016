// ruff's rules on logging.

import path from 'node:path';
import { outputOf, textOnce } from '../cache.ts';
import { python, RUFF } from './python-linters.ts';
import type { Tool } from './tool.ts';

interface Said {
  readonly code: string | null;
  readonly filename: string;
  readonly location: { readonly row: number };
}

const RULES: Readonly<Record<string, string>> = {
  G001: 'no-built-message',
  G002: 'no-built-message',
  G003: 'no-built-message',
  G004: 'no-built-message',
  G010: 'deprecated',
  G101: 'reserved-field',
  G201: 'handler',
  G202: 'handler',
  LOG001: 'deprecated',
  LOG002: 'deprecated',
  LOG004: 'handler',
  LOG007: 'handler',
  LOG009: 'deprecated',
  LOG014: 'handler',
  LOG015: 'root-logger',
  PLE1205: 'arguments',
  PLE1206: 'arguments',
  RUF065: 'eager-argument',
  S110: 'handler',
  S112: 'handler',
  T201: 'no-print',
  T203: 'no-print',
  TRY400: 'handler',
  TRY401: 'handler',
};

export const ruff: Tool = {
  name: 'ruff',
  language: 'python',
  rules: RULES,
  findings({ name, version, folder }) {
    const options = ['check', '--isolated', '--no-cache', '--preview', '--quiet', '--exit-zero', '--ignore-noqa'];
    const text = textOnce(`said/${RUFF}/${name}-${version}.json`, () =>
      outputOf(python(), [
        ...['-m', 'ruff', ...options, '--output-format=json'],
        ...[`--select=${Object.keys(RULES).join(',')}`, folder],
      ]),
    );
    return (JSON.parse(text) as Said[]).flatMap(({ code, filename, location }) => {
      const rule = code !== null && Object.hasOwn(RULES, code) ? RULES[code] : undefined;
      if (code === null || rule === undefined) return [];
      return [{ file: path.relative(folder, filename).split(path.sep).join('/'), line: location.row, code, rule }];
    });
  },
};
