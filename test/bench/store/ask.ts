// Asks each question many times and reports how long the answers took, and whether they were right.
import type { Client } from '../../../src/protocol/rpc.ts';
import type { CollectorContract } from '../../../src/protocol/collector-contract.ts';
import { quantiles } from '../report.ts';
import type { Question } from './questions.ts';
import type { Results } from './results.ts';

/** Turns that are not counted: at least so many, and for so long, so that quick answers are as warm as slow ones. */
const WARM_UP = 3;
const WARM_UP_MS = 700;
const TURNS = 21;
const FEWEST_TURNS = 3;
const LONGEST_MS = 15_000;
/** The floors are for this many records; above it an answer may take ten times as long, but its first part may not wait. */
const FLOORS_FOR = 5_000_000;
const FIRST_FLOOR = 100;
const GROWN = 10;

interface Times {
  readonly first: readonly number[];
  readonly complete: readonly number[];
}

async function timesOf(client: Client<CollectorContract>, question: Question, results: Results): Promise<Times> {
  const first: number[] = [];
  const complete: number[] = [];
  const begin = performance.now();
  let cold = 0;
  for (let turn = 0; complete.length < TURNS; turn += 1) {
    const passed = performance.now() - begin;
    if (complete.length >= FEWEST_TURNS && passed > LONGEST_MS) break;
    const isCold = turn < WARM_UP || (cold === turn && passed < WARM_UP_MS);
    if (isCold) cold += 1;
    let firstAt: number | undefined;
    const asked = performance.now();
    const onStep = (): void => {
      firstAt ??= performance.now();
    };
    const { found, expected } = await question.ask({ client, onStep }, turn);
    const answered = performance.now();
    if (expected !== undefined) results.check(`${question.what}, turn ${turn}`, found, expected);
    if (isCold) continue;
    first.push((firstAt ?? answered) - asked);
    complete.push(answered - asked);
  }
  return { first, complete };
}

/** Warm medians and 95th percentiles over RPC, with floors that fit the number of records stored. */
export async function askAll(
  client: Client<CollectorContract>,
  questions: readonly Question[],
  records: number,
  results: Results,
): Promise<void> {
  const isGrown = records > FLOORS_FOR;
  for (const question of questions) {
    const { first, complete } = await timesOf(client, question, results);
    const row = (what: string, times: readonly number[], floor: number, aim?: number): void => {
      const { p50, p95 } = quantiles(times);
      const work = `${records.toLocaleString('en-US')} records, ${times.length} turns`;
      results.add({ what, value: p50, p95, unit: 'ms', better: 'lower', floor, aim, work });
    };
    const firstFloor = isGrown ? FIRST_FLOOR : question.firstFloor;
    if (firstFloor !== undefined) row(`${question.what}: first part`, first, firstFloor);
    if (isGrown) row(question.what, complete, question.floor * GROWN);
    else row(question.what, complete, question.floor, question.aim);
  }
}
