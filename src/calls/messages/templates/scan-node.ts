// Templates of Node's `util.format` and of what follows it: console, pino, bunyan, winston.

import type { Scan, ScannedPlaceholder } from './scan.ts';

const PLACEHOLDER = /%(?:%|[sdifjoOc])/g;
/** What C or Python would read and Node leaves in the text: `%5d`, `%.2f`, `%x`. */
const FOREIGN = /%[-+#0]*(?:\d+(?:\.\d+)?|\.\d+)?[a-zA-Z](?![\w%])/g;

/** Reads all placeholders of a template; what is written as one but is none is refused. */
export function scanNode(text: string): Scan {
  const placeholders: ScannedPlaceholder[] = [];
  for (const { index, 0: written } of text.matchAll(PLACEHOLDER)) {
    if (written === '%%') continue;
    const likely = !/[\w%]/.test(text[index - 1] ?? ' ') && !/[\w%]/.test(text[index + 2] ?? ' ');
    placeholders.push({ text: written, start: index, takes: 1, likely });
  }
  const plain = text.replaceAll('%%', '  ');
  const foreign = [...plain.matchAll(FOREIGN)].find(
    ({ index, 0: written }) => !/^%[sdifjoOc]$/.test(written) && !/[\w%]/.test(plain[index - 1] ?? ' '),
  );
  return foreign === undefined
    ? { placeholders }
    : { placeholders, refused: { kind: 'unknown-placeholder', text: foreign[0] } };
}
