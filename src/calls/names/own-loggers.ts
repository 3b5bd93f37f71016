// Methods of a project's own logger class whose names no list has: `log.add_debug(message)` of a class `Logger`.

import { levelFromName } from '../../model/level.ts';
import { parametersIn, type Scope } from '../facts/facts.ts';
import { isLoggerClassName } from './logger-names.ts';
import { MESSAGE, OTHERWISE } from './wrapper-names.ts';
import { bareName, WRITES_ONLY, type Wrapper } from './wrapper.ts';

/** What people call what a method of a logger takes besides a message. */
const SPOKEN =
  /^(?:m|s|str|string|what|reason|title|description|content|data|obj|object|value|values|args|first|err|error|e|exc|exception)$/i;

/** Whether a method by the name of a level takes a message: one that is given several things, none of them a text, sends something. */
export function takesMessage(method: Scope): boolean {
  const parameters = parametersIn(method).filter((one, index) => index > 0 || !ITSELF.test(one));
  return (
    parameters.length < 3 || parameters.some((one) => bareName(one) !== one || MESSAGE.test(one) || SPOKEN.test(one))
  );
}

/** Makes something of a message, or asks for it. */
const USES = /^(?:_|format|fmt|strip|clean|color|has|is|add_handler|find|filter|search|match|parse|load|open|close)/i;
const ITSELF = /^(?:self|cls)$/;

/**
 * What a method of a logger class does with a message it is given first; undefined where it is no such class, or the
 * method gives something back: then it is asked for that.
 */
export function ownWriter(owner: Scope, method: Scope, name: string, dialect: string): Wrapper | undefined {
  if (method.kind !== 'function' || method.returns.length > 0 || USES.test(name) || OTHERWISE.test(name))
    return undefined;
  if (!isLoggerClassName(owner.name.split('.').at(-1)!)) return undefined;
  const parameters = parametersIn(method).filter((one, index) => index > 0 || !ITSELF.test(one));
  const [message = ''] = parameters;
  if (!MESSAGE.test(message)) return undefined;
  const level = levelFromName(/[a-z]+$/i.exec(name.replace(/(?=[A-Z])/g, '_'))?.[0] ?? '');
  const rest = parameters.find((one) => bareName(one) !== one && !one.startsWith('**'));
  return {
    dialect,
    method: 'info',
    parameters,
    ...(level === undefined ? {} : { level }),
    message,
    ...(rest === undefined ? {} : { arguments: rest }),
    ...WRITES_ONLY,
  };
}
