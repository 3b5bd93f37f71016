// Lines that follow from their number: what a killed writer wrote can be told without it.

import type { LineMeta } from '../../../src/store/homes/embedded/segments/layout.ts';
import { BASE } from '../plain-record.ts';

export const NUMBERED: LineMeta = {
  source: 'tcp',
  hint: 'orders',
  masked: 0,
  truncated: false,
  observedTimestamp: BASE,
};

/** The line of an arrival number: one millisecond a line, of several kinds and lengths. */
export function lineAt(n: number): string {
  const mixed = Math.imul(n, 0x9e3779b1) >>> 0;
  const at = new Date(BASE + n).toISOString();
  switch (mixed % 5) {
    case 0:
      return `{"timestamp":"${at}","level":"ERROR","service":"orders","message":"order ${n} failed: ünreachable","a":"${'x'.repeat(mixed % 300)}"}`;
    case 1:
      return `{"timestamp":"${at}","level":"INFO","key_${mixed % 50}":${mixed},"message":"line ${n}"}`;
    default:
      return `{"timestamp":"${at}","level":"INFO","service":"gateway","message":"order ${n} took ${mixed % 900} ms","correlation_id":"req_${mixed % 977}"}`;
  }
}
