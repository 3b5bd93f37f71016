// Where the names of a text lead: what has to be looked at again when one of these files changes.

import type { Leads } from '../../model/file-reading.ts';
import type { Outline } from '../facts/outline.ts';

/** The look of a project that `reached` needs. */
export interface Reachable {
  /** The file behind the name of a module. */
  readonly locate: (from: string, module: string) => string | undefined;
  /** What a file says, where it has been looked at; others had no say. */
  readonly known: (path: string) => Outline | undefined;
}

/** Follows the imports of a text from file to file. */
export function reached(path: string, outline: Outline, { locate, known }: Reachable): Leads {
  const files = new Set<string>();
  const missing = new Set<string>();
  const waiting: [string, Outline][] = [[path, outline]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [from, { imports, passed, stars }] = next;
    for (const module of modulesOf(from, [...imports.values()].flat(), [...passed.values()], stars)) {
      const target = locate(from, module);
      if (target === undefined) missing.add(lastName(module));
      else if (target !== path && !files.has(target)) {
        files.add(target);
        const says = known(target);
        if (says !== undefined) waiting.push([target, says]);
      }
    }
  }
  return { files: [...files], missing: [...missing] };
}

/** Names taken from a module may be modules themselves: `from . import log`. */
function modulesOf(
  from: string,
  taken: readonly { readonly module: string; readonly name?: string }[],
  passed: readonly { readonly module: string }[],
  stars: readonly string[],
): Set<string> {
  const modules = new Set(stars);
  for (const { module } of passed) modules.add(module);
  for (const { module, name } of taken) {
    modules.add(module);
    if (name !== undefined && /\.pyi?w?$/.test(from))
      modules.add(module.endsWith('.') ? module + name : `${module}.${name}`);
  }
  return modules;
}

/** "app.utils.log" and "../utils/log.js" are both called "log". */
function lastName(module: string): string {
  const name = /([^/.]+)(?:\.[cm]?[jt]sx?)?$/.exec(module)?.[1];
  return name ?? module;
}
