// Functions that are called while an exception is being handled, as far as their name or parameters say.

import type { SourceFunction } from '../../model/file-reading.ts';

const NAME =
  /(?:^|_)(?:errors?|exceptions?|exc|failures?|failed|crash|traceback|excepthook|handler500|server_error|errback|err)(?:_|$)|(?:Error|Exception|Failure|Failed|Crash|Errback)s?(?:$|[A-Z_])|^__a?exit__$|^(?:error|exception)$/;
const PARAMETER =
  /^(?:\*{0,2})(?:e|ex|exc|err|error|exception|failure|exc_info|exc_type|exc_value|exc_val|tb|traceback|einfo)$/;
const TYPE = /(?:Exception|Error|Failure|TracebackType)\b/;
const DECORATOR = /(?:error_?handler|exception_?handler|on_error|on_failure|on_exception|errback)/i;

const EXCEPTION = /^(?:e|ex|exc|err|error|exception)$/;
const EXCEPTION_TYPE = /^(?:\w+\.)*\w*(?:Exception|Error)$/;

/** The parameter of a function that holds an exception. */
export function exceptionParameter(fn: SourceFunction | undefined): string | undefined {
  return fn?.parameters.find(({ name, annotation }) =>
    annotation === undefined ? EXCEPTION.test(name) : EXCEPTION_TYPE.test(annotation),
  )?.name;
}

/** Whether function number `index`, or one around it, is there for errors. */
export function calledForErrors(index: number | undefined, functions: readonly SourceFunction[]): boolean {
  for (let at = index; at !== undefined; at = functions[at]?.enclosing) {
    const { name = '', parameters = [], decorators = [] } = functions[at] ?? {};
    const last = name.slice(name.lastIndexOf('.') + 1);
    if (
      NAME.test(last) ||
      decorators.some((one) => DECORATOR.test(one)) ||
      parameters.some(({ name: parameter, annotation = '' }) => PARAMETER.test(parameter) || TYPE.test(annotation))
    )
      return true;
  }
  return false;
}
