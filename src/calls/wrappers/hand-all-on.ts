// Finds the functions of a file that hand all they are given to a logger: by `...args`, or by `arguments`.

import type { Expression } from '../../model/call.ts';
import { parametersIn, type Scope } from '../facts/facts.ts';
import { OTHERWISE } from '../names/wrapper-names.ts';
import { bareName, type Wrapper } from '../names/wrapper.ts';
import { MAKES, WRITES, type ReadSite } from './find-wrappers.ts';

const NAMES = /[A-Za-z_$][\w$]*/g;
/** How much of an expression is looked at, in UTF-16 units. */
const MAX_TEXT = 300;

/** The function around a logger call that hands all its arguments on; undefined where it hands on less. */
export function wrapperOfAll({
  site,
  found,
  dialect,
  reading,
  arguments: args,
}: ReadSite): readonly [Scope, Wrapper] | undefined {
  const spread = args.find((one) => one.spread === 'list');
  if (spread === undefined || dialect.kind === 'print' || dialect.kind === 'warning') return undefined;
  const given = takerOf(spread.expression, site.scope);
  if (given === undefined) return undefined;
  const { owner, whole, alone } = given;
  const called = owner.name.split('.').at(-1)!;
  const unnamed = owner.function?.name === '';
  if (unnamed ? !MAKES.test(called) : OTHERWISE.test(called)) return undefined;
  const writes = unnamed || WRITES.test(called) || (owner.parent?.kind === 'class' && /log/i.test(owner.parent.name));
  if (!writes && ((!whole && !alone) || site.handler !== undefined)) return undefined;
  const takesLevel = found.wrapper === undefined && dialect.methods.get(found.method) === 'given';
  const asGiven = whole && spread === args[0] && !takesLevel;
  return [
    owner,
    {
      dialect: dialect.id,
      method: found.method,
      ...(found.dynamic !== undefined || reading.level === undefined ? {} : { level: reading.level }),
      ...(asGiven
        ? { parameters: ['*rest'], rest: 0 }
        : {
            parameters: takesLevel && whole ? ['level', 'message', '*rest'] : ['message', '*rest'],
            ...(takesLevel && whole ? { levelFrom: 'level' } : {}),
            message: 'message',
            arguments: '*rest',
          }),
      fields: [],
      takesException: reading.exceptionBy !== undefined,
      supplies: found.logger.supplies ?? [],
      redacts: found.logger.redacts ?? [],
    },
  ];
}

/** Who was given what an expression holds. */
interface Taker {
  readonly owner: Scope;
  /** The expression holds nothing else. */
  readonly whole: boolean;
  /** The function takes nothing else. */
  readonly alone: boolean;
}

function takerOf(expression: Expression, scope: Scope): Taker | undefined {
  const text = expression.text.slice(0, MAX_TEXT);
  for (let at: Scope | undefined = scope; at?.kind === 'function'; at = at.parent) {
    const parameters = parametersIn(at);
    const all = new Set(['arguments', ...parameters.filter(isRest).map(bareName)]);
    const alone = parameters.every(isRest);
    if (all.has(text)) return { owner: at, whole: true, alone };
    for (const [name] of text.matchAll(NAMES)) {
      const held = at.bindings.get(name) ?? [];
      if (all.has(name) || held.some((one) => one.kind === 'value' && holds(one.expression, all)))
        return { owner: at, whole: false, alone };
    }
  }
  return undefined;
}

function holds({ text }: Expression, all: ReadonlySet<string>): boolean {
  return [...text.slice(0, MAX_TEXT).matchAll(NAMES)].some(([name]) => all.has(name));
}

function isRest(parameter: string): boolean {
  return /^(?:\.{3}|\*[^*])/.test(parameter);
}
