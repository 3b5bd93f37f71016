// What is thought of a place: whether its logs tell of it, and if not, how much a log call would help and why.

import type { HandlerPlace, PlaceFacts, PlaceState } from '../model/coverage.ts';

/** What is known of a place besides what its file says. */
export interface PlaceContext {
  /** It hands over to a function of the project that logs, or is decorated by one. */
  readonly logsElsewhere: boolean;
  /** All functions that call the one around log themselves. */
  readonly callersLog: boolean;
  /** Path of the file inside its project. */
  readonly pathInProject: string;
}

/** State, weight from 0 to 100, and the reason in one sentence. */
export interface Judgement {
  readonly state: PlaceState;
  readonly weight: number;
  readonly reason: string;
}

/** Exceptions that are how a language or library says no: a missing key, an end, a thing that is not installed. */
const NORMAL =
  /^(?:\w+\.)*(?:KeyError|IndexError|LookupError|StopIteration|StopAsyncIteration|GeneratorExit|ImportError|ModuleNotFoundError|AttributeError|NameError|KeyboardInterrupt|SystemExit|CancelledError|Empty|Full|FileNotFoundError|FileExistsError|ProcessLookupError|NotADirectoryError|BrokenPipeError|DoesNotExist|\w+DoesNotExist|NoResultFound|PackageNotFoundError|NotImplementedError|EOFError|BlockingIOError|InterruptedError|ChildProcessError|NoSuchProcess|NoReverseMatch|Resolver404|UnicodeError|UnicodeDecodeError|UnicodeEncodeError|Abort|Exit|WebSocketDisconnect|ConnectionClosed\w*|ClosedResourceError|EndOfStream|BrokenResourceError|UnsupportedOperation|WatchError|OverflowError)$/;
/** Exceptions that mostly say that a value is not of the kind that was hoped for. */
const ABOUT_VALUES =
  /^(?:\w+\.)*(?:ValueError|TypeError|ZeroDivisionError|JSONDecodeError|SyntaxError|ValidationError|\w*(?:Parse|Parser|Decode|Encode|Format|Syntax|Validation|Conversion|Invalid)\w*|Invalid\w+|ArithmeticError|AssertionError|binascii\.Error|struct\.error|RecursionError)$/;
