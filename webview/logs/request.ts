// Holds the records of the one request that is shown, all of them, and keeps them up to date.

import { messageOf } from '../../src/base/errors.ts';
import type { LogRecord } from '../../src/model/record.ts';
import type { PageContract } from '../../src/protocol/page-contract.ts';
import { RpcError, type Client } from '../../src/protocol/rpc.ts';
import { layOutRequest, type RequestLayout } from './request-layout.ts';

/** Records of one request that are shown; a request with more is cut, and says so. */
export const MOST_RECORDS = 5000;

export interface ShownRequest {
  readonly id: string;
  readonly layout: RequestLayout;
  readonly records: readonly LogRecord[];
  /** False while the first answer is awaited. */
  readonly isLoaded: boolean;
  readonly isCut: boolean;
  readonly failure: string | undefined;
}

export interface RequestLoader {
  readonly shown: ShownRequest | undefined;
  /** Shows another request, or none. */
  show(id: string | undefined, query: string): void;
  /** Records have come in: asks again where this request may have grown. */
  refresh(): void;
  dispose(): void;
}

/** Creates the loader; `onChange` is called after every change. */
export function createRequestLoader(host: Pick<Client<PageContract>, 'request'>, onChange: () => void): RequestLoader {
  let shown: ShownRequest | undefined;
  let query = '';
  let controller: AbortController | undefined;
  let isDue = false;
  const again = (): boolean => isDue;

  const load = async (): Promise<void> => {
    if (shown === undefined) return;
    const { id } = shown;
    const mine = (controller = new AbortController());
    isDue = false;
    try {
      const page = await host.request(
        'search',
        { query, range: {}, order: 'oldest', limit: MOST_RECORDS },
        { signal: mine.signal },
      );
      const { records } = page;
      shown = {
        id,
        records,
        layout: layOutRequest(records),
        isLoaded: true,
        isCut: page.next !== undefined,
        failure: undefined,
      };
    } catch (error) {
      if (error instanceof RpcError && error.kind === 'cancelled') return;
      shown = { ...shown, isLoaded: true, failure: messageOf(error) };
    } finally {
      if (controller === mine) controller = undefined;
    }
    onChange();
    if (again()) void load();
  };

  return {
    get shown() {
      return shown;
    },
    show(id, asked) {
      controller?.abort();
      controller = undefined;
      query = asked;
      shown =
        id === undefined
          ? undefined
          : { id, layout: layOutRequest([]), records: [], isLoaded: false, isCut: false, failure: undefined };
      void load();
    },
    refresh() {
      if (controller === undefined) void load();
      else isDue = true;
    },
    dispose() {
      controller?.abort();
      shown = undefined;
    },
  };
}
