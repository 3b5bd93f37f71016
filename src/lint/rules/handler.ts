// Rule: what an except or catch block logs loses the exception, says it twice, or nothing at all.

import type { LoggerCall } from '../../model/call.ts';
import type { FileReading, ModuleFacts } from '../../model/file-reading.ts';
import type { Severity } from '../../model/finding.ts';
import type { Handler } from '../../model/handler.ts';
import { passExceptionFix, renameFix, switchFix, unnameFix } from '../fixes/exception-fixes.ts';
import {
  isBroad,
  isSwitchedOff,
  judgeHandler,
  judgeOutside,
  showsAny,
  type HandlerVerdict,
  type OutsideVerdict,
} from '../handlers/handler-verdict.ts';
import type { Rule, RuleFinding } from '../rule.ts';
import { isToolPath } from '../wording/tool-path.ts';

export const handler: Rule = {
  id: 'handler',
  title: 'Exception lost, doubled or swallowed',
  severity: 'warning',
  docs: {
    why:
      'The record of a failure is read when nobody can ask the program any more. Without the exception it says that something failed, but not what and where: the traceback is gone. ' +
      'An exception that is swallowed leaves nothing at all; one that is logged and raised on is logged again further up, so one failure looks like several.',
    details: [
      'Gives one verdict for a handler, and one for each of its calls that says the exception twice: nothing is done with the exception; it is switched off (`exc_info=False`); logged and raised on; not passed; passed as the text of its traceback; named again by the method that writes it anyway; or passed twice.',
      'Not passed is judged from error on, where its text alone (`{ err: err.message }`) is too little, and at warning where everything is caught or the record says nothing of the exception. An exception that another record of the same handler carries is fine.',
      'In scripts, programs on a command line and where the process ends, a text that shows the exception is for the person who waits for it: there it is no more than a hint, and none where the library has no method that writes the exception by itself. Where the exception is returned or handed to what is returned, it is for your information: it is not lost. A logger of unknown make that gets the exception in an object is taken to write all of it.',
      'Swallowed is only what catches everything (bare, `Exception`, `catch`) and does nothing. A type by name (`except KeyError: pass`), a comment that says why (in it or on the line above), a value in its place are fine; a comment for a tool (`noqa`) or a TODO does not say why.',
      'Logged and raised on counts in functions, from error on, where the very same exception is raised on every way; not in `main`, and not where another exception is raised from it.',
      '`.exception()` and `exc_info=True` outside of a handler write "NoneType: None". Functions that by their name, parameters or decorators are called for errors are left alone, but for a hint where the exception is a parameter that could be passed. `.exception(…, exc_info=e)` outside of a handler is a hint, too.',
      'The fix passes the exception as the library wants it: `.exception()`, `exc_info=e`, `{ err: e }`; takes it out of the message; or names the right method.',
    ],
    examples: [
      {
        language: 'python',
        bad: 'except PaymentError:\n    logger.error("payment failed")',
        good: 'except PaymentError:\n    logger.exception("payment failed")',
      },
      {
        language: 'python',
        bad: 'except PaymentError as e:\n    logger.exception("payment failed: %s", e)',
        good: 'except PaymentError:\n    logger.exception("payment failed")',
      },
      {
        language: 'js',
        bad: "try { pay(); } catch (err) {\n  log.error('payment failed');\n}",
        good: "try { pay(); } catch (err) {\n  log.error({ err }, 'payment failed');\n}",
      },
    ],
  },
  checkFile(reading) {
    const inHandlers = reading.handlers.flatMap((one) =>
      judgeHandler(one, reading).flatMap((verdict) =>
        verdict.kind === 'not-passed' && isForPerson(verdict.call, one, reading.module) && !hasOwnMethod(verdict.call)
          ? []
          : [describe(verdict, one, reading.module)],
      ),
    );
    const outside = reading.calls.flatMap((call) => {
      if (call.handler === undefined && isSwitchedOff(call)) return [switchedOff(call)];
      const verdict = judgeOutside(call, reading);
      return verdict === undefined ? [] : [describeOutside(call, verdict, reading)];
    });
    return [...inHandlers, ...outside];
  },
};

