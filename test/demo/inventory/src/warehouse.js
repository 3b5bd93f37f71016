// The link to the warehouse: slow now and then, and cut off for a moment every so often, as links are.
import { setTimeout as sleep } from 'node:timers/promises';

export class WarehouseBusy extends Error {
  constructor(attempt) {
    super(`connection to the warehouse was reset (request ${attempt})`);
    this.name = 'WarehouseBusy';
  }
}

let requests = 0;

/** Asks the warehouse to set goods aside. Resolves with the shelf they lie on; throws WarehouseBusy. */
export async function setAside(sku, quantity, log) {
  const attempt = ++requests;
  const started = performance.now();
  await sleep(attempt % 17 === 0 ? 350 : 8 + (attempt % 5) * 4);
  if (attempt % 9 === 0) throw new WarehouseBusy(attempt);
  const duration = Math.round(performance.now() - started);
  if (duration > 200) log.warn(`warehouse took ${duration} ms for ${sku}`);
  return { shelf: `${sku[0]}${(attempt % 12) + 1}`, quantity };
}
