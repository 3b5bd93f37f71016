// Writes the benchmark's log lines: a friendly set of one schema, and a hostile one of free text, names and many shapes.
import { createRandom } from '../generate.ts';
import { freeWords, MESSAGES, PROBLEMS, SERVICES, type Problem } from './vocabulary.ts';

/** `generator`: two JSON shapes and 60 message templates. `hostile`: 125 shapes, free text, names, random hexadecimal. */
export type DataSet = 'generator' | 'hostile';

/** Stand-ins of the parts that differ in every record; each has the width of what is put there. */
export const MARKS = {
  time: '00:00:00.000',
  correlation: '########-####-####-####-############',
  order: '@@@@@@@',
  trace: '&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&',
} as const;

/** Every line is of this day (UTC). */
export const DAY = '2026-01-01';

type Random = () => number;
const whole = (random: Random, below: number): number => Math.floor(random() * below);
/** Zipf-like: rank r comes about 1 / (r + 1) as often as the first. */
const ranked = (random: Random, count: number): number => Math.floor((count + 1) ** random() - 1);

const OPERATIONS = ['http_request', 'db_query', 'cache_get', 'publish', 'render', 'rpc_call'];
const MODULES = ['api', 'service', 'repository', 'client', 'worker', 'scheduler'];

function filled(template: string, random: Random): string {
  return template.replace(/\{([ondu])\}/g, (_, part: string) => {
    if (part === 'o') return MARKS.order;
    if (part === 'u') return `u${1000 + whole(random, 5000)}`;
    return part === 'd' ? (random() * random() * 400).toFixed(1) : String(whole(random, 900));
  });
}

function stackOf({ type, frames }: Problem, service: string, message: string): string {
  const lines = frames.map(
    (frame, at) => `  File \\"/srv/${service}/app/${frame}.py\\", line ${40 + at * 17}, in ${frame}`,
  );
  return `Traceback (most recent call last):\\n${lines.join('\\n')}\\n${type}: ${message}`;
}

/** The parts of a line that both sets have alike. */
function basics(random: Random): { readonly level: string; readonly service: string; readonly problem?: Problem } {
  const service = SERVICES[ranked(random, SERVICES.length)]!;
  if (random() < 0.02) return { level: 'ERROR', service, problem: PROBLEMS[whole(random, PROBLEMS.length)]! };
  const level = random() < 0.04 ? 'WARNING' : random() < 0.2 ? 'DEBUG' : 'INFO';
  return { level, service };
}

function plainLine(random: Random): string {
  const { level, service, problem } = basics(random);
  const message = filled(problem?.message ?? MESSAGES[ranked(random, MESSAGES.length)]!, random);
  const module = MODULES[ranked(random, MODULES.length)]!;
  return (
    `{"timestamp":"${DAY}T${MARKS.time}Z","level":"${level}","service":"${service}","message":"${message}",` +
    `"correlation_id":"${MARKS.correlation}","file":"app/${module}.py","line":${20 + whole(random, 200)},` +
    `"context":{"order_id":${MARKS.order},"user":"u${1000 + whole(random, 5000)}","region":"eu-${1 + whole(random, 3)}"},` +
    `"performance":{"duration_ms":${(random() * random() * 400).toFixed(2)},"operation":"${OPERATIONS[ranked(random, OPERATIONS.length)]!}"}` +
    (problem === undefined ? '}' : `,"exc_info":"${stackOf(problem, service, message)}"}`)
  );
}

/** Different words of free text, as many as a large team's messages hold. */
const FREE_WORDS = 8000;
const SHAPES = 125;

function hostileLines(random: Random): () => string {
  const words = freeWords(FREE_WORDS, 77, 'k');
  const names = freeWords(2000, 78, 'm').map((name) => name[0]!.toUpperCase() + name.slice(1));
  const message = (): string => {
    const kind = random();
    if (kind < 0.2)
      return Array.from({ length: 7 + whole(random, 6) }, () => words[ranked(random, FREE_WORDS)]!).join(' ');
    const name = (): string => names[whole(random, names.length)]!;
    if (kind < 0.4) return `customer ${name()} ${name()} moved from ${name()} to ${name()}`;
    return filled(MESSAGES[ranked(random, MESSAGES.length)]!, random);
  };
  const optional: readonly (() => string)[] = [
    () => `"user":"u${1000 + whole(random, 5000)}"`,
    () => `"attempt":${whole(random, 9)}`,
    () => `"tenant":{"id":${whole(random, 300)},"plan":"${['free', 'team', 'large'][whole(random, 3)]!}"}`,
    () =>
      `"items":[{"sku":"s${whole(random, 900)}","n":${1 + whole(random, 4)}},{"sku":"s${whole(random, 900)}","n":1}]`,
    () => `"cached":${random() < 0.5}`,
    () => `"region":"eu-${1 + whole(random, 3)}"`,
    () => `"ratio":${random().toFixed(4)}`,
  ];
  return () => {
    const { level, service, problem } = basics(random);
    const text = problem === undefined ? message() : filled(problem.message, random);
    const shape = ranked(random, SHAPES);
    const context = optional.filter((_, bit) => ((shape >> bit) & 1) === 1).map((make) => make());
    return (
      `{"timestamp":"${DAY}T${MARKS.time}Z","level":"${level}","service":"${service}","message":"${text}",` +
      `"correlation_id":"${MARKS.correlation}","trace":"${MARKS.trace}",` +
      `"context":{${[`"order_id":${MARKS.order}`, ...context].join(',')}},` +
      `"performance":{"duration_ms":${(random() * random() * 400).toFixed(2)},"operation":"${OPERATIONS[ranked(random, OPERATIONS.length)]!}"}` +
      (problem === undefined ? '}' : `,"exc_info":"${stackOf(problem, service, text)}"}`)
    );
  };
}

/** An endless series of lines of the set, with MARKS still in them; the same seed gives the same lines. */
export function lineMaker(set: DataSet, seed: number): () => string {
  const random = createRandom(seed);
  return set === 'generator' ? () => plainLine(random) : hostileLines(random);
}
