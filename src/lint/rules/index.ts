// The shelf of rules.

import type { Rule } from '../rule.ts';
import { argumentsRule } from './arguments.ts';
import { deprecated } from './deprecated.ts';
import { dialectMisuse } from './dialect-misuse.ts';
import { duplicateMessage } from './duplicate-message.ts';
import { eagerArgument } from './eager-argument.ts';
import { handler } from './handler.ts';
import { inLoop } from './in-loop.ts';
import { level } from './level.ts';
import { missingCorrelationId } from './missing-correlation-id.ts';
import { noBuiltMessage } from './no-built-message.ts';
import { noPrint } from './no-print.ts';
import { reservedField } from './reserved-field.ts';
import { rootLogger } from './root-logger.ts';
import { schema } from './schema.ts';
import { sensitiveName } from './sensitive-name.ts';
import { sensitiveObject } from './sensitive-object.ts';
import { sensitiveValue } from './sensitive-value.ts';
import { unusedSuppression } from './unused-suppression.ts';

/** All rules, each a file of this folder bearing its id. */
export const RULES: readonly Rule[] = [
  argumentsRule,
  deprecated,
  dialectMisuse,
  duplicateMessage,
  eagerArgument,
  handler,
  inLoop,
  level,
  missingCorrelationId,
  noBuiltMessage,
  noPrint,
  reservedField,
  rootLogger,
  schema,
  sensitiveName,
  sensitiveObject,
  sensitiveValue,
  unusedSuppression,
];
