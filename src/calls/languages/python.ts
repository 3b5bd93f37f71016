// Python 3, and Python 2 as far as the grammar of 3 reads it.

import type { Language } from '../facts/language.ts';
import { pythonArguments } from '../python/arguments.ts';
import { pythonExpression } from '../python/expression.ts';
import { pythonFacts } from '../python/facts.ts';
import { pythonHandlerBody } from '../python/handlers.ts';
import { pythonLayout } from '../python/layout.ts';
import { mendPython } from '../python/mend.ts';
import { pythonMessage } from '../python/message.ts';

export const python: Language = {
  id: 'python',
  extensions: ['.py', '.pyi', '.pyw'],
  comment: '#',
  grammar: () => 'python',
  grammars: ['python'],
  layout: pythonLayout,
  mend: mendPython,
  facts: pythonFacts,
  expression: pythonExpression,
  handlerBody: pythonHandlerBody,
  arguments: pythonArguments,
  message: pythonMessage,
};
