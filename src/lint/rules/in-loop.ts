// Rule: a call at info or above runs for every member of a loop.

import type { LoggerCall, LoopScope } from '../../model/call.ts';
import type { FileReading } from '../../model/file-reading.ts';
import type { Fix } from '../../model/finding.ts';
import { levelRank } from '../../model/level.ts';
import type { Rule } from '../rule.ts';

export const inLoop: Rule = {
  id: 'in-loop',
  title: 'Written for every member of a loop',
  severity: 'hint',
  docs: {
    why: 'A record for every member makes the number of records depend on the data: ten lines in a test are ten million in production, and what matters drowns in them. One record behind the loop with the count says more.',
    details: [
      'Looks at info and above in a `for`, a `while` that counts or consumes, and callbacks of `forEach`, `map` and the like.',
      'A condition, a handler or a level check inside the loop makes it fine, and so does leaving the loop right behind the call.',
      'Leaves alone loops over a few constants, attempts, retries and iterations, over plugins, servers, stages, failures and other things there are few of, loops that wait for work or hand on lines written elsewhere, what runs at the start of a program, and tests.',
    ],
    examples: [
      {
        language: 'python',
        bad: 'def import_rows(rows):\n    for row in rows:\n        logger.info("row imported")',
        good: 'def import_rows(rows):\n    for row in rows:\n        logger.debug("row imported")',
      },
      {
        language: 'js',
        bad: "function importRows(rows) {\n  for (const row of rows) log.info('row imported');\n}",
        good: "function importRows(rows) {\n  for (const row of rows) log.debug('row imported');\n}",
      },
    ],
  },
  check(call, context) {
    const { loop, level, kind } = call;
    if (loop === undefined || level === undefined || (kind !== 'log' && kind !== 'console')) return [];
    if (levelRank(level) < levelRank('INFO') || isGuarded(call, loop) || isShort(loop) || isStart(call, context))
      return [];
    if (handsOn(call, loop) || isProgress(call)) return [];
    const header = loop.header
      .replace(/\s+/g, ' ')
      .replace(/[:{]\s*$/, '')
      .trim();
    const where = loop.kind === 'callback' || header.length > 60 ? 'this loop' : `\`${header}\``;
    return [
      {
        range: call.slots.method?.range ?? call.range,
        message: `Written at ${level.toLowerCase()} for every turn of ${where}: as many records as there is data. Write one behind the loop with the count, or this one at debug.`,
        fixes: toDebug(call),
      },
    ];
  },
};

/** Something else than the loop decides whether the call runs. */
function isGuarded({ conditions, handler }: LoggerCall, { kind, leaves, range }: LoopScope): boolean {
  // What returns from a callback goes on with the next member.
  if ((leaves && kind !== 'callback') || conditions.some((one) => one.inLoop || one.asks !== undefined)) return true;
  return handler !== undefined && range.start.line <= handler.range.start.line;
}

const ATTEMPTS = /attempt|retr(?:y|ies)|\btries\b|\bbackoff\b/i;
/** `range(3)`, `range(0, 10)`, `i < 5`, `in ("a", "b")`, `of ['a', 'b']`. */
const CONSTANT = /\brange\(\s*(?:\d{1,3}\s*,\s*)?\d{1,2}\s*\)|<=?\s*\d{1,2}\s*;|\b(?:in|of)\s+[([{]/;
/** There are few of them, or one takes long. */
const FEW =
  /\b(?:\w+[._])?(?:plugins?|extensions?|handlers?|loggers?|workers?|services?|servers?|devices?|gpus?|nodes?|hosts?|backends?|brokers?|providers?|config\w*|settings?|options?|args|argv|sections?|migrations?|stages?|steps?|phases?|epochs?|folds?|models?|modules?|apps?|applications?|interfaces?|threads?|processes|procs|tasks?|jobs?|commands?|scripts?|environments?|envs?|targets?|platforms?|versions?|releases?|branches|databases?|dbs|tables?|schemas?|indexes|indices|queues?|topics?|channels?|languages?|locales?|signals?|environ|sources?|repos?|repositories|projects?|packages|ports?|stats|metrics|summary|warnings?|errors?|exceptions?|failures?|failed|missing|invalid|unknown|missed|duplicates|conflicts|problems|runs|rounds|trials|roles|permissions|attach(?:ments?)?|blocks|choices|prop(?:ertie)?s|headers|params|parameters|flags|features|regions|zones|clusters|columns|attr(?:ib)?(?:ute)?s|pods|containers|pipelines|hooks|listeners|middlewares?|endpoints|routes|lines|output|logs?|messages_to_log)\b(?!\s*[.(]\s*\w*(?:read|iter|scan))/i;
/** Turns of a computation, which take long: `while convergence > threshold`, `for _ in range(max_iter)`. */
const ITERATES = /\b\w*iter(?:s|ations?)?_?\b(?!\s*\()|\bconverge|\bepochs?\b|\bpasses\b/i;
/** Waits for work as long as the program runs. */
const WAITS =
  /^while\s*\(?\s*(?:True|true|1|not\b|!|self\.|this\.|running|alive)|^(?:async\s+for|for\s+await)\b|^for\s*\(\s*;\s*;\s*\)|\b(?:consumer|subscribe|listen|stream|poll|receive)\w*\b/;

function isShort({ kind, header }: LoopScope): boolean {
  const subject = /\b(?:in|of)\s+([^]+)$/.exec(header)?.[1] ?? header;
  return (
    ATTEMPTS.test(header) ||
    ITERATES.test(header) ||
    CONSTANT.test(header) ||
    WAITS.test(header) ||
    (kind !== 'while' && FEW.test(subject))
  );
}

/** What was said elsewhere is written line by line: `for line in output: log.info(line)`. */
function handsOn({ message }: LoggerCall, { header }: LoopScope): boolean {
  const [part, more] = message?.parts ?? [];
  const whole = part?.kind === 'hole' && more === undefined ? part.expression : undefined;
  const shown = whole?.kind === 'name' || whole?.kind === 'call' ? whole.names[0] : undefined;
  return (
    shown !== undefined &&
    /\b(?:for|const|let|var)\b([^]*?)\b(?:in|of)\b/.exec(header)?.[1]?.split(/\W+/).includes(shown) === true
  );
}

/** Says how far it is, so that somebody sees it go on. */
function isProgress({ message }: LoggerCall): boolean {
  const [first] = message?.parts ?? [];
  return first?.kind === 'text' && /^\W*progress\b/i.test(first.text);
}

const START =
  /(?:^|[._])(?:_*main|run|setup\w*|init\w*|_*__init__|configure\w*|register\w*|bootstrap|start\w*|startup|load_\w*(?:plugins?|config\w*)|migrate\w*|upgrade|downgrade|install\w*|build\w*|cli|cmd\w*|command\w*|print\w*|show\w*|report\w*|summar\w*|list\w*|dump\w*|display\w*|log\w*|close\w*|stop\w*|shutdown\w*|train\w*|benchmark\w*|validate_config\w*)$/i;

/** Runs once, or is there to say all of it. */
function isStart({ function: name, enclosing, kind }: LoggerCall, { module }: FileReading): boolean {
  if (module.test || enclosing === undefined) return true;
  return (name !== undefined && START.test(name)) || ((module.script || module.commandLine) && kind === 'console');
}

function toDebug({ slots, level }: LoggerCall): Fix[] {
  const debug = slots.method?.levels.DEBUG;
  if (level !== 'INFO' || debug === undefined || slots.method === undefined) return [];
  return [{ kind: 'suggest', title: `Use \`.${debug}()\``, edits: [{ range: slots.method.range, newText: debug }] }];
}