function describe(verdict: HandlerVerdict, block: Handler, module: ModuleFacts): RuleFinding {
  if (verdict.kind === 'swallowed') return swallowed(block);
  const { call } = verdict;
  const own = call.slots.method?.exception;
  const name = block.exceptionName === undefined ? 'the exception' : `\`${block.exceptionName}\``;
  switch (verdict.kind) {
    case 'switched-off':
      return switchedOff(call);
    case 'raised-again':
      return {
        range: call.range,
        message: `${capital(name)} is logged here and raised on, so whoever catches it logs it again. Log it or raise it, not both; to add what is known here, raise another exception from it.`,
        fixes: [],
      };
    case 'not-passed':
      return {
        range: methodRange(call),
        message: `${notPassed(call, block, name)} ${hasOwnMethod(call) ? `Use \`.${own}()\`` : `Pass ${name}${keywordOf(call)}`}.`,
        severity: severityOf(call, block, module),
        fixes: passExceptionFix(call),
      };
    case 'traceback-text':
      return {
        range: methodRange(call),
        message: `The traceback of ${name} is written as text, so no two records of this call are alike, and nothing knows it for an exception. ${own === undefined ? `Pass ${name}${keywordOf(call)}` : `Use \`.${own}()\``}, which adds it by itself.`,
        severity: 'information',
        fixes: [],
      };
    case 'named-again':
      return {
        range: call.message?.range ?? call.range,
        message: `${called(call, call.method)} writes ${name} with its traceback, and the message shows it once more. Leave it out of the message, which then is the same for every record.`,
        fixes: unnameFix(call),
      };
    case 'redundant': {
      const same = call.exceptionSwitch?.method?.own === true;
      return {
        range: argumentRange(call),
        message: same
          ? `${called(call, call.method)} writes the exception by itself. Leave \`${argumentText(call)}\` out.`
          : `${called(call, call.method, `…, ${argumentText(call)}`)} in a handler is what ${called(call, call.exceptionSwitch?.method?.name ?? '')} is for. Use that.`,
        severity: 'hint',
        // A function that was imported by its name has no other beside it.
        fixes: same ? switchFix(call, undefined) : own === undefined ? [] : switchFix(call, own),
      };
    }
  }
}

/** By what name the exception is passed, where it has one. */
function keywordOf({ slots: { exception: slot } }: LoggerCall): string {
  const keyword = slot?.kind === 'argument' ? /^(\w+)=$/.exec(slot.open)?.[1] : slot?.key;
  return keyword === undefined || keyword === '' ? '' : ` as \`${keyword}\``;
}

/** A method with its parentheses, or a function of that name. */
function called({ logger }: LoggerCall, method: string, inside = ''): string {
  return `\`${logger === '' ? '' : '.'}${method}(${inside})\``;
}

function switchedOff(call: LoggerCall): RuleFinding {
  return {
    range: argumentRange(call),
    message: `${called(call, call.method)} is told here not to write the exception. Use ${called(call, call.slots.method?.levels.ERROR ?? 'error')}, which writes none, or leave \`${argumentText(call)}\` out.`,
    fixes: renameFix(call, call.slots.method?.levels.ERROR),
  };
}

function swallowed({ header, types, kind }: Handler): RuleFinding {
  const what = types.length === 0 ? 'Whatever goes wrong' : `Every \`${types.join('`, `')}\``;
  return {
    range: header,
    message: `${what} is swallowed here: nothing is logged, raised or kept. Log it with the exception, catch only what is expected, or say in a comment why it does not matter.`,
    ...(kind === 'callback' ? { severity: 'hint' as const } : {}),
    fixes: [],
  };
}

