// logfmt: `level=info msg="stock reserved" request_id=…`, as logrus, slog, Heroku and many others write it.

import type { JsonValue } from '../../model/json.ts';
import type { TextFormat } from '../reading/format.ts';
import { COMMON_FIELDS } from '../reading/common-fields.ts';
import { createDraft, putAttribute } from '../reading/draft.ts';
import { fieldTable, readFields } from '../reading/fields.ts';

const FIELDS = fieldTable(
  {
    time: 'time',
    ts: 'time',
    t: 'time',
    timestamp: 'time',
    at: 'level',
    level: 'level',
    lvl: 'level',
    severity: 'level',
    msg: 'message',
    message: 'message',
    event: 'event',
    source: 'caller',
    logger: 'logger',
    component: 'logger',
    app: 'service',
  },
  COMMON_FIELDS,
);
/** One of these has to be there: `x=1 y=2` alone may be anything. */
const KNOWN = /(?:^|\s)(?:level|lvl|severity|msg|message|time|ts|at)=/;
/** A key and what follows it: a quoted value, a masked one, a bare one, or nothing. */
const PAIR = /([^\s="]{1,128})(?:=(?:"((?:[^"\\]|\\.)*)"|(\[masked [^\]]{0,80}\])|([^\s"]*)))?(?:\s+|$)/y;

export const logfmt: TextFormat = {
  kind: 'text',
  id: 'logfmt',
  title: 'logfmt',
  read(line) {
    if (!/^[\w.@-]{1,128}=/.test(line) || !KNOWN.test(line)) return undefined;
    const pairs: Record<string, JsonValue> = {};
    PAIR.lastIndex = 0;
    while (PAIR.lastIndex < line.length) {
      const match = PAIR.exec(line);
      if (match === null) return undefined;
      const [, key, quoted, masked, bare] = match;
      putAttribute(pairs, key!, quoted === undefined ? (masked ?? valueOf(bare)) : unescaped(quoted));
    }
    const draft = createDraft();
    readFields(draft, pairs, FIELDS, 'otel', draft.attributes);
    if (draft.service !== undefined && /^\d+m?s$/.test(draft.service)) {
      // Heroku's router means the time the service took.
      draft.attributes['service'] = draft.service;
      delete draft.service;
    }
    draft.message ??= draft.event ?? line;
    return draft;
  },
};

/** A number that can be written back the same way is a number; a key alone is a flag. */
function valueOf(bare: string | undefined): JsonValue {
  if (bare === undefined || bare === 'true') return true;
  if (bare === 'false') return false;
  const value = Number(bare);
  return bare !== '' && /^-?\d/.test(bare) && String(value) === bare ? value : bare;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unescaped(quoted: string): string {
  return quoted.includes('\\') ? quoted.replace(/\\(.)/g, (_, one: string) => ESCAPES[one] ?? one) : quoted;
}
