// Templates of one formatter written anew for another: `{}` for `%`, `%s` for `str.format`.

import { parseBraces } from './brace.ts';
import { parsePercent } from './percent.ts';

/** A format that means the same behind a percent sign and behind a colon. */
const COMMON_FORMAT = /^(?:[+]?0?\d*(?:\.\d+)?[fFeEgGxXo]|0?\d*d)$/;

/** A template with `{}` for `count` values as one with `%s`; undefined where it is none, or one with names or numbers. */
export function inPercent(text: string, count: number): string | undefined {
  const parts = text.includes('{') ? parseBraces(text) : undefined;
  let holes = 0;
  let written = '';
  for (const part of parts ?? []) {
    if (part.kind === 'text') {
      written += part.text.replaceAll('%', '%%');
      continue;
    }
    holes++;
    const { target, path, conversion = 's', format = '' } = part;
    if (target !== '' || path !== '' || (format !== '' && !COMMON_FORMAT.test(format))) return undefined;
    written += `%${format === '' ? conversion : format}`;
  }
  return holes > 0 && holes === count ? written : undefined;
}

/** A template with `%s` for `count` values as one with `{}`; undefined where it is none, or one with names or stars. */
export function inBraces(text: string, count: number): string | undefined {
  let holes = 0;
  let written = '';
  for (const part of parsePercent(text, 'python')) {
    if (part.kind === 'text') {
      written += part.text.replaceAll('{', '{{').replaceAll('}', '}}');
      continue;
    }
    holes++;
    const { hole, stars } = part;
    const { name, conversion = 's', format = '' } = hole;
    if (name !== undefined || stars > 0) return undefined;
    if (format === '' || /^[di]$/.test(format))
      written += conversion === 's' || format !== '' ? '{}' : `{!${conversion}}`;
    else if (COMMON_FORMAT.test(format)) written += `{:${format}}`;
    else return undefined;
  }
  return holes > 0 && holes === count ? written : undefined;
}
