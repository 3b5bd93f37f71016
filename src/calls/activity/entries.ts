// The functions of a file that somebody outside calls: by how they are registered, else by what they look like.

import type { Entry } from '../../model/activity.ts';
import type { SourceFunction } from '../../model/file-reading.ts';

/** A call that is given functions: `app.get("/orders", listOrders)`. */
export interface Registration {
  /** What it is called on as written; empty for a bare function. */
  readonly object: string;
  readonly method: string;
  /** The arguments as written, shortened. */
  readonly list: string;
  /** Indexes of the functions given, in order. */
  readonly functions: readonly number[];
}

type Found = Omit<Entry, 'function' | 'passesOn'>;

const ROUTER =
  /(?:app|router|server|fastify|api|routes?|instance|controller|blueprint|bp|express\(\)|Router\(\)|Hono\(\))$/i;
const VERB = /^(?:get|post|put|patch|delete|del|head|options|all)$/;
const FIRST_TEXT = /^\(\s*[fbr]*(["'`])((?:(?!\1)[^\\\n]){0,80})\1/;
const PATH_LIKE =
  /^\(\s*(?:[fbr]*["'`](?:\/|\*|\^|["'`])|\[|\/|[A-Z_][\w.]*\s*,|[a-z]\w*(?:Path|Route|Url|path|route|url)\b)/;
const LISTENING = /^(?:on|once|addListener|prependListener|subscribe|consume|process|handle|add_?handler|on_message)$/;
const LISTENED =
  /(?:emitter|events?|bus|broker|consumer|subscriber|queue|worker|socket|io|channel|pub_?sub|redis|client|nats|mqtt|hub|sub|process|bot|connection|conn|ws|wss|server|stream|db|pool)$/i;
/** Events of streams, sockets and pages that tell nothing of the business. */
const PLUMBING =
  /^(?:data|end|close|closed|finish|drain|readable|open|opened|connect|connected|connection|disconnect|disconnecting|exit|ready|listening|spawn|pipe|unpipe|line|resize|click|change|input|focus|blur|load|key\w*|mouse\w*|pointer\w*|touch\w*|timeout|secureConnect|upgrade|response|request|abort|aborted|SIG[A-Z]+|beforeExit|reconnect(?:ing)?)$/;
const PYTHON_ROUTE =
  /^(?:add_url_rule|add_get|add_post|add_put|add_delete|add_patch|add_route|add_api_route|route|Route|path|re_path|url|register_error_handler|add_exception_handler)$/;

/** What the functions of a registration are called for; undefined where it is none. */
function registered({ object, method, list, functions }: Registration): Found | undefined {
  const text = FIRST_TEXT.exec(list)?.[2];
  const last = functions.length > 0;
  if (!last) return undefined;
  if (VERB.test(method) && object !== '') {
    const chained = /\.route\(\s*["'`]([^"'`\n]{0,80})["'`]\s*\)/.exec(object)?.[1];
    const path = chained ?? text;
    if (chained !== undefined || (PATH_LIKE.test(list) && ROUTER.test(object.replace(/\([^()]*\)$/, ''))))
      return {
        kind: 'request',
        name: `${method === 'del' ? 'DELETE' : method.toUpperCase()} ${path ?? '…'}`.trim(),
        forErrors: false,
      };
  }
  if (
    method === 'setErrorHandler' ||
    method === 'onError' ||
    method === 'register_error_handler' ||
    method === 'add_exception_handler'
  )
    return { kind: 'request', name: 'error handler', forErrors: true };
  if (PYTHON_ROUTE.test(method) && text !== undefined && /^(?:\/|\^|[\w-]*\/?$|<)/.test(text))
    return { kind: 'request', name: text === '' ? '/' : text, forErrors: false };
  if (method === 'basic_consume' || method === 'eachMessage')
    return { kind: 'message', name: 'consumer', forErrors: false };
  if (!LISTENING.test(method) || object === '') return undefined;
  if (
    /^process$/.test(object) &&
    /^(?:uncaughtException|unhandledRejection|uncaughtExceptionMonitor)$/.test(text ?? '')
  )
    return { kind: 'event', name: `on ${text}`, forErrors: true };
  if (method === 'process' || method === 'consume')
    return /queue|channel|consumer|worker|job/i.test(object)
      ? { kind: 'message', name: `${method} ${text ?? ''}`.trim(), forErrors: false }
      : undefined;
  if (text === undefined || PLUMBING.test(text) || !LISTENED.test(object.replace(/\([^()]*\)$/, ''))) return undefined;
  if (/^(?:error|uncaughtException|unhandledRejection)$/.test(text))
    return { kind: 'event', name: `on ${text}`, forErrors: true };
  return {
    kind: /^(?:message|msg|job|task|delivery)/i.test(text) || method === 'subscribe' ? 'message' : 'event',
    name: `on ${text}`,
    forErrors: false,
  };
}

/** A decorator that says what for: `app.get("/orders/{id}")`, `Get(':id')`, `app.route("/x", methods=["POST"])`. */
const ROUTE_DECORATOR = /^(?:[\w]+\.)*(\w+)\(\s*(?:(?:path|rule)\s*=\s*)?[rf]?(?:(["'`])([^"'`\n]{0,100})\2)?/;
/** Says only of the class what it is: its members may be there for anything. */
const OF_CLASS =
  /^(?:(?:Rest)?Controller|Resolver|Injectable|view_defaults|login_required|csrf_exempt|method_decorator|Processor|UseGuards)\b/;
const ERROR_FUNCTION = /^(?:[\w]+\.)*(?:errorhandler|exception_handler|app_errorhandler|Catch)\b/;
/** Errors that are the fault of who asked. */
const OF_WHO_ASKED = /\(\s*4\d\d|NotFound|Forbidden|Unauthorized|BadRequest|Validation|HTTPException/;
const LAMBDA = /^(?:lambda_)?handler$/;

function decorated({ decorators, name }: SourceFunction): Pick<Found, 'name' | 'forErrors'> | undefined {
  const plain = name.slice(name.lastIndexOf('.') + 1);
  for (const one of decorators) {
    if (ERROR_FUNCTION.test(one))
      return { name: plain === '' ? 'error handler' : plain, forErrors: !OF_WHO_ASKED.test(one) };
    const [, verb = '', , path] = ROUTE_DECORATOR.exec(one) ?? [];
    const upper = verb.toUpperCase();
    if (/^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ALL)$/.test(upper)) {
      const prefix = decorators
        .map((other) => /^(?:Rest)?Controller\(\s*["'`]([^"'`\n]{0,80})/.exec(other)?.[1])
        .find(Boolean);
      const full = prefix === undefined ? (path ?? '') : [prefix, path].filter(Boolean).join('/');
      return { name: `${upper} ${full === '' ? plain : full}`, forErrors: false };
    }
    if (/^(?:route|api_route|websocket)$/.test(verb) && path !== undefined) {
      const method = /methods\s*=\s*[[({]\s*["'](\w+)["']\s*,?\s*[\])}]/.exec(one)?.[1];
      return { name: `${method ?? (verb === 'websocket' ? 'WebSocket' : 'GET')} ${path}`, forErrors: false };
    }
  }
  return undefined;
}

/** Whether what is there for errors gives them to somebody else; an answer to who asked is none. */
function passesOn({ parameters }: SourceFunction, kind: Entry['kind'], text: string): boolean {
  const names = parameters.map(({ name }) => name).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'self');
  const name = kind === 'request' ? names.find((one) => /^_?(?:e|ex|err|error|exception|exc)$/i.test(one)) : names[0];
  if (name === undefined) return false;
  const word = name.replaceAll('$', '\\$');
  if (kind === 'event') return (text.match(new RegExp(`(?<![\\w$.])${word}(?![\\w$])`, 'g')) ?? []).length > 1;
  return new RegExp(
    `\\b(?:next|cb|callback|reject|done|emit|throw|raise|\\w*(?:[cC]apture|[rR]eport|[hH]andle|[nN]otify)\\w*)\\b[ (]*[^;\\n)]{0,60}\\b${word}\\b`,
  ).test(text);
}

/** Whether decorators of the class are all that speak for it. */
function ofClassOnly({ decorators, handles, name, bases }: SourceFunction): boolean {
  if (handles !== 'request' && handles !== 'message' && handles !== 'task') return true;
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (/^(?:constructor|__init__)$/.test(last)) return true;
  return (
    decorators.length > 0 &&
    bases.length === 0 &&
    decorators.every((one) => OF_CLASS.test(one)) &&
    decorators.some((one) => /^(?:(?:Rest)?Controller|Resolver|Processor)\b/.test(one))
  );
}

/** All entries of a file, in the order of its functions. `textOf` gives a function as written. */
export function entriesOf(
  functions: readonly SourceFunction[],
  registrations: readonly Registration[],
  textOf: (index: number) => string,
): Entry[] {
  const byFunction = new Map<number, Found>();
  for (const one of registrations) {
    const found = registered(one);
    // Handlers before the last are middleware.
    const given = one.functions.at(-1);
    if (found !== undefined && given !== undefined && !byFunction.has(given)) byFunction.set(given, found);
  }
  const entries: Entry[] = [];
  const inside = new Set<number>();
  functions.forEach((one, index) => {
    if (one.enclosing !== undefined && inside.has(one.enclosing)) inside.add(index);
    const found = byFunction.get(index) ?? looksLike(one);
    // What stands in an entry is a part of it, unless it is registered itself.
    if (found === undefined || (inside.has(index) && !byFunction.has(index))) return;
    inside.add(index);
    entries.push({ function: index, ...found, passesOn: found.forErrors && passesOn(one, found.kind, textOf(index)) });
  });
  return entries;
}

function looksLike(one: SourceFunction): Found | undefined {
  const { name, parameters, handles } = one;
  const last = name.slice(name.lastIndexOf('.') + 1);
  const names = parameters.map((parameter) => parameter.name.replace(/^_/, ''));
  if (LAMBDA.test(last) && /^(?:event|evt)$/.test(names[0] ?? '') && names.length <= 3)
    return { kind: 'message', name: last, forErrors: false };
  const first = names[0] ?? '';
  if (names.length === 4 && /^(?:e|err|error|ex|exception)$/.test(first) && /^req/.test(names[1] ?? ''))
    return { kind: 'request', name: last === '' ? 'error middleware' : last, forErrors: true };
  if (handles === undefined || ofClassOnly(one)) return undefined;
  const said = decorated(one);
  return { kind: handles, name: said?.name ?? (name === '' ? 'handler' : name), forErrors: said?.forErrors ?? false };
}