const BROAD = /^(?:\w+\.)*(?:Exception|BaseException|Error|StandardError)$/;
/** A block of one statement that only asks whether something can be done. */
const PROBES =
  /^\{?\s*(?:(?:const|let|var|return|await|[\w.$[\]]+\s*=(?!=))\s*)*(?:JSON\.(?:parse|stringify)|new (?:URL|RegExp|Function|Intl\.\w+)|require(?:\.resolve)?\(|import\b|from\b|(?:await\s+)?import\(|fs\.(?:(?:promises\.)?(?:stat|lstat|access|readFile|realpath)\w*|existsSync)|(?:stat|lstat|access|readFile|realpath)(?:Sync)?\(|decodeURI\w*|atob|btoa|localStorage|sessionStorage|window\.|document\.|new TextDecoder|BigInt|Buffer\.from|int\(|float\(|json\.loads|uuid\.UUID|UUID\()/;
const CLEANS_UP =
  /^\{?\s*(?:await\s+|void\s+)?[\w.$?!()[\]]*\b(?:close|aclose|cancel|disconnect|terminate|kill|unlink\w*|remove\w*|rm\w*|shutdown|stop|end|destroy|quit|release|abort|dispose|detach|unsubscribe|removeListener|unref|cleanup|rollback|unlock|delete\w*)\([^;\n]*\)?\s*;?\s*\}?$/;
const CLEANING =
  /(?:^|[._])(?:__del__|__a?exit__|a?close|cleanup|clean_up|teardown|dispose|shutdown|stop|destroy|disconnect|finalize|terminate|unsubscribe)\w*$/i;
const TRYING =
  /(?:^|[._])(?:_*try|safe|maybe|is|has|can|supports?|probe|detect|exists|parse|decode|guess|infer|repr|__\w+__)(?:_|[A-Z]|$)/;
const ASIDE =
  /(?:^|\/)(?:examples?|samples?|docs?|migrations|alembic|vendor(?:ed)?|_vendor|third_?party|scripts?|tools?|benchmarks?|bench|fixtures?|demos?|static|public|assets|polyfills?|compat)(?:\/|$)/;
/** What logs are made by can't well log itself. */
const LOGGING = /(?:^|[/_.-])log(?:s|ger|gers|ging)?(?=[/_.-]|$)|[a-z]Log(?:ger|Handler)/;
const WEIGHTY =
  /login|signin|auth|password|pay|charge|refund|checkout|webhook|transfer|invoice|subscri|admin|delete|upload|import/i;
const IDLE =
  /health|ready|readiness|live(?:ness)?\b|ping\b|metrics|favicon|robots|static|docs|openapi|swagger|version\b|index\b/i;

const OUT: Readonly<Record<string, number>> = {
  process: 16,
  http: 16,
  queue: 18,
  mail: 16,
  cloud: 14,
  database: 14,
  network: 9,
  file: 6,
};

const TOLD = { weight: 0, reason: '' } as const;

/** Judges a place by its facts and its context alone. The numbers are explained in docs/coverage.md. */
export function judgePlace(place: PlaceFacts, context: PlaceContext): Judgement {
  if (place.logs || context.logsElsewhere) return { state: 'logged', ...TOLD };
  const { handler } = place;
  const found =
    handler === undefined
      ? place.kind === 'outgoing'
        ? ofOutgoing(place, context)
        : ofEntry(place)
      : ofHandler(place, handler);
  if (found.state !== 'silent') return { ...found, ...TOLD };
  const aside =
    (ASIDE.test(context.pathInProject) ? 0.4 : 1) *
    (place.program ? 0.7 : 1) *
    (LOGGING.test(context.pathInProject.split('/').slice(-2).join('/')) ? 0.2 : 1);
  return { ...found, weight: Math.max(1, Math.min(100, Math.round(found.weight * aside))) };
}

const inQuotes = (text: string): string => `\`${text}\``;

/** What of the things that go out is the most worth to hear of. */
function foremost(place: PlaceFacts): PlaceFacts['out'][number] | undefined {
  const worth = ({ kind, changes }: PlaceFacts['out'][number]): number => OUT[kind]! + (changes ? 10 : 0);
  return [...place.out].sort((a, b) => worth(b) - worth(a))[0];
}

function ofHandler(place: PlaceFacts, handler: HandlerPlace): Judgement {
  const { types, untyped, answers, guarded, empty } = handler;
  const status = answers?.status;
  const told = { ...TOLD, state: 'passed on' } as const;
  const normal = { ...TOLD, state: 'expected' } as const;
  const failed = answers !== undefined && (status === undefined || status >= 500);
  if (handler.throws && !handler.throwsAnswer) return told;
  // Who asked wrongly is told so, and that is that.
  if (answers !== undefined && status !== undefined && status < 500) return normal;
  if (handler.throwsAnswer && status === undefined) return told;
  if (handler.handsOn) return told;
  const main = foremost(place);
  const consumes = place.within === 'message' || place.within === 'task';
  const broad = types.length === 0 || types.some((type) => BROAD.test(type));
  if (!broad && types.every((type) => NORMAL.test(type))) return normal;
  if (!broad && main === undefined && !consumes && types.every((type) => NORMAL.test(type) || ABOUT_VALUES.test(type)))
    return normal;
  const short = guarded.split('\n').length <= 4 && guarded.length < 300;
  const body = guarded.replace(/^\{\s*/, '').trim();
  if (short && PROBES.test(body) && !consumes && !failed) return normal;

  let weight = 14;
  if (broad) weight += untyped ? 10 : 16;
  if (main !== undefined) weight += main.changes ? 22 : main.kind === 'file' || main.kind === 'network' ? 8 : 14;
  if (place.within === 'request') weight += 10;
  if (consumes) weight += 18;
  if (place.within === 'event') weight += 6;
  if (failed) weight += 18;
  else if (handler.endsProcess) weight += 14;
  else weight += empty ? 12 : 8;
  if (!broad) weight *= types.every((type) => ABOUT_VALUES.test(type)) ? 0.4 : 0.65;
  if (handler.commented) weight *= 0.55;
  if (short && CLEANS_UP.test(body)) weight *= 0.15;
  else if (CLEANING.test(place.function)) weight *= 0.4;
  else if (TRYING.test(place.function)) weight *= 0.5;
  if (main === undefined && place.within === undefined && short) weight *= 0.65;
  return { state: 'silent', weight, reason: handlerReason(place, handler, main?.text ?? handler.calls, failed) };
}

function handlerReason(
  place: PlaceFacts,
  { answers, endsProcess, empty, returns }: HandlerPlace,
  main: string | undefined,
  failed: boolean,
): string {
  const what = main === undefined ? 'what it guards' : inQuotes(main);
  if (failed)
    return `When ${what} fails, who asked gets ${answers?.status ?? 'an error'} and the exception is written nowhere, so nobody can say why.`;
  if (endsProcess) return `The process ends here when ${what} fails, and the exception is not written.`;
  if (place.within === 'message' || place.within === 'task')
    return `When ${what} fails, the ${place.within} counts as done and the exception is written nowhere.`;
  if (returns !== undefined)
    return `When ${what} fails, the caller gets ${inQuotes(returns)}, and the exception is written nowhere.`;
  return empty
    ? `When ${what} fails, the exception is thrown away: nobody will know that it ever happened.`
    : `When ${what} fails, the program goes another way, and the exception is written nowhere.`;
}

function ofEntry(place: PlaceFacts): Judgement {
  const { name, within, out, lines, forErrors } = place;
  if (forErrors) {
    if (place.passesOn) return { ...TOLD, state: 'passed on' };
    return {
      state: 'silent',
      weight: 62,
      reason: `Errors from elsewhere end in ${inQuotes(name)}, and it writes none of them.`,
    };
  }
  const main = foremost(place);
  const changing = out.filter(({ changes }) => changes).length;
  let weight = within === 'request' ? 14 : within === 'message' ? 26 : within === 'task' ? 22 : 12;
  weight += Math.min(24, 12 * changing) + Math.min(8, 3 * (out.length - changing));
  const route = within === 'request';
  const changesByVerb = /^(?:POST|PUT|PATCH|DELETE)\b/.test(name);
  if (route && changesByVerb) weight += 10;
  if (WEIGHTY.test(name)) weight += 6;
  if (lines > 40) weight += 6;
  if (main === undefined && lines <= 8) weight *= 0.35;
  else if (main === undefined && route && !changesByVerb) weight *= 0.5;
  if (route && IDLE.test(name)) weight *= 0.15;
  const does =
    main === undefined
      ? 'leaves no record of what it was asked and how it ended'
      : main.changes
        ? `changes something outside (${inQuotes(main.text)}) and leaves no record of it`
        : `depends on ${inQuotes(main.text)} and leaves no record of how that went`;
  return { state: 'silent', weight, reason: `${inQuotes(name)} ${does}.` };
}

function ofOutgoing(place: PlaceFacts, { callersLog }: PlaceContext): Judgement {
  const [main] = place.out;
  const { kind, changes } = main!;
  let weight = OUT[kind]! + (changes ? 6 : 0);
  if (kind === 'database' && !changes) weight = 6;
  if (callersLog) weight *= 0.4;
  // The entry stands for it.
  if (place.within !== undefined) weight *= 0.6;
  if (CLEANING.test(place.function)) weight *= 0.5;
  const where = place.function === '' ? 'at the top of the module' : `in ${inQuotes(place.function)}`;
  return {
    state: 'silent',
    weight,
    reason: `${inQuotes(place.name)} ${changes ? 'changes something outside' : 'waits for something outside'}, and nothing ${where} says when, with what, or how it ended.`,
  };
}
