// flake8-logging: misuse of Python's logging.

import { outputOf, textOnce } from '../cache.ts';
import { filesWith } from '../packages.ts';
import { FLAKE8_LOGGING, python } from './python-linters.ts';
import type { Tool } from './tool.ts';

const RULES: Readonly<Record<string, string>> = {
  LOG001: 'deprecated',
  LOG002: 'deprecated',
  LOG003: 'reserved-field',
  LOG004: 'handler',
  LOG005: 'handler',
  LOG006: 'handler',
  LOG007: 'handler',
  LOG008: 'deprecated',
  LOG009: 'deprecated',
  LOG010: 'handler',
  LOG011: 'no-built-message',
  LOG012: 'arguments',
  LOG013: 'arguments',
  LOG014: 'handler',
  LOG015: 'root-logger',
};

export const flake8Logging: Tool = {
  name: 'flake8-logging',
  language: 'python',
  rules: RULES,
  findings(of) {
    const text = textOnce(`said/${FLAKE8_LOGGING}/${of.name}-${of.version}.txt`, () => {
      const files = filesWith(of, /\blogging\b/);
      if (files.length === 0) return '';
      const options = ['--isolated', '--disable-noqa', '--select=LOG', '--format=%(path)s:%(row)d:%(code)s'];
      return outputOf(python(), ['-m', 'flake8', ...options, ...files], { cwd: of.folder, fine: [0, 1] });
    });
    return text.split('\n').flatMap((said) => {
      const [, file, line, code] = /^(?:\.\/)?(.+):(\d+):(LOG\d+)$/.exec(said) ?? [];
      if (file === undefined || code === undefined || !Object.hasOwn(RULES, code)) return [];
      return [{ file, line: Number(line), code, rule: RULES[code]! }];
    });
  },
};
