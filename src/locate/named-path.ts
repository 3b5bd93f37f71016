// Paths as programs name them (containers, other machines, bundlers, URLs), brought to one form.

/** A path a record or a stack frame names. */
export interface NamedPath {
  /** '/'-separated, without scheme, query, `.` and `..`; a drive letter is lower case ("c:/src/x.py"). */
  readonly path: string;
  readonly absolute: boolean;
  /** Belongs to a language's own library or to an installed package: only ever the very same file, never one that looks alike. */
  readonly library: boolean;
}

/** Longer than any file system allows; what is longer is no path. */
const MAX_LENGTH = 4096;

const LIBRARY_FOLDERS: readonly string[] = [
  '/node_modules/',
  '/site-packages/',
  '/dist-packages/',
  '/lib/python2.',
  '/lib/python3',
  '/lib/python3.',
  '/go/pkg/mod/',
  '/usr/local/go/src/',
  '/usr/lib/go',
  '/rustc/',
  '/.cargo/registry/',
  '/.rustup/',
  '/.pnpm/',
  '/.yarn/',
  '/webpack/bootstrap',
  '/usr/share/dotnet/',
];

/**
 * Brings a path to one form; undefined where the text names no file (`<frozen os>`, `node:fs`, `[native code]`, empty).
 * Understands `file://`, `webpack://`, `http://` and the like, `C:\x`, `\\` as separator, `./` and `../`.
 */
export function namedPath(text: string): NamedPath | undefined {
  if (text.length === 0 || text.length > MAX_LENGTH || text.includes('\0') || text.includes('\n')) return undefined;
  if (text.startsWith('<') || text.startsWith('[') || text.startsWith('node:')) return undefined;
  const { body, anchored } = withoutScheme(text.trim());
  const slashed = /^[A-Za-z]:[\\/]/.test(body) || !body.includes('/') ? body.replaceAll('\\', '/') : body;
  const drive = /^\/?([A-Za-z]):(?=\/)/.exec(slashed);
  const rest = drive === null ? slashed : slashed.slice(drive[0].length);
  const segments: string[] = [];
  for (const segment of rest.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') segments.pop();
    else segments.push(segment);
  }
  if (segments.length === 0) return undefined;
  const absolute = anchored && (drive !== null || rest.startsWith('/'));
  const root = drive === null ? (absolute ? '/' : '') : `${drive[1]!.toLowerCase()}:/`;
  const path = root + segments.join('/');
  return { path, absolute, library: isLibrary(path) };
}

/** A bundler's or server's URL names a path below an unknown folder: its leading slash anchors nothing. */
function withoutScheme(text: string): { readonly body: string; readonly anchored: boolean } {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]+):\/\//.exec(text);
  if (scheme === null) return { body: text, anchored: true };
  const name = scheme[1]!.toLowerCase();
  const behind = text.slice(scheme[0].length).replace(/[?#].*$/s, '');
  if (name === 'file') return { body: decoded(behind.startsWith('/') ? behind : `/${behind}`), anchored: true };
  // What stands between `//` and the next slash is a host or a bundle's name, not a folder.
  return { body: decoded(behind.slice(behind.indexOf('/') + 1)), anchored: false };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isLibrary(path: string): boolean {
  const lower = `/${path.toLowerCase()}`;
  return LIBRARY_FOLDERS.some((folder) => lower.includes(folder));
}

/** The last segment. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Number of segments; the root counts none. */
export function segmentCount(path: string): number {
  let count = 0;
  for (const segment of path.split('/')) if (segment !== '' && !/^[A-Za-z]:$/.test(segment)) count++;
  return count;
}

/** How many trailing segments two paths share. Letter case is looked past where either has a drive letter (Windows). */
export function commonSuffix(a: string, b: string): number {
  const fold = hasDrive(a) || hasDrive(b);
  const left = (fold ? a.toLowerCase() : a).split('/');
  const right = (fold ? b.toLowerCase() : b).split('/');
  let count = 0;
  while (count < left.length && count < right.length) {
    const segment = left[left.length - 1 - count]!;
    if (segment === '' || segment !== right[right.length - 1 - count]) break;
    count++;
  }
  return count;
}

function hasDrive(path: string): boolean {
  return /^[A-Za-z]:\//.test(path);
}

/** Splits "a/b.go:12" or "a/b.ts:12:5" into path, line and column (1-based); undefined without a line. */
export function splitPosition(
  text: string,
): { readonly path: string; readonly line: number; readonly column?: number } | undefined {
  const match = /(?::(\d{1,7}))?:(\d{1,7})$/.exec(text);
  if (match === null || match.index === 0) return undefined;
  const [, first, last] = match;
  const path = text.slice(0, match.index);
  const line = Number(first ?? last);
  if (line < 1) return undefined;
  return first === undefined ? { path, line } : { path, line, column: Math.max(1, Number(last)) };
}
