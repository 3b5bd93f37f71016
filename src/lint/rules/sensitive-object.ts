// Rule: a whole request, its headers or body, the environment, a configuration, a user is shown.

import type { CallArgument, LoggerCall } from '../../model/call.ts';
import type { SourceFunction } from '../../model/file-reading.ts';
import type { Fix } from '../../model/finding.ts';
import type { Range } from '../../model/location.ts';
import { drop, mask } from '../fixes/mask.ts';
import type { Rule, RuleContext, RuleFinding } from '../rule.ts';
import { isRedacted, isRedactedInside } from '../sensitive/redaction.ts';
import { wholeObjects, type Depth, type Surroundings, type Whole, type WholeKind } from '../sensitive/whole-object.ts';

const WHAT: Readonly<Record<WholeKind, string>> = {
  request: 'a whole request, with its headers, cookies and body. Log its method, path and id',
  headers: 'all headers, with authorization and cookies. Pick the ones you need',
  body: 'a whole request body, with whatever a client sends. Pick the fields you need',
  session: 'a whole session. Log an id of it',
  environment:
    'the whole environment, where passwords and keys are passed. Pick the variables you need, or log their names',
  configuration: 'a whole configuration, which may hold passwords and keys. Pick the settings you need',
  person: 'all that is known of a person. Log the id',
  attributes: 'all attributes of an object, whatever they are. Pick the ones you need',
  'failed-request': 'the request that failed, with its headers and body. Log its method, address and status',
};
/** Modules that speak HTTP. */
const WEB =
  /^(?:requests|httpx|aiohttp|urllib|urllib3|http|https|node:https?|axios|got|node-fetch|undici|superagent|request|django|flask|quart|fastapi|starlette|sanic|tornado|pyramid|bottle|falcon|litestar|rest_framework|werkzeug|express|fastify|koa|next|hono|@nestjs\/\w+|restify|@hapi\/hapi|supertest)(?:$|[./])/;
/** Modules whose configurations say how something is calculated or built. */
const MODELS =
  /^(?:torch|tensorflow|keras|transformers|jax|flax|numpy|pandas|sklearn|scipy|lightning|pytorch_lightning|datasets|diffusers|optuna|xgboost|webpack|rollup|vite|esbuild|eslint|babel|@babel\/\w+|jest|typescript|karma|metro)(?:$|[./])/;

export const sensitiveObject: Rule = {
  id: 'sensitive-object',
  title: 'Whole object in a record',
  severity: 'warning',
  docs: {
    why:
      'A request carries an authorization header, an environment carries passwords, a user record carries whatever the next migration adds to it. ' +
      'Who logs the whole object logs what nobody looked at, today and after every change to it.',
    details: [
      'Finds requests, headers, bodies, the environment (`os.environ`, `process.env`), configurations, users, all attributes (`vars(x)`, `x.__dict__`, `locals()`), and what axios keeps of a failed request (`err.config`), also through `json.dumps`, `JSON.stringify`, `dict`, `to_dict()`, `model_dump()`, spreads, and variables of the same function.',
      'A user or a request counts where its members are shown: as a field, serialised, or printed by `console`. In a text it shows what it says of itself.',
      'Configurations, and names that may mean something else, are hints; a file that imports numeric or build libraries may log its `config`.',
      "Leaves alone a field that the logger's own configuration masks, and one of which it masks a part: `redact: ['body.password']` says that somebody has looked at the rest.",
      'Names (`list(os.environ)`, `Object.keys(headers)`), counts and single members are fine, and so is what a redacting function gives.',
    ],
    examples: [
      {
        language: 'python',
        bad: 'logger.debug("got %s", request.headers)',
        good: 'logger.debug("got %s", request.headers.get("User-Agent"))',
      },
      {
        language: 'js',
        bad: "log.info({ body: req.body }, 'order received');",
        good: "log.info({ orderId: req.body.orderId }, 'order received');",
      },
    ],
  },
  judgesBound: true,
  check(call, context) {
    const around = surroundingsOf(call, context);
    const findings = new Map<string, RuleFinding>();
    const add = (one: Whole, fixes: readonly Fix[]): void => {
      if (call.formatStyle === 'object-first' && hasSerializer(one)) return;
      const { start, end } = one.expression.range;
      const key = `${start.line}:${start.column}:${end.line}:${end.column}`;
      if (!findings.has(key)) findings.set(key, describe(one, fixes));
    };
    for (const { key, value, keyRange, removal } of call.fields)
      for (const one of wholeObjects(value, fieldDepth(call), around).filter(isReadable(call, key.split('.'))))
        add(one, [...suggestions(call, one, keyRange), ...drop(removal)]);
    // "%(version)s" with a mapping: what has a place is shown.
    const named = call.message?.parts.filter((part) => part.kind === 'hole' && part.name !== undefined) ?? [];
    const picks = named.some((part) => part.kind === 'hole' && part.expression === undefined);
    for (const part of call.message?.parts ?? [])
      if (part.kind === 'hole' && part.expression !== undefined && !picks && !isPlainText(call))
        for (const one of wholeObjects(part.expression, messageDepth(call), around)) add(one, suggestions(call, one));
    if (call.message !== undefined && isPlainText(call))
      for (const { value } of call.given.filter(isMessageOf(call)))
        for (const one of wholeObjects(value, 'text', around)) add(one, suggestions(call, one));
    for (const value of named.length > 0 ? [] : call.arguments)
      for (const one of wholeObjects(value, call.kind === 'console' ? 'members' : 'text', around))
        add(one, suggestions(call, one));
    for (const value of call.spreads)
      for (const one of wholeObjects(value, 'members', around).filter(isReadable(call, []))) add(one, []);
    return [...findings.values()];
  },
};

