// What of a message stays the same from record to record: its template.

import { eachWord } from './fold.ts';

/** Stands for a word that varies. */
export const VARYING = '<*>';

/** The message with `<*>` in the place of every word (as in src/query/fold.ts) that has a digit from 0 to 9 in it. */
export function messageTemplate(message: string): string {
  let template = '';
  let done = 0;
  eachWord(message, (from, to) => {
    if (!hasDigit(message, from, to)) return;
    template += message.slice(done, from) + VARYING;
    done = to;
  });
  return template + message.slice(done);
}

function hasDigit(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x30 && unit <= 0x39) return true;
  }
  return false;
}
