// Where in a source text a log call can be written so that it tells of a place: of a handler, a function, or a call.

import type { Language as Grammar, Node } from 'web-tree-sitter';
import { createLines } from '../../base/lines.ts';
import type { Position, Range } from '../../model/location.ts';
import { readTree } from '../parsing/parse-within.ts';
import { valuesAtHand, type AtHand, type Standing } from './at-hand.ts';
import { isBlock, isFunction } from './syntax-kinds.ts';

/** What a call is to tell of, and where that begins. */
export interface LogPlaceAsked {
  readonly of: Standing;
  readonly start: Position;
}

/** Where the call goes: what it takes the place of, and what is written around it. */
export interface LogPlace extends AtHand {
  readonly range: Range;
  readonly before: string;
  readonly after: string;
  /** What a statement ends with in this file. */
  readonly end: '' | ';';
  /** How a text with values in it is written here: what opens and closes it, and each value. */
  readonly template: { readonly open: string; readonly close: string; readonly hole: readonly [string, string] };
  /** Of a handler: what the exception is called there, once the edit is made. */
  readonly exceptionName?: string;
}

/** Parses the whole text to find it; undefined where nothing like it begins there, or no statement can be written. */
export function logPlace(text: string, grammar: Grammar, asked: LogPlaceAsked): LogPlace | undefined {
  return readTree(grammar, text, (root) => placeIn(root, text, asked));
}

const PYTHON: LogPlace['template'] = { open: 'f"', close: '"', hole: ['{', '}'] };
const ECMASCRIPT: LogPlace['template'] = { open: '`', close: '`', hole: ['${', '}'] };
const HANDLER = /^(?:except_clause|except_group_clause|catch_clause)$/;
const CALL = /^(?:call|call_expression|new_expression)$/;
/** Says nothing, and is there because something has to be. */
const NOTHING = /^(?:pass|\.\.\.|Ellipsis)$/;

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
}

function placeIn(root: Node, text: string, { of, start }: LogPlaceAsked): LogPlace | undefined {
  const lines = createLines(text);
  const at = lines.offset(start);
  const isWanted = (node: Node): boolean =>
    of === 'call'
      ? CALL.test(node.type)
      : of === 'function'
        ? isFunction(node)
        : HANDLER.test(node.type) || isFunction(node);
  const node = outermostAt(root, at, isWanted);
  if (node === null) return undefined;
  const python = root.type === 'module';
  const end = !python && /;[ \t]*(?:\r?\n|$)/.test(text) ? ';' : '';
  const place = (edit: Edit | undefined, exceptionName?: string): LogPlace | undefined => {
    if (edit === undefined) return undefined;
    const { names, telling } = valuesAtHand(node, of);
    return {
      range: { start: lines.position(edit.start), end: lines.position(edit.end) },
      before: edit.before,
      after: edit.after,
      end,
      template: python ? PYTHON : ECMASCRIPT,
      ...(exceptionName === undefined ? {} : { exceptionName }),
      names,
      telling,
    };
  };
  if (of === 'call') return place(beforeStatement(node, text));
  const body = bodyOf(node);
  if (body === undefined) return undefined;
  const edit = body.type === 'statement_block' ? inBraces(body, text, end) : inSuite(body, text);
  if (of === 'function') return place(edit);
  const known = exceptionOf(node);
  if (known !== undefined || edit === undefined || body.type !== 'statement_block') return place(edit, known);
  // An exception without a name gets one.
  const name = ['err', 'error', 'caught'].find((one) => !new RegExp(`\\b${one}\\b`).test(body.text));
  const opening = bindingOf(node, body);
  if (name === undefined || opening === undefined) return undefined;
  return place(
    { ...edit, start: opening.start, before: opening.text(name) + text.slice(opening.end, edit.start) + edit.before },
    name,
  );
}

function outermostAt(root: Node, at: number, isWanted: (node: Node) => boolean): Node | null {
  let found: Node | null = null;
  for (let node = root.descendantForIndex(at, at + 1); node !== null && node.startIndex === at; node = node.parent)
    if (isWanted(node)) found = node;
  if (found !== null) return found;
  // A decorated function begins with its decorators, a method with what stands before its name.
  for (let node = root.descendantForIndex(at, at + 1); node !== null && node.startIndex === at; node = node.parent) {
    const inner = node.childForFieldName('definition') ?? node.childForFieldName('value');
    if (inner !== null && isWanted(inner)) return inner;
  }
  return null;
}

