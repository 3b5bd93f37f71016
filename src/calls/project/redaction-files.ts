// The Python files of a project that may set up its logging: those that say what all its records have masked.

import { ATTACHES } from '../redaction/attached.ts';
import { MAX_LENGTH } from '../redaction/python-text.ts';
import { redactionFile, type RedactionFile } from '../redaction/redactions.ts';
import { folderOf, projectFolder, type ProjectFiles } from './files.ts';

/** Those files, as they are now. */
export interface RedactionFiles {
  /** One of them, or another that is asked for by its path; undefined where it can't be read. */
  file(path: string): RedactionFile | undefined;
  /** The files of the project of a file that attach something. */
  around(path: string): readonly RedactionFile[];
  /** The files of its project that by their names are the first to attach something one day. */
  likely(path: string): readonly string[];
  /** Looks at a file again that changed, came or went, or forgets all; says whether anything may be masked otherwise now. */
  forget(path?: string): boolean;
}

/** Names of files that set up logging, and of those that start a program. */
const LIKELY = /log|redact|mask|filter|saniti|privacy|pii|secur|format|observ|telemetry/i;
const POSSIBLE =
  /^(?:__init__|__main__|main|app|apps|asgi|wsgi|manage|settings|config|conf|base|prod|production|server|service|cli|celery|worker|run|start|startup|bootstrap|setup|core|common|utils?|helpers?)$/;
/** Folders whose files are not the program, or not the project's. */
const ASIDE =
  /^(?:\.|__pycache__$|node_modules$|site-packages$|venv$|env$|build$|dist$|tests?$|examples?$|samples?$|docs?$|migrations$)/;
/** Modules that a text imports, by their first names. */
const IMPORTED = /^[ \t]*(?:from|import)[ \t]+\.?(\w+)/gm;
const MAX_FOLDERS = 400;
const MAX_FILES = 300;
const MAX_LIKELY = 40;

interface Found {
  readonly attaching: readonly RedactionFile[];
  readonly likely: readonly string[];
}

/** Creates RedactionFiles. */
export function createRedactionFiles(files: ProjectFiles): RedactionFiles {
  const known = new Map<string, RedactionFile | undefined>();
  const projects = new Map<string, Found>();

  const read = (path: string): RedactionFile | undefined => {
    const text = files.read(path);
    return text === undefined || text.length > MAX_LENGTH ? undefined : redactionFile(path, text);
  };
  const attachingFile = (path: string): RedactionFile[] => {
    const text = files.read(path);
    return text !== undefined && text.length <= MAX_LENGTH && ATTACHES.test(text) ? [redactionFile(path, text)] : [];
  };
  /** Those in the folder of a file that it imports, or that import it and are called like what starts a program. */
  const besides = (path: string): RedactionFile[] => {
    const [folder, stem] = [folderOf(path), stemOf(path)];
    const imported = new Set(Array.from((files.read(path) ?? '').matchAll(IMPORTED), ([, one = '']) => one));
    const importsIt = new RegExp(`^[ \\t]*(?:from|import)[ \\t]+\\.?${stem}\\b`, 'm');
    const names = [...files.entries(folder)].flatMap(([name, kind]) =>
      kind === 'file' && name.endsWith('.py') ? stemOf(name) : [],
    );
    const starting = names.filter((name) => LIKELY.test(name) || POSSIBLE.test(name)).slice(0, MAX_LIKELY);
    return [
      ...names.filter((name) => imported.has(name)),
      ...starting.filter((name) => !imported.has(name) && importsIt.test(files.read(`${folder}/${name}.py`) ?? '')),
    ].flatMap((name) => attachingFile(`${folder}/${name}.py`));
  };
  const find = (path: string): Found => {
    const project = projectFolder(files, path) ?? outermostPackage(files, path);
    // Files that merely lie side by side are no program: who attaches something there need never run with this one.
    if (project === undefined) return { attaching: besides(path), likely: [] };
    const known = projects.get(project);
    if (known !== undefined) return known;
    const [likely, others] = pythonFilesIn(files, project);
    const attaching = [...likely, ...others].slice(0, MAX_FILES).flatMap(attachingFile);
    const found = { attaching, likely: likely.slice(0, MAX_LIKELY) };
    projects.set(project, found);
    return found;
  };

  return {
    file(path) {
      if (!known.has(path)) known.set(path, read(path));
      return known.get(path);
    },
    around: (path) => find(path).attaching,
    likely: (path) => find(path).likely,
    forget(path) {
      if (path !== undefined) {
        let changed = known.delete(path);
        const now = path.endsWith('.py') ? attachingFile(path) : [];
        for (const [project, { attaching, likely }] of projects) {
          const others = attaching.filter((one) => one.path !== path);
          if (!path.startsWith(`${project}/`) || (now.length === 0 && others.length === attaching.length)) continue;
          changed = true;
          projects.set(project, { attaching: [...others, ...now], likely });
        }
        return changed;
      }
      projects.clear();
      known.clear();
      return true;
    },
  };
}

/** The folder of the outermost package a file is in; undefined where it is in none. */
function outermostPackage(files: ProjectFiles, path: string): string | undefined {
  let outermost: string | undefined;
  for (
    let folder = folderOf(path);
    folder !== '' && files.entries(folder).has('__init__.py');
    folder = folderOf(folder)
  )
    outermost = folder;
  return outermost;
}

function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
}

/** The files below a folder that are worth reading: likely ones, and others. */
function pythonFilesIn(files: ProjectFiles, top: string): [likely: string[], others: string[]] {
  const found: string[][] = [[], [], []];
  const waiting = [top];
  for (let index = 0; index < waiting.length && index < MAX_FOLDERS; index++) {
    const folder = waiting[index]!;
    for (const [name, kind] of files.entries(folder)) {
      if (kind === 'folder' && !ASIDE.test(name)) waiting.push(`${folder}/${name}`);
      const stem = /^(.+)\.py$/.exec(name)?.[1];
      if (kind !== 'file' || stem === undefined || /^(?:test_|conftest$)|_test$/.test(stem)) continue;
      const rank = LIKELY.test(`${folder.slice(top.length)}/${stem}`) ? 0 : POSSIBLE.test(stem) ? 1 : 2;
      found[rank]!.push(`${folder}/${name}`);
    }
  }
  return [found[0]!, [...found[1]!, ...found[2]!]];
}
