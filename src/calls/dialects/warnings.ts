// Python's warnings: text for the developer who uses the code.

import { methodTable, outsideTable, type Dialect } from '../arguments/dialect.ts';
import type { Reading, SiteView } from '../arguments/reading.ts';

/** The standard library's `warnings`. */
export const warnings: Dialect = {
  id: 'warnings',
  kind: 'warning',
  formatStyle: 'percent',
  languages: ['python'],
  modules: [],
  outside: outsideTable('', 'warnings'),
  methods: methodTable({ WARNING: 'warn warn_explicit' }),
  derived: new Set(),
  read,
};

function read(view: SiteView): Reading {
  const message = view.arguments.find(
    ({ keyword, spread }, index) =>
      (index === 0 && keyword === undefined && spread === undefined) || keyword === 'message',
  );
  return {
    level: 'WARNING',
    ...(message === undefined ? {} : { message: { node: message.node, built: view.message(message.node) } }),
    arguments: [],
    fields: [],
    spreads: [],
    takesArguments: false,
  };
}
