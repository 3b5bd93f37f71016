// Calls that say nothing of logging themselves, but are of the same method of the same object as one that does: `shop.log(line)`.

import type { Argument, CallSite } from '../facts/facts.ts';
import type { Resolved } from '../names/values.ts';

/** Who is called, where it is known. */
export interface Heard {
  readonly site: CallSite;
  readonly found: Resolved;
}

/** What is asked of the file that calls stand in. */
export interface HeardParts {
  readonly resolved: (site: CallSite) => Resolved | undefined;
  readonly receiverOf: (site: CallSite) => string;
  readonly argumentsOf: (site: CallSite) => readonly Argument[];
}

/** The calls that log: those that are resolved, and those like one that said so by the message it was given. */
export function heardIn(sites: readonly CallSite[], { resolved, receiverOf, argumentsOf }: HeardParts): Heard[] {
  const all = sites.map((site) => ({ site, found: resolved(site) }));
  const said = new Map<string, Resolved>();
  for (const { site, found } of all)
    if (found !== undefined && saidSo(site, found)) said.set(`${receiverOf(site)}.${site.method}`, found);
  return all.flatMap(({ site, found }) => {
    if (found !== undefined) return [{ site, found }];
    if (said.size === 0 || site.receiver === undefined) return [];
    const like = said.get(`${receiverOf(site)}.${site.method}`);
    return like !== undefined && mayBeMessage(argumentsOf(site)) ? [{ site, found: like }] : [];
  });
}

/** What nothing but its message speaks for takes it first. */
function saidSo({ receiver, method }: CallSite, { logger, wrapper }: Resolved): boolean {
  return receiver !== undefined && method === 'log' && logger.by === 'name' && wrapper?.parameters[0] === 'message';
}

/** Of a metric a name comes first, in one word, and a number behind it: `model.log("loss", loss)`. */
function mayBeMessage([first, second, ...more]: readonly Argument[]): boolean {
  if (first === undefined || first.keyword !== undefined || first.spread !== undefined || more.length > 0) return false;
  const { kind, text } = first.expression;
  if (kind === 'object' || kind === 'number' || kind === 'function') return false;
  return kind === 'string' || kind === 'template'
    ? /\s|\\n/.test(text)
    : second === undefined || second.expression.kind === 'string';
}
