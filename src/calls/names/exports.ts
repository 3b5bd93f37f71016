// Follows names into the modules they are imported from, as each language hands them on.

import type { Binding, Scope } from '../facts/facts.ts';
import { pathOf, type Taken } from '../facts/outline.ts';
import type { Module, Neighbours, Value } from './values.ts';

/** What following names into other modules takes from the evaluator; steps are counted so that circles end. */
export interface Following {
  readonly neighbours: Neighbours | undefined;
  readonly maxSteps: number;
  readonly outside: (path: string) => Exclude<Value, undefined>;
  readonly ofBindings: (bindings: readonly Binding[], around: Scope, steps: number) => Value;
  readonly memberOf: (value: Value, name: string, steps: number) => Value;
}

/** Names of other modules. */
export interface Exports {
  /** A name of another file, or the file itself; undefined where it is none of the project. */
  readonly taken: (from: string, taken: Taken, steps: number) => Value;
  /** A name a module gives to others. */
  readonly exported: (module: Module, name: string, steps: number) => Value;
  /** The names a module gives to others, as far as they may log. */
  readonly exportedNames: (module: Module) => readonly string[];
  /** A name that one of several modules gives to a file that takes all of theirs. */
  readonly starred: (name: string, path: string, stars: readonly string[], steps: number) => Value;
}

/** Creates Exports. */
export function createExports({ neighbours, maxSteps, outside, ofBindings, memberOf }: Following): Exports {
  const taken = (from: string, { module, name }: Taken, steps: number): Value => {
    if (steps > maxSteps) return undefined;
    const found = neighbours?.module(from, module);
    if (found === undefined) return undefined;
    return name === undefined ? whole(found, steps) : exported(found, name, steps);
  };

  /** What stands for a module itself: what CommonJS puts in its place, or all its names. */
  const whole = (module: Module, steps: number): Value => {
    const value = given(module, 'module.exports', steps);
    // const Common = module.exports;
    const itself = value?.is === 'outside' && /^(?:module\.)?exports$/.test(value.path);
    return value === undefined || itself ? { is: 'module', module } : value;
  };

  /** What a name is bound to in a module. */
  const given = (module: Module, exportedName: string, steps: number): Value => {
    const name = module.outline.exports.get(exportedName) ?? exportedName;
    const scope = module.scope();
    const bindings = scope?.bindings.get(name);
    const own = scope === undefined || bindings === undefined ? undefined : ofBindings(bindings, scope, steps + 1);
    if (own !== undefined && own.is !== 'outside') return own;
    for (const one of module.outline.imports.get(name) ?? []) {
      const known = outside(pathOf(one));
      const value = known.is === 'outside' ? taken(module.path, one, steps + 1) : known;
      if (value !== undefined) return value;
    }
    return own;
  };

  // Modules that take all names from one another would else be asked for ever.
  const asked = new Map<Module, Map<string, Value>>();
  const exported = (module: Module, name: string, steps: number): Value => {
    const known = asked.get(module) ?? new Map<string, Value>();
    asked.set(module, known);
    if (known.has(name) || steps > maxSteps) return known.get(name);
    known.set(name, undefined);
    const value = lookedUp(module, name, steps);
    known.set(name, value);
    return value;
  };

  const lookedUp = (module: Module, name: string, steps: number): Value => {
    const passed = module.outline.passed.get(name);
    if (passed !== undefined) return taken(module.path, passed, steps + 1);
    const own = given(module, name, steps);
    if (own !== undefined) return own;
    const common = given(module, 'module.exports', steps);
    if (name === 'default') {
      const value = given(module, 'export default', steps) ?? common;
      if (value !== undefined) return value;
    }
    const attached = given(module, `module.exports.${name}`, steps);
    if (attached !== undefined) return attached;
    const whole = module.outline.exports.get('module.exports');
    const later = whole === undefined ? undefined : given(module, `${whole}.${name}`, steps);
    if (later !== undefined) return later;
    const inside = common === undefined ? undefined : memberOf(common, name, steps + 1);
    if (inside !== undefined) return inside;
    const submodule = neighbours?.submodule(module, name);
    if (submodule !== undefined) return { is: 'module', module: submodule };
    return starred(name, module.path, module.outline.stars, steps);
  };

  const starred = (name: string, path: string, stars: readonly string[], steps: number): Value => {
    if (steps > maxSteps || name.startsWith('_') || name === 'default') return undefined;
    for (const star of stars) {
      const found = outside(`${star}.${name}`);
      if (found.is !== 'outside') return found;
      const value = taken(path, { module: star, name }, steps + 1);
      if (value !== undefined) return value;
    }
    return undefined;
  };

  const exportedNames = (module: Module): string[] => {
    const names = new Set<string>();
    const seen = new Set<Module>();
    const collect = (one: Module): void => {
      if (seen.has(one) || seen.size > maxSteps) return;
      seen.add(one);
      const whole = one.outline.exports.get('module.exports');
      for (const name of one.scope()?.bindings.keys() ?? [])
        names.add(
          whole !== undefined && name.startsWith(`${whole}.`)
            ? name.slice(whole.length + 1)
            : name.replace(/^module\.exports\./, ''),
        );
      for (const name of [...one.outline.exports.keys(), ...one.outline.passed.keys()]) names.add(name);
      for (const star of one.outline.stars) {
        const other = neighbours?.module(one.path, star);
        if (other !== undefined) collect(other);
      }
    };
    collect(module);
    return [...names];
  };

  return { taken, exported, exportedNames, starred };
}
