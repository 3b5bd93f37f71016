// The services behind the gateway, from the environment.
import type { Upstream } from './upstream.ts';

export const orders: Upstream = { name: 'orders', url: process.env.ORDERS_URL };
export const inventory: Upstream = { name: 'inventory', url: process.env.INVENTORY_URL };
