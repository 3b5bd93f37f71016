// Plain text: whatever is left, with the time, level, logger and thread that it evidently begins with (log4j, uvicorn, nginx…).

import type { TextFormat } from '../reading/format.ts';
import { createDraft, type Draft } from '../reading/draft.ts';
import { leadingLevel, leadingTime, readCommonLogTime } from '../reading/leading.ts';

export const plain: TextFormat = {
  kind: 'text',
  id: 'plain',
  title: 'Plain text',
  read: (line) => readAccessLog(line) ?? readLeading(line),
};

/** Thread in brackets, level, logger and a separator, as log4j, Logback and Spring Boot patterns order them. */
const AFTER_LEVEL =
  /^\s*(?:(\d{1,7})\s+---\s+)?(?:\[([^\]]{0,100})\]\s*)?(?:\[([^\]]{0,100})\]\s*)?([A-Za-z_$][\w$.\-/[\]]{0,120}?)\s*(?::(\d{1,6}))?\s*(?: [-–] |:\s|: ?$)/;
const THREAD = /^\s*(?:\[([^\]]{1,100})\])/;

function readLeading(line: string): Draft {
  const draft = createDraft();
  const time = leadingTime(line);
  if (time !== undefined) draft.time = time.time;
  let at = time?.end ?? 0;
  let level = leadingLevel(line, at);
  if (level === undefined && time !== undefined) {
    const thread = THREAD.exec(line.slice(at, at + 110));
    if (thread !== null) {
      level = leadingLevel(line, at + thread[0].length);
      if (level !== undefined) draft.attributes['thread'] = thread[1]!;
    }
  }
  if (level !== undefined) {
    draft.level = level.level;
    draft.severityText = level.text;
    at = level.end;
  }
  const rest = withoutNginxProcess(draft, line.slice(at));
  draft.message = time === undefined ? rest.trimStart() : readLogger(draft, rest, level !== undefined);
  if (draft.message === '') draft.message = line;
  return draft;
}

/** nginx writes process and thread behind the level: ` 1234#5678: *1 open() …`. */
function withoutNginxProcess(draft: Draft, rest: string): string {
  const match = /^ (\d{1,10})#\d{1,10}: /.exec(rest);
  if (match === null) return rest;
  draft.attributes['pid'] = Number(match[1]);
  return rest.slice(match[0].length - 1);
}

function readLogger(draft: Draft, rest: string, hasLevel: boolean): string {
  const match = hasLevel ? AFTER_LEVEL.exec(rest.slice(0, 600)) : null;
  if (
    match === null ||
    !(
      match[4]!.includes('.') ||
      rest.slice(0, match[0].length).includes(' - ') ||
      match[1] !== undefined ||
      match[2] !== undefined
    )
  ) {
    return rest.replace(/^[\s|]{0,8}(?:[-–:|] ?)?/, '');
  }
  const [whole, pid, first, second, logger, sourceLine] = match;
  if (pid !== undefined) draft.attributes['pid'] = Number(pid);
  const thread = pid !== undefined && second !== undefined ? second : first;
  if (pid !== undefined && second !== undefined && first!.trim() !== '') draft.service = first!.trim();
  if (thread !== undefined) draft.attributes['thread'] = thread.trim();
  draft.logger = logger;
  if (sourceLine !== undefined) draft.line = Number(sourceLine);
  return rest.slice(whole.length).trimStart();
}

/** Common and Combined Log Format of nginx, Apache and many others. */
const ACCESS =
  /^(\S{1,200}) \S{1,100} (\S{1,100}) \[([^\]]{26})\] "([^"]{0,4000})" (\d{3}) (\d+|-)(?: "([^"]{0,2000})" "([^"]{0,2000})")?/;

function readAccessLog(line: string): Draft | undefined {
  const match = ACCESS.exec(line);
  const time = match === null ? undefined : readCommonLogTime(match[3]!, 0);
  if (match === null || time === undefined) return undefined;
  const [, client, user, , request, status, bytes, referer, agent] = match;
  const draft = createDraft();
  draft.time = time.time;
  draft.message = `${request!} ${status!}`;
  draft.attributes['client'] = client!;
  if (user !== '-') draft.attributes['user'] = user!;
  draft.attributes['status'] = Number(status);
  if (bytes !== '-') draft.attributes['bytes'] = Number(bytes);
  if (referer !== undefined && referer !== '-') draft.attributes['referer'] = referer;
  if (agent !== undefined && agent !== '-') draft.attributes['user_agent'] = agent;
  return draft;
}
