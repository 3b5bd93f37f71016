// What a text shows of its build without being parsed: what no program reads in it, and where its functions are.

import { countUpTo, spanAround, unfolded, type Folded, type Span } from './folding.ts';
import type { Interest } from './syntax.ts';

/** The build of a text. */
export interface Layout {
  /** Comments, and texts that stand alone, in ascending order: words in them mean nothing. */
  readonly idle: readonly Span[];
  readonly bodies: Bodies;
  /** The modules it imports, as written. */
  readonly imports: readonly string[];
  /** Whether a function can give values to the names of the functions around it. */
  readonly reachesOut: boolean;
  /** Offsets of those `=` that name an argument and give no variable a value. */
  readonly naming: ReadonlySet<number>;
  /** Leaves out what is of no interest, so that there is less to parse. */
  fold(interest: Pick<Interest, 'places' | 'whole' | 'everything'>): Folded;
}

/** The functions of a text, parameters included; -1 stands for what is in none. */
export interface Bodies {
  /** The innermost one that holds an offset. */
  around(offset: number): number;
  /** The one around another. */
  parentOf(body: number): number;
  /** All that are inside one. */
  inside(body: number): readonly number[];
}

/** Creates Bodies of spans in ascending order of their starts; those inside others follow them. */
export function createBodies(spans: readonly Span[]): Bodies {
  const parents = new Int32Array(spans.length);
  for (let index = 0, open = -1; index < spans.length; index++) {
    while (open >= 0 && spans[open]![1] <= spans[index]![0]) open = parents[open]!;
    parents[index] = open;
    open = index;
  }
  return {
    around(offset) {
      let at = countUpTo(spans.length, (index) => spans[index]![0], offset) - 1;
      while (at >= 0 && spans[at]![1] <= offset) at = parents[at]!;
      return at;
    },
    parentOf: (body) => parents[body] ?? -1,
    inside(body) {
      const end = body < 0 ? Infinity : spans[body]![1];
      const found: number[] = [];
      for (let at = body + 1; at < spans.length && spans[at]![0] < end; at++) found.push(at);
      return found;
    },
  };
}

/** The layout of a text of which nothing is known but what it imports. */
export function unknownLayout(text: string, imports: readonly string[]): Layout {
  return {
    idle: [],
    bodies: createBodies([]),
    imports,
    reachesOut: true,
    naming: new Set(),
    fold: () => unfolded(text),
  };
}

/** Whether nothing at an offset means anything. */
export function isIdle({ idle }: Pick<Layout, 'idle'>, offset: number): boolean {
  return spanAround(idle, offset) !== undefined;
}
