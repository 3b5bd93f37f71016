// The part of a syntax tree that matters, as plain objects: only branches that hold an interesting place are read.

import type { Language, Tree, TreeCursor } from 'web-tree-sitter';

/** A node of the tree, as in the grammar; anonymous nodes (operators, keywords) included. */
export interface Syntax {
  readonly type: string;
  /** False for operators, brackets, keywords. */
  readonly named: boolean;
  /** Its field in the parent. */
  readonly field: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly children: readonly Syntax[];
}

/** Where to look: nothing that holds none of `places` is read beyond its type and range. */
export interface Interest {
  /** Offsets in ascending order. */
  readonly places: readonly number[];
  /** What begins at one of these is read in full. */
  readonly whole: ReadonlySet<number>;
  /** Whether every value a name may have where it stands at an offset is among the places, and read in full. */
  readonly isUsed: (name: string, at: number) => boolean;
  /** All of it is to be read, wherever the places are. */
  readonly everything?: boolean;
}

/** All `return`s of functions up to this length are among the places, in UTF-16 units. */
export const READ_RETURNS_WITHIN = 2000;

/** Deeper than this no person writes; recursion over a Syntax stays far from the end of the stack. */
const MAX_DEPTH = 1500;

const NONE: readonly Syntax[] = [];

/** Which node types are named, by language: asked once, for every question goes into WebAssembly. */
const named = new WeakMap<Language, readonly boolean[]>();

function namedTypes(language: Language): readonly boolean[] {
  let known = named.get(language);
  if (known === undefined) {
    known = language.types.map((_, id) => language.nodeTypeIsNamed(id));
    named.set(language, known);
  }
  return known;
}

/**
 * Copies the interesting branches of `tree` with as few steps into WebAssembly as possible (each costs more than the
 * parse of the token it looks at). Gives undefined where an interesting branch is nested beyond all reason.
 */
export function readSyntax(
  tree: Tree,
  { places, whole, everything = false }: Pick<Interest, 'places' | 'whole' | 'everything'>,
  whereWas: (offset: number) => number,
): Syntax | undefined {
  const { types, fields } = tree.language;
  const isNamed = namedTypes(tree.language);
  const cursor = tree.walk();
  let next = 0;
  const depth = { exceeded: false };

  const read = (at: TreeCursor, inFull: boolean, level: number): Syntax => {
    const start = whereWas(at.startIndex);
    const end = whereWas(at.endIndex);
    const id = at.nodeTypeId;
    const own = {
      type: types[id] ?? 'ERROR',
      named: isNamed[id] ?? true,
      field: fields[at.currentFieldId] ?? undefined,
      start,
      end,
    };
    while (next < places.length && places[next]! < start) next++;
    const full = inFull || whole.has(start);
    const holdsPlace = next < places.length && places[next]! < end;
    if (level > MAX_DEPTH) {
      depth.exceeded ||= full || holdsPlace;
      return { ...own, children: NONE };
    }
    if ((!full && !holdsPlace) || !at.gotoFirstChild()) return { ...own, children: NONE };
    const children: Syntax[] = [];
    do children.push(read(at, full, level + 1));
    while (at.gotoNextSibling());
    at.gotoParent();
    return { ...own, children };
  };

  try {
    const root = read(cursor, everything, 0);
    return depth.exceeded ? undefined : root;
  } finally {
    cursor.delete();
  }
}

/** The child in a field; undefined where there is none. */
export function child(node: Syntax, field: string): Syntax | undefined {
  for (const one of node.children) if (one.field === field) return one;
  return undefined;
}

/** The first child of one of the types. */
export function childOfType(node: Syntax, ...types: readonly string[]): Syntax | undefined {
  for (const one of node.children) if (types.includes(one.type)) return one;
  return undefined;
}

/** Whether a node is an operand, and no bracket, operator, keyword or comment. */
export function isValue(node: Syntax): boolean {
  return node.named && node.type !== 'comment' && node.type !== 'line_continuation' && node.type !== 'html_comment';
}

/** Whether a comment stands anywhere inside. */
export function holdsComment(node: Syntax): boolean {
  return node.type === 'comment' || node.children.some(holdsComment);
}
