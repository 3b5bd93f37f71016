// The ingest room's reader of lines, for tests of the store.
import { createLineReader } from '../../../src/ingest/reading/line-reader.ts';

/** Reads a line as the collector does. */
export const readLine = createLineReader();
