// Whether an expression shows the exception that is being handled.

import type { ExceptionSlot } from '../../model/call-slots.ts';
import type { Expression, LoggerCall } from '../../model/call.ts';

/** What of an exception says no more than the exception itself. */
const ITS_TEXT = new Set(['message', 'stack', 'msg', 'args']);
const SHOWS = new Set(['str', 'repr', 'String', 'format', 'unicode', 'text_type', 'format_exception_only']);
const TRACES = new Set(['format_exc', 'print_exc', 'exc_info']);

/** Whether `expression` is the exception bound to `name`, or its text in one of the usual ways. */
export function showsException(expression: Expression, name: string | undefined): boolean {
  const { kind, names, children } = expression;
  if (kind === 'call' && names[0] === 'traceback' && TRACES.has(names.at(-1) ?? '')) return true;
  if (name === undefined) return false;
  switch (kind) {
    case 'name':
      return names[0] === name;
    case 'attribute':
      return ITS_TEXT.has(names.at(-1) ?? '') && children[0] !== undefined && showsException(children[0], name);
    case 'subscript':
      // What `e.args` holds is what `str(e)` is made of.
      return children[0]?.kind === 'attribute' && names[1] === 'args' && showsException(children[0], name);
    case 'call': {
      const [callee, first, more] = children;
      if (callee?.kind === 'name')
        return SHOWS.has(callee.text) && first !== undefined && more === undefined && showsException(first, name);
      if (names.join('.') === 'JSON.stringify')
        return first !== undefined && more === undefined && showsException(first, name);
      return (
        callee?.kind === 'attribute' &&
        names.at(-1) === 'toString' &&
        callee.children[0] !== undefined &&
        showsException(callee.children[0], name)
      );
    }
    case 'conditional':
      // error instanceof Error ? error.message : String(error)
      return children.length === 3 && children.slice(1).every((branch) => showsException(branch, name));
    case 'operation':
      return (
        children.length === 2 &&
        /\|\||\?\?|\bor\b/.test(expression.text) &&
        children.every((one) => showsException(one, name) || one.kind === 'string')
      );
    default:
      return false;
  }
}

/** An exception as it is written where it goes. */
export function passed(name: string, { open, close = '' }: ExceptionSlot): string {
  return open + name + close.replaceAll('{}', name);
}

/** Whether what stands in the place of the exception is its text alone: `{ err: err.message }`. */
export function passesText({ exception, handler }: LoggerCall): boolean {
  return (
    exception !== undefined &&
    /^(?:attribute|call|subscript)$/.test(exception.kind) &&
    !/\bstack\b/.test(exception.text) &&
    showsException(exception, handler?.exceptionName)
  );
}
