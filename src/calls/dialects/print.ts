// What writes a line without being a logger: print, pprint, click's echo, and the standard streams.

import { methodTable, outsideTable, type Dialect } from '../arguments/dialect.ts';
import type { Reading, SiteView } from '../arguments/reading.ts';

/** Keyword arguments that say how and where, not what. */
const OWN_KEYWORDS = new Set(
  'sep end file flush stream indent width depth compact style err nl color fg bg bold dim underline blink reverse'.split(
    ' ',
  ),
);

/** `print` and the like. */
export const print: Dialect = {
  id: 'print',
  kind: 'print',
  formatStyle: 'percent',
  languages: ['python', 'javascript', 'typescript'],
  modules: [],
  outside: outsideTable(
    '',
    'sys.stdout sys.stderr sys.__stdout__ sys.__stderr__ pprint rich click typer process.stdout process.stderr builtins',
  ),
  methods: methodTable({ INFO: 'print pprint pp write writelines echo secho' }),
  rare: ['write', 'writelines'],
  functions: { python: ['print'] },
  derived: new Set(['buffer']),
  read,
};

function read(view: SiteView): Reading {
  const positional = view.arguments.filter(({ keyword }) => keyword === undefined);
  const [first, ...rest] = positional;
  const message = first?.spread === undefined ? first : undefined;
  return {
    ...(message === undefined ? {} : { message: { node: message.node, built: view.message(message.node) } }),
    arguments: (message === undefined ? positional : rest).map(({ expression }) => expression),
    fields: [],
    spreads: view.arguments
      .filter(({ keyword, spread }) => spread === 'map' || (keyword !== undefined && !OWN_KEYWORDS.has(keyword)))
      .map(({ expression }) => expression),
    takesArguments: false,
  };
}
