// The shop's front door: HTTP in, one log record per request out, everything else by the services behind it.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { correlationIdOf, HttpError, sendJson } from '../../shared/http.js';
import type { Reply, RequestContext } from './context.ts';
import { logger } from './logger.ts';
import { orderRoutes } from './routes/orders.ts';
import { productRoutes } from './routes/products.ts';
import { sessionRoutes } from './routes/session.ts';
import { sweep } from './sessions.ts';

const routes = [...productRoutes, ...orderRoutes, ...sessionRoutes];

function find(method: string | undefined, pathname: string) {
  for (const route of routes) {
    const match = route.method === method ? route.path.exec(pathname) : null;
    if (match !== null) return { route, params: { ...match.groups } };
  }
  return undefined;
}

async function answer(context: Omit<RequestContext, 'params'>, found: ReturnType<typeof find>): Promise<Reply> {
  if (found === undefined) return { status: 404, body: { error: 'There is nothing here.' } };
  try {
    return await found.route.handle({ ...context, params: found.params });
  } catch (error) {
    if (error instanceof HttpError) return { status: error.status, body: { error: error.message } };
    context.log.error({ err: error }, 'request failed');
    return { status: 500, body: { error: 'Something went wrong here.' } };
  }
}

const server = http.createServer(async (request, response) => {
  const started = performance.now();
  const url = new URL(request.url ?? '/', 'http://gateway');
  const correlationId = correlationIdOf(request);
  const log = logger.child({ correlation_id: correlationId });
  response.setHeader('x-correlation-id', correlationId);
  log.debug({ method: request.method, path: url.pathname }, 'request received');

  const found = find(request.method, url.pathname);
  const reply = await answer({ request, url, correlationId, log }, found);
  sendJson(response, reply.status, reply.body);

  const duration = Math.round((performance.now() - started) * 10) / 10;
  const fields = {
    context: { method: request.method, path: url.pathname, status: reply.status },
    performance: { operation: found?.route.operation ?? 'unknown', duration_ms: duration },
  };
  if (reply.status >= 500) log.error(fields, 'request completed');
  else if (duration > 800) log.warn(fields, `slow request: ${request.method} ${url.pathname} took ${duration} ms`);
  else log.info(fields, 'request completed');
});

setInterval(() => sweep(logger), 60_000).unref();

server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  logger.info({ port: (server.address() as AddressInfo).port }, 'listening');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    logger.info({ signal }, 'stopping');
    setTimeout(() => process.exit(0), 50);
  });
}
