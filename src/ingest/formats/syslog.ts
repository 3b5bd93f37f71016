// Syslog: RFC 5424, RFC 3164 with or without its priority, and the lines of journalctl.

import type { TextFormat } from '../reading/format.ts';
import { createDraft, putAttribute, type Draft } from '../reading/draft.ts';
import { monthFromName, readDateTime, type Instant } from '../reading/instant.ts';
import { levelFromNumber } from '../reading/levels.ts';

const RFC5424 = /^<(\d{1,3})>[1-9]\d? (\S{1,64}) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) /;
const RFC3164 =
  /^(?:<(\d{1,3})>)?([A-Z][a-z]{2}) ([ \d]\d) (\d\d:\d\d:\d\d(?:\.\d{1,9})?) (?:([\w.:-]{1,255}) )?([\w./@() -]{1,100}?)(?:\[(\d{1,10})\])?: /;
/** `journalctl -o short-iso`: host, program and its process. */
const JOURNAL = /^(\d{4}-\d\d-\d\dT\S{8,30}) ([\w.-]{1,255}) ([\w./@-]{1,100})\[(\d{1,10})\]: /;
const ELEMENT = /\[([^\s=\]"]{1,64})((?: [^\s=\]"]{1,64}="(?:[^"\\\]]|\\.){0,4000}")*)\]/y;
const PARAMETER = /([^\s=\]"]{1,64})="((?:[^"\\\]]|\\.)*)"/g;

export const syslog: TextFormat = {
  kind: 'text',
  id: 'syslog',
  title: 'Syslog',
  read(line, now) {
    const first = line.charCodeAt(0);
    if (first === 60) return readRfc5424(line) ?? readRfc3164(line, now);
    return first >= 65 && first <= 90 ? readRfc3164(line, now) : readJournal(line);
  },
};

function readRfc5424(line: string): Draft | undefined {
  const match = RFC5424.exec(line);
  if (match === null) return undefined;
  const [whole, priority, time, host, app, pid, messageId] = match;
  const draft = draftWith(priority, host, app, pid);
  draft.time = readDateTime(time!);
  if (messageId !== '-') draft.event = messageId;
  let at = whole.length;
  if (line[at] === '-') at++;
  else at = readElements(line, at, draft);
  draft.message = line.slice(at).replace(/^ ?\ufeff?/, '');
  return draft;
}

/** Structured data becomes objects by element: `[order@32473 id="8812"]` is `{"order@32473": {"id": "8812"}}`. */
function readElements(line: string, start: number, draft: Draft): number {
  let at = start;
  ELEMENT.lastIndex = at;
  for (let match = ELEMENT.exec(line); match !== null; match = ELEMENT.exec(line)) {
    const parameters: [string, string][] = [...match[2]!.matchAll(PARAMETER)].map(([, key, value]) => [
      key!,
      value!.replace(/\\(["\\\]])/g, '$1'),
    ]);
    putAttribute(draft.attributes, match[1]!, Object.fromEntries(parameters));
    at = ELEMENT.lastIndex;
  }
  return at;
}

function readRfc3164(line: string, now: number): Draft | undefined {
  const match = RFC3164.exec(line);
  const month = match === null ? -1 : monthFromName(match[2]!);
  if (match === null || month < 0) return undefined;
  const [whole, priority, , day, time, host, app, pid] = match;
  const draft = draftWith(priority, host, app, pid);
  draft.time = inNearestYear(month, Number(day), time!, now);
  draft.message = line.slice(whole.length);
  return draft;
}

/** The date names no year: it is the latest that is not more than a day ahead of us. */
function inNearestYear(month: number, day: number, time: string, now: number): Instant | undefined {
  const year = new Date(now).getFullYear();
  const date = `-${String(month + 1).padStart(2, '0')}-${String(day).padStart(2, '0')} ${time}`;
  const thisYear = readDateTime(`${year}${date}`);
  return thisYear !== undefined && thisYear.ms > now + 86_400_000 ? readDateTime(`${year - 1}${date}`) : thisYear;
}

function readJournal(line: string): Draft | undefined {
  const match = JOURNAL.exec(line);
  const time = match === null ? undefined : readDateTime(match[1]!);
  if (match === null || time === undefined) return undefined;
  const draft = draftWith(undefined, match[2], match[3], match[4]);
  draft.time = time;
  draft.message = line.slice(match[0].length);
  return draft;
}

function draftWith(
  priority: string | undefined,
  host: string | undefined,
  app: string | undefined,
  pid: string | undefined,
): Draft {
  const draft = createDraft();
  if (priority !== undefined) {
    draft.level = levelFromNumber(Number(priority) & 7, 'syslog');
    draft.severityText = String(Number(priority) & 7);
    draft.attributes['facility'] = Number(priority) >> 3;
  }
  if (app !== undefined && app !== '-') draft.service = app;
  if (host !== undefined && host !== '-') draft.attributes['host'] = host;
  if (pid !== undefined && /^\d{1,10}$/.test(pid)) draft.attributes['pid'] = Number(pid);
  return draft;
}
