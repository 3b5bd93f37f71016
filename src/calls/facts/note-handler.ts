// Notes a handler, and what the name of its exception may stand for.

import type { Expression, HandlerScope } from '../../model/call.ts';
import type { Source } from '../parsing/source.ts';
import { child, type Syntax } from '../parsing/syntax.ts';
import { assign, inBranch, type HandlerFacts, type Surroundings } from './facts.ts';

/** Adds a handler to `handlers`, and gives what a call in it is told. */
export function noteHandler(
  handlers: HandlerFacts[],
  { node, kind, types }: Pick<HandlerFacts, 'node' | 'kind' | 'types'>,
  exceptionName: string | undefined,
  { enclosing, handler, guards }: Surroundings,
  source: Source,
): HandlerScope {
  const scope: HandlerScope = {
    range: source.range(node.start, node.end),
    ...(exceptionName === undefined ? {} : { exceptionName }),
    index: handlers.length,
  };
  handlers.push({
    node,
    kind,
    scope,
    types,
    ...(enclosing === undefined ? {} : { enclosing }),
    ...(handler === undefined ? {} : { parent: handler.index }),
    ...(guards === undefined ? {} : { guards }),
  });
  return scope;
}

/** What surrounds the block of a handler; its exception may be any of those raised where it handles. */
export function inHandler<S extends Surroundings>({ start }: Syntax, handler: HandlerScope, around: S): S {
  const inside = { ...inBranch(around), handler };
  if (handler.exceptionName !== undefined) {
    const { scope } = around;
    const given = { start, end: start, block: inside.block, scope };
    assign(scope, handler.exceptionName, given);
    for (const expression of around.caught ?? [])
      assign(scope, handler.exceptionName, { ...given, origin: { by: 'raised', expression } });
  }
  return inside;
}

/** The parts of a `try` statement, each with what surrounds it: its clauses are told its body, and what is raised there. */
export function partsOfTry<S extends Surroundings>(node: Syntax, around: S): (readonly [Syntax, S])[] {
  const raised: Expression[] = [];
  const guards = child(node, 'body');
  return node.children.map((part) => [
    part,
    part === guards ? { ...inBranch(around), raised } : { ...around, guards, caught: raised },
  ]);
}
