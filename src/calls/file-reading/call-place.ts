// Where a call stands, in words rules can judge: loop, conditions, and its arguments as they were given.

import type { CallArgument, Condition, LoopScope } from '../../model/call.ts';
import { levelFromName, type Level } from '../../model/level.ts';
import type { Argument, CallSite, ConditionFacts } from '../facts/facts.ts';
import type { Source } from '../parsing/source.ts';
import { isValue, type Syntax } from '../parsing/syntax.ts';

/** Conditions are shown up to this length, in UTF-16 units. */
const MAX_TEXT = 300;
/** What stands before a call in its loop is looked at for so long, in UTF-16 units. */
const MAX_LOOKED_AT = 4000;
/** Ends a turn early, on a line or in a block of its own; from a callback, that is to return. */
const PASSES_OVER = {
  for: /(?:^|[\n{:);])[ \t]*continue[ \t]*(?:[;\r\n}#/]|$)/,
  while: /(?:^|[\n{:);])[ \t]*continue[ \t]*(?:[;\r\n}#/]|$)/,
  callback: /(?:^|[\n{);])[ \t]*return\b/,
};

/** The loop around a call. */
export function loopOf({ loop, leaves, start: at }: CallSite, source: Source): LoopScope | undefined {
  if (loop === undefined) return undefined;
  const { kind, start, end, body } = loop;
  const header = source.text.slice(start, Math.min(body, start + MAX_TEXT)).trimEnd();
  const before = source.text.slice(body, Math.min(at, body + MAX_LOOKED_AT));
  return { kind, range: source.range(start, end), header, leaves, passesOver: PASSES_OVER[kind].test(before) };
}

/** The conditions around a call. */
export function conditionsOf({ conditions, loop }: CallSite, source: Source): Condition[] {
  return conditions.map(({ kind, start, end }: ConditionFacts) => {
    const text = source.text.slice(start, Math.min(end, start + MAX_TEXT));
    const asks = kind === 'if' ? askedBy(text) : {};
    return { kind, text, range: source.range(start, end), inLoop: loop !== undefined && start >= loop.start, ...asks };
  });
}

const NEGATED = /^\(?\s*(?:not\b|!(?!=))/;
const ASKS_LEVEL =
  /\b(?:isEnabledFor|is_enabled_for|isLevelEnabled|is_level_enabled|getEffectiveLevel|levelVal)\b|\b[iI]s_?(trace|debug|info|warn|warning|error)_?[eE]nabled\b|\blog(?:ger|ging)?\.level\b/i;
const NAMED_LEVEL = /\b(TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|CRITICAL|FATAL)\b/i;
const ASKS_DEBUG =
  /(?:^|[\s!.&|]|(?<!\w)\()_?(?:is_?|opts?\.|options\.|args\.|config\.|settings\.|self\.|this\.|process\.env\.)*(?:_?debug|verbose|verbosity|DEBUG|VERBOSE|isDebug|is_debug|__debug__|debug_?mode|debugging|trace_?enabled|NODE_ENV)\b(?!\s*\()/;
const ASKS_RATE =
  /[^%]%(?![%(sd])\s*[\w.]|\bdivmod\(|\b(?:rate_?limit|throttle|should_log|shouldLog|log_every|logEvery|log_interval|log_freq|print_every|every_n|first_time|once|warned|already_logged|last_(?:log|report|print)\w*|lastLog\w*|next_(?:log|report)\w*)\b/i;

function askedBy(text: string): { asks?: Condition['asks']; level?: Level } {
  if (NEGATED.test(text)) return {};
  const level = ASKS_LEVEL.exec(text);
  if (level !== null) {
    const named = levelFromName(level[1] ?? NAMED_LEVEL.exec(text.replace(/\b\w+\.(?=isEnabled)/, ''))?.[1] ?? '');
    return { asks: 'level', ...(named === undefined ? {} : { level: named }) };
  }
  if (ASKS_DEBUG.test(text)) return { asks: 'debug' };
  return ASKS_RATE.test(text) ? { asks: 'rate' } : {};
}

/** All arguments of a call in source order. */
export function givenArguments(list: Syntax, args: readonly Argument[], source: Source): CallArgument[] {
  const comments = list.children.filter(({ type }) => type === 'comment');
  return args.map(({ expression, keyword, spread, start, end }, index) => {
    const next = args[index + 1];
    const previous = args[index - 1];
    const [from, to] =
      next !== undefined
        ? [start, next.start]
        : previous !== undefined
          ? [previous.end, end]
          : [start, behind(list, end)];
    const free = !comments.some((comment) => comment.start < to && comment.end > from);
    return {
      ...(keyword === undefined ? {} : { key: keyword, keyRange: source.range(start, start + keyword.length) }),
      value: expression,
      ...(spread === undefined ? {} : { spread }),
      range: source.range(start, end),
      ...(free ? { removal: source.range(from, to) } : {}),
    };
  });
}

/** Behind the comma that follows the only argument, where there is one. */
function behind(list: Syntax, end: number): number {
  const comma = list.children.find(({ type, start }) => type === ',' && start >= end);
  const other = list.children.some((one) => isValue(one) && one.start >= end);
  return comma === undefined || other ? end : comma.end;
}
