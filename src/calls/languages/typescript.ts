// TypeScript; files with JSX have a grammar of their own, because `<T>x` means something else there.

import type { Language } from '../facts/language.ts';
import { javascript } from './javascript.ts';

export const typescript: Language = {
  ...javascript,
  id: 'typescript',
  extensions: ['.ts', '.mts', '.cts', '.tsx'],
  comment: '//',
  grammar: (path) => (path.toLowerCase().endsWith('.tsx') ? 'tsx' : 'typescript'),
};
