// Whether somebody said of what is printed that it is meant, in a comment for a linter: `eslint-disable-next-line no-console`, `noqa: T201`.

import type { LoggerCall } from '../../model/call.ts';
import type { Source } from '../parsing/source.ts';

/** Of a whole file, where no rule is named or that of printing is. */
const IN_FILE =
  /\/\*\s*eslint-disable\b(?!-)(?:[^*]{0,400}\bno-console\b|\s*\*\/)|\b(?:tslint:disable|oxlint-disable)\b(?!-)[^\n]{0,200}\bno-console\b|biome-ignore-all\b[^\n]{0,200}\bnoConsole\b|#\s*(?:ruff|flake8):\s*noqa\b(?:\s*$|:[^\n]{0,200}\bT20)/m;
/** Of the line it stands on. */
const ON_LINE =
  /\b(?:eslint-disable-line|oxlint-disable-line|tslint:disable-line)\b(?:[^\n]*\bno-console\b|\s*(?:\*\/\s*)?$)|#\s*noqa\b(?:(?!\s*:)|:[^\n]*\bT(?:20|00))/m;
/** Of the line below it. */
const ABOVE =
  /\b(?:eslint|oxlint|tslint:)-?disable-next-line\b(?:[^\n]*\bno-console\b|\s*(?:\*\/\s*)?$)|\bbiome-ignore\b[^\n]*\bnoConsole\b/;
/** A call is looked at for so long, in UTF-16 units. */
const MAX_CALL = 2000;

/** Tells of the calls of a file that print whether a comment says that they are meant to. */
export function createPurposeAt(
  source: Source,
): (kind: LoggerCall['kind'], start: number, end: number) => Pick<LoggerCall, 'onPurpose'> {
  const { text } = source;
  let ofFile: boolean | undefined;
  return (kind, start, end) => {
    if (kind === 'log') return {};
    ofFile ??= IN_FILE.test(text);
    const line = text.lastIndexOf('\n', start - 1) + 1;
    const above =
      line === 0 ? '' : text.slice(Math.max(0, line - MAX_CALL, text.lastIndexOf('\n', line - 2) + 1), line - 1);
    const next = text.indexOf('\n', end);
    const own = text.slice(start, Math.min(start + MAX_CALL, next < 0 ? text.length : next));
    return ofFile || ABOVE.test(above) || ON_LINE.test(own) ? { onPurpose: true } : {};
  };
}
