// Names fields after the expressions they hold, as a developer would.

import type { Expression } from '../../model/call.ts';
import type { HoleLabel } from './hole-labels.ts';
import { isPlural, singular, wordsOf } from './identifiers.ts';
import {
  GENERIC,
  HOLDERS,
  SELF,
  SHORT,
  SHOWS_ARGUMENT,
  SHOWS_OBJECT,
  GETTERS,
  VERBS,
  SHOWS_BY_NAME,
  KNOWN_SHORT,
  INSTEAD,
} from './name-words.ts';

/**
 * Word lists for names of the field that holds `expression`, the best first, longer ones behind it; at least one. `owner`
 * is the function it stands in, `before` what a text says right before it.
 */
export function fieldNames(
  expression: Expression,
  owner: string | undefined,
  before: HoleLabel = {},
): readonly (readonly string[])[] {
  const candidates = labelled(describe(expression, 0), before);
  const around = wordsOf(owner?.split('.').at(-2) ?? '');
  // `self` is what its class is.
  const whole = expression.kind === 'name' && isSelf(expression) && around.length > 0 ? around : undefined;
  const first = candidates[0] ?? whole ?? ['value'];
  const longer = [
    ...candidates.slice(1),
    ...(around.length > 0 && isSelf(expression) ? [[...around, ...first]] : []),
    ...(first.length === 1 ? otherNames(first[0]!, owner, before) : []),
    [...first, 'value'],
  ];
  return [first, ...longer];
}

const isLetter = (word: string): boolean => word.length <= 2 && !KNOWN_SHORT.has(word) && /^[a-z]/.test(word);

/** The names, where the text before says more than the code does: `jobId: ${id}`, `addr: ${a}`, `task ${t.name}`. */
function labelled(
  candidates: readonly string[][],
  { given = [], label, noun }: HoleLabel,
): readonly (readonly string[])[] {
  const [first] = candidates;
  // A name a person gave is as good as any, unless the code says more: `user=user.id`.
  if (given.length > 0 && !given.every((word) => first?.map(singular).includes(singular(word)) === true))
    return [given, ...candidates];
  if (first === undefined) return label !== undefined ? [label] : noun !== undefined ? [[noun]] : [];
  const [only = '', ...own] = first;
  if (own.length === 0) {
    const isIdentifier = label !== undefined && label.length > 1 && label.at(-1) === only && GENERIC.has(only);
    return label !== undefined && (isIdentifier || isLetter(only)) ? [label, ...candidates] : candidates;
  }
  if (only.length > 1 || !isLetter(only)) {
    const says = label !== undefined && label.length > 1 && label.at(-1) === first.at(-1) && HOLDERS.has(only);
    return says ? [label, ...candidates] : candidates;
  }
  return noun !== undefined && own.length === 1 && GENERIC.has(own[0]!) && own[0] !== noun
    ? [[noun, ...own], ...candidates]
    : [own, ...candidates];
}

/** Names for one whose own is taken: what it is the name of, by the text before or the function around. */
function otherNames(word: string, owner: string | undefined, { noun }: HoleLabel): readonly (readonly string[])[] {
  const instead = INSTEAD.get(word);
  if (instead !== undefined) return [instead];
  if (!GENERIC.has(word)) return [];
  const [holder = '', method = ''] = (owner ?? '').split('.').slice(-2);
  const [verb, ...object] = wordsOf(method === '' ? holder : method);
  const made = VERBS.has(verb ?? '') && object.length > 0 && object.length <= 2 ? object.map(singular) : [];
  return [
    ...(noun === undefined || noun === word ? [] : [[noun, word]]),
    ...(made.length === 0 || made.at(-1) === word ? [] : [[...made, word]]),
  ];
}

function isSelf({ names }: Expression): boolean {
  return SELF.has(names[0] ?? '');
}

function describe(expression: Expression, depth: number): string[][] {
  const { kind, children, names } = expression;
  const [first, second] = children;
  const inside = (one: Expression | undefined): string[][] =>
    one === undefined || depth > 20 ? [] : describe(one, depth + 1);
  switch (kind) {
    case 'name':
      if (SELF.has(names[0] ?? '')) return [];
      return named(/^(?:e|ex|exc)$/.test(names[0] ?? '') ? ['error'] : wordsOf(names[0] ?? ''));
    case 'attribute':
      return attribute(names.at(-1) ?? '', first, inside);
    case 'subscript':
      if (second?.kind === 'string') return member(wordsOf(second.value ?? ''), inside(first));
      return inside(first).map((one) => [...one.slice(0, -1), singular(one.at(-1) ?? '')]);
    case 'call':
      return call(expression, inside);
    case 'conditional': {
      const value = inside(second);
      return value.length > 0 ? value : inside(first);
    }
    case 'operation':
      return operation(expression, inside);
    case 'slice':
    case 'comparison':
    case 'effect':
    case 'template':
    case 'spread':
      for (const child of children) {
        const found = inside(child);
        if (found.length > 0) return found;
      }
      return [];
    default:
      return [];
  }
}

function named(words: string[]): string[][] {
  return words.length === 0 ? [] : [words];
}

type Inside = (one: Expression | undefined) => string[][];

