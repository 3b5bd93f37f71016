// JavaScript's catch clauses and `.catch` callbacks: what they do with what they catch.

import type { HandlerFacts } from '../facts/facts.ts';
import { createHandlerBody, type HandlerBody } from '../facts/handler-body.ts';
import type { Source } from '../parsing/source.ts';
import { child, isValue, type Syntax } from '../parsing/syntax.ts';
import { FUNCTIONS } from './bindings.ts';
import { ecmascriptExpression } from './expression.ts';

const PROCESS_ENDS = /^(?:process\.(?:exit|abort|kill)|Deno\.exit)$/;
const LOOPS = new Set(['for_statement', 'for_in_statement', 'while_statement', 'do_statement']);
const BRANCHES = new Set([...LOOPS, 'if_statement', 'switch_statement', 'try_statement', 'ternary_expression']);

/** The name a clause or callback binds its exception to: of `(error: Error)` and of a bare name; patterns bind none. */
export function caughtName(handler: Syntax, source: Source): string | undefined {
  const parameter = child(handler, 'parameter') ?? child(handler, 'parameters');
  if (parameter === undefined) return undefined;
  return /^\(?\s*([A-Za-z_$][\w$]*)\s*(?:[:,)?]|$)/.exec(source.text.slice(parameter.start, parameter.end))?.[1];
}

/** What a handler that was read in full does. */
export function ecmascriptHandlerBody(
  { node, kind, scope: { exceptionName } }: HandlerFacts,
  source: Source,
): HandlerBody {
  const slice = (one: Syntax): string => source.text.slice(one.start, one.end);
  const block = child(node, 'body');
  const body = createHandlerBody(block?.start ?? node.end, source);
  const isException = (one: Syntax): boolean => exceptionName !== undefined && slice(one) === exceptionName;

  const visit = (one: Syntax, conditional: boolean, inLoop: boolean, inSwitch: boolean): void => {
    if (one.type === 'comment') return body.comment(one);
    if (one.type === 'catch_clause') {
      const parameter = child(one, 'parameter');
      if (parameter === undefined || slice(parameter) !== exceptionName) names(one);
      return;
    }
    if (FUNCTIONS.has(one.type)) return names(one);
    switch (one.type) {
      case 'throw_statement':
        return thrown(one, conditional);
      case 'return_statement': {
        const value = one.children.find(isValue);
        const expression = value === undefined ? undefined : ecmascriptExpression(value, source);
        // return Promise.reject(e) throws on in another spelling.
        const rejected = expression?.names.join('.') === 'Promise.reject' ? expression.children[1]?.text : undefined;
        const same = rejected !== undefined && rejected === exceptionName;
        body.exit(same ? 'reraise' : 'return', one, conditional, expression);
        if (same) return;
        break;
      }
      case 'continue_statement':
        if (!inLoop) body.exit('continue', one, conditional);
        return;
      case 'break_statement':
        if (!inLoop && !inSwitch) body.exit('break', one, conditional);
        return;
      case 'call_expression': {
        const callee = child(one, 'function');
        if (callee !== undefined && PROCESS_ENDS.test(slice(callee))) body.exit('exit', one, conditional);
        break;
      }
      case 'identifier':
      case 'shorthand_property_identifier':
        if (isException(one)) body.use(one);
        return;
    }
    const sometimes = conditional || BRANCHES.has(one.type) || isShort(one);
    const looping = inLoop || LOOPS.has(one.type);
    const switching = inSwitch || one.type === 'switch_statement';
    for (const part of one.children) visit(part, sometimes && part.type !== 'finally_clause', looping, switching);
  };

  /** The uses of the exception in what runs at another time. */
  const names = (one: Syntax): void => {
    if ((one.type === 'identifier' || one.type === 'shorthand_property_identifier') && isException(one)) body.use(one);
    else one.children.forEach(names);
  };

  const thrown = (one: Syntax, conditional: boolean): void => {
    const value = one.children.find(isValue);
    const bare = value?.type === 'as_expression' ? value.children[0]! : value;
    const same = bare !== undefined && isException(bare);
    const expression = value === undefined ? undefined : ecmascriptExpression(value, source);
    const cause =
      exceptionName !== undefined &&
      value !== undefined &&
      new RegExp(`\\bcause\\s*:\\s*${escape(exceptionName)}(?![\\w$])|\\{[^{}]*\\bcause\\b[^{}:]*\\}`).test(
        slice(value),
      );
    body.exit(
      same ? 'reraise' : 'raise',
      one,
      conditional,
      expression,
      same
        ? undefined
        : cause || (exceptionName === 'cause' && /[{,]\s*cause\s*[,}]/.test(slice(one)))
          ? 'kept'
          : 'unsaid',
    );
  };

  const statements = block?.type === 'statement_block' ? block.children.filter(isValue) : [];
  if (block === undefined) return body.done(false, true);
  if (block.type === 'statement_block') {
    for (const part of block.children) visit(part, false, false, false);
    return body.done(
      statements.every(({ type }) => type === 'empty_statement'),
      !ends(statements),
    );
  }
  // e => f(e): what it gives is what the promise gives.
  visit(block, false, false, false);
  if (kind === 'callback') body.exit('return', block, false, ecmascriptExpression(block, source));
  return body.done(false, true);

  /** Whether the end of statements can't be reached. */
  function ends(list: readonly Syntax[]): boolean {
    return list.some((one) => {
      switch (one.type) {
        case 'throw_statement':
        case 'return_statement':
        case 'continue_statement':
        case 'break_statement':
          return true;
        case 'statement_block':
          return ends(one.children.filter(isValue));
        case 'expression_statement': {
          const call = one.children[0];
          const callee = call?.type === 'call_expression' ? child(call, 'function') : undefined;
          return callee !== undefined && PROCESS_ENDS.test(slice(callee));
        }
        case 'if_statement': {
          const [yes, no] = [child(one, 'consequence'), child(one, 'alternative')];
          return yes !== undefined && no !== undefined && ends([yes]) && ends(no.children.filter(isValue));
        }
        default:
          return false;
      }
    });
  }
}

/** `a && b`, `a || b`, `a ?? b`. */
function isShort(node: Syntax): boolean {
  return node.type === 'binary_expression' && /^(?:&&|\|\||\?\?)$/.test(child(node, 'operator')?.type ?? '');
}

function escape(name: string): string {
  return name.replaceAll('$', '\\$');
}
