// Finds the places in a text that may have to do with logging, before anything is parsed.

import { isIdle, type Layout } from './layout.ts';
import { shownNames } from './shown-names.ts';
import { READ_RETURNS_WITHIN, type Interest } from './syntax.ts';

/** Methods that write a record, of any library. */
const METHODS =
  'trace|debug|verbose|silly|http|info|notice|success|log|warn|warning|error|exception|critical|fatal|crit|alert|emerg';
/** What makes loggers, or begins the name of what does, and has no "log" in it. */
const MAKERS = 'console|pino|winston|bunyan|consola|signale';
/** Functions and methods that give a logger, or a module that has one. */
const BINDERS =
  'child|bind|getChild|opt|contextualize|new|unbind|setBindings|bind_contextvars|bound_contextvars|bind_threadlocal|tmp_bind';

/** Methods that write a record where only the name of the logger speaks for it. */
export const COMMON_METHODS: ReadonlySet<string> = new Set(METHODS.split('|'));

/** "log" as a word or the end of one, "logger", "logging"; not "login", "logical", "logged". */
const LOG = '(?:log|Log|LOG)(?:ger|GER|ging|GING)?(?![a-z])|loguru|\\beliot\\b|[\'"]debug[\'"]';
const NAMES_LOG = new RegExp(LOG);
/** Twisted's methods are what others call a variable: only their calls count. `log_info(` is one by its own name. */
const NAMES_METHOD = new RegExp(
  `\\b(?:${METHODS})\\b|\\.(?:msg|err|failure)\\s*\\(|log_?(?:(?:${METHODS})|[A-Z][a-z]+)\\s*\\(|_log\\s*\\(|\\bconsole\\.(?:table|dir)\\b`,
);
/** What prints or warns, called. */
const PRINTS =
  '\\bp?print(?:(?=\\s*\\()|(?<=\\bimport\\b[^\\n]{0,200})\\b)|\\b(?:stdout|stderr)\\.write(?:lines)?\\b|(?<=\\b(?:sys|process)\\.)std(?:out|err)\\b(?=[ \\t]*(?:[;#\\n]|$))|\\b(?:click|typer)\\.s?echo\\b|\\bwarnings\\.warn\\b|\\bfrom\\s+(?:warnings|pprint|rich|click|typer)\\s+import\\b';
/** What a text is read for that names no logger; a warning leaks too rarely for that. */
const PRINTED =
  '\\bp?print\\s*\\(|\\bs?echo\\s*\\(|\\b(?:stdout|stderr)\\.write\\b|=[ \\t]*(?:sys|process)\\.std(?:out|err)\\b';
const NAMES_PRINT = new RegExp(PRINTED);
/** What may leak where it is printed; no more than a reason to look. */
const SECRETS =
  'pass(?:w|_?phrase|code)|pwd|secret|token|credential|api_?key|private_?key|auth(?!ors?\\b|_?email)|cookie|session|environ|header|ssn|social|e_?mail|phone|address|credit|\\bcard|account|iban|salary|birth|patient|licen[cs]e|dsn|connection_?string|otp|__dict__|sk_live|BEGIN [A-Z ]*PRIVATE';
