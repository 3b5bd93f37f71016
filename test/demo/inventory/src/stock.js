// What lies on the shelves, and who asked for it.

const REORDER_BELOW = 5;

const items = new Map(
  [
    { sku: 'LAMP-3', name: 'Desk lamp', price: 39.9, stock: 40, supplier: { name: 'Lux & Sons', email: 'orders@lux.example' } },
    { sku: 'CHAIR-1', name: 'Oak chair', price: 129, stock: 12, supplier: { name: 'Timberworks', email: 'sales@timberworks.example' } },
    { sku: 'MUG-7', name: 'Enamel mug', price: 12.5, stock: 200, supplier: { name: 'Potter Bros', email: 'hello@potter.example' } },
    { sku: 'RUG-2', name: 'Wool rug', price: 249, stock: 6, supplier: { name: 'Loom', email: 'loom@loom.example' } },
    // A one-off from the flea market: nobody to order it from.
    { sku: 'CLOCK-9', name: 'Station clock', price: 480, stock: 3 },
  ].map((item) => [item.sku, item]),
);

export const allItems = () => [...items.values()].map(({ sku, name, price, stock }) => ({ sku, name, price, available: stock > 0 }));

export const findItem = (sku) => items.get(sku);

/** Takes `quantity` from the shelf. False: there is not that much. */
export function take(sku, quantity, log) {
  const item = items.get(sku);
  if (item === undefined || item.stock < quantity) return false;
  item.stock -= quantity;
  if (item.stock < REORDER_BELOW) log.error('stock of ' + sku + ' is low: ' + item.stock + ' left');
  return true;
}

/** Puts `quantity` back on the shelf. */
export function giveBack(sku, quantity) {
  const item = items.get(sku);
  if (item !== undefined) item.stock += quantity;
}

/** Orders 50 more from the item's supplier, who delivers at once. */
export function restock(sku, log) {
  const item = items.get(sku);
  const order = { to: item.supplier.email, sku, quantity: 50 };
  log.info('restock ordered', { context: { sku, quantity: order.quantity, supplier: item.supplier.name } });
  item.stock += order.quantity;
  return order;
}
