// What a peer's lines have told of it so far, and the lines after them are read with: its service, its formats.

import type { LineFacts } from '../model/line.ts';
import { formats } from './formats/index.ts';
import { hintText } from './reading/line-reader.ts';

export interface PeerHints {
  /** Learns from a line. */
  note(facts: LineFacts): void;
  /** The hint for lines that come now; the same string for as long as nothing changed. */
  text(correlationKeys: readonly string[]): string;
}

const KINDS = new Map(formats.map(({ id, kind }) => [id, kind]));
/** Those that take whatever is left are not worth trying first. */
const CATCH_ALL = new Set(['json', 'plain']);

/** Creates the hints of a peer nothing is known of. */
export function createPeerHints(): PeerHints {
  /** The one service it has named; null once it has named several. */
  let service: string | null | undefined;
  let json = '';
  let text = '';
  let hint: string | undefined;
  let keys: readonly string[] = [];
  let lastFormat = '';
  return {
    note(facts) {
      if (facts.service !== 'unknown' && facts.service !== service && service !== null) {
        service = service === undefined ? facts.service : null;
        hint = undefined;
      }
      if (facts.format === lastFormat) return;
      lastFormat = facts.format;
      if (CATCH_ALL.has(facts.format)) return;
      if (KINDS.get(facts.format) === 'json') json = facts.format;
      else text = facts.format;
      hint = undefined;
    },
    text(correlationKeys) {
      if (hint === undefined || keys !== correlationKeys) {
        keys = correlationKeys;
        hint = hintText({ service: service ?? '', json, text, correlationKeys });
      }
      return hint;
    },
  };
}
