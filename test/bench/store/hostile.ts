// Measures the store with records that are not kind to it: free text, names, many shapes, random values.
import { startBenchCollector } from '../collector-process.ts';
import type { Ours } from '../elasticsearch/compare.ts';
import { askAll } from './ask.ts';
import type { Ends } from './ends.ts';
import { createKnownCorpus } from './known.ts';
import { feed, remember, weigh } from './load.ts';
import { THE_DAY, type Question } from './questions.ts';
import type { Results } from './results.ts';
import { startSender } from './sending.ts';

const DISK = { floor: 70, aim: 45 };
const MEMORY_FLOOR_MB = 250;
/** A word in so few records is rare. */
const RARE = 100;

/** Stores `records` of the hostile set in a collector of their own, and asks for words of its free text. */
export async function hostile(records: number, withQuestions: boolean, results: Results, ends: Ends): Promise<Ours> {
  const of = createKnownCorpus('hostile', records);
  const { corpus, known } = of;
  const sender = await startSender('hostile', records);
  ends.add(() => sender.end());
  const collector = await startBenchCollector();
  ends.add(() => collector.stop());
  const perSecond = await feed(collector, sender, { from: 0, to: records, clients: 1 });
  const work = `${records.toLocaleString('en-US')} records, 1 client`;
  results.add({ what: 'TCP to searchable, hostile set', value: perSecond, unit: 'records/s', better: 'higher', work });
  remember(collector, 'ingesting the hostile set', MEMORY_FLOOR_MB, work, results);
  const bytes = await weigh(collector, corpus, DISK, results);
  if (withQuestions) {
    const frequent = known.freeWords.slice(10, 20);
    const rare = known.freeWords.filter(([, count]) => count <= RARE).slice(0, 10);
    const newest = (what: string, words: typeof rare): Question => ({
      what: `hostile set: newest 200 with ${what} word of free text`,
      floor: 50,
      aim: 10,
      async ask({ client, onStep }, turn) {
        const [word, count] = words[turn % words.length]!;
        const asked = { query: word, range: THE_DAY, order: 'newest', limit: 200 } as const;
        return {
          found: (await client.request('search', asked, { onStep })).records.length,
          expected: Math.min(200, count),
        };
      },
    });
    const all: Question = {
      what: 'hostile set: histogram by level, a frequent word of free text',
      floor: 150,
      aim: 30,
      async ask({ client, onStep }, turn) {
        const [word, count] = frequent[turn % frequent.length]!;
        const asked = { query: word, range: THE_DAY, buckets: 60, by: 'level' };
        return { found: (await client.request('histogram', asked, { onStep })).total, expected: count };
      },
    };
    const questions = [newest('a frequent', frequent), ...(rare.length === 0 ? [] : [newest('a rare', rare)]), all];
    await askAll(collector.client, questions, records, results);
  }
  await collector.stop();
  await sender.end();
  return { corpus, perSecond, bytes };
}
