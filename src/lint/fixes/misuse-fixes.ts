// Edits that give a library what it takes: fields where it takes fields, the exception where it takes that.

import type { Expression, LoggerCall } from '../../model/call.ts';
import type { Fix, TextEdit } from '../../model/finding.ts';
import type { Range } from '../../model/location.ts';
import type { Misuse } from '../../model/misuse.ts';
import { fieldNames } from '../wording/field-names.ts';
import { identifierOf } from '../wording/identifiers.ts';
import { hasEffect } from './effects.ts';

const ERROR = /^(?:e|ex|err|error|exception|reason|\w+(?:Err|Error)|new \w*Error\([^]*\))$/;

/** Keywords become fields. */
export function inFields({ arguments: indexes }: Misuse, { given, slots }: LoggerCall): Fix[] {
  const slot = slots.fields;
  const moved = indexes.flatMap((index) => given[index] ?? []);
  if (slot === undefined || indexes.includes(0) || moved.length !== indexes.length) return [];
  if (moved.some(({ removal }) => removal === undefined)) return [];
  if (moved.filter(({ value }) => hasEffect(value)).length > 1) return [];
  const taken = new Set(slot.taken);
  const entries = moved.map(({ key = '', value }) => {
    const name = taken.has(key) ? `${key}_value` : key;
    return slot.keyOpen + name + slot.keyClose + value.text;
  });
  const edits: TextEdit[] = [];
  for (const [place, index] of indexes.entries()) {
    const before = given[index - 1]!.range.end;
    const { range } = given[index]!;
    if (place === 0 && slot.open !== '')
      edits.push({ range, newText: slot.open + entries.join(slot.separator) + slot.close });
    else edits.push({ range: { start: before, end: range.end }, newText: '' });
  }
  if (slot.open === '')
    edits.push({
      range: { start: slot.at, end: slot.at },
      newText: slot.lead + entries.join(slot.separator) + slot.close,
    });
  return [
    {
      kind: 'fix',
      title: `Pass ${moved.map(({ key }) => key).join(', ')} as ${moved.length === 1 ? 'a field' : 'fields'}`,
      edits,
    },
  ];
}

/** A key by another name. */
export function renamed(range: Range, name: string): Fix[] {
  return [{ kind: 'fix', title: `Name the field ${name}`, edits: [{ range, newText: name }] }];
}

/** `exc_info=…` becomes `.opt(exception=…)` on the way to the method. */
export function optedException({ arguments: [index = -1] }: Misuse, { given, logger, range }: LoggerCall): Fix[] {
  const argument = given[index];
  if (argument?.removal === undefined || logger === '' || logger.includes('\n') || hasEffect(argument.value)) return [];
  const at = { line: range.start.line, column: range.start.column + logger.length };
  const edits = [
    { range: { start: at, end: at }, newText: `.opt(exception=${argument.value.text})` },
    { range: argument.removal, newText: '' },
  ];
  return [{ kind: 'fix', title: 'Pass the exception with opt(exception=…)', edits }];
}

/** The first two arguments change places. */
export function swapped({ given }: LoggerCall): Fix[] {
  const [first, second] = given;
  if (first === undefined || second === undefined || (hasEffect(first.value) && hasEffect(second.value))) return [];
  return [
    {
      kind: 'fix',
      title: 'Pass the fields behind the message',
      edits: [
        { range: first.range, newText: second.value.text },
        { range: second.range, newText: first.value.text },
      ],
    },
  ];
}

/** What stands behind the message becomes an object before it. */
export function fieldsFirst({ given, message, function: owner, slots }: LoggerCall): Fix[] {
  const [first, ...others] = given;
  if (first === undefined || message === undefined || others.length === 0) return [];
  if (first.range.start.line !== message.range.start.line || first.range.start.column !== message.range.start.column)
    return [];
  if (given.some(({ spread, removal }) => spread !== undefined || removal === undefined)) return [];
  if (hasEffect(first.value) && others.some(({ value }) => hasEffect(value))) return [];
  const [only] = others;
  const whole =
    others.length === 1 && only?.value.kind === 'object' ? only.value.text : objectOf(others.map(({ value }) => value));
  if (whole === undefined) return [];
  return [
    {
      kind: 'fix',
      title: 'Pass the values before the message',
      edits: [
        { range: { start: first.range.start, end: first.range.start }, newText: `${whole}, ` },
        { range: { start: first.range.end, end: others.at(-1)!.range.end }, newText: '' },
      ],
    },
  ];

  /** An object literal with a name for each value; the error under the key the library reads. */
  function objectOf(values: readonly Expression[]): string | undefined {
    const taken = new Set(slots.fields?.taken ?? []);
    const entries: string[] = [];
    for (const value of values) {
      if (value.kind === 'object') {
        const inner = value.text.slice(1, -1).trim().replace(/,$/, '');
        if (inner !== '') entries.push(inner);
        continue;
      }
      const isError = ERROR.test(value.text);
      const name = isError
        ? slots.exception?.kind === 'field'
          ? slots.exception.key
          : 'err'
        : fieldNames(value, owner)
            .map((words) => identifierOf(words, 'camel'))
            .find((one) => !taken.has(one));
      if (name === undefined || taken.has(name)) return undefined;
      taken.add(name);
      entries.push(name === value.text ? name : `${name}: ${value.text}`);
    }
    const pad = slots.fields?.open.slice(1) ?? ' ';
    return entries.length === 0 ? undefined : `{${pad}${entries.join(', ')}${pad}}`;
  }
}
