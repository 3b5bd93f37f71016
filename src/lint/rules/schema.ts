// Rule: a call gives fields that the project's own schema does not know, gives them another type, or lacks one that it requires.

import { didYouMean, nearest, plainName } from '../../base/near.ts';
import type { CallField, Expression, LoggerCall } from '../../model/call.ts';
import type { FieldSchema, FieldShape, FieldType } from '../../model/field-schema.ts';
import type { Fix } from '../../model/finding.ts';
import type { Rule, RuleFinding } from '../rule.ts';

/** What every logging library, or how it is set up, puts into a record by itself, by any of its names. */
const BY_ITSELF = new Set(
  (
    'message msg event text body level severity levelname loglevel levelno severitytext severitynumber timestamp time ts datetime date asctime created ' +
    'logger name loggername category module file filename pathname path line lineno linenumber function funcname caller source ' +
    'service servicename app application environment env version host hostname pid process processname thread threadname schema schemaversion'
  ).split(' '),
);

const ARTICLE: Readonly<Record<FieldType, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

export const schema: Rule = {
  id: 'schema',
  title: 'Field against the project’s schema',
  severity: 'warning',
  docs: {
    why:
      'A record whose fields have other names or types than the others can’t be searched, charted or joined with them: `correlationid` is not found by who asks for `correlation_id`, and a text where numbers are makes a store refuse the record. ' +
      'The project’s own JSON Schema, `.sightline/schema.json`, is held against each call.',
    details: [
      'Looks at the fields of logger calls: names that the schema does not know (unless its `additionalProperties` allows more, and then at other spellings of known ones), values whose type is plain in the source, and required fields that neither the call, a bound logger, a wrapper nor the library supplies.',
      'Leaves alone calls that hand over whole objects, as far as required fields go; what every library or its set-up writes (message, level, time, logger, service, place, process); loggers that are known by name only, which may have fields bound; console and print.',
      'The fix renames a field that is another spelling of a known one; for a field that is only near one, the rename is offered.',
    ],
    examples: [
      {
        language: 'python',
        bad: 'logger.info("order paid", extra={"correlationid": cid})',
        good: 'logger.info("order paid", extra={"correlation_id": cid})',
      },
      {
        language: 'js',
        bad: "log.info({ correlation_id: cid, duration_ms: '12' }, 'order paid');",
        good: "log.info({ correlation_id: cid, duration_ms: 12 }, 'order paid');",
      },
    ],
  },
  options: {
    supplied: {
      type: 'strings',
      description: 'required fields that the set-up of logging adds to every record, so that no call has to.',
    },
  },
  check(call, { schema: known, options }) {
    if (known === undefined || call.kind !== 'log') return [];
    const supplied = Array.isArray(options['supplied']) ? (options['supplied'] as readonly string[]) : [];
    return [...call.fields.flatMap((field) => checkField(field, call, known)), ...missing(call, known, supplied)];
  },
};

function checkField(field: CallField, call: LoggerCall, known: FieldSchema): RuleFinding[] {
  const steps = field.key.split('.');
  let at: FieldSchema = known;
  for (const [index, step] of steps.entries()) {
    // A field with a dot in its name may be known as it is written.
    const rest = steps.slice(index).join('.');
    const whole = shapeIn(at, rest);
    if (whole !== undefined) return wrongType(field, whole);
    const shape = shapeIn(at, step);
    if (shape === undefined) {
      const isOwn = index === 0 && BY_ITSELF.has(plainName(step));
      return isOwn ? [] : unknown(field, index === steps.length - 1 ? step : undefined, call, at);
    }
    if (shape.fields === undefined) return [];
    at = shape.fields;
  }
  return [];
}

function shapeIn({ fields }: FieldSchema, name: string): FieldShape | undefined {
  return fields.find(([one]) => one === name)?.[1];
}

