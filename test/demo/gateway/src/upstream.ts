// Calls the services behind the gateway, and tries again where that can help.
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpError } from '../../shared/http.js';
import type { RequestContext } from './context.ts';

const TIMEOUT_MS = 2_000;
const ATTEMPTS = 3;

export interface Upstream {
  readonly name: string;
  /** Undefined: not deployed here. */
  readonly url: string | undefined;
}

export interface UpstreamReply {
  readonly status: number;
  readonly body: any;
}

async function once(upstream: Upstream, method: string, path: string, body: unknown, context: RequestContext): Promise<UpstreamReply> {
  const response = await fetch(new URL(path, upstream.url), {
    method,
    headers: { 'content-type': 'application/json', 'x-correlation-id': context.correlationId },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return { status: response.status, body: await response.json() };
}

/** Asks `upstream`; a 503 is tried again, with growing pauses. Throws HttpError 502 or 503 where no answer came. */
export async function call(upstream: Upstream, method: string, path: string, body: unknown, context: RequestContext): Promise<UpstreamReply> {
  const { log } = context;
  if (upstream.url === undefined) {
    log.warn({ upstream: upstream.name }, 'upstream is not deployed');
    throw new HttpError(503, `${upstream.name} is not available`);
  }
  for (let attempt = 1; ; attempt++) {
    const started = performance.now();
    try {
      const reply = await once(upstream, method, path, body, context);
      log.debug({ upstream: upstream.name, path, status: reply.status, duration_ms: Math.round(performance.now() - started) }, 'upstream answered');
      if (reply.status !== 503 || attempt === ATTEMPTS) return reply;
      log.warn({ upstream: upstream.name, path, attempt }, `${upstream.name} is busy, trying again (attempt ${attempt} of ${ATTEMPTS})`);
    } catch (error) {
      if (attempt === ATTEMPTS) {
        log.error(`could not reach ${upstream.name} after ${attempt} attempts`);
        throw new HttpError(502, `${upstream.name} did not answer`);
      }
      log.info({ upstream: upstream.name, err: error }, 'upstream failed, trying again');
    }
    await sleep(40 * 2 ** attempt);
  }
}
