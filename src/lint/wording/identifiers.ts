// Words of identifiers, and identifiers of words.

/** The words of an identifier in lower case: `orderID`, `order_id` and `_orderId` are order, id. */
export function wordsOf(identifier: string): string[] {
  return [...identifier.matchAll(/[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+|[^\x00-\x7f]+/g)].map(([word]) =>
    word.toLowerCase(),
  );
}

/** Words as an identifier. One that would begin with a digit gets a word before it. */
export function identifierOf(words: readonly string[], keyCase: 'snake' | 'camel'): string {
  const all = /^[0-9]/.test(words[0] ?? '') ? ['value', ...words] : words;
  if (keyCase === 'snake') return all.join('_');
  return all.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
}

/** One of what a plural names: items, entries, boxes, addresses, statuses; words that are no plural stay. */
export function singular(word: string): string {
  if (/(?:ss|us|is)$/.test(word) || word.length < 4) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:sses|shes|ches|xes|zes|uses)$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

/** Whether a word is a plural. */
export function isPlural(word: string): boolean {
  return singular(word) !== word;
}
