// Where a Python text attaches what changes records: filters, formatters and factories of `logging`, processors, patchers.

import { endOfBrackets, textsIn, type PythonText } from './python-text.ts';

/** Something is attached that may mask. */
export interface Attachment {
  /** Id of the dialect whose records pass it. */
  readonly dialect: 'python-logging' | 'structlog' | 'loguru';
  /** What is attached, as code; the names in it say what. */
  readonly code: string;
  /** Absent where all records pass it; else the logger whose own records do. */
  readonly logger?:
    /** By the variable it is kept in, in this file. */
    | { readonly variable: string }
    /** By the name it has in the library. */
    | { readonly name: string };
}

/** Whether a text may attach something: asked of many texts, most of which do not. */
export const ATTACHES =
  /\.addFilter\(|\.setFormatter\(|\bsetLogRecordFactory\(|\bLoggerAdapter\b|["']\(\)["']|\bprocessors\s*=|["']processors["']|\bpatcher\s*=|\.patch\(|\.add\([^()]{0,300}\b(?:filter|format)\s*=/;

const ON = /\.(addFilter|setFormatter)\(/g;
/** What they are called on. */
const BEFORE = /(?:[\w.]|\([^()\n]{0,120}\)|\[[^\][\n]{0,60}\])+$/;
const MAX_BEFORE = 200;
const FACTORY = /\bsetLogRecordFactory\(/g;
const STRUCTLOG = /\b(?:configure|configure_once|ProcessorFormatter)\(/g;
const LOGURU = /\b(\w{1,40})\.(configure|add|patch)\(/g;
const PATCHED = /^[ \t]*(\w{1,60})[ \t]*=[ \t]*\w{1,60}\.(?:bind\([^()\n]{0,200}\)\.)?patch\(/gm;
const ADAPTER = /\bclass\s+(\w{1,80})\s*\([^()]{0,200}\bLoggerAdapter\b/g;
/** An entry of a configuration by dictionary, up to what makes it. */
const ENTRY = /["'](\w{1,80})["']\s*:\s*(?=\{\s*["'])/g;
const MADE_BY = /["'](?:\(\)|class)["']\s*:/;
/** Ends the names of loggers; handlers have others. */
const LOGGER = /(?:^|[._])(?:log|logger|root)\d?$|[a-z]Logger$|LOG(?:GER)?$/;

/** The attachments of a text. */
export function attachmentsIn(python: PythonText): Attachment[] {
  const { code } = python;
  return [
    ...ofLogging(python),
    ...ofDictionary(code),
    ...(/\bstructlog\b/.test(code) ? ofStructlog(code) : []),
    ...(/\bloguru\b/.test(code) ? ofLoguru(code) : []),
  ];
}

function argumentsAt(code: string, behindOpening: number): string {
  return code.slice(behindOpening, endOfBrackets(code, behindOpening - 1) - 1);
}

function ofLogging(python: PythonText): Attachment[] {
  const { code } = python;
  const dialect = 'python-logging';
  const found: Attachment[] = [];
  for (const { index, 0: head, 1: method } of code.matchAll(ON)) {
    const on = BEFORE.exec(code.slice(Math.max(0, index - MAX_BEFORE), index))?.[0] ?? '';
    const one = { dialect, code: argumentsAt(code, index + head.length) } as const;
    if (method === 'setFormatter') found.push(one);
    else
      found.push(...loggersBehind(on, python).map((logger) => ({ ...one, ...(logger === 'all' ? {} : { logger }) })));
  }
  for (const { index, 0: head } of code.matchAll(FACTORY))
    found.push({ dialect, code: argumentsAt(code, index + head.length) });
  // An adapter of the project's own, where one is made.
  for (const [, name = ''] of code.matchAll(ADAPTER))
    for (const [, variable = ''] of code.matchAll(new RegExp(`(\\w{1,60})[ \\t]*=[ \\t]*${name}\\(`, 'g')))
      found.push({ dialect, code: name, logger: { variable } });
  return found;
}

/** The loggers that something is a name or expression for; `all` for a handler. */
function loggersBehind(on: string, python: PythonText): ('all' | NonNullable<Attachment['logger']>)[] {
  if (/handlers?\b/i.test(on)) return ['all'];
  const variable = on.slice(on.lastIndexOf('.') + 1);
  const made = /\bgetLogger\(/.test(on) ? [on] : python.values(variable);
  if (made.some((value) => /Handler\(|\bhandlers?\b/i.test(value))) return ['all'];
  const loggers = made.filter((value) => /\bgetLogger\(/.test(value));
  if (loggers.length === 0 && !LOGGER.test(on)) return ['all'];
  const names = loggers.flatMap((value) => /\bgetLogger\(\s*(?:\)|["']([\w.]*)["']\s*\))/.exec(value)?.slice(1) ?? []);
  // The logger without a name is the root.
  return [...names.map((name: string | undefined) => ({ name: name ?? '' })), ...(/\(/.test(on) ? [] : [{ variable }])];
}

/** `logging.config.dictConfig({...})`, and settings that are given to it elsewhere: entries that a handler or logger names. */
function ofDictionary(code: string): Attachment[] {
  if (!/["'](?:\(\)|class)["']/.test(code) || !/["']handlers["']/.test(code)) return [];
  const used = new Set(
    [...code.matchAll(/["']filters["']\s*:\s*[[(]([^\])]{0,400})[\])]/g)].flatMap(([, list = '']) => textsIn(list)),
  );
  for (const [, name = ''] of code.matchAll(/["']formatter["']\s*:\s*["'](\w{1,80})["']/g)) used.add(name);
  return [...code.matchAll(ENTRY)].flatMap(({ index, 0: head, 1: name = '' }): Attachment[] => {
    const start = index + head.length;
    const entry = used.has(name) ? code.slice(start, endOfBrackets(code, start)) : '';
    // A handler, a list of them.
    if (!MADE_BY.test(entry) || /["'](?:formatter|filters|handlers)["']/.test(entry)) return [];
    const one = { dialect: 'python-logging', code: asCode(entry) } as const;
    return /\bProcessorFormatter\b/.test(entry) ? [one, { ...one, dialect: 'structlog' }] : [one];
  });
}

/** What makes an entry is named as a text as often as not: `"()": "app.log.MaskSecrets"` is `app.log.MaskSecrets(…)`. */
function asCode(entry: string): string {
  const [, quoted, name] = /["'](?:\(\)|class)["']\s*:\s*(?:["']([\w.]{1,200})["']|([\w.]{1,200}))/.exec(entry) ?? [];
  const options = entry.replace(/["'](?:\(\)|class)["']\s*:\s*[\w.'"]+/, '').replace(/["']\w{1,80}["']\s*:/g, '');
  return `${quoted ?? name ?? ''}(${options})`;
}

function ofStructlog(code: string): Attachment[] {
  return [...code.matchAll(STRUCTLOG)].flatMap(({ index, 0: head }): Attachment[] => {
    const given = argumentsAt(code, index + head.length);
    if (!/\bprocessors?\b|\bforeign_pre_chain\b/.test(given)) return [];
    const one = { dialect: 'structlog', code: given } as const;
    return head.startsWith('Processor') ? [one, { ...one, dialect: 'python-logging' }] : [one];
  });
}

function ofLoguru(code: string): Attachment[] {
  const dialect = 'loguru';
  const patched = new Set<number>();
  const own = [...code.matchAll(PATCHED)].map(({ index, 0: head, 1: variable = '' }): Attachment => {
    patched.add(index + head.length);
    const logger = { variable };
    return { dialect, code: argumentsAt(code, index + head.length), logger };
  });
  const all = [...code.matchAll(LOGURU)].flatMap(({ index, 0: head, 2: method }): Attachment[] => {
    const at = index + head.length;
    if (method === 'patch') return [];
    const given = argumentsAt(code, at);
    return /\b(?:patcher|filter|format)\b/.test(given) ? [{ dialect, code: given }] : [];
  });
  return [...own, ...all];
}
