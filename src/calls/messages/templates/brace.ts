// Replacement fields of `str.format` templates, as loguru uses them too.

import type { MessagePart } from '../../../model/call.ts';

export type BracePart =
  | Extract<MessagePart, { kind: 'text' }>
  | {
      readonly kind: 'hole';
      /** What stands for the argument: "", "0", "user". */
      readonly target: string;
      /** What is reached for in it, as written: ".name[0]". */
      readonly path: string;
      readonly format?: string;
      readonly conversion?: string;
    };

/** A field without nested fields in its format: {[target][.a|[b]]*[!r][:spec]}. */
const FIELD = /^([A-Za-z_]\w*|\d*)((?:\.[A-Za-z_]\w*|\[[^[\]{}]*\])*)(?:!([rsa]))?(?::([^{}]*))?$/;

/**
 * Splits a template at its fields; `{{` and `}}` become braces. Gives undefined for what `str.format` would refuse or
 * what takes its format from other arguments.
 */
export function parseBraces(text: string): BracePart[] | undefined {
  const parts: BracePart[] = [];
  let pending = '';
  let at = 0;
  while (at < text.length) {
    const brace = /[{}]/g;
    brace.lastIndex = at;
    const found = brace.exec(text);
    if (found === null) break;
    pending += text.slice(at, found.index);
    const mark = found[0];
    if (text[found.index + 1] === mark) {
      pending += mark;
      at = found.index + 2;
      continue;
    }
    const end = mark === '{' ? text.indexOf('}', found.index) : -1;
    const field = end < 0 ? null : FIELD.exec(text.slice(found.index + 1, end));
    if (field === null) return undefined;
    if (pending !== '') parts.push({ kind: 'text', text: pending });
    pending = '';
    const [, target = '', path = '', conversion, format] = field;
    parts.push({
      kind: 'hole',
      target,
      path,
      ...(conversion === undefined ? {} : { conversion }),
      ...(format === undefined ? {} : { format }),
    });
    at = end + 1;
  }
  pending += text.slice(at);
  if (pending !== '') parts.push({ kind: 'text', text: pending });
  return parts;
}
