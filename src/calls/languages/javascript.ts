// JavaScript with JSX.

import { ecmascriptArguments } from '../ecmascript/arguments.ts';
import { ecmascriptExpression } from '../ecmascript/expression.ts';
import { ecmascriptFacts } from '../ecmascript/facts.ts';
import { handedCall } from '../ecmascript/handed.ts';
import { ecmascriptHandlerBody } from '../ecmascript/handlers.ts';
import { ecmascriptLayout } from '../ecmascript/layout.ts';
import { ecmascriptMessage } from '../ecmascript/message.ts';
import type { Language } from '../facts/language.ts';

export const javascript: Language = {
  id: 'javascript',
  extensions: ['.js', '.mjs', '.cjs', '.jsx'],
  comment: '//',
  grammar: () => 'javascript',
  grammars: ['javascript', 'typescript', 'tsx'],
  layout: ecmascriptLayout,
  facts: ecmascriptFacts,
  expression: ecmascriptExpression,
  handlerBody: ecmascriptHandlerBody,
  arguments: ecmascriptArguments,
  handed: handedCall,
  message: ecmascriptMessage,
};