const NAMES_SECRET = new RegExp(SECRETS, 'i');
const PRINTS_SECRET = new RegExp(`(?:${PRINTED})[^]{0,160}?(?:${SECRETS})`, 'i');
/** In a longer text a secret counts only close behind what prints. In UTF-16 units. */
const SHORT = 8_000;
/** Methods of the console that show a value and are no level. */
const SHOWS = '(?<=\\bconsole)\\.(?:table|dir|dirxml|group|groupCollapsed|timeLog|assert)(?=\\s*\\()';
/** A function of that name is given a text. */
const DEBUGS = '(?<![.\\w])debug\\((?=[\'"`])';
const NAMES_LOGGER = new RegExp(`${LOG}|\\b(?:${MAKERS})\\b|${DEBUGS}`);
const WORD = new RegExp(
  `${LOG}|\\b(?:${MAKERS})\\b|\\b(?:${METHODS}|${BINDERS})(?=\\s*(?:<[^();]{0,120}>)?\\s*\\()|\\.(?:${METHODS})\\b|\\.(?:msg|err|failure)(?=\\s*\\()|\\bWARN\\b|${SHOWS}|${PRINTS}`,
  'g',
);
/** Handlers begin here: `except`, `catch`, and the callback of `.catch(`. */
const HANDLER = /\bexcept\b|\bcatch\b/g;
/** Names that stand for a logger by what they are imported from, and are looked for as words. */
const KNOWN = new Set(['warnings', 'pprint', 'stdout', 'stderr', 'print']);
const LETTER = /[\w$]/;
/** `const that = this`: what is called on it is a method of the code's own class. */
const ALIAS = /(?<![\w$])[\w$]+(?=\s*=\s*this\s*[;,\n])/g;
/** From the end of a name to the opening parenthesis of its call, an index or type arguments between. */
const TO_CALL = /(?:\.(?:apply|call)\b)?\s*(?:(?:\?\.)?\[[^[\]\n]{1,80}\])?(?:\?\.)?\s*(?:<[^();]{0,120}>)?\s*\(/y;
const ENDS_IN_LOG = /(?:^|_)log(?:ger)?$|(?:Log|LOG)(?:ger|GER)?$/;
/** A method that no list has, given a text by a logger. */
const OWN_LEVEL = /(?:log|Log|LOG)(?:ger|GER)?\.[a-z][a-z0-9_]*\(\s*[fr]?["']/;
/** From the end of the name of a logger to the opening parenthesis of a method that no list has, and that is given a text. */
const TO_OWN_LEVEL = /\.[a-z][a-z0-9_]*\((?=\s*[fr]?["'])/y;
/** From the end of a name to the value assigned to it, a type between. */
const TO_VALUE = /\s*(?::[^=\n(){}]{0,120})?:?=(?!=)\s*/y;
const REQUIRE = /\brequire(?=\s*\()/g;
/** A module and nothing done with it. */
const REQUIRED = /require\s*\(\s*['"][^'"\n]{1,300}['"]\s*\)\s*(?:[;,\n]|$)/y;
/** The names a module is taken apart into are looked for up to this length before. */
const MAX_PATTERN = 4000;

/** Methods taken out of a logger: `const { info, error: fail } = console`. */
const TAKEN_OUT = new RegExp(`\\{([^{}=]{1,200})\\}\\s*=\\s*[\\w$.]{0,80}(?:log|${MAKERS})`, 'gi');

/** A method chosen at run time: `logger[level](`, `getattr(logger, level)(`. */
const CHOSEN =
  /(?:[lL]og(?:ger)?|LOG(?:GER)?|console)(?:\?\.)?\[[^[\]\n]{1,80}\]\s*(?:\?\.|\.(?:apply|call)\s*)?\(|\bgetattr\([^()\n]{1,80}(?:\([^()\n]{0,40}\))?[^()\n]{0,20}\)\s*\(/g;
/** A method may be chosen at run time. */
const CHOOSES = /\bgetattr\([^()\n]{0,80}log|(?:[lL]og(?:ger)?|LOG(?:GER)?|console)(?:\?\.)?\[/;

/** A class of loggers, and what its methods are called that are given a message first. */
const OWN_LOGGER = /^class[ \t]+\w*Log(?:ger)?[ \t]*[(:]/gm;
/** Where a class ends: before the next line that is not further in. */
const CLASS_END = /\n(?=[^\s#)\]}])/g;
const OWN_METHOD = /(?<=^[ \t]+(?:async[ \t]+)?def[ \t]+)\w+(?=\(\s*self\s*,\s*(?:msg|message|text|event)\b)/gm;

/** What gives something back is no more than asked: it writes nothing. */
const GIVES = /(?<=^[ \t]+)return(?=[ \t]+[^\s#])/gm;

/** Outdated names of logging libraries, which also a file may use that writes no record. */
const OUTDATED =
  /\blogging\.(?:WARN\b|Logger\()|\bimport\b[^\n]{0,200}\bWARN\b|\bgetLogger\(\s*(?:name\s*=\s*)?(?:__(?:file|cached)__|["']__name__["'])/;

/** What defines methods by the names of levels. */
const DEFINES_DEBUG = definitionOf('debug');
const DEFINES_MILD = definitionOf('(?:info|verbose|trace)');

function definitionOf(method: string): RegExp {
  return new RegExp(
    `\\bdef ${method}\\(|^[ \\t]*(?:(?:public|protected|static|async)[ \\t]+)*${method}\\s*(?:=|\\([^()\\n]{0,200}\\)[^;\\n]{0,100}\\{)`,
    'm',
  );
}

/** Whether a text defines methods for levels: what has them is a logger, whatever it is called. */
export function definesLevels(text: string): boolean {
  return DEFINES_DEBUG.test(text) && DEFINES_MILD.test(text);
}

/** Whether a text may define a logger, or what makes or is one, for others. */
export function mayMakeLogger(text: string): boolean {
  return NAMES_LOGGER.test(text) || definesLevels(text);
}

/** Whether a text is worth parsing: it names a logger and a method of one, or it prints and names what must not be. */
export function mayLog(text: string): boolean {
  return (
    (NAMES_LOGGER.test(text) &&
      (NAMES_METHOD.test(text) || CHOOSES.test(text) || OUTDATED.test(text) || OWN_LEVEL.test(text))) ||
    (NAMES_PRINT.test(text) && (text.length < SHORT ? NAMES_SECRET : PRINTS_SECRET).test(text))
  );
}

/** Whether a name is looked for in every text. */
export function isKnownWord(name: string): boolean {
  return KNOWN.has(name) || NAMES_LOG.test(name);
}

/**
 * The places of a text that may have to do with logging. `names` are more words to look for: what loggers and their
 * methods were found to be called in this file.
 */
export function interestOf(text: string, layout: Layout, names: ReadonlySet<string> = new Set()): Interest {
  const places = new Set<number>();
  const whole = new Set<number>();
  const openings: number[] = [];
  const values: number[] = [];
  const add = (start: number, end: number): void => {
    if (isIdle(layout, start)) return;
    places.add(start);
    for (const pattern of [TO_CALL, TO_VALUE]) {
      pattern.lastIndex = end;
      const found = pattern.exec(text);
      if (found === null) continue;
      const target = pattern === TO_CALL ? pattern.lastIndex - 1 : pattern.lastIndex;
      places.add(target);
      whole.add(target);
      (pattern === TO_CALL ? openings : values).push(target);
      return;
    }
  };
  let done = 0;
  for (const { index, 0: found } of text.matchAll(WORD)) {
    if (index < done) continue;
    let start = found.startsWith('.') ? index + 1 : index;
    let end = index + found.length;
    while (start > done && LETTER.test(text[start - 1]!)) start--;
    while (end < text.length && LETTER.test(text[end]!)) end++;
    done = end;
    add(start, end);
    if (text[end] !== '.' || isIdle(layout, start)) continue;
    TO_OWN_LEVEL.lastIndex = end;
    if (!TO_OWN_LEVEL.test(text) || !ENDS_IN_LOG.test(text.slice(start, end))) continue;
    const opening = TO_OWN_LEVEL.lastIndex - 1;
    places.add(opening);
    whole.add(opening);
    openings.push(opening);
  }
  for (const { index: start } of text.matchAll(OWN_LOGGER)) {
    CLASS_END.lastIndex = start;
    const block = text.slice(start, CLASS_END.exec(text)?.index);
    const methods = [...block.matchAll(OWN_METHOD)];
    for (const { index, 0: found } of methods) add(start + index, start + index + found.length);
    if (methods.length === 0) continue;
    for (const { index } of block.matchAll(GIVES)) {
      places.add(start + index);
      whole.add(start + index);
    }
  }
  for (const { index, 1: list = '' } of text.matchAll(TAKEN_OUT)) {
    for (const { index: inside } of list.matchAll(/[\w$]+/g)) places.add(index + 1 + inside);
  }
  for (const { index, 0: found } of text.matchAll(CHOSEN)) {
    if (isIdle(layout, index)) continue;
    places.add(index + found.length - 1);
    whole.add(index + found.length - 1);
    openings.push(index + found.length - 1);
  }
  if (text.includes('= this')) for (const { index } of text.matchAll(ALIAS)) places.add(index);
  if (names.size > 0) {
    const words = [...names].map(escape).join('|');
    for (const { index, 0: found } of text.matchAll(new RegExp(`(?<![\\w$])(?:${words})(?![\\w$])`, 'g')))
      add(index, index + found.length);
  }
  for (const { index, 0: found } of text.matchAll(REQUIRE)) {
    REQUIRED.lastIndex = index;
    if (!REQUIRED.test(text) || placeBefore(text, index, places)) add(index, index + found.length);
  }
  for (const { index } of text.matchAll(HANDLER)) {
    if (isIdle(layout, index)) continue;
    // The callback of a promise is an argument; a clause begins with its word.
    if (text[index - 1] === '.') add(index, index + 'catch'.length);
    else {
      places.add(index);
      whole.add(index);
    }
  }
  const shown = shownNames({ text, layout, openings, values, returnsWithin: READ_RETURNS_WITHIN });
  for (const place of shown.places) places.add(place);
  for (const place of shown.whole) whole.add(place);
  return { places: [...places].sort((a, b) => a - b), whole, isUsed: shown.isUsed };
}

function escape(name: string): string {
  return name.replaceAll('$', '\\$');
}

/** Whether one of the names that stand before a value in its declaration is a place of interest. */
function placeBefore(text: string, value: number, places: ReadonlySet<number>): boolean {
  const from = Math.max(0, value - MAX_PATTERN);
  const before = text.slice(from, value);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const start = line.includes('}') && !line.includes('{') ? before.lastIndexOf('{') : before.length - line.length;
  for (let at = from + Math.max(0, start); at < value; at++) if (places.has(at)) return true;
  return false;
}
