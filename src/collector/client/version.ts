// Orders versions, to tell which of two programs is the newer one.

interface Parsed {
  readonly numbers: readonly number[];
  readonly prerelease: string;
}

function parse(version: string): Parsed {
  const [main = '', ...prerelease] = version.split('+', 1)[0]!.split('-');
  return { numbers: main.split('.').map((part) => Number.parseInt(part, 10) || 0), prerelease: prerelease.join('-') };
}

/** Below zero where `a` is older than `b`, zero where neither is. Numbers as in semver; prereleases by text. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parse(a), parse(b)];
  for (let index = 0; index < 3; index++) {
    const difference = (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (left.prerelease === right.prerelease) return 0;
  if (left.prerelease === '') return 1;
  if (right.prerelease === '') return -1;
  return left.prerelease < right.prerelease ? -1 : 1;
}
