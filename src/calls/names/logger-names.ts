// Names by which people call loggers and what makes them; the last resort where nothing else is known.

const LOGGER = /^(?:log|logger|logging|lgr)$|_(?:log|logger)$/i;
/** Run together, or with what it is to the code behind it. */
const ODD_LOGGER =
  /^(?:(?!blogger|vlogger)[a-z]+logger|(?:my|app|sys|root|main|base|req|err|audit|access)log|logger_?(?:instance|service|controller|client|impl|proxy|obj|object))$/i;
const SHELF = /(?:^|[a-z0-9_])loggers$|^logs$/i;
const CAMEL_LOGGER = /[a-z0-9](?:Log|LOG|Logger|LOGGER)$/;
const FACTORY = /^(?:get|create|make|build|init|setup|set_up|configure|new|use)_?\w*_?(?:logger|log)$/i;
const LOGGER_CLASS = /(?:^|[a-z0-9])Logger(?:Adapter|Service|Wrapper|Proxy|Mixin|Impl)?$|^Log$/;

/** Packages whose `log` is a logarithm, or something else that writes no record. */
const NO_LOGGERS = new Set([
  'Math',
  'math',
  'cmath',
  'numpy',
  'np',
  'scipy',
  'torch',
  'tensorflow',
  'jax',
  'sympy',
  'pandas',
  'mathjs',
  'd3',
  'd3-scale',
  'd3-array',
  'lodash',
  'three',
  'numeric',
  'blessed',
  'matplotlib',
]);

/** Whether a name is what people call a logger: `log`, `_LOGGER`, `audit_logger`, `accessLog`; not `catalog`, `dialog`, `blog`. */
export function isLoggerName(name: string): boolean {
  // What compilers make of `this.options.logger?.info()` ends in the name and a number: `_this$options$logger2`; of a module: `logger_1`.
  const bare = name.replace(/^[_#$]+|_+$|(?<=[lL]ogger)\d+$|(?<=^log(?:ger|ging)?)_\d+$/g, '').replace(/^.*\$/, '');
  return LOGGER.test(bare) || CAMEL_LOGGER.test(bare) || ODD_LOGGER.test(bare);
}

/** Whether a name is what people keep several loggers under: `loggers`, `logs`. */
export function isLoggerShelf(name: string): boolean {
  return SHELF.test(name.replace(/^[_#$]+/, ''));
}

/** Whether calling what bears this name gives a logger: `get_logger`, `createLogger`. */
export function isFactoryName(name: string): boolean {
  return FACTORY.test(name.replace(/^[_#$]+/, '')) || isLoggerClassName(name);
}

/** Whether a class or type of this name is a logger: `Logger`, `StructuredLogger`, `LoggerService`. */
export function isLoggerClassName(name: string): boolean {
  return LOGGER_CLASS.test(name);
}

/** Whether a dotted name comes from a package known to have no loggers. */
export function isKnownNoLogger(path: string): boolean {
  return NO_LOGGERS.has(path.split('.')[0]!) || NO_LOGGERS.has(path.split(/[./]/)[0]!);
}
