// Names the columns of the values of text: by what the values are in the record, so that lines of all templates share them.

import type { Meaning } from './leaf.ts';
import { TIME } from './scan-json.ts';
import { isOneValue } from './spans.ts';
import { kindLetter, type Structure } from './structure.ts';

/** Per value the name of its column; empty for what varies within a message: that is the structure's own. */
export function textPaths({ kinds, pieces }: Structure, { leaves }: Meaning): string[] {
  return kinds.map((kind, slot) => {
    if (kind >= TIME) return '~ t';
    const leaf = leaves.find((one) => one.slot === slot && (one.span === undefined || isOneValue(pieces, one.span)));
    return leaf === undefined ? '' : `~${leaf.path.join('.').slice(0, 200)} ${kindLetter(kind)}`;
  });
}
