// The names by which a file logs that no general list of words knows: they are looked for in its text, too.

import type { Scope } from '../facts/facts.ts';
import type { Taken } from '../facts/outline.ts';
import { COMMON_METHODS, isKnownWord } from '../parsing/words.ts';
import type { Evaluator } from './evaluate.ts';
import type { Resolver } from './resolve.ts';

/** What says who logs. */
export interface Asked {
  readonly evaluator: Evaluator;
  readonly resolver: Resolver;
}

/** Names of loggers, their methods and of functions that log in a file. */
export function strangeNamesIn(module: Scope, text: string, { evaluator, resolver }: Asked): Set<string> {
  const names = new Set<string>();
  const isExtended = (name: string): boolean => ['extends ', '(', ', '].some((before) => text.includes(before + name));
  const collect = (scope: Scope): void => {
    for (const key of scope.bindings.keys()) {
      const value =
        scope.kind === 'class' || scope.kind === 'object'
          ? evaluator.memberOf(scope, key)
          : evaluator.ofName(key, scope);
      // What is written `this.warn` where it is given may be written `that.warn` where it is called.
      const name = key.replace(/^this\./, '');
      // Named like a method: found as a word only where it is called.
      if (value?.is === 'logger' && !isKnownWord(name)) names.add(name);
      else if (resolver.isLogging(value)) add(name, names);
      if (value?.is === 'logger') value.logger.dialect?.rare?.forEach((one) => add(one, names));
      const members = resolver.loggingMembers(value);
      if (members.length > 0 && value?.is === 'instance') add(name, names);
      // A class in between may say nothing of logging itself.
      if (value?.is === 'class' && members.some((one) => !isKnownWord(one)) && isExtended(name)) names.add(name);
      members.forEach((one) => add(one, names));
    }
    scope.children.forEach(collect);
  };
  collect(module);
  return names;
}

/** Those of the imports of the file `path` that log or make what logs, with the members by which they do. */
export function importedNamesIn(
  imports: readonly (readonly [name: string, from: Taken])[],
  path: string,
  { evaluator, resolver }: Asked,
): Set<string> {
  const names = new Set<string>();
  for (const [name, from] of imports) {
    const value = evaluator.taken(path, from);
    const members = resolver.loggingMembers(value);
    if (!resolver.isLogging(value) && members.length === 0) continue;
    names.add(name);
    members.forEach((one) => add(one, names));
    const made = value?.is === 'function' ? evaluator.returned(value.scope) : undefined;
    if (made !== undefined) resolver.loggingMembers(made).forEach((one) => add(one, names));
  }
  return names;
}

function add(name: string, names: Set<string>): void {
  if (!COMMON_METHODS.has(name) && !isKnownWord(name)) names.add(name);
}
