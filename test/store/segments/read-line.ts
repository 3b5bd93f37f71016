// A reader of lines for tests of the store: the real one of the ingest room, with the hint as the service of its peer.
import type { ReadLine } from '../../../src/store/homes/embedded/segments/structure.ts';
import { createEntryAssembler } from '../../../src/ingest/framing/entries.ts';
import { createRecordReader } from '../../../src/ingest/reading/reader.ts';
