// Marks in skeletons: records in which values that vary from line to line are replaced by their number.

const MARK = '\u0000leaf ';

/** What stands in a skeleton in the place of a leaf. */
export const leafMark = (index: number): string => MARK + String(index);

/** The leaf a value of a skeleton stands for; undefined where it is a value itself. */
export function leafOf(value: unknown): number | undefined {
  return typeof value === 'string' && value.startsWith(MARK) ? Number(value.slice(MARK.length)) : undefined;
}
