// What the benchmark's services say: message templates, problems with stack traces, names and free words.
import { createRandom } from '../generate.ts';

export const SERVICES = ['gateway', 'orders', 'inventory', 'payments', 'notifications'] as const;

/**
 * Most frequent first. `{o}` is the order number, `{n}` a number, `{u}` a user, `{d}` a duration. Together with PROBLEMS
 * they are 60 templates; the word "order" is in about a third of the records.
 */
export const MESSAGES: readonly string[] = [
  'request received',
  'order {o} accepted',
  'request completed in {d} ms',
  'stock reserved for order {o}',
  'cache hit for key user:{u}',
  'payment authorized for order {o}',
  'message published to topic orders-{n}',
  'cache miss for key user:{u}',
  'order {o} validated by rule {n}',
  'session refreshed for {u}',
  'template rendered in {d} ms',
  'order {o} priced, {n} items',
  'address verified for {u}',
  'shipment scheduled for order {o}',
  'basket of {u} updated',
  'query returned {n} rows in {d} ms',
  'retrying upstream call, attempt {n}',
  'mail queued for {u}',
  'order {o} moved to state packed',
  'token refreshed for client {n}',
  'connection {n} opened',
  'connection {n} closed',
  'worker {n} took job {o}',
  'job {o} finished in {d} ms',
  'price calculated for {n} items',
  'discount applied to order {o}',
  'health probe answered in {d} ms',
  'batch of {n} events flushed',
  'webhook delivered to partner {n}',
  'image resized to {n} pixels',
  'search index refreshed, {n} documents',
  'configuration reloaded from revision {n}',
  'rate limit at {n} percent',
  'user {u} logged in',
  'user {u} logged out',
  'invoice {o} created',
  'refund of order {o} started',
  'refund of order {o} booked',
  'subscription of {u} renewed',
  'warehouse {n} confirmed picking',
  'label printed on printer {n}',
  'carrier polled, {n} parcels under way',
  'feature flags loaded, {n} active',
  'metrics exported in {d} ms',
  'lease renewed until epoch {n}',
  'partition {n} assigned',
  'garbage collection took {d} ms',
  'audit entry {n} written',
];

/** An error's message, with the exception's type and the functions of its stack, outermost first. */
export interface Problem {
  readonly message: string;
  readonly type: string;
  readonly frames: readonly string[];
}

export const PROBLEMS: readonly Problem[] = [
  { message: 'upstream timed out after {d} ms', type: 'TimeoutError', frames: ['handle', 'call_upstream', 'wait'] },
  { message: 'payment declined for order {o}', type: 'PaymentDeclined', frames: ['checkout', 'authorize'] },
  { message: 'stock exhausted for order {o}', type: 'OutOfStock', frames: ['place_order', 'reserve', 'take'] },
  { message: 'connection reset by peer', type: 'ConnectionResetError', frames: ['serve', 'read_frame'] },
  { message: 'lock wait timed out on row {n}', type: 'LockTimeout', frames: ['commit', 'execute', 'wait_for_lock'] },
  { message: 'serialization failure, attempt {n}', type: 'SerializationFailure', frames: ['transaction', 'commit'] },
  { message: 'template missing for mail {n}', type: 'TemplateNotFound', frames: ['send_mail', 'render', 'load'] },
  { message: 'invalid state change of order {o}', type: 'StateError', frames: ['advance', 'check_state'] },
  { message: 'certificate of partner {n} expired', type: 'CertificateError', frames: ['connect', 'handshake'] },
  { message: 'broker refused batch {n}', type: 'BrokerError', frames: ['flush', 'publish', 'send'] },
  { message: 'division by zero in price of order {o}', type: 'ZeroDivisionError', frames: ['price', 'share'] },
  { message: 'disk nearly full, {n} MB left', type: 'StorageWarning', frames: ['store', 'ensure_space'] },
];

/** Words of records so rare that one is in 37 of five million records; letters only, and nowhere else in the data. */
export const RARE_WORDS = [
  'quorum',
  'split',
  'fencing',
  'tombstone',
  'rollback',
  'overcommit',
  'underrun',
  'livelock',
] as const;

/** Words that are nowhere in the data. */
export const ABSENT_WORDS = [
  'zeppelin',
  'marmalade',
  'harpsichord',
  'walrus',
  'xylophone',
  'tundra',
  'obelisk',
  'kumquat',
  'gargoyle',
  'pamphlet',
] as const;

const SYLLABLES = 'ba be bi bo bu da do du fa fi fo ga go ha hi ka ke ki ko la le li lo lu ma me mi mo na ne ni no'
  .split(' ')
  .concat('pa pe pi po ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo wa wi ya yo za zo zu'.split(' '));

/** `count` different made-up words of letters, each of two to four syllables with an ending no word above has. */
export function freeWords(count: number, seed: number, ending: string): readonly string[] {
  const random = createRandom(seed);
  const words = new Set<string>();
  while (words.size < count) {
    let word = '';
    const syllables = 2 + Math.floor(random() * 3);
    for (let at = 0; at < syllables; at += 1) word += SYLLABLES[Math.floor(random() * SYLLABLES.length)]!;
    words.add(word + ending);
  }
  return [...words];
}
