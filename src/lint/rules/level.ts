// Rule: the words of a message, or the place of a call, speak for another level.

import type { CallMessage, LoggerCall } from '../../model/call.ts';
import type { FileReading } from '../../model/file-reading.ts';
import type { Fix } from '../../model/finding.ts';
import type { Level } from '../../model/level.ts';
import type { Rule } from '../rule.ts';
import { isBroad, showsAny } from '../handlers/handler-verdict.ts';
import { adviceOf } from '../wording/level-wording.ts';

/** What each level is for. */
const FOR: Readonly<Partial<Record<Level, string>>> = {
  DEBUG: 'for values, entry and exit',
  INFO: 'for what happens as it should',
  WARNING: 'for fallback, retry and what is deprecated',
  ERROR: 'for an operation that failed',
};

export const level: Rule = {
  id: 'level',
  title: 'Level against the words',
  severity: 'hint',
  docs: {
    why: 'People filter by level and are woken up by it. A failure at info is found when somebody complains; a success at error wakes somebody for nothing, until nobody looks any more.',
    details: [
      'DEBUG: values, entry and exit, loops. INFO: start and stop, configuration, success. WARNING: deprecated use, fallback, retry, degradation. ERROR: an operation failed. CRITICAL: the service is going down.',
      'Says something only where the words are plain: a failure at info (`"failed to …"`, `"error while …"`), a success at error, a fallback or retry at error, a deprecation at info or error, entry and exit at info, and a message that names another level itself (`"WARNING: …"` at info).',
      'That something could not be found, got or determined is told at info only where an exception was caught: elsewhere it is an answer like another (“could not get the lock”).',
      'Advice with its reason, never an error: which level is right the author knows better than any rule.',
      'The fix changes the method’s name.',
    ],
    examples: [
      {
        language: 'python',
        bad: 'logger.info("Failed to charge the card")',
        good: 'logger.error("Failed to charge the card")',
      },
      {
        language: 'js',
        bad: "log.error('No rates today, falling back to those of yesterday');",
        good: "log.warn('No rates today, falling back to those of yesterday');",
      },
    ],
  },
  check(call, context) {
    const { kind, message } = call;
    if (call.level === undefined || message === undefined || (kind !== 'log' && kind !== 'console')) return [];
    // A program on a command line writes what it does to where errors go: what it gives goes elsewhere.
    if (kind === 'console' && call.level !== 'INFO' && (context.module.script || context.module.commandLine)) return [];
    const text = textOf(message);
    if (text === undefined) return [];
    // Beside an exception that is passed, words say what was being done when it came.
    if (call.exception !== undefined && call.kind === 'log' && /^\W*\w+ing\b/.test(text)) return [];
    const advice = adviceOf({
      text,
      level: call.level,
      recovers: recovers(call, context),
      caught: isCaught(call, context),
    });
    if (advice === undefined) return [];
    const name = advice.level.toLowerCase();
    const meant = FOR[advice.level];
    return [
      {
        range: call.slots.method?.range ?? call.range,
        message: `The message ${advice.reason}, but is written at ${call.level.toLowerCase()}. Write it at ${name}${meant === undefined ? '' : `, which is ${meant}`}.`,
        fixes: toLevel(call, advice.level),
      },
    ];
  },
};

/** The fixed text of a message, a NUL for each hole. */
function textOf({ built, parts }: CallMessage): string | undefined {
  if (built === 'expression' || built === 'conditional') return undefined;
  return parts
    .map((part) => (part.kind === 'text' ? part.text : '\0'))
    .join('')
    .slice(0, 300);
}

/** In a handler that lets the program go on behind it. */
function recovers({ handler }: LoggerCall, { handlers }: FileReading): boolean {
  const block = handler === undefined ? undefined : handlers[handler.index];
  return (
    block !== undefined &&
    block.exits.every(({ kind }) => kind === 'continue' || kind === 'return') &&
    (block.fallsThrough || block.exits.some(({ kind }) => kind === 'continue'))
  );
}

/** In a handler of whatever goes wrong, or of an exception that the record shows. */
function isCaught(call: LoggerCall, { handlers }: FileReading): boolean {
  const block = call.handler === undefined ? undefined : handlers[call.handler.index];
  return block !== undefined && (isBroad(block) || call.exception !== undefined || showsAny(call, block));
}

function toLevel({ slots: { method } }: LoggerCall, to: Level): Fix[] {
  const name = method?.levels[to];
  if (method === undefined || name === undefined) return [];
  return [{ kind: 'suggest', title: `Use \`.${name}()\``, edits: [{ range: method.range, newText: name }] }];
}
