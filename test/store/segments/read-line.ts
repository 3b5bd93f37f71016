// A reader of lines for tests of the store: the ingest room's own, without memory from line to line.
import { parseObject } from '../../../src/ingest/framing/json-lines.ts';
import { createCorrelationKeys } from '../../../src/ingest/reading/correlation.ts';
import { createRecordReader } from '../../../src/ingest/reading/reader.ts';
import { scanLine } from '../../../src/ingest/redaction/suspects.ts';
import type { ReadLine } from '../../../src/store/homes/embedded/segments/structure.ts';

const correlationKeys = createCorrelationKeys([]);

/** Reads a line whose hint is the service of its peer. */
export const readLine: ReadLine = (raw, { source, hint, masked, truncated, observedTimestamp }) => {
  const bytes = Buffer.from(raw);
  const entry = { text: raw, flags: scanLine(bytes, 0, bytes.length), truncated, json: parseObject(raw) };
  const context = { source, redaction: false, correlationKeys, service: hint };
  return { ...createRecordReader().read(entry, context, observedTimestamp).record, masked };
};
