// Lines as a door hands them over: one run of bytes.

import type { LineMeta } from '../../../src/store/homes/embedded/segments/layout.ts';
import type { LineRun } from '../../../src/store/homes/embedded/segments/filling/wal.ts';

/** A run of lines (text or bytes) that share where they came from. */
export function runOf(lines: readonly (string | Uint8Array)[], meta: LineMeta): LineRun {
  const parts = lines.map((line) => (typeof line === 'string' ? Buffer.from(line) : line));
  const spans = new Uint32Array(parts.length * 2);
  let at = 0;
  parts.forEach((part, index) => spans.set([at, (at += part.length)], index * 2));
  return { meta, bytes: Buffer.concat(parts), spans };
}
