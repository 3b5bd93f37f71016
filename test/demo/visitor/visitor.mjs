// The shop's customers: signs in, looks around, buys, comes back, with a seed so that every run is alike.
import { setTimeout as sleep } from 'node:timers/promises';

const CUSTOMERS = [
  { email: 'ada@example.com', password: 'difference-engine', card: { number: '4242 4242 4242 4242', holder: 'Ada' } },
  { email: 'grace@example.com', password: 'nanosecond', card: { number: '5555 5555 5555 4444', holder: 'Grace' } },
  // A card without money on it.
  { email: 'linus@example.com', password: 'just-for-fun', card: { number: '4000 0000 0000 0002', holder: 'Linus' } },
];
const SKUS = ['LAMP-3', 'MUG-7', 'MUG-7', 'CHAIR-1', 'RUG-2', 'LAMP-3', 'CHAIR-1', 'MUG-7', 'RUG-2', 'CLOCK-9'];
const AT_ONCE = 25;

/** Numbers in [0, 1), the same ones for the same seed (mulberry32). */
function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** What customers do, and how often (any unit). */
const HABITS = [
  [30, 'browse'],
  [22, 'look'],
  [24, 'buy'],
  [6, 'lookUpOrder'],
  [4, 'mistypePassword'],
  [3, 'wrongAddress'],
  [3, 'report'],
  [3, 'refund'],
  [2, 'refundOldOrder'],
  [2, 'restock'],
  [1, 'restockOneOff'],
];

function createActions(url, random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const sessions = new Map();
  const placed = [];

  async function ask(method, path, body, session) {
    const response = await fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', ...(session === undefined ? {} : { authorization: `Bearer ${session}` }) },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
    return { status: response.status, body: await response.json() };
  }

  async function sessionOf({ email, password }) {
    if (!sessions.has(email)) sessions.set(email, (await ask('POST', '/login', { email, password })).body.session);
    return sessions.get(email);
  }

  return {
    browse: () => ask('GET', `/products?page=${1 + Math.floor(random() * 3)}`),
    look: () => ask('GET', `/products/${pick(SKUS)}`),
    async buy() {
      const customer = pick(CUSTOMERS);
      const items = Array.from({ length: 1 + Math.floor(random() * 2) }, () => ({ sku: pick(SKUS), quantity: 1 + Math.floor(random() * 2) }));
      const coupon = pick([undefined, undefined, 'WELCOME', 'FRIENDS', 'SUMMER-SALE']);
      const { status, body } = await ask('POST', '/orders', { items, coupon, card: customer.card }, await sessionOf(customer));
      if (status === 201) placed.push(body.id);
    },
    lookUpOrder: () => ask('GET', `/orders/${placed.length > 0 ? pick(placed) : 7}`),
    mistypePassword: () => ask('POST', '/login', { email: pick(CUSTOMERS).email, password: 'passw0rd' }),
    wrongAddress: () => ask('GET', '/products/SOFA-0'),
    report: () => ask('GET', '/reports/daily'),
    async refund() {
      const order = placed.shift();
      if (order !== undefined) await ask('POST', `/orders/${order}/refund`, {}, await sessionOf(pick(CUSTOMERS)));
    },
    // Delivered before payments had ids: the service trips over it.
    refundOldOrder: async () => ask('POST', '/orders/8800/refund', {}, await sessionOf(CUSTOMERS[0])),
    restock: () => ask('POST', `/products/${pick(SKUS.slice(0, -1))}/restock`, {}),
    // There is nobody to order this one from: the service trips over it, too.
    restockOneOff: () => ask('POST', '/products/CLOCK-9/restock', {}),
  };
}

/**
 * Sends about `rate` requests a second to the gateway at `url` until `signal` aborts. A request that fails is the shop's
 * matter: it logs it.
 */
export async function visit({ url, rate, seed, signal }) {
  const random = createRandom(seed);
  const actions = createActions(url, random);
  const whole = HABITS.reduce((sum, [weight]) => sum + weight, 0);
  // Everything once at the start, so that each kind of record is there from the first seconds on.
  const first = ['browse', 'buy', 'look', 'mistypePassword', 'buy', 'refundOldOrder', 'buy', 'restockOneOff', 'report', 'wrongAddress'];
  let running = 0;
  const next = () => {
    if (first.length > 0) return first.shift();
    let left = random() * whole;
    return HABITS.find(([weight]) => (left -= weight) < 0)[1];
  };
  while (!signal.aborted) {
    const action = next();
    if (running < AT_ONCE) {
      running++;
      actions[action]()
        .catch(() => undefined)
        .finally(() => running--);
    }
    // Arrivals of independent people: exponential gaps, none longer than three times the mean.
    await sleep(Math.min(-Math.log(1 - random()), 3) * (1000 / rate), undefined, { signal }).catch(() => undefined);
  }
}
