// The one thing that is wrong with a handler's logging, if anything: what a block does with an exception is judged as a whole.

import type { Expression, LoggerCall } from '../../model/call.ts';
import type { FileReading } from '../../model/file-reading.ts';
import type { Handler } from '../../model/handler.ts';
import { levelRank } from '../../model/level.ts';
import { isSamePosition } from '../../model/position-order.ts';
import { calledForErrors, exceptionParameter } from './error-functions.ts';
import { passesText, showsException } from './exceptions.ts';

/** What a handler does wrong: at a call, or by what it does not do. */
export type HandlerVerdict =
  | { readonly kind: 'swallowed' }
  | {
      readonly kind: 'raised-again' | 'switched-off' | 'not-passed' | 'traceback-text' | 'named-again' | 'redundant';
      readonly call: LoggerCall;
    };

/** Exceptions that are a way of saying something: nobody needs their traceback. */
const SIGNALS =
  /(?:^|\.)(?:KeyboardInterrupt|SystemExit|GeneratorExit|StopIteration|StopAsyncIteration|CancelledError|ImportError|ModuleNotFoundError|BrokenPipeError|Http404|DoesNotExist|NoReverseMatch)$/;
/** Those that say in their text what somebody did wrong: without it nobody knows, but nobody needs more. */
const COMPLAINTS = /(?:^|\.)(?:ValidationError|ArgumentError|OptionError|UsageError|ParseError)$/;
const BROAD = /^(?:(?:builtins|__builtin__|exceptions)\.)?(?:Exception|BaseException|StandardError)$/;
/** What people ask for and may not be there: where it says so, a warning is enough said. */
const EXPECTED =
  /(?:^|\.)(?:\w*NotFound(?:Error)?|KeyError|IndexError|AttributeError|TypeError|ValueError|Unicode(?:Decode|Encode)?Error|JSONDecodeError|WouldBlock|BlockingIOError|FileExistsError|Timeout(?:Error)?|\w*Timeout|Empty|Full|ConnectionRefusedError|ProcessLookupError)$/;
/** A name that says what happened, and no more than that: `LimitReached`, `RejectEvent`, `ConnectionClosed`. */
const EVENT =
  /(?:Available|Reached|Rejected|Reject|Event|Exceeded|Expired|Closed|Missing|Exists|Limit|Changed|Stopped|Aborted|Abort|Cancelled|Canceled|Cancel|Skipped|Skip|Quit|Restart|Retry|Disconnected|Disconnect|Interrupted|Unavailable|Paused|Handled)$/;

/** Names that say that nothing is to be done about an exception. */
const DELIBERATE = /^_|^ign|unused|noop/i;
/** How a condition asks which exception it is. */
const ASKS_WHICH =
  /[!=]==?|\binstanceof\b|\bisinstance\b|\.(?:code|status|errno|name|includes|startsWith|match|test)\b/;
