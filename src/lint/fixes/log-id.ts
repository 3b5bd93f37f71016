// The edit that shows the id of a person in place of what is known of them.

import type { Expression, LoggerCall } from '../../model/call.ts';
import type { Fix } from '../../model/finding.ts';

/** `user.id` in place of `user.email`, where the file uses that id and the call does not show it already. */
export function logId({ given, message }: LoggerCall, expression: Expression, ids: readonly string[]): Fix[] {
  if (expression.kind !== 'attribute' && expression.kind !== 'subscript') return [];
  const owner = expression.children[0]?.text;
  const id = ids.find((one) => one.slice(0, one.lastIndexOf('.')) === owner);
  if (id === undefined || message?.built === 'format-call') return [];
  if (given.some(({ value }) => value.text.includes(id))) return [];
  return [{ kind: 'suggest', title: `Log ${id}`, edits: [{ range: expression.range, newText: id }] }];
}
