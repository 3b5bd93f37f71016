// Recognises clients that take the TCP door for something else: browsers, HTTP tools, TLS.

import type { Line } from './framing/lines.ts';

const REQUEST = /^(?:GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH) (\S+)(?: HTTP\/\d(?:\.\d)?)?$/;

/**
 * Why a connection that begins with this line is refused; undefined for a line of log. Only the first line of a
 * connection is asked about: later ones may quote requests. A web page must not be able to write records.
 */
export function isForeignFirstLine({ text, truncated }: Line): string | undefined {
  if (text.startsWith('PRI * HTTP/2')) return 'It speaks HTTP/2; this port takes log lines.';
  if (text.charCodeAt(0) === 0x16 && text.charCodeAt(1) === 3)
    return 'It speaks TLS; this port takes log lines without encryption, from this machine only.';
  const request = REQUEST.exec(text);
  if (request === null) return undefined;
  const speaksHttp = truncated || / HTTP\/\d(?:\.\d)?$/.test(text);
  return speaksHttp ? 'It speaks HTTP; this port takes log lines, one JSON object or line of text each.' : undefined;
}

const EXPLANATION =
  'This is the TCP door of Sightline. It takes log lines, one JSON object or line of text each, and no HTTP.\n';

/** What a refused client is answered. */
export const REFUSAL =
  'HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\n' +
  `Content-Length: ${EXPLANATION.length}\r\nConnection: close\r\nX-Content-Type-Options: nosniff\r\n\r\n${EXPLANATION}`;
