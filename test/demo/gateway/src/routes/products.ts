// Looking at the shop: the list of products, one product, its delivery date.
import type { Route } from '../context.ts';
import { call } from '../upstream.ts';
import { inventory } from '../upstreams.ts';

const listProducts: Route = {
  method: 'GET',
  path: /^\/products$/,
  operation: 'list-products',
  async handle(context) {
    const reply = await call(inventory, 'GET', `/items${context.url.search}`, undefined, context);
    return { status: reply.status, body: { products: reply.body.items } };
  },
};

const showProduct: Route = {
  method: 'GET',
  path: /^\/products\/(?<sku>[\w-]+)$/,
  operation: 'show-product',
  async handle(context) {
    const { sku } = context.params;
    const reply = await call(inventory, 'GET', `/items/${sku}`, undefined, context);
    if (reply.status === 404) {
      context.log.error({ sku }, 'product not found');
      return { status: 404, body: { error: `There is no product ${sku}.` } };
    }
    return { status: reply.status, body: reply.body };
  },
};

const restock: Route = {
  method: 'POST',
  path: /^\/products\/(?<sku>[\w-]+)\/restock$/,
  operation: 'restock-product',
  async handle(context) {
    const { sku } = context.params;
    context.log.info(`restock of ${sku} asked for`);
    return call(inventory, 'POST', `/items/${sku}/restock`, {}, context);
  },
};

export const productRoutes: readonly Route[] = [listProducts, showProduct, restock];
