// Which of the known names a person probably meant.

const MAX_LENGTH = 60;

/** A name without what spellings differ in: case and separators. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9\u0080-\uffff]/g, '');
}

/** How many letters were changed, left out, added, or swapped with the next one. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}

/** The name of `known` that `name` is a slip of; undefined where none is near, or two are equally near. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const plain = plainName(name);
  if (plain.length < 2 || plain.length > MAX_LENGTH) return undefined;
  // Two thirds of the letters must be right.
  const most = Math.floor(plain.length / 3);
  let best: { readonly name: string; readonly cost: number } | undefined;
  let tied = false;
  for (const candidate of known) {
    const other = plainName(candidate);
    if (Math.abs(other.length - plain.length) > most) continue;
    const cost = distance(plain, other);
    if (cost > most || (best !== undefined && cost > best.cost)) continue;
    tied = best?.cost === cost;
    best = { name: candidate, cost };
  }
  return tied ? undefined : best?.name;
}

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const meant = nearest(name, known);
  return meant === undefined ? '' : ` Did you mean "${meant}"?`;
}
