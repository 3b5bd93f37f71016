// A message with its expressions followed to where they come from.

import type { Expression } from '../../model/call.ts';
import type { Built } from './message.ts';

/** A message whose expressions are followed to where they come from. */
export function followed(message: Built, follow: (expression: Expression) => Expression): Built {
  const { parts, branches } = message;
  return {
    ...message,
    parts: parts.map((part) =>
      part.kind === 'text' || part.expression === undefined ? part : { ...part, expression: follow(part.expression) },
    ),
    ...(branches === undefined
      ? {}
      : { branches: branches.map((branch) => ({ ...branch, message: followed(branch.message, follow) })) }),
  };
}
