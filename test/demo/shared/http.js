// Small things every HTTP service here needs: reading a JSON body, answering with JSON, the correlation ID.
import { randomBytes } from 'node:crypto';

const MAX_BODY = 64 * 1024;

/** An error that says which HTTP status it means. */
export class HttpError extends Error {
  /** @param {number} status @param {string} message */
  constructor(status, message) {
    super(message);
    this.name = 'HttpError';
    this.status = status;
  }
}

/** @param {import('node:http').IncomingMessage} request @returns {Promise<any>} */
export async function readJson(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > MAX_BODY) throw new HttpError(413, 'body too large');
  }
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new HttpError(400, 'body is not JSON');
  }
}

/** @param {import('node:http').ServerResponse} response @param {number} status @param {unknown} body */
export function sendJson(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** The caller's correlation ID, or a new one. @param {import('node:http').IncomingMessage} request */
export function correlationIdOf(request) {
  const given = request.headers['x-correlation-id'];
  if (typeof given === 'string' && /^[\w-]{8,64}$/.test(given)) return given;
  return `req_${Math.floor(Date.now() / 1000)}_${randomBytes(4).toString('hex')}`;
}
