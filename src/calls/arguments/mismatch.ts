// Whether a message and the values behind it fit, by the formatter of its library.

import type { Expression } from '../../model/call.ts';
import type { Mismatch } from '../../model/mismatch.ts';
import type { Argument } from '../facts/facts.ts';
import type { Built } from '../messages/message.ts';
import { inBraces, inPercent } from '../messages/templates/other-style.ts';
import { scanBraces } from '../messages/templates/scan-brace.ts';
import { scanNode } from '../messages/templates/scan-node.ts';
import { scanPercent } from '../messages/templates/scan-percent.ts';
import type { Scan } from '../messages/templates/scan.ts';
import type { Source } from '../parsing/source.ts';
import type { Filling, Reading } from './reading.ts';

type Found = Omit<Mismatch, 'range'> & { readonly range?: Mismatch['range'] };

const SCANNERS: Readonly<Record<Filling['style'], (text: string) => Scan>> = {
  percent: scanPercent,
  brace: scanBraces,
  node: scanNode,
};

/** What is written like this is no map: nothing can be taken out of it by name. */
export const NO_MAP: ReadonlySet<Expression['kind']> = new Set([
  'string',
  'number',
  'boolean',
  'list',
  'template',
  'comparison',
]);
/** Names of what may hold placeholders itself. */
const TEMPLATE_NAME = /(?:fmt|format|msg|message|template|text|prefix|line)s?$|^[A-Z_0-9]+$/;

/** What a call's message and its values are, as they were read. */
export interface Filled {
  readonly reading: Reading;
  readonly filling: Filling;
  /** All arguments of the call. */
  readonly arguments: readonly Argument[];
  /** The library is known. */
  readonly sure: boolean;
  readonly source: Source;
}

/** What is wrong between message and values, where that is certain. */
export function mismatchesOf({ reading, filling, arguments: args, sure, source }: Filled): Mismatch[] {
  const { message, takesArguments, arguments: positional, values = positional } = reading;
  if (message === undefined || !takesArguments || args.some(({ spread }) => spread !== undefined)) return [];
  const { node, built } = message;
  const range = source.range(node.start, node.end);
  const whole = (found: Found): Mismatch => ({ range, ...found });
  if (built.built !== 'constant') {
    const found =
      filling.style === 'percent' && sure
        ? (noText(built, values, filling) ?? onTop(built, values, filling))
        : undefined;
    return found === undefined ? [] : [whole(found)];
  }
  const text = built.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
  const scan = SCANNERS[filling.style](text);
  const names = reading.fields.map(({ key }) => key.split('.')[0]!);
  const given = values.length + (filling.style === 'brace' ? names.length : 0);
  if (!sure && (filling.style !== 'percent' || scan.placeholders.length === 0 || given === 0)) return [];
  if (given === 0) return unfilledText(scan).map(whole);
  if (scan.refused !== undefined && filling.style !== 'node')
    return [
      whole({
        kind: scan.refused.kind,
        text: scan.refused.text,
        wanted: scan.placeholders.length,
        given,
        effect: filling.onError,
      }),
    ];
  const judge = { percent: judgePercent, brace: judgeBraces, node: judgeNode }[filling.style];
  return judge({ text, scan, values, names, filling, rewritable: built.rewritable }).map(whole);
}

interface Judged {
  readonly text: string;
  readonly scan: Scan;
  readonly values: readonly Expression[];
  /** Keyword arguments. */
  readonly names: readonly string[];
  readonly filling: Filling;
  readonly rewritable: boolean;
}

/** Without values no formatter runs, and placeholders are text. */
function unfilledText({ placeholders }: Scan): Found[] {
  const likely = placeholders.filter((one) => one.likely);
  const [first] = likely;
  return first === undefined
    ? []
    : [{ kind: 'unfilled', text: first.text, wanted: likely.length, given: 0, effect: 'verbatim' }];
}

function judgePercent({ text, scan, values, filling, rewritable }: Judged): Found[] {
  const { placeholders } = scan;
  const named = placeholders.filter(({ name }) => name !== undefined);
  const wanted = placeholders.reduce((sum, { takes }) => sum + takes, 0);
  const given = values.length;
  const common = { wanted, given, effect: filling.onError };
  const [only] = values;
  if (named.length > 0) {
    const [first] = named;
    if (wanted > 0) return [{ ...common, kind: 'mixed', text: placeholders.find(({ takes }) => takes > 0)!.text }];
    if (given !== 1 || only === undefined || NO_MAP.has(only.kind))
      return [{ ...common, kind: 'no-map', text: first!.text }];
    const isMade = only.kind === 'call' && only.names.join('.') === 'dict';
    const entries = only.kind === 'object' ? only.children : isMade ? only.children.slice(1) : undefined;
    return entries === undefined
      ? []
      : judgeKeys(
          named.map(({ name }) => name!),
          entries,
          filling,
        );
  }
  if (given === 1 && only?.kind === 'object' && only.children.length > 0 && wanted === 0)
    return [{ ...common, kind: 'left-over', text: only.text, range: only.range, effect: 'value-lost' }];
  if (wanted > given)
    return [{ ...common, kind: 'unfilled', text: placeholders.at(given - wanted)?.text ?? placeholders[0]!.text }];
  if (wanted === given) return [];
  const more = values[wanted]!;
  const swapped = wanted === 0 && rewritable ? inPercent(text, given) : undefined;
  if (wanted === 0 && swapped !== undefined)
    return [{ ...common, kind: 'other-style', text: '{}', instead: { text: swapped, certain: true } }];
  const added = rewritable ? { instead: { text: text.trimEnd() + ' %s'.repeat(given - wanted), certain: false } } : {};
  return [{ ...common, kind: 'left-over', text: more.text, range: more.range, ...added }];
}

