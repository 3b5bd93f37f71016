// What can be asked of the store: each question sees the blocks as they are when it is asked.

import type { Clock } from '../../../base/ports.ts';
import type { RecordFilter } from '../../../model/query.ts';
import type { LogRecord } from '../../../model/record.ts';
import type { AskOptions, LogStore } from '../../log-store.ts';
import type { BlockReader } from './blocks.ts';
import { facet, listFieldInfos } from './facet.ts';
import { histogram } from './histogram.ts';
import { readLine } from './line.ts';
import { startScan, type Scan } from './scan.ts';
import { search } from './search.ts';

/** What questions are answered from. */
export interface QuestionParts {
  readonly blocks: BlockReader;
  readonly clock: Clock;
  /** Called before each question. */
  readonly refresh: () => void;
  /** Aborted when the store closes: questions that are not answered by then are given up. */
  readonly closing: AbortSignal;
}

/** Creates the asking side of a store. */
export function createQuestions(
  parts: QuestionParts,
): Pick<LogStore, 'search' | 'histogram' | 'facet' | 'fields' | 'get'> {
  const { blocks, clock, refresh, closing } = parts;

  function scan(filter: RecordFilter): Scan {
    refresh();
    return startScan(blocks, filter, clock.now());
  }

  function untilClosed<S>({ signal, onStep }: AskOptions<S> = {}): AskOptions<S> {
    return { signal: signal === undefined ? closing : AbortSignal.any([signal, closing]), onStep };
  }

  function get(id: string): LogRecord | undefined {
    refresh();
    const arrival = /^\d{1,15}$/.test(id) ? Number(id) : 0;
    const info = blocks.infos().findLast(({ first }) => first <= arrival);
    const text = info === undefined ? undefined : blocks.text(info.first);
    if (info === undefined || text === undefined || arrival - info.first >= info.count) return undefined;
    return readLine(text.line(arrival - info.first), arrival);
  }

  return {
    search: async (request, ask) => search(scan(request), request, untilClosed(ask)),
    histogram: async (request, ask) => histogram(scan(request), request, untilClosed(ask)),
    facet: async (request, ask) => facet(scan(request), request, untilClosed(ask)),
    async fields() {
      refresh();
      return listFieldInfos(blocks, closing);
    },
    // Async, so that a damaged file rejects.
    get: async (id) => Promise.resolve(get(id)),
  };
}
