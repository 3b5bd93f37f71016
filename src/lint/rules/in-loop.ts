// Rule: a call at info or above runs for every member of a loop.

import type { LoggerCall, LoopScope } from '../../model/call.ts';
import type { FileReading } from '../../model/file-reading.ts';
import type { Fix } from '../../model/finding.ts';
import { levelRank } from '../../model/level.ts';
import type { Rule } from '../rule.ts';
import { isToolPath } from '../wording/tool-path.ts';

export const inLoop: Rule = {
  id: 'in-loop',
  title: 'Written for every member of a loop',
  severity: 'hint',
  docs: {
    why: 'A record for every member makes the number of records depend on the data: ten lines in a test are ten million in production, and what matters drowns in them. One record behind the loop with the count says more.',
    details: [
      'Looks at info in loops over what data there is much of: rows, records, items, users, orders, messages, files, the lines of a file, what a database or a folder gives; in a `for`, a `while` that consumes them, and callbacks of `forEach`, `map` and the like. From warning on it tells only a text without a value in it, for one that names its member is a record of that failure.',
      'A condition, a handler or a level check inside the loop makes it fine, and so does leaving the loop right behind the call, or passing over members (`continue`) before it.',
      'How long a loop is no text says. So it is silent wherever the name of what is looped over does not say “much”: plugins, servers, tables, settings, and every name it does not know. Nor does it tell attempts and iterations, how far it is (“3 of 17”), lines written elsewhere that are handed on, what is deleted (each is worth a record), what runs at the start of a program, scripts and tools, and tests.',
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
    if (levelRank(level) < levelRank('INFO') || isGuarded(call, loop) || !isLong(loop) || isStart(call, context))
      return [];
    if (levelRank(level) > levelRank('INFO') && namesMember(call)) return [];
    if (handsOn(call, loop) || isWorthIt(call)) return [];
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
function isGuarded({ conditions, handler }: LoggerCall, { kind, leaves, passesOver, range }: LoopScope): boolean {
  if (passesOver) return true;
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

/** What there is much of, one of them or all: `row`, `rows`, `open_orders`, `userIds`. */
const MUCH =
  /(?:^|_)(?:rows?|records?|items?|entry|entries|elements?|users?|customers?|accounts?|orders?|payments?|invoices?|transactions?|products?|members?|subscribers?|contacts?|e?mails?|messages?|msgs?|notifications?|events?|comments?|posts?|articles?|tickets?|documents?|docs?|points?|samples?|chunks?|pages?|urls?|ids|uuids|keys|words?|sentences?|packets?|data_?set|query_?set|cursor|persons?|people|students?|employees?|patients?|books?|sessions?|requests?|responses?|objects?|objs)$/;
/** There may be much of them, where nothing else is said: not of `template_files`. */
const MAYBE_MUCH = /^(?:files|file_?names|file_?paths|paths|images|photos)$/i;
/** What gives as much as there is: a database, a folder, a file. */
const SOURCE =
  /\b(?:fetch_?(?:all|many)|iterrows|itertuples|iter_rows|scan_iter|os\.walk|walk|os\.listdir|os\.scandir|readdir(?:Sync)?|iterdir|r?glob|csv\.(?:reader|DictReader)|DictReader|read_?lines|open)\s*\(|\.objects\.(?:all|filter|iterator)\b|\brange\(\s*(?:\d{1,9}\s*,\s*)?\d{3,9}\s*\)|<=?\s*\d{3,9}\s*;/;
/** A queue that is emptied. */
const CONSUMED = /\b(?:\w*_)?(?:queue|stack|backlog|buffer)\b/i;

/** Whether a loop is known to have as many turns as there is data. */
function isLong({ kind, header }: LoopScope): boolean {
  const subject = /\b(?:in|of)\s+([^]+)$/.exec(header)?.[1] ?? header;
  if (ATTEMPTS.test(header) || ITERATES.test(header) || CONSTANT.test(header) || WAITS.test(header)) return false;
  if (kind !== 'while' && FEW.test(subject)) return false;
  return (
    SOURCE.test(header) ||
    (kind === 'while' && CONSUMED.test(header)) ||
    nounsOf(header).some((noun) => MUCH.test(noun.replace(/([a-z\d])(?=[A-Z])/g, '$1_').toLowerCase()))
  );
}

const OVER = /^for\s*(?:await\s*)?\(?\s*(?:const\s|let\s|var\s)?([^]*?)\s(?:in|of)\s+([^]+)$/;
const CALLED_BACK = /^([^]*?)\??\.(?:forEach|map|flatMap|each|filter|reduce|some|every)\(/;
const COUNTED = /\blen\(\s*([\w.]+)\s*\)|([\w$.]+)\.length\b/;
/** Gives what it is given, in another order or with numbers. */
const PASSES_ON =
  /^(?:(?:await|enumerate|sorted|reversed|iter|list|tuple|set|tqdm|zip|range|len|Array\.from|Object\.(?:keys|values|entries))\b[\s(]*)+/;
/** Gives its members, or some of them. */
const MEMBERS =
  /^(?:items|keys|values|entries|all|filter|order_by|iterator|find|slice|sort|reverse|copy|open|get|toArray)$/;

/** Is called so whatever it is. */
const ANY = /^(?:items?|entry|entries|elements?|obj(?:ect)?s?|records?)$/i;

/** What a loop runs over, and what it calls one of it: in `for name, row in enumerate(table.rows)` name, row and rows. */
function nounsOf(header: string): string[] {
  const [, one = '', all = ''] = OVER.exec(header) ?? [];
  const [, from = ''] = all === '' ? (CALLED_BACK.exec(header) ?? []) : [];
  const counted = COUNTED.exec(header);
  const members = one.match(/[A-Za-z_$][\w$]*/g) ?? [];
  const nouns = [all, from, counted?.[1] ?? counted?.[2] ?? ''].map(lastNoun);
  return [
    ...members.filter((name) => !ANY.test(name)),
    ...nouns.map((noun) => (MAYBE_MUCH.test(noun) ? 'rows' : noun)),
  ];
}

/** The noun at the end of what is looped over: of `self.store.open_orders[1:]` open_orders. */
function lastNoun(subject: string): string {
  const plain = subject
    .trim()
    .replace(PASSES_ON, '')
    .replace(/\[\s*['"](\w+)['"]\s*\]/g, '.$1')
    .replace(/\[[^[\]]*\]/g, '');
  const names = (/^[\w$.?!]+/.exec(plain)?.[0] ?? '').split(/\W+/).filter((name) => name !== '');
  while (names.length > 1 && MEMBERS.test(names.at(-1)!)) names.pop();
  return names.at(-1) ?? '';
}

/** Somebody who reads the record knows which one it is about. */
function namesMember({ message, arguments: args, fields, spreads }: LoggerCall): boolean {
  return (
    args.length > 0 ||
    fields.length > 0 ||
    spreads.length > 0 ||
    message?.parts.some(({ kind }) => kind === 'hole') === true
  );
}

/** What was said elsewhere is written line by line: `for line in output: log.info(line)`, `log.info("  - %s", name)`. */
function handsOn({ message }: LoggerCall, { header }: LoopScope): boolean {
  const [part, more] = (message?.parts ?? []).filter((one) => one.kind === 'hole' || /[^\s*•-]/.test(one.text));
  const whole = part?.kind === 'hole' && more === undefined ? part.expression : undefined;
  const shown = whole?.kind === 'name' || whole?.kind === 'call' ? whole.names[0] : undefined;
  return (
    shown !== undefined &&
    /\b(?:for|const|let|var)\b([^]*?)\b(?:in|of)\b/.exec(header)?.[1]?.split(/\W+/).includes(shown) === true
  );
}

/** Says how far it is, so that somebody sees it go on; or that something is gone for good. */
const WORTH_IT =
  /^\W*(?:progress\b|(?:\w+ing\s+)?(?:delet|remov|dropp?|purg|kill|terminat|clean|revok|expir|evict|prun|discard|unlink|destroy)(?:e|s|es|ed|ing)?\b)/i;

/** "3 of 17", "3/17": somebody waits for the end and watches. */
const HOW_FAR = /(?:\0|\{\w*\}|%[dis])\s*(?:\/|of)\s*(?:\0|\{\w*\}|%[dis])/;

function isWorthIt({ message }: LoggerCall): boolean {
  const parts = message?.parts ?? [];
  const [first] = parts;
  if (first?.kind === 'text' && WORTH_IT.test(first.text)) return true;
  return HOW_FAR.test(parts.map((part) => (part.kind === 'text' ? part.text : '\0')).join(''));
}

const START =
  /(?:^|[._])(?:_*main|run|setup\w*|init\w*|_*__init__|configure\w*|register\w*|bootstrap|start\w*|startup|load_\w*(?:plugins?|config\w*)|migrate\w*|upgrade|downgrade|install\w*|build\w*|cli|cmd\w*|command\w*|print\w*|show\w*|report\w*|summar\w*|list\w*|dump\w*|display\w*|log\w*|close\w*|stop\w*|shutdown\w*|train\w*|benchmark\w*|validate_config\w*)$/i;

/** Runs once, or is there to say all of it. */
function isStart({ function: name, enclosing, kind }: LoggerCall, { module }: FileReading): boolean {
  if (module.test || enclosing === undefined || isToolPath(module.pathInProject)) return true;
  return (name !== undefined && START.test(name)) || ((module.script || module.commandLine) && kind === 'console');
}

function toDebug({ slots, level }: LoggerCall): Fix[] {
  const debug = slots.method?.levels.DEBUG;
  if (level !== 'INFO' || debug === undefined || slots.method === undefined) return [];
  return [{ kind: 'suggest', title: `Use \`.${debug}()\``, edits: [{ range: slots.method.range, newText: debug }] }];
}
