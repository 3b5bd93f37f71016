// Words by which fields are named after the code: what says little by itself, what only shows, what stands for what.

/** Words that say little without what they belong to: `order.id` is order_id, `response.status_code` speaks for itself. */
export const GENERIC = new Set(
  'id ids identifier num name type kind key value status state code count size length title text message label data url uri path path version number index date time email address port host user level result reason body content format total amount price currency language description role group owner source target uuid guid slug token hash mode tag tags'.split(
    ' ',
  ),
);

/** What holds things of any kind, so that what it is called says nothing of them. */
export const HOLDERS = new Set(
  'opt opts options param params arg args argv kwargs props settings flags query parsed namespace'.split(' '),
);

/** What an object calls itself, and what holds the properties of a component. */
export const SELF = new Set(['self', 'cls', 'this', 'super', 'props', 'that']);

/** Abbreviations, and what they are short for. */
export const SHORT: ReadonlyMap<string, string> = new Map([
  ['req', 'request'],
  ['res', 'response'],
  ['resp', 'response'],
  ['ctx', 'context'],
  ['e', 'error'],
  ['ex', 'error'],
  ['exc', 'error'],
  ['err', 'error'],
  ['cfg', 'config'],
  ['msg', 'message'],
]);

/** Functions that show their argument in another form. */
export const SHOWS_ARGUMENT = new Set(
  'str repr int float bool list tuple set sorted round format ascii abs dict String Number Boolean stringify dumps pformat inspect from keys values entries escape fspath basename isoformat quote unquote encodeURIComponent decodeURIComponent Array BigInt parseInt parseFloat safe_str force_text smart_str force_str iter next reversed enumerate map filter'.split(
    ' ',
  ),
);

/** Methods that show what they are called on in another form. */
export const SHOWS_OBJECT = new Set(
  'strip lstrip rstrip lower upper title capitalize decode encode isoformat strftime hex toString toISOString toFixed toPrecision toLocaleString trim trimEnd trimStart toLowerCase toUpperCase toJSON to_dict dict json copy items replace replaceAll format as_posix resolve valueOf splitlines split padStart padEnd ljust rjust zfill absolute model_dump toDate total_seconds astimezone keys values entries unwrap call'.split(
    ' ',
  ),
);

/** Functions that get something by its name. */
export const GETTERS = new Set([
  'get',
  'getenv',
  'getattr',
  'getItem',
  'header',
  'getHeader',
  'getAttribute',
  'get_or',
  'pop',
]);

/** What the name of a function begins with, before what it is about. */
export const VERBS = new Set([
  'get',
  'fetch',
  'compute',
  'calculate',
  'calc',
  'find',
  'load',
  'read',
  'format',
  'to',
  'build',
  'make',
  'create',
  'lookup',
  'resolve',
  'as',
  'extract',
  'parse',
  'add',
  'remove',
  'delete',
  'update',
  'register',
  'start',
  'stop',
  'run',
  'save',
  'write',
  'send',
  'set',
  'open',
  'close',
  'check',
  'handle',
  'process',
  'setup',
  'import',
  'install',
  'download',
  'upload',
]);

/** Functions whose name says that they show what they are given: `bufferToHex(trace)`, `prettyPrintPeerId(id)`. */
export const SHOWS_BY_NAME =
  /^_*(?:to|as|format|stringify|serialize|render|pretty|displayable|readable|human|truncate|shorten|humanize|redact|mask|quote|dump)(?![a-z])|(?<=[a-z0-9])(?:To|_to_)(?=[A-Z]|[a-z])/;

/** Abbreviations of one or two letters that say enough. */
export const KNOWN_SHORT = new Set('id ip ms db os ui pk tx rx vm js ts io pr qa fd cn dn mx ns ex'.split(' '));

/** Other names for what libraries call by the same name themselves. */
export const INSTEAD: ReadonlyMap<string, readonly string[]> = new Map([
  ['lineno', ['line', 'number']],
  ['filename', ['file', 'name']],
  ['pathname', ['path']],
  ['module', ['module', 'name']],
  ['message', ['message', 'text']],
  ['msg', ['message', 'text']],
  ['args', ['arguments']],
  ['level', ['log', 'level']],
  ['levelname', ['level', 'name']],
]);
