// What the text right before a hole says the hole is, where that is something sensitive: "password=", "Authorization: Bearer ".

import type { SensitiveName } from '../../model/sensitive/names.ts';
import { isCounted, judgeWord } from './sensitive-path.ts';

/** `password=`, `"token": `: one word or two, at the end of a text. */
const LABEL = /(?:^|([^\w-]))((?:[A-Za-z][\w-]{0,40} )?[A-Za-z][\w-]{0,40})["']?\s{0,2}([=:])\s{0,2}["'`<([{]{0,2}$/;
/** In prose a colon ends a sentence as often as a label; after these words, or at the beginning, it is a label. */
const BEFORE_LABEL = /(?:^|[,;|([{\n]\s*|\b(?:with|using|new|old|your|the|and|is|generated|default|current)\s+)$/i;

/** The sensitive thing that a text says stands behind it; undefined where it says none, or may be the end of a sentence. */
export function labelAtEnd(fullText: string): { found: SensitiveName; vague: boolean } | undefined {
  const text = fullText.slice(-120);
  if (/\bbearer\s+["']?$/i.test(text)) return { found: { kind: 'secret', word: 'bearer' }, vague: false };
  const match = LABEL.exec(text);
  if (match === null) return undefined;
  const [, , label = '', sign] = match;
  const words = label.split(' ');
  const last = words.at(-1)!;
  const inProse =
    sign === ':' &&
    !BEFORE_LABEL.test(text.slice(0, match.index + (match[1]?.length ?? 0))) &&
    !BEFORE_LABEL.test(text.slice(0, text.lastIndexOf(last)));
  // Of "password reset by=" nothing is a password; of "invalid token=" nothing is a secret.
  const found = judgeWord(words.join('_'));
  if (
    inProse ||
    found === undefined ||
    (words.length > 1 && judgeWord(words[0]!) !== undefined && judgeWord(last) === undefined)
  )
    return undefined;
  if (isCounted(last)) return undefined;
  const vague = /^(?:token|signature|cookie|secret|credential)s?$/i.test(last);
  return vague && sign === ':' ? undefined : { found, vague };
}
