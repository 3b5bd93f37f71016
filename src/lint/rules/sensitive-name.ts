// Rule: an argument, field or hole of a logger call names a secret or personal data.

import type { Expression, ExpressionKind, LoggerCall, MessagePart } from '../../model/call.ts';
import type { Fix, Severity } from '../../model/finding.ts';
import type { Range } from '../../model/location.ts';
import type { SensitiveKind } from '../../model/sensitive/names.ts';
import { logId } from '../fixes/log-id.ts';
import { drop, mask, maskWith } from '../fixes/mask.ts';
import { showsException } from '../handlers/exceptions.ts';
import type { Rule, RuleContext, RuleFinding } from '../rule.ts';
import { isSafe } from '../sensitive/made-safe.ts';
import { endsMasked, isRedacted } from '../sensitive/redaction.ts';
import { fieldReveals, revealed, type Revealed } from '../sensitive/sensitive-expression.ts';
import { labelAtEnd } from '../sensitive/sensitive-label.ts';
import { isCounted, judgePath, judgeWord } from '../sensitive/sensitive-path.ts';

const WHAT: Readonly<Record<SensitiveKind, string>> = {
  secret: 'a secret',
  'personal-government': 'a government identifier of a person',
  'personal-contact': 'contact data of a person',
  'personal-person': 'personal data',
  'personal-money': 'financial data of a person',
  'personal-health': 'health data of a person',
  'personal-network': 'a network address of a person',
};

/** What to write in its place: of a secret, of personal data. */
const INSTEAD = ['Leave it out or mask it.', 'Log an id instead, or mask it.'] as const;

