// Placeholders of printf-style templates: Python's `%` operator and `logging`, Node's `util.format`.

import type { MessagePart } from '../../../model/call.ts';

type Hole = Extract<MessagePart, { kind: 'hole' }>;

/** A place for a value. */
export interface Placeholder {
  readonly kind: 'placeholder';
  readonly hole: Hole;
  /** Values it takes besides the one it shows: one for each `*` width or precision. */
  readonly stars: number;
}

export type PercentPart = Extract<MessagePart, { kind: 'text' }> | Placeholder;

/** Python, "printf-style String Formatting": %[(key)][flags][width][.precision][length]type. */
const PYTHON = /%(?:%|(?:\(([^()]*)\))?([#0\- +]{0,8}(?:\*|\d{1,9})?(?:\.(?:\*|\d{0,9}))?)[hlL]?([diouxXeEfFgGcrsa]))/g;
/** Node, util.format and console: %s %d %i %f %j %o %O %c. */
const NODE = /%(?:%|()()([sdifjoOc]))/g;

/** Splits a template at its placeholders; `%%` becomes `%`. A percent sign that begins no placeholder stays text. */
export function parsePercent(text: string, style: 'python' | 'node'): PercentPart[] {
  const parts: PercentPart[] = [];
  let pending = '';
  let done = 0;
  for (const found of text.matchAll(style === 'python' ? PYTHON : NODE)) {
    pending += text.slice(done, found.index);
    done = found.index + found[0].length;
    if (found[0] === '%%') {
      pending += '%';
      continue;
    }
    if (pending !== '') parts.push({ kind: 'text', text: pending });
    pending = '';
    const [, name, flags = '', type = 's'] = found;
    const hole: Hole = {
      kind: 'hole',
      ...('rsa'.includes(type) ? { conversion: type } : {}),
      ...(flags === '' && 'rsa'.includes(type) ? {} : { format: flags + type }),
      ...(name === undefined || name === '' ? {} : { name }),
    };
    parts.push({ kind: 'placeholder', hole, stars: flags.split('*').length - 1 });
  }
  pending += text.slice(done);
  if (pending !== '') parts.push({ kind: 'text', text: pending });
  return parts;
}
