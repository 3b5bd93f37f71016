// Go's standard log package: `2026/01/02 15:04:05.000000 file.go:12: message`, a prefix before it or before the message.

import type { TextFormat } from '../reading/format.ts';
import { createDraft } from '../reading/draft.ts';
import { readDateTime } from '../reading/instant.ts';
import { leadingLevel } from '../reading/leading.ts';

const DATE = /^(?<prefix>[^\d\n]{0,80}?)(?=\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d)/;
const FILE = /^ ([^\s:]{1,300}\.go):(\d{1,7}): /;
/** nginx writes the same date, and another program's line behind it. */
const NGINX = /^ \[[a-z]+\] \d+#\d+: /;

export const goLog: TextFormat = {
  kind: 'text',
  id: 'go-log',
  title: 'Go log',
  read(line) {
    const prefix = DATE.exec(line)?.groups?.['prefix'];
    const time = prefix === undefined ? undefined : readDateTime(line, prefix.length);
    if (time === undefined) return undefined;
    let rest = line.slice(time.end);
    if (NGINX.test(rest)) return undefined;
    const draft = createDraft();
    draft.time = time;
    const file = FILE.exec(rest);
    if (file !== null) {
      draft.file = file[1];
      draft.line = Number(file[2]);
      rest = rest.slice(file[0].length - 1);
    }
    const level = leadingLevel(rest, 0) ?? leadingLevel(prefix!, 0);
    if (level !== undefined) {
      draft.level = level.level;
      draft.severityText = level.text;
    }
    draft.message = (
      level !== undefined && rest.slice(0, level.end).includes(level.text) ? rest.slice(level.end) : rest
    ).trimStart();
    const name = prefix!.replace(/[\s:[\]]+/g, '');
    if (name !== '' && leadingLevel(prefix!, 0) === undefined) draft.logger = name;
    return draft;
  },
};
