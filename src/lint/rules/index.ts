// The shelf of rules.

import type { Rule } from '../rule.ts';
import { noBuiltMessage } from './no-built-message.ts';
import { sensitiveName } from './sensitive-name.ts';
import { unusedSuppression } from './unused-suppression.ts';

/** All rules, each a file of this folder bearing its id. */
export const RULES: readonly Rule[] = [noBuiltMessage, sensitiveName, unusedSuppression];
