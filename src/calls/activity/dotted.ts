// What an expression is by the modules it comes from, as one dotted name: `session` of `requests.Session()` is "requests.Session".

import type { Expression } from '../../model/call.ts';
import { classOf, lookUp, type Scope } from '../facts/facts.ts';

/** A dotted name; `known` where its first part is a module that the file imports, or nothing the file binds. */
export interface Dotted {
  readonly path: string;
  readonly known: boolean;
}

/** Follows names no further than this. */
const MAX_STEPS = 12;

/** The dotted name of an expression; undefined where it has none. What a function gives goes by the name of the function. */
export function dottedOf(expression: Expression, scope: Scope, steps = 0): Dotted | undefined {
  if (steps > MAX_STEPS) return undefined;
  const [first] = expression.children;
  switch (expression.kind) {
    case 'name':
      return ofName(expression.text, scope, steps + 1);
    case 'attribute': {
      const name = expression.names.at(-1) ?? '';
      if (first === undefined) return { path: expression.names.join('.'), known: false };
      if (/^(?:self|cls|this)$/.test(first.text)) {
        const found = ofMember(name, scope, steps + 1);
        return found?.known === true ? found : { path: `${first.text}.${name}`, known: false };
      }
      const object = dottedOf(first, scope, steps + 1);
      return object === undefined ? undefined : { ...object, path: `${object.path}.${name}` };
    }
    case 'call':
      if (/^(?:require|__import__|import)$/.test(first?.text ?? '') && expression.children[1]?.value !== undefined)
        return { path: module(expression.children[1].value), known: true };
      return first === undefined
        ? { path: expression.names.join('.'), known: false }
        : dottedOf(first, scope, steps + 1);
    case 'effect':
    case 'subscript':
      return first === undefined ? undefined : dottedOf(first, scope, steps + 1);
    case 'operation':
    case 'conditional': {
      const all = expression.children.map((one) => dottedOf(one, scope, steps + 1));
      return all.find((one) => one?.known === true) ?? all[0];
    }
    default:
      return undefined;
  }
}

/** A module as a dotted name has it. */
function module(name: string): string {
  return name.replace(/^node:/, '').replaceAll('/', '.');
}

function ofName(name: string, scope: Scope, steps: number): Dotted {
  const plain = { path: name, known: false };
  const bindings = lookUp(scope, name);
  if (bindings === undefined) return { path: name, known: true };
  for (const binding of bindings) {
    if (binding.kind === 'import') {
      // A module of the project says nothing here.
      if (/^\./.test(binding.module)) return plain;
      const member = binding.name === undefined || binding.name === 'default' ? '' : `.${binding.name}`;
      return { path: /[/:@-]/.test(binding.module) ? `${module(binding.module)}${member}` : binding.path, known: true };
    }
    const value =
      binding.kind === 'value'
        ? binding.expression
        : binding.kind === 'parameter'
          ? (binding.annotation ?? binding.initial)
          : undefined;
    const found =
      value === undefined || (binding.kind !== 'value' && binding.kind !== 'parameter')
        ? undefined
        : dottedOf(value, binding.scope, steps + 1);
    if (found?.known === true) return found;
  }
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    for (const { origin, scope: where } of at.assignments.get(name) ?? []) {
      const found = origin?.by === 'with' ? dottedOf(origin.expression, where, steps + 1) : undefined;
      if (found?.known === true) return found;
    }
  }
  return plain;
}

/** A member of the class around, by what is assigned to it. */
function ofMember(name: string, scope: Scope, steps: number): Dotted | undefined {
  const around = classOf(scope);
  for (const binding of around?.bindings.get(name) ?? []) {
    const value =
      binding.kind === 'value'
        ? binding.expression
        : binding.kind === 'parameter'
          ? (binding.annotation ?? binding.initial)
          : undefined;
    if (value === undefined || (binding.kind !== 'value' && binding.kind !== 'parameter')) continue;
    const found = dottedOf(value, binding.scope, steps + 1);
    if (found?.known === true) return found;
  }
  return undefined;
}
