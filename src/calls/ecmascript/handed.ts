// What `log.info.apply(log, list)` and `log.info.call(log, text)` call, and with what.

import type { CallSite } from '../facts/facts.ts';
import type { Handed } from '../facts/language.ts';
import type { Source } from '../parsing/source.ts';
import { child } from '../parsing/syntax.ts';
import { ecmascriptArguments } from './arguments.ts';

/** The call that another one stands for; undefined where it stands for itself. */
export function handedCall(site: CallSite, source: Source): Handed | undefined {
  const { receiver, method, ...around } = site;
  if ((method !== 'apply' && method !== 'call') || receiver === undefined) return undefined;
  const slice = ({ start, end }: { readonly start: number; readonly end: number }): string =>
    source.text.slice(start, end);
  const name = child(receiver, 'property');
  const index = child(receiver, 'index');
  const object = child(receiver, 'object');
  const called =
    receiver.type === 'identifier' ? slice(receiver) : name !== undefined ? slice(name) : index && `[${slice(index)}]`;
  if (called === undefined) return undefined;
  const [, ...given] = ecmascriptArguments(site.list, source);
  const [list] = given;
  return {
    site: { ...around, method: called, ...(object === undefined ? {} : { receiver: object }) },
    arguments: method === 'call' ? given : list === undefined ? [] : [{ ...list, spread: 'list' }],
  };
}
