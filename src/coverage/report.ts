// All files together: what their functions say for one another, how much of each is told, where a log call would help most.

import type {
  CoverageReport,
  FileCoverage,
  FileFacts,
  FunctionName,
  Place,
  PlaceFacts,
  PlaceKind,
  Share,
  Shares,
} from '../model/coverage.ts';
import { judgePlace } from './judge-place.ts';

/** So many places are named first. */
const MOST = 10;
/** One file shall not be all of them. */
const MOST_A_FILE = 3;
/** What weighs less is not worth a name among the first. */
const LEAST = 8;
/** A function that logs is found so many calls away. */
const HANDS = 2;
const NONE: ReadonlySet<string> = new Set();

const keyOf = ({ path, function: name }: FunctionName): string => `${path}\n${name}`;

/** Puts the facts of all files together. Tests are left out where there is anything else. */
export function coverageReport(given: readonly FileFacts[]): CoverageReport {
  const tested = given.filter(({ test }) => !test);
  const all = tested.some(({ places }) => places.length > 0) ? tested : given;
  const logging = loggingFunctions(all);
  const decorating = new Set(
    all.flatMap(({ functions }) =>
      functions.flatMap(({ name, logs }) => (logs ? [name.slice(name.lastIndexOf('.') + 1)] : [])),
    ),
  );
  const callers = callersOf(all);
  const logsItself = new Set(
    all.flatMap(({ path, functions }) =>
      functions.flatMap(({ name, logs }) => (logs ? [keyOf({ path, function: name })] : [])),
    ),
  );

  const placeOf = ({ path, pathInProject }: FileFacts, facts: PlaceFacts): Place => {
    const { kind, name, function: around, range } = facts;
    const by = callers.get(keyOf({ path, function: around })) ?? NONE;
    const judged = judgePlace(facts, {
      pathInProject,
      logsElsewhere:
        facts.calls.some((call) => logging.has(keyOf(call))) || facts.decorators.some((one) => decorating.has(one)),
      callersLog: by.size > 0 && [...by].every((one) => logsItself.has(one)),
    });
    return { path, kind, name, function: around, range, ...judged };
  };

  const units = new Map<Place, string>();
  const files = all
    .filter(({ places }) => places.length > 0)
    .map((file): FileCoverage => {
      const { path, places } = file;
      const judged = places.map((facts) => {
        const place = placeOf(file, facts);
        units.set(place, `${path}\n${facts.unit}`);
        return place;
      });
      return { path, shares: sharesOf(judged), places: judged };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const places = files.flatMap((file) => file.places);
  return { files, shares: sharesOf(places), most: mostOf(places, units) };
}

/** The functions that log, or call one that does not many calls away. */
function loggingFunctions(all: readonly FileFacts[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { path, functions } of all)
    for (const { name, logs } of functions) if (logs) found.add(keyOf({ path, function: name }));
  for (let hand = 1; hand < HANDS; hand++) {
    const more: string[] = [];
    for (const { path, functions } of all)
      for (const { name, calls } of functions)
        if (calls.some((call) => found.has(keyOf(call)))) more.push(keyOf({ path, function: name }));
    for (const one of more) found.add(one);
  }
  return found;
}

function callersOf(all: readonly FileFacts[]): ReadonlyMap<string, Set<string>> {
  const callers = new Map<string, Set<string>>();
  for (const { path, functions } of all) {
    for (const { name, calls } of functions) {
      const caller = keyOf({ path, function: name });
      for (const call of calls) {
        const known = callers.get(keyOf(call)) ?? new Set();
        if (caller !== keyOf(call)) known.add(caller);
        callers.set(keyOf(call), known);
      }
    }
  }
  return callers;
}

function sharesOf(places: readonly Place[]): Shares {
  const share = (kind?: PlaceKind): Share => {
    const counted = places.filter((place) => place.state !== 'expected' && (kind === undefined || place.kind === kind));
    return { told: counted.filter(({ state }) => state !== 'silent').length, all: counted.length };
  };
  return {
    route: share('route'),
    message: share('message'),
    handler: share('handler'),
    outgoing: share('outgoing'),
    total: share(),
  };
}

/** The places with the greatest weight: one for each function, few for each file where others have some too. */
function mostOf(places: readonly Place[], units: ReadonlyMap<Place, string>): Place[] {
  const sorted = places.filter(({ weight }) => weight >= LEAST).sort((a, b) => b.weight - a.weight);
  const seen = new Set<string>();
  const firstOfUnit = sorted.filter((place) => {
    const unit = units.get(place)!;
    if (seen.has(unit)) return false;
    seen.add(unit);
    return true;
  });
  const perFile = new Map<string, number>();
  const few = firstOfUnit.filter(({ path }) => {
    const count = (perFile.get(path) ?? 0) + 1;
    perFile.set(path, count);
    return count <= MOST_A_FILE;
  });
  return [...new Set([...few, ...firstOfUnit])].slice(0, MOST).sort((a, b) => b.weight - a.weight);
}
