// What a log call for a silent place says: from the name of the function, and what goes out of it.

import type { PlaceFacts } from '../model/coverage.ts';

/** Names of functions that say nothing of what they do. */
const VAGUE =
  /^(?:__\w+__|main|run|handle|handler|call|execute|process|init|start|do|fn|callback|wrapper|wrapped|inner|index|default|constructor|anonymous|next)$/i;

/** A message of a few words; `capital`: as the others of the file, it begins with a capital letter. */
export function logWords({ kind, name, function: around, handler, out }: PlaceFacts, capital: boolean): string {
  const last = around.slice(around.lastIndexOf('.') + 1);
  const words = VAGUE.test(last) ? '' : wordsIn(last);
  const text = sayingOf(kind, name, words, handler?.calls ?? out[0]?.text);
  const plain = text.replace(/["'`\\{}$%]/g, '');
  return capital ? plain.charAt(0).toUpperCase() + plain.slice(1) : plain;
}

function sayingOf(kind: PlaceFacts['kind'], name: string, words: string, calls: string | undefined): string {
  switch (kind) {
    case 'handler':
      return `${words === '' ? (calls ?? 'operation') : words} failed`;
    case 'outgoing':
      return words === '' ? `calling ${name}` : words;
    case 'route':
    case 'message':
      return words === '' ? name : words;
  }
}

/** `chargeCard` and `_charge_card` as "charge card". */
function wordsIn(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_$\s]+/g, ' ')
    .trim()
    .toLowerCase();
}