function surroundingsOf({ handler, enclosing }: LoggerCall, { module, functions }: RuleContext): Surroundings {
  return {
    web: module.imports.some((path) => WEB.test(path)) || functions[enclosing ?? -1]?.handles === 'request',
    models: module.imports.some((path) => MODELS.test(path)),
    userIsName: comesWithPassword(functions, enclosing),
    // Asked of few calls.
    ownUserIsName: () => functions.some((one) => makes(one, functions[enclosing ?? -1]?.name) && takesPassword(one)),
    ...(handler?.exceptionName === undefined ? {} : { exceptionName: handler.exceptionName }),
  };
}

/** Whether a function, or one around it, takes a password beside a user. */
function comesWithPassword(functions: RuleContext['functions'], enclosing: number | undefined): boolean {
  const one = functions[enclosing ?? -1];
  if (one === undefined) return false;
  return takesPassword(one) || comesWithPassword(functions, one.enclosing);
}

function takesPassword({ parameters }: SourceFunction): boolean {
  return parameters.some(({ name }) => /^_?(?:password|passwd|passphrase|pass|pwd)$/i.test(name));
}

/** Whether a function makes the objects that `method` is one of: `Client.constructor` those of `Client.show`. */
function makes({ name }: SourceFunction, method = ''): boolean {
  const [, owner] = /^(.+)\.(?:constructor|__init__)$/.exec(name) ?? [];
  return owner !== undefined && method.startsWith(`${owner}.`);
}

/** Whether nothing in the logger's configuration masks it or chooses what of it is masked. */
function isReadable({ redacts }: LoggerCall, under: readonly string[]): (one: Whole) => boolean {
  return ({ holds, kind }) => {
    if (redacts === undefined) return true;
    const key = holds?.key;
    const path = under.length > 0 ? under : key === undefined ? [] : [key];
    const ofHeaders = kind === 'headers' && isRedacted([...path, 'authorization'], redacts);
    return path.length === 0 || !(ofHeaders || isRedacted(path, redacts) || isRedactedInside(path, redacts));
  };
}

/** `{ req }`: loggers that take an object first write of a request by that key its method and address. */
function hasSerializer({ kind, expression, holds }: Whole): boolean {
  return kind === 'request' && [expression.key, holds?.key].some((key) => key === 'req' || key === 'request');
}

/** A text that shows an object as [object Object]. */
function isPlainText({ message }: LoggerCall): boolean {
  return message?.built === 'template-literal' || message?.built === 'concatenation';
}

function isMessageOf({ message }: LoggerCall): (argument: CallArgument) => boolean {
  return ({ value: { range } }) =>
    message !== undefined &&
    range.start.line === message.range.start.line &&
    range.start.column === message.range.start.column;
}

function fieldDepth({ formatStyle, kind }: LoggerCall): Depth {
  return formatStyle === 'object-first' || formatStyle === 'object-last' || kind === 'console' ? 'members' : 'text';
}

function messageDepth({ kind, message }: LoggerCall): Depth {
  return kind === 'console' && message?.built === 'expression' ? 'members' : 'text';
}

/** The id of a person, the address of a request; or stars. */
function suggestions(call: LoggerCall, { kind, expression }: Whole, keyRange?: Range): Fix[] {
  const member = kind === 'person' ? 'id' : kind === 'request' ? 'url' : undefined;
  const shorthand = expression.key !== undefined && expression.key === expression.text;
  const instead: Fix[] =
    member === undefined || (expression.kind !== 'name' && expression.kind !== 'attribute') || shorthand
      ? []
      : [
          {
            kind: 'suggest',
            title: `Log ${expression.text}.${member}`,
            edits: [{ range: { start: expression.range.end, end: expression.range.end }, newText: `.${member}` }],
          },
        ];
  return [...instead, ...mask(call, expression, false, keyRange)];
}

function describe({ kind, expression, holds, vague }: Whole, fixes: readonly Fix[]): RuleFinding {
  const name =
    expression.text.length <= 60 && !expression.text.includes('\n') ? `\`${expression.text}\`` : 'This value';
  const source =
    holds === undefined || holds.text.length > 60 || holds.text.includes('\n') ? '' : ` (\`${holds.text}\`)`;
  return {
    range: expression.range,
    fixes,
    severity: vague ? 'hint' : 'warning',
    message: `${name}${source} shows ${WHAT[kind]} instead.`,
  };
}
