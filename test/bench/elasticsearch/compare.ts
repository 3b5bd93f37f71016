// Sends the same records to a real Elasticsearch in bulk, to compare speed and size with.
import { memoryOf } from '../collector-process.ts';
import type { Corpus } from '../store/corpus.ts';
import type { Ends } from '../store/ends.ts';
import type { Results } from '../store/results.ts';
import { startElasticsearch, whyNoElasticsearch } from './server.ts';

/** Bodies of about 2 MB, three under way: more of either was no faster on two cores. */
const BODY_BYTES = 2_000_000;
const AT_ONCE = 3;
/** Sent beforehand to an index of their own, so that Java has compiled what it will. */
const WARM_UP = 50_000;
/** What is in front of each record in a bulk body. */
const ACTION = Buffer.from('{"create":{}}\n');

/** As a team would map its logs: text for messages, keywords for all other strings, nothing else unusual. */
const MAPPING = {
  settings: { number_of_shards: 1, number_of_replicas: 0 },
  mappings: {
    dynamic_templates: [
      { strings: { match_mapping_type: 'string', mapping: { type: 'keyword', ignore_above: 1024 } } },
    ],
    properties: {
      timestamp: { type: 'date' },
      message: { type: 'text' },
      exc_info: { type: 'text' },
    },
  },
};

async function ask(url: string, method: string, body?: unknown): Promise<Record<string, unknown>> {
  const isBulk = Buffer.isBuffer(body);
  const response = await fetch(url, {
    method,
    headers: body === undefined ? {} : { 'content-type': isBulk ? 'application/x-ndjson' : 'application/json' },
    body: body === undefined ? undefined : isBulk ? new Uint8Array(body) : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text.slice(0, 500)}`);
  return JSON.parse(text) as Record<string, unknown>;
}

/** Bulk bodies of the first `count` records, made beforehand so that making them takes no time of the measurement. */
function bodiesOf(corpus: Corpus, count: number): Buffer[] {
  const bodies: Buffer[] = [];
  for (const chunk of corpus.chunks(0, count, BODY_BYTES)) {
    const parts: Buffer[] = [];
    for (let at = 0; at < chunk.length;) {
      const end = chunk.indexOf(10, at) + 1;
      parts.push(ACTION, chunk.subarray(at, end));
      at = end;
    }
    bodies.push(Buffer.concat(parts));
  }
  return bodies;
}

async function storeSize(url: string): Promise<number> {
  await ask(`${url}/_flush?force=true`, 'POST');
  const stats = (await ask(`${url}/_stats/store`, 'GET')) as {
    readonly _all: { readonly total: { readonly store: { readonly size_in_bytes: number } } };
  };
  return stats._all.total.store.size_in_bytes;
}

/** What Elasticsearch reached with a data set. */
interface Reached {
  readonly perSecond: number;
  readonly bytes: number;
  readonly mergedBytes: number;
  readonly found: number;
}

async function measure(url: string, corpus: Corpus, count: number): Promise<Reached> {
  await ask(url, 'PUT', MAPPING);
  const bodies = bodiesOf(corpus, count);
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let body = bodies.shift(); body !== undefined; body = bodies.shift()) {
        const { errors } = await ask(`${url}/_bulk`, 'POST', body);
        if (errors === true) throw new Error('Elasticsearch refused records');
      }
    }),
  );
  await ask(`${url}/_refresh`, 'POST');
  const perSecond = count / ((performance.now() - begin) / 1000);
  const { count: found } = (await ask(`${url}/_count`, 'GET')) as { readonly count: number };
  const bytes = (await storeSize(url)) / count;
  await ask(`${url}/_forcemerge?max_num_segments=1`, 'POST');
  return { perSecond, bytes, mergedBytes: (await storeSize(url)) / count, found };
}

/** What the collector reached with the same set. */
export interface Ours {
  readonly corpus: Corpus;
  readonly perSecond: number;
  readonly bytes: number;
}

/** Five times as fast is the floor. */
export async function compareElasticsearch(
  ours: readonly Ours[],
  records: number,
  results: Results,
  ends: Ends,
): Promise<void> {
  const reason = whyNoElasticsearch();
  if (reason !== undefined) {
    results.note(`not compared with Elasticsearch: ${reason}`);
    return;
  }
  const server = await startElasticsearch();
  ends.add(() => server.stop());
  if (ours[0] !== undefined) await measure(`${server.url}/warm-up`, ours[0].corpus, Math.min(records, WARM_UP));
  for (const { corpus, perSecond, bytes } of ours) {
    const count = Math.min(records, corpus.records);
    const reached = await measure(`${server.url}/${corpus.set}`, corpus, count);
    results.check(`Elasticsearch, ${corpus.set} set`, reached.found, count);
    const work = `Elasticsearch ${server.version}, ${count.toLocaleString('en-US')} records, heap 1 GB, ${AT_ONCE} bulk requests at once, until searchable`;
    results.add({
      what: `Elasticsearch: bulk to searchable, ${corpus.set} set`,
      value: reached.perSecond,
      unit: 'records/s',
      better: 'higher',
      work,
    });
    results.add({
      what: `end to end as a multiple of Elasticsearch's, ${corpus.set} set`,
      value: perSecond / reached.perSecond,
      unit: '×',
      better: 'higher',
      floor: corpus.set === 'generator' ? 5 : undefined,
      work: `${Math.round(perSecond).toLocaleString('en-US')}/s against ${Math.round(reached.perSecond).toLocaleString('en-US')}/s`,
    });
    results.add({
      what: `Elasticsearch: disk per record, ${corpus.set} set`,
      value: reached.bytes,
      unit: 'bytes',
      better: 'lower',
      work: `store size as it is after a flush; ${reached.mergedBytes.toFixed(1)} after a merge into one; ours ${bytes.toFixed(1)}`,
    });
  }
  const memory = memoryOf(server.pid);
  if (memory !== undefined)
    results.add({
      what: 'Elasticsearch: memory, peak',
      value: memory.peak,
      unit: 'MB',
      better: 'lower',
      work: 'heap 1 GB',
    });
}
