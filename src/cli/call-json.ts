// A logger call as JSON for other programs: 1-based places, expressions as their text.

import type { LoggerCall, MessagePart } from '../model/call.ts';

function partJson(part: MessagePart): Record<string, unknown> {
  if (part.kind === 'text') return { text: part.text };
  const { expression, name, format, conversion } = part;
  return { hole: expression?.text ?? null, name, format, conversion };
}

/** `file` is the name to show. Keys without a value are left out by JSON. */
export function callJson(call: LoggerCall, file: string): Record<string, unknown> {
  const { range, message } = call;
  return {
    file,
    line: range.start.line + 1,
    column: range.start.column + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.column + 1,
    language: call.language,
    dialect: call.dialect,
    logger: call.logger,
    method: call.method,
    resolvedBy: call.resolvedBy,
    level: call.level ?? null,
    function: call.function,
    message: message === undefined ? null : { built: message.built, parts: message.parts.map(partJson) },
    arguments: call.arguments.map(({ text }) => text),
    fields: call.fields.map(({ key, value }) => ({ key, value: value.text })),
    exception: call.exception?.text,
    inHandler: call.handler !== undefined,
    inLoop: call.inLoop,
  };
}

/** The message as a template for people: holes in braces. */
export function messageText({ message }: LoggerCall): string {
  if (message === undefined) return '';
  return message.parts
    .map((part) => (part.kind === 'text' ? part.text : `{${part.expression?.text ?? part.name ?? ''}}`))
    .join('');
}