/** A named type, or an exception whose text is there, is half the truth: a lost traceback of anything is worse. */
function severityOf(call: LoggerCall, block: Handler, module: ModuleFacts): Severity {
  if (isForPerson(call, block, module) || (isToolPath(module.pathInProject) && showsAny(call, block))) return 'hint';
  const raised = block.exits.some(({ kind, cause }) => kind === 'raise' && cause === 'kept');
  if (raised || (block.types.length > 0 && !isBroad(block))) return 'information';
  if (isHandedOn(block)) return 'information';
  return showsAny(call, block) && call.level === 'WARNING' ? 'information' : 'warning';
}

/** A person at a terminal reads the text of the exception, and needs no more. */
function isForPerson(call: LoggerCall, block: Handler, { commandLine, script }: ModuleFacts): boolean {
  const ends = block.exits.some(({ kind }) => kind === 'exit');
  return (commandLine || script || ends) && showsAny(call, block);
}

/** Whether a method beside the one that is called writes the exception by itself. */
function hasOwnMethod({ method, slots }: LoggerCall): boolean {
  return slots.method?.exception !== undefined && method === slots.method.levels.ERROR;
}

/** Whoever gets the exception can still say all of it: `return fail(err)`. */
function isHandedOn({ exits, exceptionName }: Handler): boolean {
  return exits.some(({ value }) => {
    const inner = value?.kind === 'effect' && value.children.length === 1 ? value.children[0] : value;
    const handed = inner?.kind === 'call' ? inner.children.slice(1) : [inner];
    return handed.some((one) => one?.kind === 'name' && one.text === exceptionName);
  });
}

function notPassed(call: LoggerCall, block: Handler, name: string): string {
  return showsAny(call, block)
    ? `Only the text of ${name} gets into the record; type, cause and traceback are lost.`
    : `Nothing of ${name} gets into the record, so what went wrong and where is lost.`;
}

function describeOutside(call: LoggerCall, verdict: OutsideVerdict, { functions }: FileReading): RuleFinding {
  if (verdict.kind === 'passed') {
    const plain = call.slots.method?.levels.ERROR;
    return {
      range: methodRange(call),
      message: `${called(call, call.method)} is for the exception being handled, and none is here. ${called(call, plain ?? 'error', `…, ${argumentText(call)}`)} writes the same and says so.`,
      severity: 'hint',
      fixes: renameFix(call, plain),
    };
  }
  if (verdict.kind === 'unknown') {
    const what = call.exceptionBy === 'method' ? called(call, call.method) : `\`${argumentText(call)}\``;
    return {
      range: call.exceptionBy === 'method' ? methodRange(call) : argumentRange(call),
      message: `Whether ${what} finds an exception depends on who calls this function; \`${verdict.name}\` is here in any case. Pass it to ${called(call, call.slots.method?.levels.ERROR ?? 'error')}.`,
      severity: 'hint',
      fixes: [],
    };
  }
  const [fn] = call.enclosing === undefined ? [] : [functions[call.enclosing]];
  const byMethod = call.exceptionBy === 'method';
  const plain = call.slots.method?.levels.ERROR;
  const fixes = switchFix(call, byMethod ? plain : undefined, fn === undefined ? 'fix' : 'suggest');
  const what = byMethod ? called(call, call.method) : `\`${argumentText(call)}\``;
  return {
    range: byMethod ? methodRange(call) : argumentRange(call),
    message: `No exception is being handled here, so ${what} writes "NoneType: None" in place of a traceback. ${byMethod ? `Use ${called(call, plain ?? 'error')}` : 'Leave it out'}, or call it inside the handler.`,
    fixes: byMethod && plain === undefined ? [] : fixes,
  };
}

function methodRange({ slots, range }: LoggerCall): RuleFinding['range'] {
  return slots.method?.range ?? range;
}

function argumentRange({ exceptionSwitch, given, range }: LoggerCall): RuleFinding['range'] {
  return given[exceptionSwitch?.argument ?? -1]?.range ?? range;
}

function argumentText({ exceptionSwitch, given }: LoggerCall): string {
  const argument = given[exceptionSwitch?.argument ?? -1];
  return `${argument?.key ?? ''}=${argument?.value.text.slice(0, 40) ?? ''}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