export const sensitiveName: Rule = {
  id: 'sensitive-name',
  title: 'Secret or personal data in a record',
  severity: 'error',
  docs: {
    why:
      'What is logged is copied: to files, to a log store, to people who may read logs but not the data. A secret in a record is a leaked secret, and personal data there outlives every request to delete it. ' +
      'Secrets are errors, personal data are warnings, words that may mean something harmless (a bare `token`) are hints.',
    details: [
      'Judges names by their words: variables, attributes, subscripts, `.get("password")`, getters, dictionary keys, field names, and the text right before a placeholder (`"password=%s"`). Words of the message alone never count.',
      'Knows what is not sensitive: metadata (`token_count`, `password_policy`, `next_token`), flags (`has_token`, `enableToken`), ids, where a secret lies (`secret_path`) and what it is called (`secret = file.stem`), signatures that anybody may check, what a function finds by a secret (`user_from_token(…)`), and names that say the value has been made safe (`password_hash`, `masked_card`).',
      'Knows what makes a value safe: masking, hashing and encrypting functions, `len(x)`, `bool(x)`, comparisons, `"set" if x else "unset"`, slices that keep seven characters or fewer. Encoding is not safe.',
      'Follows values to where they come from in the same file: assignments, members of object literals and of the object itself, loops, callbacks, and what functions return. What was made safe on the way is safe.',
      'Of a Python object that is logged whole it knows what its text shows: the fields of a dataclass, attrs class, `NamedTuple` or pydantic model, or what `__str__` writes, wherever in the project the class stands.',
      "Leaves alone the fields that the logger's own configuration masks or removes: pino's `redact`, tslog's `mask` (or `maskValuesOfKeys`), a winston format that deletes or overwrites them. Not those of the same name in the text.",
      'Judges what is written, and what a logger is given for records to come: `log.bind(password=…)`, `log.child({ token })`, `bind_contextvars`, `LoggerAdapter`.',
      'Of Python it knows what is attached in the project: a filter, formatter or record factory of `logging` (`addFilter`, `setFormatter`, `dictConfig`), a processor in `structlog.configure`, a `patcher`, `filter` or `format` of loguru. Understood are keys that are set to a stand-in or taken out one by one, or in a loop or comparison over a constant list or pattern of keys, also where that list is given to the masker; and of patterns over the text those that begin with words and a sign (`(password|secret)=\\S+`): what stands behind `password=` is then masked, in a message with arguments only if the masker formats it (`record.getMessage()`, `super().format(record)`).',
      'Not understood, and so no reason to be silent: patterns for values (card numbers), maskers that are built at run time, what is written but attached nowhere. A filter on a logger counts for what is logged on that very logger, as in Python itself: not for its children.',
      'Contact and person words count only on a person-like object (`user.email`) or in an unmistakable name (`user_email`).',
      'The fix puts `"***"` in its place. Offered beside it: leaving the field out, a masking function that the file has or imports (`redact(token)`), and of a person the id that the file uses already (`user.id`).',
    ],
    examples: [
      {
        language: 'python',
        bad: 'logger.info("login of %s with %s", user.id, user.password)',
        good: 'logger.info("login of %s", user.id)',
      },
      {
        language: 'js',
        bad: "log.debug({ token, userId }, 'session created');",
        good: "log.debug({ userId, hasToken: Boolean(token) }, 'session created');",
      },
    ],
  },
  judgesBound: true,
  check(call, { module, functions }) {
    const maskers = module.maskers.filter((name) => !isParameter(name, functions, call.enclosing));
    const masks = (one: Revealed, sure: boolean, keyRange?: Range): Fix[] => [
      ...mask(call, one.expression, sure, keyRange),
      ...(one.holds === undefined ? maskWith(call, one.expression, maskers, keyRange) : []),
    ];
    const id = (one: Revealed): Fix[] =>
      one.holds === undefined && one.found.kind !== 'secret' ? logId(call, one.expression, module.personIds) : [];
    const findings = new Map<string, RuleFinding>();
    const counts = saysPosition(call) || readsText(call, module);
    const moves = says(call, PLACE);
    const isPublic = says(call, /\bpublic[ _-]?key/i);
    const add = (one: Revealed, fixes: readonly Fix[]): void => {
      if (one.vague && one.found.word === 'token' && counts) return;
      if (one.vague && one.found.word === 'pwd' && moves) return;
      if (isPublic && /keys?$/i.test(one.expression.names.at(-1) ?? '')) return;
      const { start, end } = one.expression.range;
      const key = `${start.line}:${start.column}:${end.line}:${end.column}`;
      if (!findings.has(key)) findings.set(key, describe(one, one.expression.range, fixes));
    };
    for (const field of call.fields)
      for (const one of fieldReveals(field.key, field.value).filter(isReadable(call)))
        add(one, [
          ...masks(one, one.holds === undefined, field.keyRange),
          ...(judgePath(field.key.split('.')) === undefined ? id(one) : []),
          ...drop(field.removal),
        ]);
    const messages = call.message === undefined ? [] : (call.message.branches ?? [call.message]);
    // What is shown as a number is no secret: %d, :.1f. Nor what is masked in the text.
    const harmless = new Set(
      messages.flatMap(({ parts }) => [...parts.flatMap(shownAsNumber), ...masked(parts, call)]),
    );
    for (const { parts, range } of messages) {
      for (const [index, part] of parts.entries()) {
        if (part.kind === 'text') continue;
        const { expression } = part;
        if (expression === undefined) {
          // "%(password)s" with a mapping that can't be seen.
          const found = part.name === undefined || isCounted(part.name) ? undefined : judgeWord(part.name);
          if (
            found !== undefined &&
            (call.given.length > 1 || call.message?.built === 'percent-operator') &&
            !call.given.some(({ value }) => value.kind === 'object')
          )
            findings.set(`${index} of ${range.start.line}:${range.start.column}`, {
              range,
              fixes: [],
              severity: severityOf(found.kind, false),
              message: `\`${part.name}\` is ${WHAT[found.kind]} and would be readable in the log. ${INSTEAD[found.kind === 'secret' ? 0 : 1]}`,
            });
          continue;
        }
        if (harmless.has(expression.range)) continue;
        const before = parts[index - 1];
        const labelled = before?.kind === 'text' ? labelAtEnd(before.text) : undefined;
        if (
          labelled !== undefined &&
          !isSafe(expression) &&
          expression.kind !== 'conditional' &&
          !showsException(expression, call.handler?.exceptionName ?? 'err')
        )
          add({ expression, ...labelled }, masks({ expression, ...labelled }, true));
        else
          for (const one of revealed(expression)
            .filter(isWhole(call) ? isReadable(call) : () => true)
            .filter(part.name === undefined ? isPicked(call) : () => true))
            add(one, [...masks(one, one.holds === undefined), ...id(one)]);
      }
    }
    for (const value of call.arguments)
      if (!harmless.has(value.range))
        for (const one of revealed(value).filter(isPicked(call)))
          add(one, [...masks(one, one.holds === undefined), ...id(one)]);
    if (call.exception !== undefined) for (const one of revealed(call.exception)) add(one, []);
    for (const one of labelledArguments(call)) add(one, masks(one, false));
    for (const value of call.spreads) for (const one of revealed(value).filter(isReadable(call))) add(one, []);
    return [...findings.values()];
  },
};

/** Whether a name is that of a parameter of a function around. */
function isParameter(name: string, functions: RuleContext['functions'], enclosing: number | undefined): boolean {
  const one = functions[enclosing ?? -1];
  return (
    one !== undefined &&
    (one.parameters.some((parameter) => parameter.name === name) || isParameter(name, functions, one.enclosing))
  );
}

/** `console.log('password:', word)`: what is printed behind a text that says what it is. */
function labelledArguments({ kind, given, handler }: LoggerCall): Revealed[] {
  if (kind !== 'console' && kind !== 'print') return [];
  return given.flatMap(({ value, key, spread }, index) => {
    const before = given[index - 1]?.value;
    if (before?.kind !== 'string' || key !== undefined || spread !== undefined || !MAY_BE_LABELLED.has(value.kind))
      return [];
    const labelled = labelAtEnd(before.value ?? '');
    if (labelled === undefined || isSafe(value) || showsException(value, handler?.exceptionName ?? 'err')) return [];
    return revealed(value).length > 0 ? [] : [{ expression: value, found: labelled.found, vague: true }];
  });
}

