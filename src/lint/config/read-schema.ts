// Reads a project's `.sightline/schema.json` (JSON Schema) into what it says of the fields of a record.

import { jsonMember, readJsonText, type JsonNode } from '../../base/json-text.ts';
import { nearest } from '../../base/near.ts';
import { FIELD_TYPES, type FieldSchema, type FieldShape, type FieldType } from '../../model/field-schema.ts';
import type { Finding } from '../../model/finding.ts';
import type { JsonPrimitive } from '../../model/json.ts';
import { createProblems, type Problems } from './problems.ts';

/** Fields of fields of fields; deeper ones are taken as they are. */
const MAX_DEPTH = 6;
/** A schema that refers to itself in many ways ends here. */
const MAX_STEPS = 20_000;

interface Reader {
  readonly root: JsonNode;
  readonly problems: Problems;
  steps: number;
}

/** Reads a schema; without one that holds for records, undefined and why. Never throws. */
export function readSchema(
  path: string,
  text: string,
): { schema: FieldSchema | undefined; findings: readonly Finding[] } {
  const problems = createProblems(path, text);
  const read = readJsonText(text);
  if ('mistake' in read) {
    problems.add(read.mistake, `This schema can’t be read, so no call is held to it. ${read.mistake.message}`);
    return { schema: undefined, findings: problems.findings };
  }
  const { root } = read;
  if (root.members === undefined) {
    problems.add(root, 'This is no JSON Schema: a schema of records is an object with "properties".');
    return { schema: undefined, findings: problems.findings };
  }
  const shape = shapeOf(root, { root, problems, steps: 0 }, 0, []);
  if (shape.fields === undefined || (shape.types.length > 0 && !shape.types.includes('object'))) {
    if (problems.findings.length === 0)
      problems.add(
        { start: root.start, end: root.start + 1 },
        'This schema says nothing of a record’s fields: it needs "properties", and "type": "object" where it names a type.',
      );
    return { schema: undefined, findings: problems.findings };
  }
  return { schema: shape.fields, findings: problems.findings };
}

/** What a schema and all it refers to say. Where they say it together, all of it holds. */
function shapeOf(node: JsonNode, reader: Reader, depth: number, via: readonly JsonNode[]): FieldShape {
  if (node.members === undefined) {
    // `true` takes anything; so does, for a call in source, `false`.
    if (typeof node.value !== 'boolean') reader.problems.add(node, 'A schema is an object, true or false.');
    return { types: [] };
  }
  if (depth > MAX_DEPTH || via.includes(node) || ++reader.steps > MAX_STEPS) return { types: [] };
  const around = [...via, node];
  const own = ownShape(node, reader, depth, around);
  const together = [own];
  const reference = jsonMember(node, '$ref');
  if (reference !== undefined) {
    const target = refer(reference, reader);
    if (target !== undefined) together.push(shapeOf(target, reader, depth, around));
  }
  for (const part of partsOf(node, 'allOf', reader)) together.push(shapeOf(part, reader, depth, around));
  for (const key of ['anyOf', 'oneOf']) {
    const parts = partsOf(node, key, reader);
    if (parts.length > 0) together.push(either(parts.map((part) => shapeOf(part, reader, depth, around))));
  }
  return together.reduce(both);
}

function ownShape(node: JsonNode, reader: Reader, depth: number, via: readonly JsonNode[]): FieldShape {
  const types = typesOf(node, reader.problems);
  const values = valuesOf(node, reader.problems);
  const fields = fieldsOf(node, reader, depth, via);
  return { types, ...(values === undefined ? {} : { values }), ...(fields === undefined ? {} : { fields }) };
}

function fieldsOf(node: JsonNode, reader: Reader, depth: number, via: readonly JsonNode[]): FieldSchema | undefined {
  const { problems } = reader;
  const properties = jsonMember(node, 'properties');
  const required = jsonMember(node, 'required');
  const additional = jsonMember(node, 'additionalProperties');
  const patterns = jsonMember(node, 'patternProperties');
  if (properties !== undefined && properties.members === undefined)
    problems.add(properties, '"properties" is an object: a schema for each field.');
  const names = required?.items?.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  if (required !== undefined && names?.length !== required.items?.length)
    problems.add(required, '"required" is a list of names, beside "properties".');
  if (additional !== undefined && additional.members === undefined && typeof additional.value !== 'boolean')
    problems.add(additional, '"additionalProperties" is true, false or a schema.');
  if (properties?.members === undefined && names === undefined && additional?.value !== false) return undefined;
  const fields = new Map(
    (properties?.members ?? []).map(({ key, value }) => [key, shapeOf(value, reader, depth + 1, via)] as const),
  );
  return {
    fields: [...fields],
    required: names ?? [],
    open:
      properties?.members === undefined
        ? additional?.value !== false
        : additional?.value === true || additional?.members !== undefined || patterns !== undefined,
  };
}