/** `last` is the part of the key that is unknown, where it is its last. */
function unknown(field: CallField, last: string | undefined, call: LoggerCall, at: FieldSchema): RuleFinding[] {
  const names = at.fields.map(([name]) => name);
  const written = last ?? field.key;
  const spelling = names.find((name) => plainName(name) === plainName(written) && plainName(name) !== '');
  if (at.open && spelling === undefined) return [];
  const given = new Set(call.fields.map(({ key }) => key));
  const meant = spelling ?? nearest(written, names);
  const prefix = field.key.slice(0, field.key.length - written.length);
  const fixes =
    meant === undefined || last === undefined || given.has(prefix + meant)
      ? []
      : rename(field, last, meant, spelling !== undefined && call.slots.fields?.sure !== false);
  return [
    {
      range: field.keyRange,
      message: `The schema has no field "${field.key}".${spelling === undefined ? didYouMean(written, names) : ` Did you mean "${spelling}"?`}`,
      fixes,
    },
  ];
}

/** Only where the key stands there as a word of its own, with or without quotes: then only the word is written anew. */
function rename({ keyRange, range }: CallField, word: string, meant: string, sure: boolean): Fix[] {
  const { start, end } = keyRange;
  const shorthand = start.line === range.start.line && end.line === range.end.line && end.column === range.end.column;
  const quotes = end.column - start.column - word.length;
  if (start.line !== end.line || shorthand || (quotes !== 0 && quotes !== 2)) return [];
  if (quotes === 0 && !/^[A-Za-z_$][\w$]*$/.test(meant)) return [];
  const inner = quotes / 2;
  const edit = {
    range: { start: { ...start, column: start.column + inner }, end: { ...end, column: end.column - inner } },
    newText: meant,
  };
  return [{ kind: sure ? 'fix' : 'suggest', title: `Rename the field to ${meant}`, edits: [edit] }];
}

/** The type of a value that is plain in the source. */
function typeOf({ kind, value, text, origin }: Expression): FieldType | undefined {
  switch (kind) {
    case 'string':
    case 'template':
      return 'string';
    case 'number':
      return /^[+-]?\d[\d_]*$/.test(value ?? text) || Number.isInteger(Number(value ?? text)) ? 'integer' : 'number';
    case 'boolean':
    case 'comparison':
      return 'boolean';
    case 'null':
      return 'null';
    case 'object':
      return 'object';
    case 'list':
      return 'array';
    default:
      // Only a literal is followed: what else a name holds may be anything by now.
      return origin?.by === 'assignment' && origin.touched === undefined && origin.expression.origin === undefined
        ? typeOf(origin.expression)
        : undefined;
  }
}

function wrongType({ key, value }: CallField, { types, values }: FieldShape): RuleFinding[] {
  const type = typeOf(value);
  if (type === undefined) return [];
  const fits = types.length === 0 || types.includes(type) || (type === 'integer' && types.includes('number'));
  if (!fits)
    return [
      {
        range: value.range,
        message: `The schema wants ${types.map((one) => ARTICLE[one]).join(' or ')} as "${key}", and this is ${ARTICLE[type]}.`,
        fixes: [],
      },
    ];
  if (values === undefined || value.kind !== 'string' || value.value === undefined || values.includes(value.value))
    return [];
  const texts = values.filter((one) => typeof one === 'string');
  return [
    {
      range: value.range,
      message: `The schema knows no "${value.value.slice(0, 60)}" for "${key}".${didYouMean(value.value, texts)}`,
      fixes: [],
    },
  ];
}

function missing(call: LoggerCall, known: FieldSchema, supplied: readonly string[]): RuleFinding[] {
  if (call.resolvedBy === 'name' || call.spreads.length > 0 || call.slots.fields === undefined) return [];
  const names = known.fields.map(([name]) => name);
  const there = new Set([
    ...call.fields.flatMap(({ key }) => [key, key.split('.')[0]!]),
    ...(call.supplies ?? []),
    ...supplied,
  ]);
  // A misspelt field is told once, as misspelt.
  const misspelt = new Set([...there].filter((name) => !names.includes(name)).map((name) => nearest(name, names)));
  const absent = known.required.filter(
    (name) => !there.has(name) && !misspelt.has(name) && !BY_ITSELF.has(plainName(name)),
  );
  if (absent.length === 0) return [];
  const list = absent.map((name) => `"${name}"`).join(', ');
  return [
    {
      range: call.message?.range ?? call.range,
      message: `The schema requires ${list}, which neither this call nor its logger supplies. Pass ${absent.length === 1 ? 'it as a field' : 'them as fields'}, or bind ${absent.length === 1 ? 'it' : 'them'} to the logger.`,
      fixes: [],
    },
  ];
}
