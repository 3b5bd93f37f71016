// Rule: a call where a request or message is handled leaves out the ID that would tie its record to the others.

import type { Expression, LoggerCall } from '../../model/call.ts';
import type { FileReading } from '../../model/file-reading.ts';
import type { Fix } from '../../model/finding.ts';
import { levelRank } from '../../model/level.ts';
import { isBefore } from '../../model/position-order.ts';
import type { Rule } from '../rule.ts';
import { identifierOf, wordsOf } from '../wording/identifiers.ts';

/** An ID that is in reach of a call. */
interface Source {
  readonly text: string;
  /** Words of the field it goes by. */
  readonly words: readonly string[];
}

export const missingCorrelationId: Rule = {
  id: 'missing-correlation-id',
  title: 'Record without the ID of its request',
  severity: 'hint',
  docs: {
    why: 'A service handles many requests at once and their records are mixed. The ID that a request carries is what puts them in order again, across services too; a record without it can only be guessed to belong.',
    details: [
      'Looks at info and above in functions that handle requests or messages, where an ID is in reach: a parameter (`correlation_id`), an attribute of the request, a header that was read.',
      'Fine where the call passes it, where it is bound to the logger, where the logger is the request’s own (`req.log`) or is handed the request, and where the file sets up something that adds it (context variables, a filter).',
      'The fix passes it as a field.',
    ],
    examples: [
      {
        language: 'python',
        bad: 'def on_message(body, correlation_id):\n    logger.info("order received")',
        good: 'def on_message(body, correlation_id):\n    logger.info("order received", extra={"correlation_id": correlation_id})',
      },
      {
        language: 'js',
        bad: "app.post('/orders', (req, res) => {\n  const requestId = req.headers['x-request-id'];\n  log.info('order received');\n});",
        good: "app.post('/orders', (req, res) => {\n  const requestId = req.headers['x-request-id'];\n  log.info({ requestId }, 'order received');\n});",
      },
    ],
  },
  check(call, context) {
    if (call.kind !== 'log' || call.level === undefined || levelRank(call.level) < levelRank('INFO')) return [];
    if (isTied(call) || isInjected(context)) return [];
    const source = sourceFor(call, context);
    if (source === undefined) return [];
    return [
      {
        range: call.message?.range ?? call.range,
        message: `This record can't be tied to its request: \`${source.text}\` is in reach but not passed. Pass it as a field.`,
        fixes: fixOf(call, source),
      },
    ];
  },
};

const ID =
  /(?:correlation|request|req|trace|transaction)_?-?id|(?:^|[^a-z])cid(?:[^a-z]|$)|\breq(?:uest)?\.id\b|x-request-id/i;

/** The record has an ID of that kind already, one way or another. */
function isTied({ fields, given, supplies = [], spreads, logger }: LoggerCall): boolean {
  // The request's own logger carries its ID: req.log, ctx.log, request.app.logger.
  if (/(?:^|\.)(?:req(?:uest)?|ctx|context|event|job|task)\.(?!app\b)/.test(`${logger}.`) && logger.includes('.'))
    return true;
  // What is handed over as a whole may well hold it.
  if (spreads.length > 0 || supplies.some((key) => ID.test(key)) || fields.some(({ key }) => ID.test(key))) return true;
  const seen = (one: Expression): boolean =>
    // A function that is given the request takes from it what it wants.
    /^req(?:uest)?$/.test(one.text) ||
    ID.test(one.text) ||
    (one.origin !== undefined && ID.test(one.origin.expression.text));
  return given.some(({ value }) => seen(value) || value.children.some(seen));
}

const INJECTS =
  /^(?:asgi_correlation_id|structlog\.contextvars|contextvars|flask_log_request_id|django_guid|django_structlog|opentelemetry\.instrumentation\.logging|ddtrace|async_hooks|node:async_hooks|cls-hooked|express-http-context|nestjs-cls|cls-rtracer)\b/;

/** Something in the file adds it to every record, as far as its imports say. */
function isInjected({ module }: FileReading): boolean {
  return module.imports.some((one) => INJECTS.test(one));
}

/** The best ID in reach: of the innermost function around that handles something, given before the call. */
function sourceFor({ enclosing, range }: LoggerCall, { functions }: FileReading): Source | undefined {
  for (let at = enclosing; at !== undefined; at = functions[at]?.enclosing) {
    const { handles, correlation = [] } = functions[at] ?? {};
    if (handles !== 'request' && handles !== 'message') continue;
    for (const { text, from } of correlation) {
      const words = wordsFor(text);
      if (words !== undefined && isBefore(from, range.start)) return { text, words };
    }
  }
  return undefined;
}

/** `request.state.request_id` and `headers["X-Request-ID"]` are request_id; so is `req.id`. */
function wordsFor(text: string): readonly string[] | undefined {
  if (/\breq(?:uest)?\.id$/.test(text)) return ['request', 'id'];
  const named = /(?:x[-_])?((?:correlation|request|req|trace|transaction)[-_]?id|cid)(?=\W*$|["'])/i.exec(text)?.[1];
  if (named === undefined) return undefined;
  const words = wordsOf(named);
  return words.length === 1 && words[0] !== 'cid' ? [words[0]!.slice(0, -2), 'id'] : words;
}

function fixOf({ slots: { fields: slot } }: LoggerCall, { text, words }: Source): Fix[] {
  if (slot === undefined) return [];
  const key = identifierOf(words, slot.keyCase);
  // A header may be long-winded to read and is no name: who wants it writes it once, above.
  if (slot.taken.includes(key) || !/^[\w$.]+$/.test(text)) return [];
  const entry = slot.shorthand && key === text ? key : slot.keyOpen + key + slot.keyClose + text;
  const edits = [
    ...(slot.before === undefined
      ? []
      : [{ range: { start: slot.before.at, end: slot.before.at }, newText: slot.before.text }]),
    { range: { start: slot.at, end: slot.at }, newText: slot.lead + slot.open + entry + slot.close },
  ];
  return [{ kind: slot.sure ? 'fix' : 'suggest', title: `Pass ${key} as a field`, edits }];
}
