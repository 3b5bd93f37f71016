// Rule: a file that has a logger prints past it.

import type { LoggerCall } from '../../model/call.ts';
import type { FileReading, ModuleFacts } from '../../model/file-reading.ts';
import type { Fix } from '../../model/finding.ts';
import type { Level } from '../../model/level.ts';
import type { Rule, RuleFinding } from '../rule.ts';
import { isToolPath } from '../wording/tool-path.ts';

export const noPrint: Rule = {
  id: 'no-print',
  title: 'Printed past the logger',
  severity: 'hint',
  docs: {
    why: 'What is printed has no level, no time, no fields and no place to be switched off; it does not get to where the records are. In a file that has a logger it is mostly a forgotten line of debugging.',
    details: [
      'Looks at `print`, `pprint` and the methods of `console` in a file that has a logger; not what a file calls `logger` or `log` and is a console behind it.',
      'Leaves alone what is plainly the program’s output: scripts (`#!`, `if __name__ == "__main__"`), modules that read a command line or ask for input, tests, examples and tools, functions, classes and files whose name says that they print, what is coloured, `json.dumps(…)` alone, what another program wrote, what is printed where somebody asked for it (`if verbose:`, `if profiling:`) or right before the program ends, empty lines and parts of lines, and what is printed to a file of its own.',
      'Leaves alone what a comment for another linter says is meant: `eslint-disable-next-line no-console`, `noqa: T201`.',
      'Whether a line is for a person at a terminal or forgotten no text says for sure: that is why it is a hint.',
      'Where one value is printed, the same through the file’s logger is offered.',
    ],
    examples: [
      {
        language: 'python',
        bad: 'print("order paid")\nlogger.info("done")',
        good: 'logger.debug("order paid")\nlogger.info("done")',
      },
      {
        language: 'js',
        bad: "console.log('order paid');\nlog.info('done');",
        good: "log.debug('order paid');\nlog.info('done');",
      },
    ],
  },
  checkFile(context) {
    const { calls, module } = context;
    // A file that is there to print has nothing to say of any of its calls.
    if (!hasLogger(context) || isPrinter(module)) return [];
    return calls
      .filter(
        (call) => prints(call) && call.onPurpose === undefined && !isMeant(call, context) && !isProduct(call, context),
      )
      .map((call) => describe(call, context));
  },
};

function describe(call: LoggerCall, context: FileReading): RuleFinding {
  const logger = loggerIn(call, context);
  const written = call.kind === 'console' ? `${call.logger}.${call.method}` : call.method;
  return {
    range: call.slots.method === undefined ? call.range : { start: call.range.start, end: call.slots.method.range.end },
    message: `\`${written}\` writes past the logger of this file: no level, no fields, and never where the records are. Write it with \`${logger?.logger ?? context.module.loggers[0] ?? 'the logger'}\`, or leave it out.`,
    fixes: throughLogger(call, logger),
  };
}

/**
 * `print(x)`, `pprint(x)`, `console.log(x)`; not the standard streams, which are written to on purpose, nor what stands
 * for a console under a name of its own (`logger`, a function `log`): that is the file's logger.
 */
