// pylint's logging checker.

import { outputOf, textOnce } from '../cache.ts';
import { filesWith } from '../packages.ts';
import { PYLINT, python } from './python-linters.ts';
import type { Tool } from './tool.ts';

interface Said {
  readonly 'message-id': string;
  readonly path: string;
  readonly line: number;
}

const RULES: Readonly<Record<string, string>> = {
  W1201: 'no-built-message',
  W1202: 'no-built-message',
  W1203: 'no-built-message',
  E1200: 'arguments',
  E1201: 'arguments',
  E1205: 'arguments',
  E1206: 'arguments',
};
/** Its exit code is a set of bits for what it found; above them it failed. */
const FOUND = Array.from({ length: 32 }, (_, code) => code);

export const pylint: Tool = {
  name: 'pylint',
  language: 'python',
  rules: RULES,
  findings(of) {
    const text = textOnce(`said/${PYLINT}/${of.name}-${of.version}.json`, () => {
      // It follows nothing but `logging` itself, so a file that does not import it is silent.
      const files = filesWith(of, /\blogging\b/);
      if (files.length === 0) return '[]';
      const options = ['--rcfile=/dev/null', '--disable=all', `--enable=${Object.keys(RULES).join(',')}`, '--score=n'];
      const args = ['-m', 'pylint', ...options, '--output-format=json', ...files];
      return outputOf(python(), args, { cwd: of.folder, fine: FOUND });
    });
    return (JSON.parse(text) as Said[]).flatMap(({ 'message-id': code, path: file, line }) =>
      Object.hasOwn(RULES, code) ? [{ file: file.replace(/^\.\//, ''), line, code, rule: RULES[code]! }] : [],
    );
  },
};
