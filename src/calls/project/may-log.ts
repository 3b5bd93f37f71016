// Whether a name that a text defines may log, judged by the text around its definition: saves parsing most files.

import { definesLevels } from '../parsing/words.ts';

const CALL =
  /\b(?:trace|debug|verbose|info|notice|success|log|warn|warning|error|exception|critical|fatal)\s*[(\]?]|\blog\b|Log|LOG|_log|logg|print_exc|consol[ae]|pino|bunyan|winston|['"]debug['"]|\w\[\w+\]\s*\(/;
/** Of a function or class this much is looked at, in UTF-16 units. */
const MAX_BLOCK = 20_000;
const MAX_SCRIPT_BLOCK = 4_000;

/** Something by the name of a message is handed to a method that logs: the class may have wrappers. */
const HANDS_ON =
  /\b(?:trace|debug|verbose|info|notice|success|log|warn|warning|error|exception|critical|fatal)\([^()\n]{0,80}?\b(?:msg|message|text|event|fmt|format|template|args)\b/;

/** Whether a class matters wherever it is used: it hands messages on, or is a logger by its methods. */
function isOpen(block: string): boolean {
  return HANDS_ON.test(block) || definesLevels(block);
}

/** What a definition is: a class matters only where it is extended or bears the name of a logger. */
export type Definition = 'class' | 'other' | undefined;

/** Where a Python text may define a name, at its outer level or in a class. */
const PYTHON_DEFINITION = /^(?:async\s+)?(?:def|class)\s+([A-Za-z_]\w*)|^(?:[ \t]{4,8})?([A-Za-z_]\w*)[ \t]*[:=,]/gm;

/** What stands in the head of a class. */
const PYTHON_BASES = /^class\s+\w+\s*\(([^()]{1,400})\)/;
const SCRIPT_BASE = /^class\s+[\w$]+\s[^{]{0,200}?\bextends\s+([\w$.]+)/;

/** The classes that a class of a text takes members from, as far as they have plain names. */
export function basesIn(path: string, text: string, name: string): readonly string[] {
  const start = `class ${name}`;
  let at = text.indexOf(start);
  // Not `class Shopping` where `class Shop` is asked for.
  while (at >= 0 && /[\w$]/.test(text[at + start.length] ?? '')) at = text.indexOf(start, at + 1);
  if (at < 0) return [];
  const head = text.slice(at, at + 600);
  const [, found = ''] = (/\.pyi?w?$/.test(path) ? PYTHON_BASES : SCRIPT_BASE).exec(head) ?? [];
  // Types a base takes are none: `Store[str]`.
  const plain = found.replace(/\[[^[\]]*\]/g, '');
  return plain.split(',').flatMap((one) => /^\s*([A-Za-z_$][\w$]*)\s*$/.exec(one)?.[1] ?? []);
}

/** What a Python text defines under a name, if that may log. Looks for all names at once. */
export function pythonDefinitions(text: string): (name: string) => Definition {
  const table = new Map<string, { readonly index: number; readonly head: string }[]>();
  for (const { index, 0: head, 1: defined, 2: given } of text.matchAll(PYTHON_DEFINITION)) {
    const name = defined ?? given!;
    const known = table.get(name);
    if (known === undefined) table.set(name, [{ index, head }]);
    else known.push({ index, head });
  }
  return (name) => {
    for (const { index, head } of table.get(name) ?? []) {
      if (!/(?:def|class)\s/.test(head)) {
        const line = text.slice(index, index + 300).split('\n', 1)[0]!;
        if (/[lL]og|LOG|\(/.test(line)) return 'other';
        continue;
      }
      const behind = text.slice(index + head.length, index + MAX_BLOCK);
      const end = /\n(?=[^\s#)\]])/.exec(behind)?.index ?? behind.length;
      const block = behind.slice(0, end);
      if (CALL.test(block)) return head.startsWith('class') && !isOpen(block) ? 'class' : 'other';
    }
    return undefined;
  };
}

const LETTER = /[\w$]/;
/** What stands before a name that is defined, and the most of it. */
const SCRIPT_DEFINES = /(?:^|[^\w$])(function|const|let|var|class|exports)\s*[*.]?\s*$/;
const MAX_WORD = 40;
const GIVEN = /\s*[:=]/y;

/** What a JavaScript or TypeScript text defines under `name`, if that may log. */
export function ecmascriptDefinition(text: string, name: string): Definition {
  if (name === 'default' || name === 'module.exports') return CALL.test(text) ? 'other' : undefined;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const end = at + name.length;
    if (LETTER.test(text[at - 1] ?? '') || LETTER.test(text[end] ?? '')) continue;
    const word = SCRIPT_DEFINES.exec(text.slice(Math.max(0, at - MAX_WORD), at))?.[1];
    GIVEN.lastIndex = end;
    if (word === undefined && !GIVEN.test(text)) continue;
    const block = text.slice(end, end + MAX_SCRIPT_BLOCK);
    if (CALL.test(block)) return word === 'class' && !isOpen(block) ? 'class' : 'other';
  }
  return undefined;
}
