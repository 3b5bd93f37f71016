// What a handler does, gathered while a language walks through its body.

import type { Expression } from '../../model/call.ts';
import type { HandlerExit } from '../../model/handler.ts';
import type { Range } from '../../model/location.ts';
import type { Source } from '../parsing/source.ts';

/** Start and end of a node. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** What is known of a handler by its body alone. */
export interface HandlerBody {
  readonly header: number;
  readonly empty: boolean;
  readonly commented: boolean;
  readonly fallsThrough: boolean;
  readonly exits: readonly HandlerExit[];
  /** Uses of the exception outside of what is thrown; those in logger calls are among them. */
  readonly uses: readonly Span[];
}

/** Comments that speak to tools, or say that it is not done: none of them says why nothing has to be. */
const DIRECTIVE =
  /^(?:#|\/\/|\/\*)\s*(?:noqa|nosec|pylint|type:|pragma|ruff|flake8|mypy|pyright|fmt:|isort|eslint|@ts-|istanbul|c8 |v8 |biome|sightline|TODO|FIXME|XXX)/i;

/** A line with nothing but a comment on it. */
const COMMENT_LINE = /^\s*(#|\/\/|\/?\*)/;

/** Whether a comment on the line above the one with `at` says why: `# best effort` above `except Exception: pass`. */
export function isExplainedAbove(at: number, { text }: Source): boolean {
  const line = text.lastIndexOf('\n', at - 1);
  if (line <= 0) return false;
  const above = text.slice(text.lastIndexOf('\n', line - 1) + 1, line).slice(0, MAX_COMMENT);
  return COMMENT_LINE.test(above) && !DIRECTIVE.test(above.trimStart());
}

/** Whether a comment behind what ends at `at`, on the same line, says why: `later.catch(() => {}); // nobody waits for it`. */
export function isExplainedBehind(at: number, { text }: Source): boolean {
  const rest = /^[^\n]*/.exec(text.slice(at, at + MAX_COMMENT))?.[0] ?? '';
  const comment = /^[\s);,\]}]*(\/\/.*|\/\*.*)$/.exec(rest)?.[1];
  // One or two words are a mark, and give no reason.
  return comment !== undefined && !DIRECTIVE.test(comment) && comment.split(/\s+/).length > MARK;
}

/** Words of a comment that gives no reason, with its sign. */
const MARK = 3;
/** Of a comment so much is looked at, in UTF-16 units. */
const MAX_COMMENT = 300;

/** Creates a gatherer for a handler whose body begins at `header`. */
export function createHandlerBody(
  header: number,
  source: Source,
): {
  exit(
    kind: HandlerExit['kind'],
    node: Span,
    conditional: boolean,
    value?: Expression,
    cause?: HandlerExit['cause'],
  ): void;
  use(node: Span): void;
  comment(node: Span): void;
  done(empty: boolean, fallsThrough: boolean): HandlerBody;
} {
  const exits: HandlerExit[] = [];
  const uses: Span[] = [];
  let commented = false;
  return {
    exit(kind, { start, end }, conditional, value, cause) {
      const range: Range = source.range(start, end);
      exits.push({
        kind,
        range,
        conditional,
        ...(value === undefined ? {} : { value }),
        ...(cause === undefined ? {} : { cause }),
      });
    },
    use: ({ start, end }) => void uses.push({ start, end }),
    comment({ start, end }) {
      commented ||= !DIRECTIVE.test(source.text.slice(start, end));
    },
    done(empty, fallsThrough) {
      exits.sort(({ range: { start: a } }, { range: { start: b } }) => a.line - b.line || a.column - b.column);
      return { header, empty, commented, fallsThrough, exits, uses };
    },
  };
}
