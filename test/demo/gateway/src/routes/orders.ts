// Buying: place an order, look at it, give it back.
import { HttpError, readJson } from '../../../shared/http.js';
import type { RequestContext, Route } from '../context.ts';
import { customerOf } from '../sessions.ts';
import { call } from '../upstream.ts';
import { orders } from '../upstreams.ts';

function customer({ request, log }: RequestContext): string {
  const session = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const id = session === undefined ? undefined : customerOf(session, log);
  if (id === undefined) {
    log.info({ authorization: request.headers.authorization ?? null }, 'request without a session');
    throw new HttpError(401, 'sign in first');
  }
  return id;
}

const placeOrder: Route = {
  method: 'POST',
  path: /^\/orders$/,
  operation: 'place-order',
  async handle(context) {
    const { log } = context;
    const customerId = customer(context);
    const basket = await readJson(context.request);
    const items: { sku: string; quantity: number }[] = basket.items ?? [];
    log.info({ context: { customer_id: customerId, lines: items.length } }, 'order received');
    const reply = await call(orders, 'POST', '/orders', { ...basket, customer_id: customerId }, context);
    if (reply.status === 201) log.info({ context: { order_id: reply.body.id, total: reply.body.total } }, 'order placed');
    else log.info(`order of ${customerId} failed with status ${reply.status}`);
    return reply;
  },
};

const showOrder: Route = {
  method: 'GET',
  path: /^\/orders\/(?<id>\d+)$/,
  operation: 'show-order',
  handle: (context) => call(orders, 'GET', `/orders/${context.params.id}`, undefined, context),
};

const refundOrder: Route = {
  method: 'POST',
  path: /^\/orders\/(?<id>\d+)\/refund$/,
  operation: 'refund-order',
  async handle(context) {
    context.log.info({ context: { order_id: Number(context.params.id), customer_id: customer(context) } }, 'refund asked for');
    return call(orders, 'POST', `/orders/${context.params.id}/refund`, {}, context);
  },
};

const dailyReport: Route = {
  method: 'GET',
  path: /^\/reports\/daily$/,
  operation: 'daily-report',
  handle: (context) => call(orders, 'GET', '/reports/daily', undefined, context),
};

export const orderRoutes: readonly Route[] = [placeOrder, showOrder, refundOrder, dailyReport];