function typesOf(node: JsonNode, problems: Problems): readonly FieldType[] {
  const type = jsonMember(node, 'type');
  if (type === undefined) return [];
  return (type.items ?? [type]).flatMap((item) => {
    const found = FIELD_TYPES.find((one) => one === item.value);
    if (found !== undefined) return [found];
    const meant = typeof item.value === 'string' ? nearest(item.value, FIELD_TYPES) : undefined;
    problems.unknown(item, `A type is one of ${FIELD_TYPES.map((one) => `"${one}"`).join(', ')}.`, meant);
    return [];
  });
}

function valuesOf(node: JsonNode, problems: Problems): readonly JsonPrimitive[] | undefined {
  const constant = jsonMember(node, 'const');
  if (constant?.value !== undefined) return [constant.value];
  const values = jsonMember(node, 'enum');
  if (values === undefined) return undefined;
  if (values.items === undefined) {
    problems.add(values, '"enum" is a list of values.');
    return undefined;
  }
  const plain = values.items.flatMap(({ value }) => (value === undefined ? [] : [value]));
  return plain.length === values.items.length ? plain : undefined;
}

function partsOf(node: JsonNode, key: string, { problems }: Reader): readonly JsonNode[] {
  const parts = jsonMember(node, key);
  if (parts === undefined) return [];
  if (parts.items === undefined) problems.add(parts, `"${key}" is a list of schemas.`);
  return parts.items ?? [];
}

/** What a `$ref` inside the file points at: "#/$defs/money". */
function refer(reference: JsonNode, { root, problems }: Reader): JsonNode | undefined {
  const { value } = reference;
  if (typeof value === 'string' && !value.startsWith('#')) {
    problems.add(
      reference,
      'Only references inside the file ("#/$defs/…") are followed; this one is taken as anything.',
      'hint',
    );
    return undefined;
  }
  const steps = typeof value === 'string' ? value.slice(1).split('/').slice(1) : [];
  let target: JsonNode | undefined = typeof value === 'string' ? root : undefined;
  for (const step of steps) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    target = target && (target.items?.[Number(key)] ?? jsonMember(target, key));
  }
  if (target === undefined) problems.add(reference, `Nothing in this file is at ${JSON.stringify(value ?? null)}.`);
  return target;
}

/** What holds where both hold. */
function both(a: FieldShape, b: FieldShape): FieldShape {
  const types =
    a.types.length === 0 || b.types.length === 0
      ? [...a.types, ...b.types]
      : a.types.filter((type) => b.types.includes(type));
  const values = a.values ?? b.values;
  const fields =
    a.fields === undefined ? b.fields : b.fields === undefined ? a.fields : joined(a.fields, b.fields, both);
  return { types, ...(values === undefined ? {} : { values }), ...(fields === undefined ? {} : { fields }) };
}

/** What holds for certain where one of several holds. */
function either(shapes: readonly FieldShape[]): FieldShape {
  const types = shapes.some((shape) => shape.types.length === 0) ? [] : shapes.flatMap((shape) => shape.types);
  const values = shapes.every((shape) => shape.values !== undefined)
    ? shapes.flatMap((shape) => shape.values ?? [])
    : undefined;
  const named = shapes.flatMap(({ fields }) => (fields === undefined ? [] : [fields]));
  const inAll = named.length === shapes.length ? named : [];
  const fields =
    named.length === 0
      ? undefined
      : {
          ...named.reduce((one, other) => joined(one, other, (a, b) => either([a, b]))),
          required: (inAll[0]?.required ?? []).filter((name) => inAll.every(({ required }) => required.includes(name))),
        };
  return {
    types: [...new Set(types)],
    ...(values === undefined ? {} : { values }),
    ...(fields === undefined ? {} : { fields }),
  };
}

/** The fields of both; one that both name is what `join` makes of it. */
function joined(a: FieldSchema, b: FieldSchema, join: (a: FieldShape, b: FieldShape) => FieldShape): FieldSchema {
  const fields = new Map(a.fields);
  for (const [name, shape] of b.fields) {
    const other = fields.get(name);
    fields.set(name, other === undefined ? shape : join(other, shape));
  }
  // A part that names no field of its own leaves it to the other what else there may be.
  const open = a.fields.length === 0 ? b.open : b.fields.length === 0 ? a.open : a.open || b.open;
  return { fields: [...fields], required: [...new Set([...a.required, ...b.required])], open };
}