/** The keys of a dict against the names in the message. */
function judgeKeys(named: readonly string[], entries: readonly Expression[], { onError }: Filling): Found[] {
  // With a key that is no literal, or another dict in it, nothing is certain.
  if (entries.some(({ key, keyRange }) => key === undefined || keyRange === undefined)) return [];
  const keys = new Set(entries.map(({ key }) => key));
  const missing = [...new Set(named)].filter((name) => !keys.has(name));
  const counts = { wanted: named.length, given: keys.size };
  if (missing.length > 0) return [{ ...counts, kind: 'missing-key', text: missing.join(', '), effect: onError }];
  const unused = entries.filter(({ key }) => !named.includes(key!));
  return unused.map(({ key, keyRange }) => ({
    ...counts,
    kind: 'unused-key',
    text: key!,
    range: keyRange!,
    effect: 'value-lost',
  }));
}

function judgeBraces({ text, scan, values, names, filling, rewritable }: Judged): Found[] {
  const { placeholders } = scan;
  const taken = placeholders.reduce((sum, { takes }) => sum + takes, 0);
  const wanted = Math.max(taken, ...placeholders.map(({ index = -1 }) => index + 1));
  const given = values.length;
  const common = { wanted, given, effect: filling.onError };
  if (placeholders.length === 0 && given > 0) {
    const swapped = rewritable ? inBraces(text, given) : undefined;
    if (swapped !== undefined)
      return [
        { ...common, kind: 'other-style', text: '%s', effect: 'value-lost', instead: { text: swapped, certain: true } },
      ];
  }
  const unknown = placeholders.filter(({ name }) => name !== undefined && !names.includes(name) && name !== 'record');
  if (unknown.length > 0) return [{ ...common, kind: 'missing-key', text: unknown.map(({ name }) => name).join(', ') }];
  if (wanted > given)
    return [{ ...common, kind: 'unfilled', text: placeholders.find(({ name }) => name === undefined)!.text }];
  const used = new Set(placeholders.map(({ index }) => index));
  const more = values.find((_, index) => index >= taken && !used.has(index));
  if (more === undefined) return [];
  const added =
    rewritable && wanted < given && used.size <= 1
      ? { instead: { text: text.trimEnd() + ' {}'.repeat(given - wanted), certain: false } }
      : {};
  return [{ ...common, kind: 'left-over', text: more.text, range: more.range, effect: 'value-lost', ...added }];
}

function judgeNode({ text, scan, values, filling, rewritable }: Judged): Found[] {
  const { placeholders, refused } = scan;
  const wanted = placeholders.length;
  const given = values.length;
  const common = { wanted, given };
  if (wanted > given) return [{ ...common, kind: 'unfilled', text: placeholders[given]!.text, effect: 'verbatim' }];
  if (wanted === given) return [];
  if (refused !== undefined) return [{ ...common, kind: refused.kind, text: refused.text, effect: 'verbatim' }];
  const more = values[wanted];
  if (filling.more !== 'lost' || more === undefined) return [];
  const added = rewritable ? { instead: { text: text.trimEnd() + ' %s'.repeat(given - wanted), certain: false } } : {};
  return [{ ...common, kind: 'left-over', text: more.text, range: more.range, effect: 'value-lost', ...added }];
}

const NO_TEXT: ReadonlySet<Expression['kind'] | undefined> = new Set(['number', 'null', 'boolean']);

/** A number or nothing in the place of the message, and the values behind it. */
function noText({ built, parts }: Built, values: readonly Expression[], { onError }: Filling): Found | undefined {
  const [first] = values;
  const [part] = parts;
  const kind = built === 'expression' && part?.kind === 'hole' ? part.expression?.kind : undefined;
  if (first === undefined || !NO_TEXT.has(kind)) return undefined;
  return {
    kind: 'left-over',
    text: first.text,
    range: first.range,
    wanted: 0,
    given: values.length,
    effect: onError,
  };
}

/** A text that is made on the spot, and values behind it that it has no place for. */
function onTop({ built, parts }: Built, values: readonly Expression[], { onError }: Filling): Found | undefined {
  const [first] = values;
  if (first === undefined || built === 'expression' || built === 'conditional') return undefined;
  const open = parts.some(
    (part) =>
      part.kind === 'hole' && (part.expression === undefined || TEMPLATE_NAME.test(part.expression.names.at(-1) ?? '')),
  );
  const text = parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
  const scan = scanPercent(text);
  if (open || scan.refused !== undefined || scan.placeholders.length > 0) return undefined;
  const given = values.length;
  return { kind: 'filled-already', text: first.text, range: first.range, wanted: 0, given, effect: onError };
}
