// What kinds of nodes the grammars' types stand for, where a whole tree is walked.

import type { Node } from 'web-tree-sitter';

const FUNCTION =
  /^(?:function_definition|function_declaration|function_expression|generator_function|generator_function_declaration|arrow_function|method_definition|lambda)$/;
const BLOCK = /^(?:module|program|block|statement_block)$/;

export function isFunction({ type }: Node): boolean {
  return FUNCTION.test(type);
}

/** What holds statements one after the other. */
export function isBlock({ type }: Node): boolean {
  return BLOCK.test(type);
}
