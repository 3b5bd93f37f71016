// Pieces that the ways of building a message are put together from, whatever the language.

import type { CallMessage, Expression, MessageBuilt, MessagePart } from '../../model/call.ts';

/** A message before it is known where it stands in its call. */
export interface Built {
  readonly built: MessageBuilt;
  readonly parts: readonly MessagePart[];
  readonly rewritable: boolean;
  readonly filled?: CallMessage['filled'];
  readonly quote?: string;
  /** The prefix of an f-string without values; `alone` where it may go without any other change. */
  readonly idle?: { readonly start: number; readonly end: number; readonly alone: boolean };
  readonly branches?: readonly { readonly start: number; readonly end: number; readonly message: Built }[];
}

/** Fixed text. */
export function constant(text: string, quote?: string, rewritable = true): Built {
  return {
    built: 'constant',
    parts: text === '' ? [] : [{ kind: 'text', text }],
    rewritable,
    ...(quote === undefined ? {} : { quote }),
  };
}

/** An expression that can't be seen through. */
export function opaque(expression: Expression): Built {
  return { built: 'expression', parts: [{ kind: 'hole', expression }], rewritable: false };
}

/** Whether it is certain to be text: a constant or built from one. */
export function isText({ built }: Built): boolean {
  return built !== 'expression' && built !== 'conditional';
}

/** The text of a constant; undefined for anything else. */
export function textOf({ built, parts }: Built): string | undefined {
  return built === 'constant' ? parts.map((part) => (part.kind === 'text' ? part.text : '')).join('') : undefined;
}

/** Parts with neighbouring texts joined. */
export function joinParts(parts: readonly MessagePart[]): MessagePart[] {
  const joined: MessagePart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.kind === 'text' && last?.kind === 'text')
      joined[joined.length - 1] = { kind: 'text', text: last.text + part.text };
    else if (part.kind === 'hole' || part.text !== '') joined.push(part);
  }
  return joined;
}

/** Several pieces one after the other; a constant where all of them are. */
export function concatenated(pieces: readonly Built[], built: MessageBuilt, rewritable: boolean): Built {
  const allConstant = pieces.every((piece) => piece.built === 'constant');
  const quote = pieces.find((piece) => piece.quote !== undefined)?.quote;
  return {
    built: allConstant ? 'constant' : built,
    parts: joinParts(pieces.flatMap(({ parts }) => parts)),
    // An operand that can't be seen through, or is chosen by a condition, is a hole like any other.
    rewritable: rewritable && pieces.every((piece) => piece.rewritable || !isText(piece)),
    ...(quote === undefined ? {} : { quote }),
  };
}
