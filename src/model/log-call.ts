// LogCallInsertion: a log call to be written into a source text, with its message to be chosen.

import type { Range } from './location.ts';

/** What takes the place of `range`: `before`, the message, which a person may write anew, `after`. */
export interface LogCallInsertion {
  readonly range: Range;
  readonly before: string;
  readonly message: string;
  readonly after: string;
}