function prints({ kind, method, given, logger }: LoggerCall): boolean {
  if (kind === 'console') return /(?:^|\.)console$/.test(logger);
  if (kind !== 'print' || !/^(?:p?print|pp)$/.test(method)) return false;
  // An empty line or a dot of progress is no record.
  const isPart =
    given.length === 0 ||
    given.some(({ key, value }) => key === 'end' || (key === undefined && /^(['"])\1$/.test(value.text)));
  const file = given.find(({ key }) => key === 'file');
  return !isPart && (file === undefined || /^(?:sys\.std(?:out|err)|None)$/.test(file.value.text));
}

function hasLogger({ calls, module }: FileReading): boolean {
  return module.loggers.length > 0 || calls.some(({ kind }) => kind === 'log');
}

const PRINTER =
  /(?:^|[._])_*(?:main|cli|usage|help|version|banner|progress|(?:print|pprint|show|display|dump|pretty|echo|render|prompt|output|cmd|command|do|log|emit|write|trace|debug|info|warn|warning|error|fatal|table)(?:_\w*|[A-Z]\w*)?|\w+_(?:print|usage|help|banner|progress|console|stdout|cli|summary|main))$/;
/** A method of what writes for others: `ConsoleLogger.message`. */
const WRITER =
  /(?:Logger|Reporter|Printer|Writer|Output|Console|Format(?:ter)?|Renderer|Generator|Exporter|Display|Wizard|Repl|REPL|Shell)\./;
const COMMAND = /(?:^|\.)(?:command|group|option|argument|app\.command|callback|cli)\b/;

/** The file talks to a person. */
function isPrinter({ script, commandLine, test, pathInProject }: ModuleFacts): boolean {
  return script || commandLine || test || isToolPath(pathInProject);
}

/** Its function is there to print. */
function isMeant({ function: name, enclosing }: LoggerCall, { functions }: FileReading): boolean {
  if (name !== undefined && (PRINTER.test(name) || WRITER.test(name))) return true;
  return enclosing !== undefined && (functions[enclosing]?.decorators ?? []).some((one) => COMMAND.test(one));
}

/** What gives a person what was asked for. */
const TERMINAL_CLASS = /(?:Command|App|Application|Shell|Cmd|Cli|CLI|Console|Wizard)$/;
const WANTED =
  /\b(?:\w+[._])?(?:verbose|verbosity|quiet|silent|pretty|pretend|interactive|dry_?run|stdout|print\w*|show\w*|display\w*|echo|profil\w*|benchmark\w*)\b/i;

const STREAM = /\b(?:in|of)\s[^]*\b(?:\w+_)?(?:stream|logs|stdout|stderr|output|readlines?)\b/;

/** Is coloured, so it is for a terminal: `chalk.red(…)`, `"\\033[1m"`, `colored(…)`. */
const COLORED =
  /\b(?:chalk|kleur|pc|picocolors|colorette|Fore|Back|\w*[cC]olou?rs?)\.\w|\b(?:colou?red|colou?ri[sz]e|click\.style)\(|\\(?:x1b|033|u001b)\[/;
/** What another program wrote is handed on: `proc.stderr`. */
const OF_OTHERS = String.raw`^[\w.]+\.(?:stdout|stderr|output)(?:\.(?:decode|strip|rstrip|trim|toString)\([^()]*\))*$`;
const WRITTEN_BY_OTHERS = new RegExp(OF_OTHERS);
/** And a record for a program that reads it, in one line: `json.dumps(x)`. */
const FOR_A_PROGRAM = new RegExp(String.raw`^(?:\w+\.)*dumps\(|${OF_OTHERS}`);

/** What is printed is what somebody wants to see: a result, an answer, the last words of a program. */
function isProduct({ conditions, enclosing, given, kind, handler, loop }: LoggerCall, context: FileReading): boolean {
  if (conditions.some(({ text, asks }) => asks === 'debug' || WANTED.test(text))) return true;
  // What another program writes is handed on.
  if (loop !== undefined && STREAM.test(loop.header)) return true;
  const around = enclosing === undefined ? undefined : context.functions[enclosing];
  if (around?.bases.some((one) => TERMINAL_CLASS.test(one)) === true) return true;
  const exits = handler === undefined ? [] : (context.handlers[handler.index]?.exits ?? []);
  if (exits.some((one) => one.kind === 'exit')) return true;
  if (given.some(({ value }) => COLORED.test(value.text))) return true;
  const [only, more] = given;
  return (
    only !== undefined &&
    more === undefined &&
    (kind === 'print' ? FOR_A_PROGRAM : WRITTEN_BY_OTHERS).test(only.value.text)
  );
}

/** A call through a logger of the module, to write like. */
function loggerIn({ range }: LoggerCall, { calls, module }: FileReading): LoggerCall | undefined {
  return calls.find(
    ({ kind, logger, slots, range: its }) =>
      kind === 'log' && module.loggers.includes(logger) && slots.method?.levels.INFO !== undefined && its !== range,
  );
}

const LEVEL_OF: Readonly<Record<string, Level>> = { warn: 'WARNING', error: 'ERROR', info: 'INFO', debug: 'DEBUG' };

/** One value through the logger: at the level of the console's method, or at debug as what it mostly is. */
function throughLogger(
  { slots, given, kind, method, range, message, enclosing }: LoggerCall,
  logger: LoggerCall | undefined,
): Fix[] {
  const [only, more] = given;
  const levels = logger?.slots.method?.levels;
  if (logger === undefined || slots.method === undefined || only === undefined || more !== undefined) return [];
  // At the top of a module the logger may not be there yet.
  if (only.key !== undefined || only.spread !== undefined || enclosing === undefined) return [];
  if (message?.built === undefined || message.built === 'expression') return [];
  const name = levels?.[(kind === 'console' ? LEVEL_OF[method] : undefined) ?? 'DEBUG'];
  if (name === undefined) return [];
  const newText = `${logger.logger}.${name}`;
  return [
    {
      kind: 'suggest',
      title: `Write it with \`${newText}()\``,
      edits: [{ range: { start: range.start, end: slots.method.range.end }, newText }],
    },
  ];
}
