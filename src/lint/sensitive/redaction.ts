// Whether the logger itself masks a field: its configuration names the field, one above it, or what is in it.

type Path = readonly string[];

/** Whether what stands at a path is masked: it, or something it stands in, is named. */
export function isRedacted(path: Path, patterns: readonly string[] = []): boolean {
  return patterns.some((pattern) => covers(pattern.split('.'), path));
}

/** Whether a pattern names something inside what stands at `path`: somebody has chosen what of it is masked. */
export function isRedactedInside(path: Path, patterns: readonly string[] = []): boolean {
  return patterns.some((pattern) => {
    const keys = pattern.split('.');
    return keys.length > path.length && path.every((key, index) => keys[index] === key);
  });
}

/** `*` stands for one key, a leading `**` for any number of them; see LoggerCall. */
function covers(pattern: Path, path: Path): boolean {
  if (pattern[0] !== '**') return startsWith(path, pattern, 0);
  const rest = pattern.slice(1);
  return path.some((_, at) => startsWith(path, rest, at));
}

function startsWith(path: Path, pattern: Path, at: number): boolean {
  return (
    pattern.length > 0 &&
    at + pattern.length <= path.length &&
    pattern.every((key, index) => isKey(key, path[at + index]!))
  );
}

/** `*` is any key, `*card*` one with that in it. */
function isKey(pattern: string, key: string): boolean {
  if (pattern === '*' || pattern === key) return true;
  const part = /^\*(.+)\*$/.exec(pattern)?.[1];
  return part !== undefined && key.toLowerCase().includes(part.toLowerCase());
}

/** Whether a text ends with a label whose value is masked there: `redactsBehind` of a LoggerCall. */
export function endsMasked(text: string, labels: readonly string[] = []): boolean {
  if (labels.length === 0) return false;
  if (labels.includes('bearer') && /\bbearer\s+["']?$/i.test(text)) return true;
  const [, word, sign] = /([\w-]+)["']?\s{0,2}([=:])\s{0,2}["']?$/.exec(text.slice(-80)) ?? [];
  return word !== undefined && labels.includes(word.toLowerCase() + sign!);
}
