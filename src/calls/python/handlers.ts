// Python's except clauses: what they catch and what they do with it.

import type { HandlerFacts } from '../facts/facts.ts';
import { createHandlerBody, type HandlerBody } from '../facts/handler-body.ts';
import type { Source } from '../parsing/source.ts';
import { child, isValue, type Syntax } from '../parsing/syntax.ts';
import { pythonExpression } from './expression.ts';

/** The name and the types of `except (A, b.C) as e:`, and of Python 2's `except A, e:`. Taken from the text, for the head may not have been read in full. */
export function handlerHead(
  node: Syntax,
  source: Source,
): { readonly exceptionName: string | undefined; readonly types: string[] } {
  const header = node.children
    .filter(({ field, type }) => field === 'value' || type === 'as_pattern')
    .map(({ start, end }) => source.text.slice(start, end))
    .join(', ');
  const exceptionName = /(?:\bas\s+|^[\w.]+,\s*)([A-Za-z_]\w*)$/.exec(header)?.[1];
  const caught = header.replace(/(?:\s*\bas\s+|,\s*)[A-Za-z_]\w*$/, (end) => (exceptionName === undefined ? end : ''));
  const types = caught
    .replace(/#.*$/gm, '')
    .split(/[(),]/)
    .map((type) => type.trim())
    .filter((type) => type !== '');
  return { exceptionName, types };
}

const PROCESS_ENDS = /^(?:(?:sys|os|_os|posix)\.(?:exit|_exit|abort)|exit|quit|raise_system_exit)$/;
const NESTED = new Set(['function_definition', 'class_definition', 'lambda']);
/** What runs only sometimes. */
const BRANCHES = new Set([
  'if_statement',
  'for_statement',
  'while_statement',
  'match_statement',
  'try_statement',
  'conditional_expression',
  'boolean_operator',
]);

/** What an except clause that was read in full does. */
export function pythonHandlerBody({ node, scope: { exceptionName } }: HandlerFacts, source: Source): HandlerBody {
  const slice = (one: Syntax): string => source.text.slice(one.start, one.end);
  const block = node.children.findLast(({ type }) => type === 'block');
  const body = createHandlerBody(block?.start ?? node.end, source);
  const statements = block?.children.filter(isValue) ?? [];

  const visit = (one: Syntax, conditional: boolean, inLoop: boolean): void => {
    if (one.type === 'comment') return body.comment(one);
    if (one.type === 'except_clause' || one.type === 'except_group_clause') {
      // What a nested handler does is its own; that it uses the outer exception counts.
      return names(one, handlerHead(one, source).exceptionName);
    }
    if (NESTED.has(one.type)) return names(one, undefined);
    const sometimes = conditional || BRANCHES.has(one.type);
    switch (one.type) {
      case 'raise_statement':
        return raise(one, conditional);
      case 'return_statement': {
        const value = one.children.find(isValue);
        body.exit('return', one, conditional, value === undefined ? undefined : pythonExpression(value, source));
        break;
      }
      case 'continue_statement':
      case 'break_statement':
        if (!inLoop) body.exit(one.type === 'break_statement' ? 'break' : 'continue', one, conditional);
        return;
      case 'call': {
        const callee = child(one, 'function');
        if (callee !== undefined && PROCESS_ENDS.test(slice(callee))) body.exit('exit', one, conditional);
        break;
      }
      case 'identifier':
        if (exceptionName !== undefined && slice(one) === exceptionName) body.use(one);
        return;
      case 'attribute': {
        const object = child(one, 'object');
        if (object !== undefined) visit(object, sometimes, inLoop);
        return;
      }
      case 'keyword_argument': {
        const value = child(one, 'value');
        if (value !== undefined) visit(value, sometimes, inLoop);
        return;
      }
    }
    const looping = inLoop || one.type === 'for_statement' || one.type === 'while_statement';
    for (const part of one.children) visit(part, sometimes && part.type !== 'finally_clause', looping);
  };

  /** The uses of the exception in what runs at another time, or where a handler by another name is nested. */
  const names = (one: Syntax, hiddenBy: string | undefined): void => {
    if (exceptionName === undefined || hiddenBy === exceptionName) return;
    if (one.type === 'identifier' && slice(one) === exceptionName) body.use(one);
    else for (const part of one.children) names(part, undefined);
  };

  const raise = (one: Syntax, conditional: boolean): void => {
    const causeNode = child(one, 'cause');
    const [thrown] = one.children.filter((part) => isValue(part) && part !== causeNode);
    const from = causeNode === undefined ? undefined : slice(causeNode);
    const same =
      thrown === undefined ||
      (exceptionName !== undefined &&
        new RegExp(`^${exceptionName}(?:\\.with_traceback\\(.*\\))?$`, 's').test(slice(thrown)));
    body.exit(
      same ? 'reraise' : 'raise',
      one,
      conditional,
      thrown === undefined ? undefined : pythonExpression(thrown, source),
      same ? undefined : from === undefined ? 'unsaid' : from === 'None' ? 'dropped' : 'kept',
    );
  };

  for (const part of node.children) if (part.type === 'comment') body.comment(part);
  for (const part of block?.children ?? []) visit(part, false, false);
  const empty = statements.every(
    ({ type, children }) =>
      type === 'pass_statement' || (type === 'expression_statement' && children[0]?.type === 'ellipsis'),
  );
  return body.done(empty, !ends(statements));

  /** Whether the end of statements can't be reached. */
  function ends(list: readonly Syntax[]): boolean {
    return list.some((one) => {
      switch (one.type) {
        case 'raise_statement':
        case 'return_statement':
        case 'continue_statement':
        case 'break_statement':
          return true;
        case 'expression_statement': {
          const call = one.children[0];
          const callee = call?.type === 'call' ? child(call, 'function') : undefined;
          return callee !== undefined && PROCESS_ENDS.test(slice(callee));
        }
        case 'with_statement':
          return ends(blocksOf(one)[0]?.children.filter(isValue) ?? []);
        case 'if_statement': {
          const branches = blocksOf(one);
          return (
            one.children.some(({ type }) => type === 'else_clause') &&
            branches.every((branch) => ends(branch.children.filter(isValue)))
          );
        }
        case 'try_statement': {
          const branches = blocksOf(one);
          return branches.length > 0 && branches.every((branch) => ends(branch.children.filter(isValue)));
        }
        default:
          return false;
      }
    });
  }

  function blocksOf(statement: Syntax): Syntax[] {
    return statement.children.flatMap((part) =>
      part.type === 'block' ? [part] : part.type.endsWith('_clause') ? blocksOf(part) : [],
    );
  }
}