/** Whether a text has a place for what is shown: of a mapping, `"{user}".format(**all)` takes the user only. */
function isPicked({ message }: LoggerCall): (one: Revealed) => boolean {
  const names = new Set(
    message?.parts.flatMap((part) =>
      part.kind === 'hole' && part.name !== undefined && part.expression === undefined ? [part.name] : [],
    ),
  );
  return ({ paths }) => names.size === 0 || paths?.every(([key]) => key !== undefined && !names.has(key)) !== true;
}

/** Whether what is shown gets into the record: not where the logger masks all of it by its keys. */
function isReadable({ redacts }: LoggerCall): (one: Revealed) => boolean {
  return ({ paths }) => redacts === undefined || paths?.every((path) => isRedacted(path, redacts)) !== true;
}

/** `log.info(order)`: an object in place of the message, whose members are fields. */
function isWhole({ message, formatStyle }: LoggerCall): boolean {
  return message?.built === 'expression' && (formatStyle === 'object-first' || formatStyle === 'object-last');
}

const MAY_BE_LABELLED: ReadonlySet<ExpressionKind> = new Set(['name', 'attribute', 'subscript', 'call']);
const POSITION =
  /\b(?:streams?|positions?|rdata|pagination|cursor|offset|up to token|lexer|syntax|vocab\w*|pars(?:er|ing|e)|rows|(?:lower|higher|greater|less|older|newer) than|registry|inject\w*)\b/i;
/** What is done in a folder. */
const PLACE =
  /\b(?:cwd|cd|chdir|(?:sub)?dir|director(?:y|ies)|folders?|paths?|working|workspace|(?:running|executing|working|located|now|were|are|is) in|changed to|moved to)\b/i;
/** What cuts texts into tokens. */
const READS_TEXT =
  /^(?:pygments|tokenize|token|ply|lark|antlr4|sly|parso|lib2to3|jedi|sqlparse|nltk|spacy|tokenizers|transformers|pyparsing|rply|tree_sitter|acorn|esprima|espree|moo|chevrotain|nearley|marked|markdown-it|postcss|css-tree|prismjs|shiki|@babel\/(?:parser|tokenizer))(?:$|[./])/;
const TEXT_READER = /(?:pars|lex(?=er|ing|_|\.|$)|tokeni[sz]|scanner|grammar|syntax|compil)\w*/i;
const MARK = /\b(?:current|last|since|from|to|prev|previous|min|max|next|stream)_?tokens?$/i;

/** Whether a call tells of a stream, a page, a parser, a registry: their tokens are marks or names. */
function saysPosition(call: LoggerCall): boolean {
  return says(call, POSITION) || call.given.some(({ value }) => MARK.test(value.names.at(-1) ?? ''));
}

/** Whether a call stands in a parser or lexer: by what it is in, or what the file imports. */
function readsText({ function: name = '' }: LoggerCall, { imports, pathInProject }: RuleContext['module']): boolean {
  return (
    imports.some((path) => READS_TEXT.test(path)) ||
    TEXT_READER.test(name) ||
    TEXT_READER.test(/[^/]*$/.exec(pathInProject)?.[0] ?? '')
  );
}

function says({ message }: LoggerCall, what: RegExp): boolean {
  return message?.parts.some((part) => part.kind === 'text' && what.test(part.text)) === true;
}

function shownAsNumber(part: MessagePart): Range[] {
  return part.kind === 'hole' && part.expression !== undefined && /[dfgeEGF]$/.test(part.format ?? '')
    ? [part.expression.range]
    : [];
}

/** What stands behind labels whose values the logger masks. */
function masked(parts: readonly MessagePart[], { redactsBehind }: LoggerCall): Range[] {
  return parts.flatMap((part, index) => {
    const before = parts[index - 1];
    return part.kind === 'hole' &&
      part.expression !== undefined &&
      before?.kind === 'text' &&
      endsMasked(before.text, redactsBehind)
      ? [part.expression.range]
      : [];
  });
}

function severityOf(kind: SensitiveKind, vague: boolean): Severity {
  return vague ? 'hint' : kind === 'secret' ? 'error' : 'warning';
}

function describe({ expression, found, vague, holds }: Revealed, range: Range, fixes: readonly Fix[]): RuleFinding {
  const name = isShort(expression) ? `\`${expression.text}\`` : `This value ("${found.word}")`;
  const what = `${vague ? 'looks like' : 'is'} ${WHAT[found.kind]}`;
  const source = holds === undefined ? '' : isShort(holds) ? `\`${holds.text}\`, which ` : `"${found.word}", which `;
  return {
    range,
    fixes,
    severity: severityOf(found.kind, vague),
    message: `${name} ${holds === undefined ? what : `shows ${source}${what}`} and would be readable in the log. ${INSTEAD[found.kind === 'secret' ? 0 : 1]}`,
  };
}

function isShort({ text }: Expression): boolean {
  return text.length <= 60 && !text.includes('\n');
}
