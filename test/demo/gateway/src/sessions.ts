// Who is signed in: sessions live in memory for half an hour.
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Logger } from './logger.ts';

const LIFETIME_MS = 30 * 60_000;

interface Session {
  readonly customer: string;
  readonly until: number;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const CUSTOMERS = new Map([
  ['ada@example.com', { id: 'cust_ada', password: digest('difference-engine') }],
  ['grace@example.com', { id: 'cust_grace', password: digest('nanosecond') }],
  ['linus@example.com', { id: 'cust_linus', password: digest('just-for-fun') }],
]);

const sessions = new Map<string, Session>();

/** The new session's id, or undefined where e-mail and password don't belong together. */
export function signIn(email: string, password: string, log: Logger): string | undefined {
  const customer = CUSTOMERS.get(email);
  if (customer === undefined || !timingSafeEqual(customer.password, digest(password))) {
    log.warn({ email, password }, 'sign-in refused');
    return undefined;
  }
  const id = randomUUID();
  sessions.set(id, { customer: customer.id, until: Date.now() + LIFETIME_MS });
  log.info({ customer_id: customer.id }, 'signed in');
  return id;
}

/** The customer of a session that has not run out. */
export function customerOf(sessionId: string, log: Logger): string | undefined {
  const session = sessions.get(sessionId);
  if (session === undefined) return undefined;
  if (session.until < Date.now()) {
    sessions.delete(sessionId);
    log.debug(`session of ${session.customer} ran out`);
    return undefined;
  }
  return session.customer;
}

/** Forgets sessions that ran out; called once a minute. */
export function sweep(log: Logger): void {
  const before = sessions.size;
  for (const [id, { until }] of sessions) if (until < Date.now()) sessions.delete(id);
  if (sessions.size < before) log.debug({ swept: before - sessions.size, left: sessions.size }, 'sessions swept');
}
