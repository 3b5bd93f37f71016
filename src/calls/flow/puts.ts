// Notes what is written into the values of names: members and items set, appended, merged in, taken out.

import type { Expression } from '../../model/call.ts';
import { classOf, put, type Argument, type Scope, type Surroundings } from '../facts/facts.ts';
import type { Source } from '../parsing/source.ts';
import { isValue, type Syntax } from '../parsing/syntax.ts';

/** Notes what is put into values. */
export interface Putter {
  /** `x.key = value`, `x["key"] = value`, `self.key = value`; without `value`, what stands there is taken out. */
  readonly member: (target: Syntax, value: Syntax | undefined, around: Surroundings) => void;
  /** `x += value`. */
  readonly added: (target: Syntax | undefined, value: Syntax | undefined, around: Surroundings) => void;
  /** `x.append(…)`, `x.update(…)`, `x.pop("key")`, `Object.assign(x, …)`. */
  readonly called: (receiver: Syntax | undefined, method: string, list: Syntax, around: Surroundings) => void;
}

/** What a Putter is told of its language. */
export interface PutterParts {
  readonly source: Source;
  readonly expressionOf: (node: Syntax) => Expression;
  readonly argumentsOf: (list: Syntax, source: Source) => readonly Argument[];
  /** The scope a name belongs to that is used in `scope`. */
  readonly homeOf: (name: string, scope: Scope) => Scope;
}

const NAME = /^[A-Za-z_$][\w$]*$/;
/** Name, and the last key where it is plain. */
const TARGET = /^([A-Za-z_$][\w$]*)\b[^=]*?(?:\.#?([\w$]+)|\[\s*(?:["']([^"']{1,80})["']|[^\]"']{1,80})\s*\])$/;
/** A target longer than this is not looked at. */
const MAX_TARGET = 200;
const PUTS = /^(?:append|extend|update|add|push|unshift)$/;
const PUTS_UNDER = /^(?:set|setdefault|insert|setItem)$/;

/** Creates a Putter. */
export function createPutter({ source, expressionOf, argumentsOf, homeOf }: PutterParts): Putter {
  const slice = ({ start, end }: Syntax): string => source.text.slice(start, end);
  const note = (
    name: string,
    { start }: Syntax,
    { scope, block }: Surroundings,
    more: { readonly key?: string | undefined; readonly expression?: Expression | undefined },
  ): void => {
    const { key, expression } = more;
    put(homeOf(name, scope), name, {
      start,
      block,
      scope,
      ...(key === undefined ? {} : { key }),
      ...(expression === undefined ? {} : { expression }),
    });
  };
  /** A member of the object itself is one of the class around. */
  const ofOwn = (written: string, { start }: Syntax, value: Syntax | undefined, around: Surroundings): void => {
    const name = /^\w+\.#?([\w$]+)$/.exec(written)?.[1];
    const owner = classOf(around.scope);
    if (name === undefined || owner === undefined || value === undefined) return;
    put(owner, name, { start, block: around.block, scope: around.scope, expression: expressionOf(value) });
  };
  return {
    member(target, value, around) {
      if (target.end - target.start > MAX_TARGET) return;
      const [, name, attribute, item] = TARGET.exec(slice(target)) ?? [];
      if (name === 'self' || name === 'this') return ofOwn(slice(target), target, value, around);
      if (name === undefined) return;
      note(name, target, around, { key: attribute ?? item, expression: value && expressionOf(value) });
    },
    added(target, value, around) {
      if (target === undefined || value === undefined) return;
      const name = slice(target);
      if (NAME.test(name)) note(name, target, around, { expression: expressionOf(value) });
    },
    called(receiver, method, list, around) {
      if (receiver?.type !== 'identifier') return;
      const name = slice(receiver);
      if (name === 'Object' && method === 'assign') {
        const [target, ...more] = list.children.filter(isValue);
        if (target?.type === 'identifier')
          for (const one of more) note(slice(target), list, around, { expression: expressionOf(one) });
      } else if (PUTS.test(method)) {
        for (const { expression, keyword } of argumentsOf(list, source))
          note(name, list, around, { key: keyword, expression });
      } else if (PUTS_UNDER.test(method)) {
        const [key, value] = argumentsOf(list, source);
        if (value !== undefined) note(name, list, around, { key: key?.expression.value, expression: value.expression });
      } else if (method === 'pop' || method === 'delete') {
        const key = argumentsOf(list, source)[0]?.expression;
        if (key?.kind === 'string') note(name, list, around, { key: key.value });
      }
    },
  };
}