function attribute(name: string, object: Expression | undefined, inside: Inside): string[][] {
  if (name === '__name__' || name === '__qualname__') {
    // type(x).__name__, x.__class__.__name__
    const of =
      object?.kind === 'call'
        ? object.children[1]
        : object?.names.at(-1) === '__class__'
          ? object.children[0]
          : undefined;
    if (of !== undefined) return [[...expanded(inside(of)[0] ?? []), 'type']];
    return member(['name'], inside(object));
  }
  if (name === 'name' && object?.kind === 'attribute' && object.names.at(-1) === 'constructor')
    return [[...expanded(inside(object.children[0])[0] ?? []), 'type']];
  if (name === 'length') return counted(inside(object));
  // What a compiled import stands for: `path_1.default`.
  if (name === 'default' && object?.kind === 'name') return named(wordsOf(object.text.replace(/_\d+$/, '')));
  return member(wordsOf(name), inside(object), object !== undefined && SELF.has(object.text));
}

/** What belongs to something: by itself where it speaks for itself, else behind its owner. */
function member(own: string[], owner: readonly (readonly string[])[], ofSelf = false): string[][] {
  const holder = withoutContainer(expanded(owner[0] ?? []));
  if (own.length === 0) return holder.length > 0 ? [holder] : [];
  // user.user_id
  const full =
    holder.length === 0 ? own : holder.at(-1) === own[0] ? [...holder, ...own.slice(1)] : [...holder, ...own];
  if (ofSelf || holder.length === 0) return [own];
  if (HOLDERS.has(holder.at(-1)!)) return [own, full];
  return own.length === 1 && GENERIC.has(own[0]!) ? [full] : full.length === own.length ? [own] : [own, full];
}

/** `node.data.label` is node_label. */
function withoutContainer(words: readonly string[]): string[] {
  const isContainer = words.length > 1 && /^(?:data|attributes|attrs|fields|properties)$/.test(words.at(-1)!);
  return isContainer ? words.slice(0, -1) : [...words];
}

/** `e.code` is error_code, `req.url` is request_url. */
function expanded(words: readonly string[]): string[] {
  return words.length === 1 ? [SHORT.get(words[0]!) ?? words[0]!] : [...words];
}

function counted(of: readonly (readonly string[])[]): string[][] {
  const words = of[0];
  if (words === undefined) return [['count']];
  const last = words.at(-1)!;
  if (isPlural(last)) return [[...words.slice(0, -1), singular(last), 'count']];
  return [[...words, words.some(isPlural) ? 'count' : 'length']];
}

function call({ children, names }: Expression, inside: Inside): string[][] {
  const [callee, first] = children;
  const name = names.at(-1) ?? '';
  const object = callee?.kind === 'attribute' ? callee.children[0] : undefined;
  if (name === 'len') return counted(inside(first));
  if (name === 'type' && object === undefined) return [[...expanded(inside(first)[0] ?? []), 'type']];
  if (name === 'join') {
    // `", ".join(names)` in Python, `names.join(", ")` elsewhere.
    const isSeparator = object?.kind === 'string' || /sep$|delim|newline|EOL/i.test(object?.names.at(-1) ?? '');
    return inside(isSeparator ? first : object);
  }
  if (GETTERS.has(name)) {
    const key = name === 'getattr' ? children[2] : first;
    if (key?.kind === 'string')
      return member(
        wordsOf(key.value ?? ''),
        inside(name === 'getattr' ? first : object).filter(
          () => !/environ|env|headers?|params|query|kwargs|args|data|config/i.test(object?.names.at(-1) ?? ''),
        ),
      );
  }
  if (
    SHOWS_OBJECT.has(name) &&
    object !== undefined &&
    inside(object).length > 0 &&
    !/^(?:json|JSON|os|path|util|Object|datetime)$/.test(object.text)
  )
    return inside(object);
  if (SHOWS_ARGUMENT.has(name) && first !== undefined) return inside(first);
  if (SHOWS_BY_NAME.test(name) && first !== undefined && children.length === 2 && inside(first).length > 0)
    return inside(first);
  if (/^(?:time|now|utcnow|perf_counter|monotonic)$/.test(name)) return [['time']];
  if (/^(?:max|min|sum)$/.test(name) && first !== undefined)
    return [[{ sum: 'total' }[name] ?? name, ...(inside(first)[0] ?? [])]];
  const words = wordsOf(name);
  const bare = words.length > 1 && VERBS.has(words[0]!) ? words.slice(1) : words;
  return object === undefined ? named(bare) : member(bare, inside(object), SELF.has(object.text));
}

function operation({ text, children }: Expression, inside: Inside): string[][] {
  const clock =
    /\b(?:time\.time|perf_counter|monotonic|Date\.now|performance\.now|datetime\.\w*now|utcnow|getTime)\s*\(/.test(
      text,
    );
  if (/-/.test(text) && (clock || /\b(?:start|begin|began|started|t0)\w*\b/i.test(text)))
    return [
      /\b(?:Date\.now|performance\.now|getTime)\b|\*\s*1_?000\b|\*\s*1e3\b/.test(text)
        ? ['duration', 'ms']
        : ['duration'],
    ];
  const speaking = children.filter(({ kind }) => kind !== 'number' && kind !== 'string' && kind !== 'null');
  if (/^[^-+*/%&|^]*(?:\bor\b|\|\||\?\?)/.test(text) || speaking.length === 1) return inside(speaking[0]);
  return [];
}
