// Which part of a query text is coloured as what: the tags an editor's highlighter goes by.

import { styleTags, tags } from '@lezer/highlight';

/** Highlighting tags for the nodes of the query grammar; built into its parser. */
export const queryHighlighting = styleTags({
  'And Or Not To': tags.operatorKeyword,
  'Minus Operator Colon': tags.operator,
  FieldName: tags.propertyName,
  Word: tags.content,
  'Value Bound': tags.literal,
  'Quoted UnclosedQuote': tags.string,
  'Open Close RangeOpen RangeClose': tags.paren,
  'StrayClose StrayColon': tags.invalid,
});
