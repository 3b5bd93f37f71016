// eliot: a message type and keywords as fields; actions are written when they begin.

import { methodTable, outsideTable, type Dialect } from '../arguments/dialect.ts';
import { keywordSlot, readKeywords } from '../arguments/keywords.ts';
import type { Reading, SiteView } from '../arguments/reading.ts';

const TYPES = ['message_type', 'action_type'];

/** eliot. */
export const eliot: Dialect = {
  id: 'eliot',
  formatStyle: 'keywords',
  languages: ['python'],
  modules: ['eliot'],
  outside: outsideTable('eliot.current_action eliot.Action', 'eliot eliot.Message'),
  methods: methodTable({ INFO: 'log log_message start_action start_task', ERROR: 'write_traceback' }),
  rare: ['start_action', 'start_task', 'write_traceback'],
  derived: new Set(['bind']),
  read,
};

function read(view: SiteView): Reading {
  const { site, arguments: args } = view;
  const positional = args.filter(({ keyword, spread }) => keyword === undefined && spread === undefined);
  const message = positional[0] ?? args.find(({ keyword }) => TYPES.includes(keyword ?? ''));
  const found = readKeywords(view, args, [...TYPES, 'logger'], []);
  const keys = found.fields.map(({ key }) => key);
  const isTraceback = site.method === 'write_traceback';
  return {
    level: isTraceback ? 'ERROR' : 'INFO',
    ...(message === undefined ? {} : { message: { node: message.node, built: view.message(message.node) } }),
    arguments: positional.slice(1).map(({ expression }) => expression),
    fields: found.fields,
    spreads: found.spreads,
    ...(isTraceback ? { exceptionBy: 'method' as const } : {}),
    ...(args.some(({ spread }) => spread !== undefined)
      ? {}
      : { fieldSlot: keywordSlot(view, keys, [...TYPES, 'task_uuid', 'task_level', 'timestamp']) }),
    takesArguments: false,
  };
}
