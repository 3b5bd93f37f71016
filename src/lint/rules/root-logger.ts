// Rule: a module logs through the root logger instead of one of its own.

import type { LoggerCall } from '../../model/call.ts';
import type { Fix } from '../../model/finding.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const rootLogger: Rule = {
  id: 'root-logger',
  title: 'Root logger in a module',
  severity: 'hint',
  docs: {
    why:
      'What is written with `logging.info(…)` comes from "root": nobody can tell which module wrote it, or give that module a level of its own. ' +
      'The first such call also configures logging, where the program has not done so yet.',
    details: [
      'Looks at the functions of `logging` that write a record, however they are imported, and at those of `winston`.',
      'Leaves alone what a script without a logger of its own writes in `main` or outside of its functions: the program itself may be root. And `logging.root` and `logging.getLogger()`, which say what they mean.',
      'Where the module has a logger already, using it is suggested inside functions.',
    ],
    examples: [{ language: 'python', bad: 'logging.info("started")', good: 'logger.info("started")' }],
  },
  check(call, context) {
    if (call.root === undefined || isOfProgram(call, context)) return [];
    const { start } = call.range;
    const written = call.logger === '' ? call.method : `${call.logger}.${call.method}`;
    const range = { start, end: { line: start.line, column: start.column + written.length } };
    const own = ownLogger(context);
    return [
      {
        range: written.includes('\n') ? call.range : range,
        message:
          `\`${written}\` writes through the root logger, so nobody can tell which module the record is from, or set its level. ` +
          `Use a logger of the module: \`${own ?? 'logger'}.${call.method}(…)\`${own === undefined ? ` with \`${call.root.instead}\`` : ''}.`,
        fixes: own === undefined ? [] : fixOf(call, own),
      },
    ];
  },
};

/** A program without a logger of its own: what it says of itself may come from root. Its functions may be imported. */
function isOfProgram({ enclosing, function: name = '' }: LoggerCall, { module }: RuleContext): boolean {
  if (!module.script || module.loggers.length > 0) return false;
  return module.test || enclosing === undefined || /^_*(?:main|run|cli)$/.test(name);
}

/** The module's one logger, or the one that bears the usual name. */
function ownLogger({ module: { loggers } }: RuleContext): string | undefined {
  return loggers.length === 1 ? loggers[0] : loggers.find((name) => /^_?log(?:ger)?$/i.test(name));
}

/** Inside a function the module's logger is there, wherever it is made. */
function fixOf({ logger, enclosing, range: { start } }: LoggerCall, own: string): Fix[] {
  if (logger === '' || logger.includes('\n') || enclosing === undefined) return [];
  const range = { start, end: { line: start.line, column: start.column + logger.length } };
  return [{ kind: 'suggest', title: `Use ${own}`, edits: [{ range, newText: own }] }];
}