/** The block of a handler or function; undefined where it has none. */
function bodyOf(node: Node): Node | undefined {
  const body = node.childForFieldName('body') ?? node.namedChildren.find((one) => one.type === 'block');
  return body !== undefined && isBlock(body) ? body : undefined;
}

/** The name an exception has; undefined where it has none, or is taken apart. */
function exceptionOf(node: Node): string | undefined {
  const bound =
    node.type === 'except_clause' || node.type === 'except_group_clause'
      ? (node.namedChildren.find(({ type }) => type === 'as_pattern')?.childForFieldName('alias') ?? null)
      : (node.childForFieldName('parameter') ?? firstParameter(node));
  return bound !== null && /^[\w$]+$/.test(bound.text) ? bound.text : undefined;
}

function firstParameter(node: Node): Node | null {
  const first = node
    .childForFieldName('parameters')
    ?.namedChildren.find(({ type, text }) => type !== 'comment' && text !== 'self' && text !== 'cls');
  return first?.childForFieldName('pattern') ?? first ?? null;
}

/** Where a name for the exception is written, of a handler in braces that has none. */
function bindingOf(node: Node, body: Node): { start: number; end: number; text: (name: string) => string } | undefined {
  if (node.type === 'catch_clause') {
    if (node.childForFieldName('parameter') !== null) return undefined;
    return { start: body.startIndex, end: body.startIndex, text: (name) => `(${name}) ` };
  }
  const list = node.childForFieldName('parameters');
  if (list === null || list.namedChildCount > 0) return undefined;
  return { start: list.startIndex, end: list.endIndex, text: (name) => `(${name})` };
}

const isComment = ({ type }: Node): boolean => type === 'comment';

/** A documentation string, or a directive as "use strict". */
function isPrologue(node: Node): boolean {
  return (
    node.type === 'expression_statement' && /^(?:string|concatenated_string)$/.test(node.firstNamedChild?.type ?? '')
  );
}

/** The line a statement is the first of; undefined where something stands before it. */
function lineOf(node: Node, text: string): { readonly start: number; readonly indent: string } | undefined {
  const start = Math.max(text.lastIndexOf('\n', node.startIndex - 1), text.lastIndexOf('\r', node.startIndex - 1)) + 1;
  const indent = text.slice(start, node.startIndex);
  return /^[ \t]*$/.test(indent) ? { start, indent } : undefined;
}

const newlineOf = (text: string): string => /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';

/** A line of its own above a statement. */
function above(node: Node, text: string): Edit | undefined {
  const line = lineOf(node, text);
  if (line === undefined) return undefined;
  return { start: line.start, end: line.start, before: line.indent, after: newlineOf(text) };
}

function beforeStatement(call: Node, text: string): Edit | undefined {
  for (let node = call; node.parent !== null; node = node.parent) {
    if (isFunction(node)) return undefined;
    if (!isBlock(node.parent)) continue;
    // At the top of a module or a class nobody waits for a record.
    return isWithinFunction(node) ? above(node, text) : undefined;
  }
  return undefined;
}

function isWithinFunction(node: Node): boolean {
  for (let around = node.parent; around !== null; around = around.parent) {
    if (isFunction(around)) return true;
    if (/^class/.test(around.type)) return false;
  }
  return false;
}

/** First in an indented block. */
function inSuite(block: Node, text: string): Edit | undefined {
  const statements = block.namedChildren.filter((one) => !isComment(one));
  const [first] = statements;
  if (first !== undefined && statements.length === 1 && NOTHING.test(first.text))
    return { start: first.startIndex, end: first.endIndex, before: '', after: '' };
  const code = statements.find((one) => !isPrologue(one));
  return code === undefined ? undefined : above(code, text);
}

/** First in braces. */
function inBraces(block: Node, text: string, end: string): Edit | undefined {
  const statements = block.namedChildren.filter((one) => !isComment(one));
  const code = statements.find((one) => !isPrologue(one));
  const newline = newlineOf(text);
  if (code !== undefined) {
    const own = above(code, text);
    if (own !== undefined) return own;
    return { start: code.startIndex, end: code.startIndex, before: '', after: end === '' ? '; ' : ' ' };
  }
  if (statements.length > 0) return undefined;
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', block.startIndex - 1) + 1))?.[0] ?? '';
  const before = `${newline}${indent}${unitOf(text)}`;
  const last = block.namedChildren.at(-1);
  const from = last?.endIndex ?? block.startIndex + 1;
  return { start: from, end: block.endIndex - 1, before, after: newline + indent };
}

/** What one step of indentation is in this file. */
function unitOf(text: string): string {
  const first = /^(\t| {2,8})\S/m.exec(text)?.[1] ?? '  ';
  return first;
}
