// Python's logging as text: the default `LEVEL:logger:message` and the formats that its documentation and frameworks use.

import type { TextFormat } from '../reading/format.ts';
import { createDraft, type Draft } from '../reading/draft.ts';
import { leadingTime } from '../reading/leading.ts';
import { levelFromText } from '../reading/levels.ts';

/** `logging.BASIC_FORMAT`. */
const BASIC = /^(?<level>[A-Z]{3,12}):(?<logger>[\w.-]{1,120}):/;

/** What follows `%(asctime)s`, by example. */
const AFTER_TIME: readonly RegExp[] = [
  // " - app.orders - INFO - …"
  /^ - (?<logger>[\w.-]{1,120}) - (?<level>[A-Z]{3,12})\s* - /,
  // " - INFO - app.orders - …"
  /^ - (?<level>[A-Z]{3,12})\s* - (?<logger>[\w.-]{1,120}) - /,
  // " INFO app.orders: …"
  /^ (?<level>[A-Z]{3,12})\s{1,5}(?<logger>[A-Za-z_][\w.]{0,120}): /,
  // " INFO in app: …", as Flask documents it
  /^ (?<level>[A-Z]{3,12}) in (?<logger>[\w.-]{1,120}): /,
  // " [INFO] app.orders: …", " [INFO] [app.orders] …"
  /^ \[(?<level>[A-Z]{3,12})\s*\] (?<logger>[A-Za-z_][\w.]{0,120}): /,
  /^ \[(?<level>[A-Z]{3,12})\s*\] \[(?<logger>[A-Za-z_][\w.]{0,120})\]:? /,
  // " INFO [app.orders] [views.py:12] [trace_id=…] - …", as OpenTelemetry's logging instrumentation writes it
  /^ (?<level>[A-Z]{3,12}) \[(?<logger>[\w.-]{1,120})\] \[(?<file>[^\]:]{1,300}):(?<line>\d{1,7})\](?: \[[^\]]{0,300}\])? - /,
  // " app.orders INFO /srv/app/views.py:12 …"
  /^ (?<logger>[A-Za-z_][\w.]{0,120}) (?<level>[A-Z]{3,12})\s+(?<file>[^\s:]{1,300}):(?<line>\d{1,7}) /,
  // " | INFO     | app.orders:create:12 - …", loguru's own
  /^ \| (?<level>[A-Z]{3,12})\s*\| (?<logger>[\w.]{1,120}):(?<function>[\w.<>]{1,120}):(?<line>\d{1,7}) - /,
  // ": INFO/MainProcess] …", Celery's own
  /^: (?<level>[A-Z]{3,12})\/(?<process>[\w-]{1,60})\] /,
];

export const pythonText: TextFormat = {
  kind: 'text',
  id: 'python-text',
  title: 'Python logging',
  read(line) {
    const basic = BASIC.exec(line);
    if (basic !== null) return draftOf(basic, line, 0);
    const time = leadingTime(line);
    if (time === undefined) return undefined;
    const rest = line.slice(time.end, time.end + 600);
    for (const pattern of AFTER_TIME) {
      const match = pattern.exec(rest);
      const draft = match === null ? undefined : draftOf(match, line, time.end);
      if (draft !== undefined) {
        draft.time = time.time;
        return draft;
      }
    }
    return undefined;
  },
};

function draftOf(match: RegExpExecArray, line: string, start: number): Draft | undefined {
  const { level: text, logger, file, line: sourceLine, function: name, process } = match.groups!;
  const level = levelFromText(text!);
  if (level === undefined) return undefined;
  const draft = createDraft();
  draft.level = level;
  draft.severityText = text;
  draft.logger = logger;
  draft.file = file;
  draft.function = name;
  if (sourceLine !== undefined) draft.line = Number(sourceLine);
  if (process !== undefined) draft.attributes['process'] = process;
  draft.message = line.slice(start + match[0].length);
  return draft;
}
