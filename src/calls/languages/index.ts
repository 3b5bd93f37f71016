// The shelf of languages.

import type { Language } from '../facts/language.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';
import { typescript } from './typescript.ts';

/** All languages, each a file of this folder. */
export const LANGUAGES = [javascript, python, typescript] as const satisfies readonly Language[];
