// Names of a logging library that should no longer be used, at calls that write a record and elsewhere in a file.

import type { LoggerCall } from '../../model/call.ts';
import type { OutdatedUse } from '../../model/misuse.ts';
import type { Dialect, Outdated } from '../arguments/dialect.ts';
import { lookUp, type CallSite, type FileFacts, type Scope } from '../facts/facts.ts';
import type { Neighbours, Resolved } from '../names/values.ts';
import type { Source } from '../parsing/source.ts';
import { child, isValue } from '../parsing/syntax.ts';

/** The newer name of the method that a call uses. */
export function outdatedMethod(
  { method, list }: CallSite,
  { method: meant, wrapper, logger }: Resolved,
  around: { readonly dialect: Dialect; readonly source: Source; readonly neighbours: Neighbours | undefined },
): Pick<LoggerCall, 'outdated'> {
  const { dialect, source, neighbours } = around;
  // A name of the file's own for a method may be another one's old name: `warn = logger.warning`.
  const instead = wrapper === undefined && meant === method ? dialect.outdated?.methods.get(method) : undefined;
  if (instead === undefined) return {};
  // What is taken for a logger of the library by its name alone may be one of the project's own.
  if (logger.by === 'name' && neighbours?.ownsMethod(source.path, method) === true) return {};
  const name = source.text.lastIndexOf(method, list.start);
  return { outdated: { range: source.range(name, name + method.length), instead } };
}

/** What of the dialects' outdated names a file uses. */
export function outdatedUses(facts: FileFacts, dialects: readonly Dialect[], source: Source): OutdatedUse[] {
  const slice = ({ start, end }: { readonly start: number; readonly end: number }): string =>
    source.text.slice(start, end);
  return dialects.flatMap(({ outdated }) =>
    outdated === undefined
      ? []
      : [
          ...facts.constants.flatMap(({ start, end, scope }) => {
            const text = slice({ start, end });
            const instead = outdated.names.get(pathOf(text, scope) ?? '');
            if (instead === undefined) return [];
            const written = text.includes('.') ? text.replace(/\w+$/, instead) : instead;
            const alone = text.includes('.');
            return [
              { kind: 'name' as const, text, range: source.range(start, end), instead: written, same: true, alone },
            ];
          }),
          ...facts.sites.flatMap((site) => ofCall(site, outdated)),
        ],
  );

  function ofCall({ receiver, method, scope, start, list }: CallSite, outdated: Outdated): OutdatedUse[] {
    const callee = receiver === undefined ? method : `${slice(receiver)}.${method}`;
    const path = pathOf(callee, scope) ?? '';
    const maker = outdated.unregistered.get(path);
    if (maker !== undefined && source.text.startsWith(callee, start)) {
      const alone = receiver !== undefined;
      const instead = alone ? `${slice(receiver)}.${maker}` : maker;
      const range = source.range(start, start + callee.length);
      return [{ kind: 'unregistered', text: callee, range, instead, same: false, alone }];
    }
    if (!outdated.named.has(path)) return [];
    const [first] = list.children.filter(isValue);
    const value = first?.type === 'keyword_argument' ? child(first, 'value') : first;
    const instead = value === undefined ? undefined : outdated.badNames.get(slice(value));
    if (value === undefined || instead === undefined) return [];
    const range = source.range(value.start, value.end);
    return [{ kind: 'logger-name', text: slice(value), range, instead, same: false, alone: true }];
  }
}

/** The dotted name from outside the file that `text` stands for; undefined where it is bound to anything else. */
function pathOf(text: string, scope: Scope): string | undefined {
  const [first = '', ...more] = text.split('.');
  const bindings = lookUp(scope, first);
  const [binding] = bindings ?? [];
  if (
    binding?.kind !== 'import' ||
    bindings?.some((one) => one.kind !== 'import' || one.path !== binding.path) === true
  )
    return undefined;
  return [binding.path, ...more].join('.');
}
