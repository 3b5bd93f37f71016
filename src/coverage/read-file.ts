// From what is read of a file to the places in it that its logs should tell of.

import type { Entry, OutgoingCall, Outcome } from '../model/activity.ts';
import type { FileFacts, GoesOut, HandlerPlace, PlaceFacts } from '../model/coverage.ts';
import type { FileReading, SourceFunction } from '../model/file-reading.ts';
import type { Handler } from '../model/handler.ts';
import type { Range } from '../model/location.ts';
import { holdsRange } from '../model/position-order.ts';

const WORDS: Readonly<Record<Entry['kind'], PlaceFacts['kind']>> = {
  request: 'route',
  message: 'message',
  task: 'message',
  event: 'message',
};

const linesOf = ({ start, end }: Range): number => end.line - start.line + 1;
const out = ({ kind, text, changes }: OutgoingCall): GoesOut => ({ kind, text, changes });

/** The places of a file. `reading` must have been read with its activity. */
export function coverageFacts(path: string, reading: FileReading): FileFacts {
  const { calls, handlers, functions, module, activity } = reading;
  const { test, pathInProject } = module;
  if (activity === undefined) return { path, pathInProject, test, places: [], functions: [] };
  const { entries, outgoing, projectCalls, outcomes } = activity;
  const entryOf = new Map(entries.map((entry) => [entry.function, entry]));
  const program = module.script || module.commandLine;
  const untyped = /\.[cm]?[jt]sx?$/.test(path);

  /** A function and those around it, from the inside out. */
  const chain = (index: number | undefined): number[] => {
    const all: number[] = [];
    for (let at = index; at !== undefined; at = functions[at]?.enclosing) all.push(at);
    return all;
  };
  /** The function people would say something stands in: a nameless one is a part of the one around. */
  const unitOf = (index: number | undefined): number =>
    chain(index).find((at) => entryOf.has(at) || functions[at]?.name !== '') ?? -1;
  const nameOf = (unit: number): string => functions[unit]?.name || (entryOf.get(unit)?.name ?? '');
  const within = (index: number | undefined): Entry | undefined => {
    const found = chain(index).find((at) => entryOf.has(at));
    return found === undefined ? undefined : entryOf.get(found);
  };

  const logging = new Set<number>(
    calls.flatMap(({ enclosing }) => (enclosing === undefined ? [-1] : chain(enclosing))),
  );
  const callsOf = new Map<number, { path: string; function: string }[]>();
  for (const { path: file, function: name, enclosing } of projectCalls) {
    for (const at of enclosing === undefined ? [-1] : chain(enclosing)) {
      const known = callsOf.get(at) ?? [];
      known.push({ path: file, function: name });
      callsOf.set(at, known);
    }
  }
  const outOf = (index: number): GoesOut[] =>
    outgoing.filter(({ enclosing }) => chain(enclosing).includes(index)).map(out);

  const ofEntry = (entry: Entry): PlaceFacts => {
    const { range, decorators } = functions[entry.function]!;
    return {
      kind: WORDS[entry.kind],
      name: entry.name,
      function: nameOf(entry.function),
      unit: entry.function,
      range,
      logs: logging.has(entry.function),
      calls: callsOf.get(entry.function) ?? [],
      decorators: decorators.map(lastName),
      out: outOf(entry.function),
      within: entry.kind,
      forErrors: entry.forErrors,
      passesOn: entry.passesOn,
      lines: linesOf(range),
      program,
    };
  };

  const ofHandler = (handler: Handler, index: number): PlaceFacts => {
    const outcome = outcomes[index]!;
    const unit = unitOf(handler.enclosing);
    const entry = within(handler.enclosing);
    const guarded = outcome.guards;
    return {
      kind: 'handler',
      name: headOf(handler, untyped),
      function: nameOf(unit),
      unit,
      range: handler.range,
      logs: handler.calls.length > 0 || outcome.reports,
      calls: projectCalls
        .filter((one) => one.handler === index)
        .map((one) => ({ path: one.path, function: one.function })),
      decorators: [],
      out: guarded === undefined ? [] : outgoing.filter(({ range }) => holdsRange(guarded, range)).map(out),
      ...(entry === undefined ? {} : { within: entry.kind }),
      forErrors: false,
      passesOn: false,
      lines: linesOf(handler.range),
      program,
      handler: handlerPlace(handler, outcome, untyped),
    };
  };

  const ofOutgoing = (call: OutgoingCall): PlaceFacts => {
    const unit = unitOf(call.enclosing);
    const entry = within(call.enclosing);
    return {
      kind: 'outgoing',
      name: call.text,
      function: nameOf(unit),
      unit,
      range: call.range,
      logs: logging.has(unit),
      calls: [],
      decorators: functions[unit]?.decorators.map(lastName) ?? [],
      out: [out(call)],
      ...(entry === undefined ? {} : { within: entry.kind }),
      forErrors: false,
      passesOn: false,
      lines: linesOf(functions[unit]?.range ?? call.range),
      program,
    };
  };

  const places = [...entries.map(ofEntry), ...handlers.map(ofHandler), ...outgoing.map(ofOutgoing)];
  places.sort(({ range: { start: a } }, { range: { start: b } }) => a.line - b.line || a.column - b.column);
  return { path, pathInProject, test, places, functions: named(functions, logging, callsOf) };
}

function named(
  functions: readonly SourceFunction[],
  logging: ReadonlySet<number>,
  callsOf: ReadonlyMap<number, readonly { path: string; function: string }[]>,
): FileFacts['functions'] {
  return functions.flatMap(({ name }, index) => {
    const logs = logging.has(index);
    const calls = callsOf.get(index) ?? [];
    return name === '' || (!logs && calls.length === 0) ? [] : [{ name, logs, calls }];
  });
}

/** Of a decorator: "log_calls" of `utils.log_calls(level="info")`. */
function lastName(decorator: string): string {
  return /^[\w.]*?(\w+)\s*(?:\(|$)/.exec(decorator)?.[1] ?? '';
}

function headOf({ types, kind }: Handler, untyped: boolean): string {
  if (untyped) return kind === 'callback' ? '.catch' : 'catch';
  return types.length === 0 ? 'except' : `except ${types.join(', ')}`;
}

function handlerPlace(
  { types, empty, commented, exits }: Handler,
  { answers, handsOn, guarded, calls }: Outcome,
  untyped: boolean,
): HandlerPlace {
  const returned = exits.find(({ kind, value }) => kind === 'return' && value !== undefined)?.value?.text;
  const throwing = exits.filter(({ kind }) => kind === 'raise' || kind === 'reraise');
  return {
    types,
    untyped,
    empty,
    commented,
    throws: throwing.length > 0,
    throwsAnswer: answers !== undefined && throwing.length > 0 && throwing.every(({ kind }) => kind === 'raise'),
    endsProcess: exits.some(({ kind }) => kind === 'exit'),
    handsOn,
    guarded,
    ...(calls === undefined ? {} : { calls }),
    ...(returned === undefined || returned.length > 30 || /[\n(]/.test(returned) ? {} : { returns: returned }),
    ...(answers === undefined ? {} : { answers }),
  };
}
