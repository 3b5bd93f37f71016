// Python 3, and Python 2 as far as the grammar of 3 reads it.

import type { Language } from '../language.ts';
import { pythonArguments } from '../python/arguments.ts';
import { pythonExpression } from '../python/expression.ts';
import { foldPython } from '../python/fold.ts';
import { pythonFacts } from '../python/facts.ts';
import { pythonHandlerBody } from '../python/handlers.ts';
import { pythonMessage } from '../python/message.ts';

export const python: Language = {
  id: 'python',
  extensions: ['.py', '.pyi', '.pyw'],
  grammar: () => 'python',
  fold: foldPython,
  facts: pythonFacts,
  expression: pythonExpression,
  handlerBody: pythonHandlerBody,
  arguments: pythonArguments,
  message: pythonMessage,
};
