// What the text of a message says of a value right before it: its label (`jobId: {id}`) or the noun it belongs to (`job {id}`).

import type { MessagePart } from '../../model/call.ts';
import { wordsOf } from './identifiers.ts';

/** Words before a value that do not name what it is of: prepositions, articles, and what is done. */
const NO_NOUN = new Set(
  (
    'a an the this that these those its his her our your my their is are was were be been has have had do does did can could will would may might must should not no yes ok ' +
    'at by in on of to for from with without into onto over under after before until till since as and or but if else than then so via per about between during while when where which who what how why ' +
    'all any each every both some only also now new old first last next more less same other another ' +
    'got get set put add delete del load save start stop run found find send sent skip read write wrote use took take done say see saw call open close create update remove drop fail make made try keep kept ' +
    'left begin began end ended show shown hit miss lost join leave sleep wait wrong invalid unknown unexpected missing empty bad expected error warning value values line text message'
  ).split(' '),
);

/** What stands right before the hole at `index` of a message's parts. */
export interface HoleLabel {
  /** `order_id=`, `jobId: `, `addr: `: the words of the identifier. */
  readonly label?: readonly string[];
  /** The name it has in the template: `%(order_id)s`, `{order_id}`. */
  readonly given?: readonly string[];
  /** The word before, where it may name what the value is of. */
  readonly noun?: string;
}

/** Reads what the message says of a hole: its name, and the text before it. */
export function labelOf(parts: readonly MessagePart[], index: number): HoleLabel {
  const hole = parts[index];
  const given = hole?.kind === 'hole' && hole.name !== undefined ? { given: wordsOf(hole.name) } : {};
  const part = parts[index - 1];
  return part?.kind === 'text' ? { ...given, ...textBefore(part) } : given;
}

function textBefore(part: { readonly text: string }): HoleLabel {
  const text = part.text.slice(-80);
  const [, label, mark] = /(?<![\p{L}\p{N}_.-])([A-Za-z_][A-Za-z0-9_]*)( ?[:=] ?)['"`]?$/u.exec(text) ?? [];
  const [, word] = /(?<![\p{L}\p{N}_.-])(\p{L}{3,})[\s:=#]*['"`([<]?$/u.exec(text) ?? [];
  const noun = word === undefined || /^[A-Z]{2}/.test(word) ? undefined : word.toLowerCase();
  const isNoun = noun !== undefined && !NO_NOUN.has(noun) && !/(?:ing|ed|ly)$/.test(noun);
  const words = wordsOf(label ?? '');
  const isLabel = words.length > 1 || (words.length === 1 && (words[0] === 'error' || isNoun));
  return {
    ...(isLabel && mark !== undefined ? { label: words } : {}),
    ...(isNoun ? { noun } : {}),
  };
}
