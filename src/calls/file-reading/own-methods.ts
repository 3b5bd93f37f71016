// What a logger class of the project takes, by the heads of its own methods: no fix may write what these would refuse.

import type { Reading } from '../arguments/reading.ts';
import { parametersIn } from '../facts/facts.ts';
import type { Evaluator } from '../names/evaluate.ts';
import type { Resolved } from '../names/values.ts';
import { MESSAGE } from '../names/wrapper-names.ts';

/** What a class of the project says of one of its methods that logs. */
export interface OwnMethod {
  /** Its parameters as written; undefined where its head is not seen. */
  readonly parameters: readonly string[] | undefined;
  /** Whether the class has a method by that name. */
  has(method: string): boolean;
}

/** What people call a parameter for an object with fields. */
const HOLDS_FIELDS =
  /^(?:meta|metadata|data|fields?|extras?|context|ctx|info|obj|object|props?|properties|attrs?|attributes|payload|details?|params?|args|options|opts|tags|bindings)\??$/i;
const REST = /^(?:\*\*|\.\.\.)/;
const LIST = /^(?:\*[^*]|\.\.\.)/;

/** The method of a class of the project that a call names; undefined where a library, or a class nobody sees, has it. */
export function ownMethodOf({ logger, method, wrapper }: Resolved, evaluator: Evaluator): OwnMethod | undefined {
  const scope = logger.madeBy?.scope;
  if (scope === undefined || wrapper !== undefined) return undefined;
  const value = evaluator.memberOf(scope, method);
  // Where it extends a class that is not seen, that one may have the method.
  if (value === undefined && scope.bases.length > 0) return undefined;
  return {
    parameters: value?.is === 'function' ? parametersIn(value.scope) : undefined,
    has: (name) => evaluator.memberOf(scope, name) !== undefined,
  };
}

/** Whether a method is given the text of a message, by what it calls its first parameter. */
function isTextFirst(parameters: readonly string[]): boolean {
  return MESSAGE.test(parameters.find((one) => one !== 'self' && one !== 'cls') ?? '');
}

/** A reading without the places for what the method does not take. What the call has already, the method takes. */
export function fitting(reading: Reading, { parameters = [] }: OwnMethod): Reading {
  const { fieldSlot, exceptionSlot, ...others } = reading;
  const takesAll = parameters.some((one) => REST.test(one));
  // One keyword that a method takes says nothing of others.
  const byKeyword = fieldSlot?.keyClose === '=';
  const container = fieldSlot === undefined ? undefined : /^(\w+)=/.exec(fieldSlot.open)?.[1];
  const holds =
    container === undefined ? parameters.some((one) => HOLDS_FIELDS.test(one)) : parameters.includes(container);
  const given = reading.fields.length > 0 || reading.spreads.length > 0;
  const fields = takesAll || (!byKeyword && (given || holds));
  const key = exceptionSlot?.kind === 'argument' ? (/^\w+/.exec(exceptionSlot.open)?.[0] ?? '') : exceptionSlot?.key;
  const exception = takesAll || parameters.includes(key ?? '') || (fields && exceptionSlot?.kind === 'field');
  const takesArguments =
    others.takesArguments && (others.arguments.length > 0 || parameters.some((one) => LIST.test(one)));
  return {
    ...others,
    ...(fields || takesArguments || !isTextFirst(parameters) ? {} : { takesText: true }),
    ...(fields && fieldSlot !== undefined ? { fieldSlot } : {}),
    ...(exception && exceptionSlot !== undefined ? { exceptionSlot } : {}),
    takesArguments,
  };
}
