// What a file does besides logging: who calls it from outside, where it goes out, what its handlers make of exceptions.

import type { FileActivity, OutgoingCall, ProjectCall } from '../../model/activity.ts';
import type { SourceFunction } from '../../model/file-reading.ts';
import type { Handler } from '../../model/handler.ts';
import { classOf, rootOf, type CallSite, type FileFacts, type Scope } from '../facts/facts.ts';
import type { Language } from '../facts/language.ts';
import type { Evaluator } from '../names/evaluate.ts';
import type { Value } from '../names/values.ts';
import type { Source } from '../parsing/source.ts';
import { dottedOf, type Dotted } from './dotted.ts';
import { entriesOf, type Registration } from './entries.ts';
import { outcomeOf, type PlacedSite } from './outcomes.ts';
import { changes, outgoingOf } from './outgoing.ts';

/** What is known of the file when its activity is asked for. */
export interface ActivityParts {
  readonly facts: FileFacts;
  readonly source: Source;
  readonly language: Language;
  readonly evaluator: Evaluator;
  readonly functions: readonly SourceFunction[];
  readonly handlers: readonly Handler[];
  /** Where a logger call begins. */
  readonly logs: ReadonlySet<number>;
}

const MAX_TEXT = 80;
const MAX_LIST = 500;
const MAX_FUNCTION = 4_000;
/** More calls than this of one file are not looked at. */
const MAX_SITES = 50_000;

/** Reads it. The facts must have been read from the whole of the file. */
export function activityOf({
  facts,
  source,
  language,
  evaluator,
  functions,
  handlers,
  logs,
}: ActivityParts): FileActivity {
  const textOf = (start: number, end: number, most: number): string =>
    source.text.slice(start, Math.min(end, start + most));
  const sites = facts.sites.slice(0, MAX_SITES).filter(({ start }) => !logs.has(start));

  const calleeOf = (site: CallSite): string => {
    const object =
      site.receiver === undefined ? '' : source.text.slice(site.receiver.start, site.receiver.end).slice(-MAX_TEXT);
    return `${object}${object === '' ? '' : '.'}${site.method}`.replace(/\s+/g, '');
  };

  const dottedSite = (site: CallSite): Dotted => {
    const object =
      site.receiver === undefined ? undefined : dottedOf(language.expression(site.receiver, source), site.scope);
    if (site.receiver !== undefined)
      return object === undefined
        ? { path: site.method, known: false }
        : { ...object, path: `${object.path}.${site.method}` };
    return dottedOf(nameExpression(site), site.scope) ?? { path: site.method, known: false };
  };

  const outgoing = sites.flatMap((site): OutgoingCall[] => {
    const object =
      site.receiver === undefined ? '' : source.text.slice(site.receiver.start, site.receiver.end).slice(-MAX_TEXT);
    const list = textOf(site.list.start, site.list.end, MAX_LIST);
    const dotted = dottedSite(site);
    const kind = outgoingOf({ dotted, object, method: site.method, list });
    if (kind === undefined) return [];
    return [
      {
        kind,
        text: object === '' && dotted.known ? dotted.path : shortened(calleeOf(site)),
        changes: changes(kind, site.method, list),
        range: source.range(site.start, site.end),
        ...(site.enclosing === undefined ? {} : { enclosing: site.enclosing }),
      },
    ];
  });

  const projectCalls = sites.flatMap((site): ProjectCall[] => {
    const called = functionOf(site);
    const path = called === undefined ? '' : rootOf(called).path;
    if (called?.function === undefined || path === '') return [];
    return [
      {
        path,
        function: called.function.name,
        ...(site.enclosing === undefined ? {} : { enclosing: site.enclosing }),
        ...(site.handler === undefined ? {} : { handler: site.handler.index }),
      },
    ];
  });

  /** The function of the project a call calls. */
  function functionOf(site: CallSite): Scope | undefined {
    let value: Value;
    if (site.receiver === undefined) value = evaluator.ofName(site.method, site.scope);
    else {
      const expression = language.expression(site.receiver, source);
      const around = /^(?:self|cls|this)$/.test(expression.text) ? classOf(site.scope) : undefined;
      const owner = around === undefined ? evaluator.evaluate(expression, site.scope) : undefined;
      if (around !== undefined) value = evaluator.memberOf(around, site.method);
      else if (owner?.is === 'instance' || owner?.is === 'class') value = evaluator.memberOf(owner.scope, site.method);
      else if (owner?.is === 'module') value = evaluator.exported(owner.module, site.method);
    }
    return value?.is === 'function' ? value.scope : undefined;
  }

  const byStart = new Map(facts.functions.map(({ start, index }) => [start, index]));
  const registrations = sites.flatMap((site): Registration[] => {
    const given = site.list.children.flatMap(({ start, end, type, children, field }) => {
      const value = type === 'keyword_argument' ? children.find((one) => one.field === 'value') : undefined;
      const at = value ?? { start, end, type, field };
      const known = byStart.get(at.start);
      if (known !== undefined) return [known];
      if (at.type !== 'identifier') return [];
      const named = evaluator.ofName(source.text.slice(at.start, at.end), site.scope);
      const written =
        named?.is === 'function' && rootOf(named.scope) === facts.module ? named.scope.function : undefined;
      return written === undefined ? [] : [written.index];
    });
    if (given.length === 0) return [];
    const object =
      site.receiver === undefined ? '' : source.text.slice(site.receiver.start, site.receiver.end).slice(-MAX_TEXT);
    return [
      { object, method: site.method, list: textOf(site.list.start, site.list.end, MAX_TEXT * 2), functions: given },
    ];
  });
  const entries = entriesOf(functions, registrations, (index) => {
    const { start, end } = facts.functions[index]!;
    return textOf(start, end, MAX_FUNCTION);
  });

  const answering = new Set(entries.filter(({ kind }) => kind === 'request').map((entry) => entry.function));
  const inRequest = (index: number | undefined): boolean => {
    for (let at = index; at !== undefined; at = functions[at]?.enclosing) if (answering.has(at)) return true;
    return false;
  };
  const placed = sites.map((site): PlacedSite => ({
    start: site.start,
    end: site.end,
    callee: calleeOf(site),
    handler: site.handler?.index,
  }));
  const outcomes = facts.handlers.map((one, index) =>
    outcomeOf(one, handlers[index]!, placed, inRequest(one.enclosing), source),
  );
  return { entries, outgoing, projectCalls, outcomes };
}

/** The end of what is called: the last three names of a long chain. */
function shortened(text: string): string {
  return /^[\w$.]{1,60}$/.test(text)
    ? text
    : (/[\w$]+(?:\(\))?(?:\??\.[\w$]+(?:\(\))?){0,2}$/.exec(text)?.[0] ?? text.slice(-20));
}

/** The name of a bare function as an expression. */
function nameExpression({ method }: CallSite): Parameters<typeof dottedOf>[0] {
  const nowhere = { line: 0, column: 0 };
  return { text: method, range: { start: nowhere, end: nowhere }, kind: 'name', names: [method], children: [] };
}
