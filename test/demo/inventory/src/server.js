// The inventory service: items, reservations, restocking.
import http from 'node:http';
import { correlationIdOf, HttpError, readJson, sendJson } from '../../shared/http.js';
import { logger } from './logger.js';
import { allItems, findItem, giveBack, restock, take } from './stock.js';
import { setAside, WarehouseBusy } from './warehouse.js';

async function reserve(request, log) {
  const { sku, quantity, order_id: orderId } = await readJson(request);
  if (!take(sku, quantity, log)) {
    log.warn('not enough stock', { context: { sku, quantity, order_id: orderId } });
    throw new HttpError(409, `not enough ${sku}`);
  }
  try {
    const { shelf } = await setAside(sku, quantity, log);
    log.info('stock reserved', { context: { sku, quantity, shelf, order_id: orderId } });
    return { status: 201, body: { sku, quantity, shelf } };
  } catch (error) {
    giveBack(sku, quantity);
    if (!(error instanceof WarehouseBusy)) throw error;
    log.warn('warehouse unavailable', { context: { sku, reason: error.message } });
    return { status: 503, body: { error: 'warehouse unavailable' } };
  }
}

async function route(request, path, log) {
  const [, collection, sku, action] = path.split('/');
  if (request.method === 'GET' && path === '/items') return { operation: 'list-items', status: 200, body: { items: allItems() } };
  if (request.method === 'GET' && collection === 'items') {
    const item = findItem(sku);
    log.debug(`looked up ${sku}`);
    if (item === undefined) throw new HttpError(404, `no item ${sku}`);
    return { operation: 'show-item', status: 200, body: { sku: item.sku, name: item.name, price: item.price, available: item.stock > 0 } };
  }
  if (request.method === 'POST' && path === '/reservations') return { operation: 'reserve', ...(await reserve(request, log)) };
  if (request.method === 'POST' && action === 'restock') return { operation: 'restock', status: 202, body: restock(sku, log) };
  throw new HttpError(404, 'nothing here');
}

const server = http.createServer(async (request, response) => {
  const started = performance.now();
  const path = new URL(request.url, 'http://inventory').pathname;
  const log = logger.child({ correlation_id: correlationIdOf(request) });
  let reply;
  try {
    reply = await route(request, path, log);
  } catch (error) {
    if (error instanceof HttpError) {
      reply = { operation: 'refused', status: error.status, body: { error: error.message } };
    } else {
      log.error('request handler threw', { context: { method: request.method, path }, error_type: error.name, stack: error.stack });
      reply = { operation: 'failed', status: 500, body: { error: 'internal error' } };
    }
  }
  sendJson(response, reply.status, reply.body);
  log.info('handled', {
    context: { method: request.method, path, status: reply.status },
    performance: { operation: reply.operation, duration_ms: Math.round((performance.now() - started) * 10) / 10 },
  });
});

server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => logger.info('listening', { port: server.address().port }));

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    logger.info('stopping', { signal });
    setTimeout(() => process.exit(0), 50);
  });
}
