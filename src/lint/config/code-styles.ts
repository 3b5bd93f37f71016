// Finds how the code of a file is to be laid out, in the configuration of the formatters and linters of its project.

import type { CodeStyle } from '../../model/code-style.ts';
import type { ConfigFiles } from './config-files.ts';

export interface CodeStyles {
  /** What holds for a file, if anything does; what was read is kept until `forget`. */
  of(path: string): CodeStyle | undefined;
  /** Reads everything anew when next asked. */
  forget(): void;
}

type Kind = 'python' | 'script';
/** Reads the text of a file; undefined where it says nothing. */
type Reader = (text: string) => CodeStyle | undefined;

/** Where no width is given: what black, flake8 and prettier do then. */
const BLACK = 88;
const FLAKE8 = 79;
const PRETTIER = 80;

const widthIn = (text: string, key: RegExp): number | undefined => {
  const [, digits] = key.exec(text) ?? [];
  const width = Number(digits);
  return width >= 40 && width <= 400 ? width : undefined;
};

/** A section of a TOML or INI file, up to the next one. */
function section(text: string, name: string): string | undefined {
  const at = text.search(new RegExp(`^\\[${name.replaceAll('.', '\\.')}\\][ \\t]*(?:#.*)?$`, 'm'));
  if (at < 0) return undefined;
  const [whole] = /^\[[^\n]*(?:\n(?!\[)[^\n]*)*/.exec(text.slice(at)) ?? [''];
  return whole;
}

const withWidth = (width: number | undefined): CodeStyle | undefined => (width === undefined ? undefined : { width });

function pyproject(text: string): CodeStyle | undefined {
  const formatter = section(text, 'tool.black') ?? section(text, 'tool.ruff') ?? section(text, 'tool.ruff.format');
  if (formatter !== undefined)
    return { width: widthIn(formatter, /^line[-_]length\s*=\s*["']?(\d+)/m) ?? BLACK, commas: 'all' };
  return withWidth(widthIn(section(text, 'tool.pylint.format') ?? '', /^max-line-length\s*=\s*["']?(\d+)/m));
}

function flake8(text: string): CodeStyle | undefined {
  const found = section(text, 'flake8') ?? section(text, 'pycodestyle') ?? section(text, 'pep8');
  return found === undefined ? undefined : { width: widthIn(found, /^max[-_]line[-_]length\s*=\s*(\d+)/m) ?? FLAKE8 };
}

/** Sections like `[*]`, `[*.py]`, `[*.{js,ts}]`. */
function editorconfig(kind: Kind): Reader {
  const own = kind === 'python' ? /\bpyi?\b/ : /\b[cm]?[jt]sx?\b/;
  return (text) => {
    let width: number | undefined;
    for (const [, pattern = '', body = ''] of text.matchAll(/^\[([^\n]*)\][ \t]*\r?$((?:\n(?!\[)[^\n]*)*)/gm))
      if (pattern === '*' || own.test(pattern)) width = widthIn(body, /^[ \t]*max_line_length\s*=\s*(\d+)/im) ?? width;
    return withWidth(width);
  };
}

/** As JSON, YAML, TOML or JavaScript: the keys are written alike in all of them. */
function prettier(text: string): CodeStyle {
  const [, commas] = /\btrailingComma["']?\s*[:=]\s*["']?(all|es5|none)\b/.exec(text) ?? [];
  return {
    width: widthIn(text, /\bprintWidth["']?\s*[:=]\s*(\d+)/) ?? PRETTIER,
    ...(commas === undefined ? {} : { commas: commas === 'es5' ? 'entries' : (commas as 'all' | 'none') }),
  };
}

function packageJson(text: string): CodeStyle | undefined {
  const own = /"prettier"\s*:\s*\{[^{}]{0,2000}\}/.exec(text)?.[0];
  if (own !== undefined) return prettier(own);
  return /"prettier"\s*:\s*"/.test(text) ? { width: PRETTIER } : undefined;
}

const biome: Reader = (text) => ({ width: widthIn(text, /"lineWidth"\s*:\s*(\d+)/) ?? PRETTIER, commas: 'all' });
const maxLength: Reader = (text) =>
  withWidth(widthIn(text, /\bmax-len["']?\s*:\s*\[[^\]\d]{0,60}(?:code["']?\s*:\s*)?(\d+)/));

/** Which files say it, the most certain first. */
const READERS: Readonly<Record<Kind, readonly (readonly [file: RegExp, read: Reader])[]>> = {
  python: [
    [/^\.?ruff\.toml$/, (text) => ({ width: widthIn(text, /^line-length\s*=\s*(\d+)/m) ?? BLACK, commas: 'all' })],
    [/^pyproject\.toml$/, pyproject],
    [/^\.editorconfig$/, editorconfig('python')],
    [/^(?:\.flake8|setup\.cfg|tox\.ini)$/, flake8],
    [/^\.?pylintrc$/, (text) => withWidth(widthIn(text, /^max-line-length\s*=\s*(\d+)/m))],
  ],
  script: [
    [/^(?:\.prettierrc(?:\.(?:json5?|ya?ml|toml|[cm]?js|ts))?|prettier\.config\.(?:[cm]?js|ts))$/, prettier],
    [/^biome\.jsonc?$/, biome],
    [/^\.editorconfig$/, editorconfig('script')],
    [/^package\.json$/, packageJson],
    [/^(?:\.eslintrc(?:\.(?:json|ya?ml|[cm]?js))?|eslint\.config\.(?:[cm]?js|ts))$/, maxLength],
  ],
};

/** Creates CodeStyles. Folders above the repository's are not asked. */
export function createCodeStyles(files: ConfigFiles): CodeStyles {
  const known: Readonly<Record<Kind, Map<string, CodeStyle | undefined>>> = { python: new Map(), script: new Map() };

  const styleOf = (folder: string, kind: Kind): CodeStyle | undefined => {
    if (known[kind].has(folder)) return known[kind].get(folder);
    const slash = folder.lastIndexOf('/');
    const entries = files.entries(folder);
    const isTop = slash < 0 || entries.has('.git');
    const style = styleIn(folder, entries, kind) ?? (isTop ? undefined : styleOf(folder.slice(0, slash), kind));
    known[kind].set(folder, style);
    return style;
  };

  const styleIn = (
    folder: string,
    entries: ReadonlyMap<string, 'file' | 'folder'>,
    kind: Kind,
  ): CodeStyle | undefined => {
    const names = [...entries.keys()];
    for (const [pattern, read] of READERS[kind])
      for (const name of names) {
        const text = pattern.test(name) && entries.get(name) === 'file' ? files.read(`${folder}/${name}`) : undefined;
        const style = text === undefined ? undefined : read(text);
        if (style !== undefined) return style;
      }
    return undefined;
  };

  return {
    of: (path) =>
      styleOf(path.slice(0, Math.max(0, path.lastIndexOf('/'))), /\.pyi?$/.test(path) ? 'python' : 'script'),
    forget() {
      known.python.clear();
      known.script.clear();
    },
  };
}
