// What rules are told of a file besides its calls: its handlers, its functions, and what kind of module it is.

import { groupBy } from '../../base/group-by.ts';
import type { LoggerCall } from '../../model/call.ts';
import type { CorrelationSource, ModuleFacts, SourceFunction } from '../../model/file-reading.ts';
import type { Handler } from '../../model/handler.ts';
import type { FileFacts, FunctionFacts, HandlerFacts } from '../facts/facts.ts';
import { isExplainedAbove, isExplainedBehind, type HandlerBody } from '../facts/handler-body.ts';
import type { Source } from '../parsing/source.ts';
import { maskersIn, personIdsIn } from './maskers.ts';
import { isWeb, purposeOf } from './purpose.ts';

/** A call and where it stands in the text. */
export interface PlacedCall {
  readonly call: LoggerCall;
  readonly start: number;
  readonly end: number;
}

/** The handlers of a file, with the calls in each. */
export function handlersOf(
  facts: readonly HandlerFacts[],
  bodyOf: (handler: HandlerFacts) => HandlerBody,
  calls: readonly PlacedCall[],
  source: Source,
): Handler[] {
  const ofHandler = groupBy(calls.keys(), (index) => calls[index]!.call.handler?.index);
  return facts.map((handler) => {
    const { node, kind, scope, types, enclosing, parent } = handler;
    const { header, empty, commented, fallsThrough, exits, uses } = bodyOf(handler);
    const indexes = ofHandler.get(scope.index) ?? [];
    const own = indexes.map((index) => calls[index]!);
    const inCall = (at: number): boolean => own.some(({ start, end }) => start <= at && at < end);
    return {
      kind,
      range: scope.range,
      header: source.range(node.start, header),
      ...(scope.exceptionName === undefined ? {} : { exceptionName: scope.exceptionName }),
      types,
      ...(enclosing === undefined ? {} : { enclosing }),
      ...(parent === undefined ? {} : { parent }),
      empty,
      commented:
        commented ||
        (empty &&
          (isExplainedAbove(node.start, source) || (kind === 'callback' && isExplainedBehind(node.end, source)))),
      exits,
      fallsThrough,
      uses: uses.filter(({ start }) => !inCall(start)).map(({ start, end }) => source.range(start, end)),
      calls: indexes,
    };
  });
}

/** The functions of a file. A function inside one that handles requests handles them too. */
export function functionsOf(
  { functions: facts }: FileFacts,
  imports: readonly string[],
  source: Source,
): SourceFunction[] {
  const web = isWeb(imports);
  const functions: SourceFunction[] = [];
  for (const one of facts) {
    const { name, start, end, async, parameters, decorators, bases, enclosing } = one;
    const handles = purposeOf(one, web) ?? (enclosing === undefined ? undefined : functions[enclosing]?.handles);
    functions.push({
      name,
      range: source.range(start, end),
      async,
      parameters,
      decorators,
      bases,
      ...(handles === undefined ? {} : { handles }),
      correlation: correlationIn(one, handles !== undefined, source),
      ...(enclosing === undefined ? {} : { enclosing }),
    });
  }
  return functions;
}

const MAX_FUNCTION = 20_000;
const MAX_SOURCES = 8;
const ID = '(?:correlation|request|req|trace|x_?request|transaction)_?id';
const ID_NAME = new RegExp(`^(?:${ID}|cid)$`, 'i');
/** An attribute, item or variable that holds an ID: `request.state.request_id`, `headers["X-Request-ID"]`, `req.id`, `trace_id =`. */
const ID_SOURCE = new RegExp(
  `\\b(?:self\\.request|request|req|ctx|context|g|event|message|msg|job)(?:\\.(?:state|ctx|log|headers|META|attributes|properties))?` +
    `(?:\\.(?:get|header)\\(\\s*["'](?:X-)?(?:Correlation|Request|Trace)-?_?Id["'][^()]{0,40}\\)|\\[["'](?:HTTP_)?(?:X[-_])?(?:Correlation|Request|Trace)[-_]?Id["']\\]|\\.${ID}\\b)` +
    `|(?<=\\breq(?:uest)?)\\.id\\b|(?<![\\w.$])(?:${ID}|cid)(?=\\s*(?::[^=\\n]{1,40})?=(?!=))`,
  'gi',
);

function correlationIn(
  { start, end, parameters }: FunctionFacts,
  handles: boolean,
  source: Source,
): CorrelationSource[] {
  const found: CorrelationSource[] = parameters
    .filter(({ name }) => ID_NAME.test(name))
    .map(({ name }) => ({ text: name, from: source.position(start) }));
  if (!handles) return found;
  const text = source.text.slice(start, Math.min(end, start + MAX_FUNCTION));
  for (const { index, 0: match } of text.matchAll(ID_SOURCE)) {
    if (found.length >= MAX_SOURCES) break;
    const written =
      match === '.id' ? `${/\w+$/.exec(text.slice(Math.max(0, index - 20), index))?.[0] ?? ''}.id` : match;
    if (found.some((one) => one.text === written)) continue;
    found.push({ text: written, from: source.position(start + index) });
  }
  return found;
}

const COMMAND_LINE =
  /^(?:argparse|click|typer|optparse|docopt|fire|commander|yargs|meow|minimist|cac|oclif|@oclif\/core|node:util\.parseArgs|questionary|inquirer|enquirer|prompts|@inquirer\/\w+|@clack\/\w+|prompt_toolkit|InquirerPy|PyInquirer|getpass|curses|blessed|cmd|cmd2|readline|node:readline|tabulate|colorama|termcolor|traitlets\.config\.application|jupyter_core\.application|cleo|cliff)(?![\w-])/;
/** It reads the command line, or asks a person: `input("Go on? ")`. */
const TALKS = /\.parse_args\(|\bsys\.argv\b|\bprocess\.argv\b|(?<![\w.])(?:raw_)?input\(\s*(?:\)|[rf]?["'])/;
const TEST_FILE =
  /(?:^|[/_.a-z-])[tT]est(?:ing)?[-_]?(?:[uU]til(?:s|ities)?|[hH]elpers?|[sS]upport)\.(?:[cm]?[jt]sx?|pyw?)$|(?:^|\/)(?:tests?|__tests__|spec)\/|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.pyw?$|\.(?:test|spec|e2e)\.[cm]?[jt]sx?$/;

/** What a file is as a whole; `loggers` are the names in it that stand for loggers. */
export function moduleOf(
  imports: readonly string[],
  loggers: readonly string[],
  { text }: Source,
  pathInProject: string,
  calls: readonly PlacedCall[],
): ModuleFacts {
  return {
    pathInProject,
    loggers,
    maskers: calls.length === 0 ? [] : maskersIn(text),
    personIds: personIdsIn(text, calls),
    imports,
    script:
      text.startsWith('#!') ||
      /^if\s+__name__\s*==\s*["']__main__["']|^if\s*\(?\s*(?:require\.main\s*===?\s*module|import\.meta\.main)\b/m.test(
        text,
      ),
    test:
      TEST_FILE.test(pathInProject) ||
      imports.some((one) => /^(?:pytest|unittest|vitest|node:test|@jest\/globals|mocha)\b/.test(one)),
    commandLine: imports.some((one) => COMMAND_LINE.test(one)) || TALKS.test(text),
  };
}