/** How it asks whether it is any other one. */
const ASKS_WHETHER_OTHER = /!=|^\(?\s*(?:not\s|!)|\bnot\s+in\b|\bis\s+not\b/;
/** Several questions at once. */
const MANY = /&&|\|\||\band\b|\bor\b/;

const WARNING = levelRank('WARNING');
const ERROR = levelRank('ERROR');

/** Whether a handler catches everything. */
export function isBroad({ types }: Handler): boolean {
  return types.length === 0 || types.some((type) => BROAD.test(type));
}

/** The verdicts on a handler: of what is wrong with the block as a whole one, of an exception that is not passed one for each way through it, and one for each call that says it twice. */
export function judgeHandler(handler: Handler, { calls, functions }: FileReading): HandlerVerdict[] {
  const own = handler.calls.flatMap((index) => calls[index] ?? []);
  if (isSwallowed(handler)) return [{ kind: 'swallowed' }];
  const off = own.find(isSwitchedOff);
  if (off !== undefined) return [{ kind: 'switched-off', call: off }];
  const writing = own.filter((call) => call.kind === 'log' || call.kind === 'console');
  const loud = writing.filter((call) => rankOf(call) >= WARNING);
  const again = loud.find((call) => isRaisedAgain(call, handler, functions));
  const twice = own.flatMap((call): HandlerVerdict[] =>
    call === again
      ? []
      : isNamedAgain(call, handler)
        ? [{ kind: 'named-again', call }]
        : isRedundant(call, handler)
          ? [{ kind: 'redundant', call }]
          : [],
  );
  if (again !== undefined) return [{ kind: 'raised-again', call: again }, ...twice];
  const carrying = writing.filter((call) => carries(call) || mentionsTraceback(call));
  const isCarried = (call: LoggerCall): boolean =>
    carrying.some((one) => one !== call && (runsWith(one, call) || runsWith(call, one)));
  const missing = loud.filter(
    (call) =>
      !carries(call) &&
      !carrying.includes(call) &&
      shouldPass(call, handler) &&
      !isCarried(call) &&
      !isDetailed(call, writing, handler),
  );
  // Of several that are written together, the one that says most of it.
  const lost = missing.filter(
    (call, index) =>
      !missing.some((other, at) => {
        if (other === call || !runsWith(other, call)) return false;
        return showsAny(other, handler) === showsAny(call, handler) ? at < index : showsAny(other, handler);
      }),
  );
  const asText = loud
    .filter((call) => rankOf(call) >= ERROR && writesTraceback(call) && !carries(call) && !handler.types.some(isSignal))
    .map((call) => ({ kind: 'traceback-text' as const, call }));
  return [...lost.map((call) => ({ kind: 'not-passed' as const, call })), ...asText, ...twice];
}

/** Whether the method that writes the exception is told not to. */
export function isSwitchedOff({ exceptionSwitch }: LoggerCall): boolean {
  return exceptionSwitch?.says === 'off' && exceptionSwitch.method?.own === true;
}

/**
 * What is wrong with a call that is made as if an exception were being handled where none is: `none` can be there,
 * nobody knows whether one is but the parameter `name` holds it, or it is `passed` and the method says so once more.
 */
export type OutsideVerdict = { readonly kind: 'none' | 'passed' } | { readonly kind: 'unknown'; readonly name: string };

/** Judges a call outside of handlers; undefined where nothing is wrong with it. */
export function judgeOutside(call: LoggerCall, { functions }: FileReading): OutsideVerdict | undefined {
  const { handler, exceptionBy, exceptionSwitch, resolvedBy, enclosing } = call;
  // A function of the project may be handed the exception.
  if (handler !== undefined || resolvedBy === 'wrapper') return undefined;
  if (exceptionSwitch?.says === 'exception')
    return exceptionSwitch.method?.own === true ? { kind: 'passed' } : undefined;
  if (exceptionBy !== 'method' && exceptionSwitch?.says !== 'on') return undefined;
  if (!calledForErrors(enclosing, functions)) return { kind: 'none' };
  const name = exceptionParameter(enclosing === undefined ? undefined : functions[enclosing]);
  return name === undefined ? undefined : { kind: 'unknown', name };
}

function rankOf({ level }: LoggerCall): number {
  return level === undefined ? -1 : levelRank(level);
}

/** Nothing is logged, raised or kept, and no comment says why. */
function isSwallowed(handler: Handler): boolean {
  const { kind, empty, commented, exits, uses, calls, header } = handler;
  if (commented || calls.length > 0 || uses.length > 0 || !isBroad(handler)) return false;
  if (DELIBERATE.test(handler.exceptionName ?? '')) return false;
  if (empty) return true;
  if (kind === 'callback' || exits.length !== 1) return false;
  const [{ kind: exit, value, range, conditional }] = exits as [(typeof exits)[number]];
  const alone = isSamePosition(range.start, header.end);
  return alone && !conditional && /^(?:continue|break)$/.test(exit) && value === undefined;
}

/** It is written here, and thrown on to somebody who writes it again. At the edge of a program nobody does. */
function isRaisedAgain(call: LoggerCall, handler: Handler, functions: FileReading['functions']): boolean {
  if (rankOf(call) < ERROR || handler.types.some((type) => isSignal(type) || COMPLAINTS.test(type))) return false;
  if (handler.enclosing === undefined || insideHandler(call, handler).length > 0) return false;
  const name = functions[handler.enclosing]?.name ?? '';
  if (/^(?:(?:async_|_)*main|run|cli|__main__)$/i.test(name)) return false;
  return handler.exits.some(({ kind, conditional }) => kind === 'reraise' && !conditional);
}

/** The conditions of a call that stand inside the handler. */
function insideHandler({ conditions }: LoggerCall, { range }: Handler): LoggerCall['conditions'] {
  return conditions.filter(
    (one) =>
      one.range.start.line > range.start.line ||
      (one.range.start.line === range.start.line && one.range.start.column >= range.start.column),
  );
}

/** Whether a call runs whenever another one does. */
function runsWith({ conditions }: LoggerCall, other: LoggerCall): boolean {
  return conditions.every((one, index) => {
    const its = other.conditions[index];
    return (
      its !== undefined &&
      its.kind === one.kind &&
      its.range.start.line === one.range.start.line &&
      its.range.start.column === one.range.start.column
    );
  });
}

/** The exception gets into the record, with its traceback. */
function carries(call: LoggerCall): boolean {
  if (isInObject(call)) return true;
  return call.exceptionBy !== undefined && (rankOf(call) < ERROR || !passesText(call));
}

/** A logger of unknown make that takes an object is handed the exception as one of its fields, under whatever name. */
function isInObject({ formatStyle, resolvedBy, fields, handler }: LoggerCall): boolean {
  if (resolvedBy === 'binding' || !/^object-/.test(formatStyle)) return false;
  return fields.some(({ value }) => value.kind === 'name' && value.text === handler?.exceptionName);
}

/** Whether a record without the exception leaves too little of it. */
function shouldPass(call: LoggerCall, handler: Handler): boolean {
  const { types, exits, uses } = handler;
  if (types.length > 0 && types.every(isSignal)) return false;
  if (types.length > 0 && types.every((type) => isSignal(type) || COMPLAINTS.test(type)))
    if (showsAny(call, handler) || uses.length > 0 || exits.some(({ kind }) => /raise$/.test(kind))) return false;
  if (call.message === undefined || call.given.some(({ spread }) => mayHoldException(spread, call))) return false;
  // What the dialect can't take an exception in, nobody can be asked to pass one to.
  const { exception, method } = call.slots;
  const hasMethod = method?.exception !== undefined && call.method === method.levels.ERROR;
  if (exception === undefined && call.exceptionSwitch === undefined && !hasMethod && !passesText(call)) return false;
  // An exception that is switched off is left out on purpose.
  if (mentionsTraceback(call) || call.exceptionSwitch?.says === 'off') return false;
  if (isExpected(call, handler)) return false;
  if (rankOf(call) >= ERROR) return true;
  if (
    !isBroad(handler) &&
    (types.every((type) => EXPECTED.test(type) || EVENT.test(type) || isSignal(type)) || showsAny(call, handler))
  )
    return false;
  if (call.kind === 'console' && showsAny(call, handler)) return false;
  return (
    insideHandler(call, handler).length === 0 && uses.length === 0 && !exits.some(({ kind }) => /raise$/.test(kind))
  );
}

function isSignal(type: string): boolean {
  return SIGNALS.test(type);
}

/** What is spread into a call may hold the exception, but not among values where it is passed by keyword. */
function mayHoldException(spread: 'list' | 'map' | undefined, { slots: { exception: slot } }: LoggerCall): boolean {
  return spread === 'map' || (spread === 'list' && (slot?.kind !== 'argument' || slot.open === ''));
}

/** A warning beside which the exception is shown in a record of its own, for whoever wants the details. */
function isDetailed(call: LoggerCall, writing: readonly LoggerCall[], handler: Handler): boolean {
  return (
    rankOf(call) < ERROR &&
    writing.some((one) => one !== call && showsAny(one, handler) && (runsWith(one, call) || runsWith(call, one)))
  );
}

/** A condition has found out which exception it is: one that is expected, and not any other than that. */
function isExpected(call: LoggerCall, handler: Handler): boolean {
  const { exceptionName } = handler;
  return (
    exceptionName !== undefined &&
    insideHandler(call, handler).some(
      ({ kind, text }) =>
        mentions(text, exceptionName) &&
        ASKS_WHICH.test(text) &&
        (kind === 'else') === (!MANY.test(text) && ASKS_WHETHER_OTHER.test(text)),
    )
  );
}

const TRACEBACK =
  /\btraceback\.format_(?!exception_only)|\bformat_exc\b|\.stack\b|\bexc_info\b|\bformatError\b|\binspect\(/;

/** The traceback is in the text already. */
function mentionsTraceback({ given }: LoggerCall): boolean {
  return given.some(({ value }) => holdsTraceback(value, TRACEBACK_STEPS));
}

/** The traceback of the exception as text, in the place of the exception. */
function writesTraceback({ given, slots, exceptionSwitch }: LoggerCall): boolean {
  if (slots.exception === undefined && exceptionSwitch === undefined) return false;
  return given.some(({ value }) => /\bformat_exc\(/.test(value.text));
}

/** A text is put together in a step or two: `tb = format_exc()`, `text = "failed: %s" % tb`. */
const TRACEBACK_STEPS = 2;

function holdsTraceback({ text, origin, children }: Expression, steps: number): boolean {
  if (TRACEBACK.test(text)) return true;
  if (origin?.by === 'assignment' && steps > 0 && holdsTraceback(origin.expression, steps - 1)) return true;
  return children.some((one) => holdsTraceback(one, steps));
}

/** Whether the record says anything of the exception, be it by way of a name: `text = f"failed: {e}"`. */
export function showsAny({ given }: LoggerCall, { exceptionName }: Handler): boolean {
  return exceptionName !== undefined && given.some(({ value }) => showsInSteps(value, exceptionName, TRACEBACK_STEPS));
}

function showsInSteps({ text, origin, children }: Expression, name: string, steps: number): boolean {
  if (mentions(text, name)) return true;
  if (origin?.by === 'assignment' && steps > 0 && showsInSteps(origin.expression, name, steps - 1)) return true;
  return children.some((one) => showsInSteps(one, name, steps));
}

function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!/[\w$.]/.test(text[at - 1] ?? ' ') && !/[\w$]/.test(text[at + name.length] ?? ' ')) return true;
  return false;
}

/** The method writes the exception, and the message shows it once more. */
function isNamedAgain(
  { exceptionBy, message, arguments: args, handler: scope }: LoggerCall,
  handler: Handler,
): boolean {
  const name = handler.exceptionName;
  if (exceptionBy !== 'method' || name === undefined || scope === undefined) return false;
  const shown = (message?.parts ?? []).flatMap((part) =>
    part.kind === 'hole' && part.expression ? [part.expression] : [],
  );
  // `"%(error)s", {"error": e}` takes its values from one object; `f"{e}"` and `[e]` show nothing else.
  const values = args.flatMap((one) => (isMadeOfValues(one) ? one.children : [one]));
  return [...shown, ...values].some((one) => showsException(one, name));
}

function isMadeOfValues({ kind, text }: Expression): boolean {
  return kind === 'object' || kind === 'template' || (kind === 'list' && !/\bfor\b/.test(text));
}

/** The argument says what the method does by itself, or what another method does. */
function isRedundant({ exceptionSwitch, given }: LoggerCall, { exceptionName }: Handler): boolean {
  const written = exceptionSwitch === undefined ? undefined : given[exceptionSwitch.argument];
  if (written === undefined || exceptionSwitch?.method === undefined) return false;
  if (exceptionSwitch.says === 'on') return true;
  return exceptionSwitch.method.own && passes(written.value, exceptionName);
}

/** `e`, or `(type(e), e, e.__traceback__)`. */
function passes({ kind, text, children }: Expression, name: string | undefined): boolean {
  return name !== undefined && (text === name || (kind === 'list' && children.some((one) => one.text === name)));
}
