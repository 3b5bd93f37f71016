// Millions of log lines without making each: a stock of lines, and in every record its own time, correlation, order and trace.
import { lineMaker, MARKS, type DataSet } from './line-makers.ts';
import { RARE_WORDS } from './vocabulary.ts';

/** More than a segment has records, so that no line comes twice in one; not a multiple of anything. */
const STOCK_LINES = 300_007;
/** Requests that run side by side; each writes about eight records. */
const REQUESTS_AT_ONCE = 500;
const RECORDS_OF_REQUEST = 8;
const ROUND = REQUESTS_AT_ONCE * RECORDS_OF_REQUEST;
/** One record in so many has a rare word. */
const RARE_EVERY = 16_875;
const RARE_AT = 8_437;
/** Length of the day all records of a corpus are of. */
export const DAY_MS = 24 * 3_600_000;
const LATE_BY_MS = 1_500;
const FIRST_ORDER = 1_000_000;
/** Different order numbers. */
export const ORDERS = 250_000;
const SEED = 4;

export interface Corpus {
  readonly set: DataSet;
  /** Records of the first day; those beyond them are of the days that follow, up to the end of the month. */
  readonly records: number;
  /** The line of this record, without line end. */
  line(index: number): string;
  /** Lines `from` to `to`, each ended by a newline, in buffers of about `bytes`. */
  chunks(from: number, to: number, bytes?: number): Generator<Buffer>;
  correlationId(index: number): string;
  /** How many of the records share the correlation ID of this one. */
  sharing(index: number): number;
  orderOf(index: number): number;
  /** How many of the first day's records have each key; `keysOf` is asked once for each line in stock, so no key may come of the order number. */
  tally(keysOf: (line: string) => Iterable<string>): Map<string, number>;
}

/** Mixes two numbers into 32 unsigned bits (the finaliser of MurmurHash3). */
function mix(value: number, salt: number): number {
  let h = Math.imul(value ^ salt, 0x9e3779b1) ^ salt;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Which of all requests the record belongs to. Each of the slots begins a new request once a round, at its own time. */
function requestOf(index: number): number {
  const slot = mix(index, 0x51ed27) % REQUESTS_AT_ONCE;
  return Math.floor((index + slot * RECORDS_OF_REQUEST) / ROUND) * REQUESTS_AT_ONCE + slot;
}

const HEX = Buffer.from('0123456789abcdef');

function putHex(into: Buffer, at: number, value: number, digits: number): void {
  for (let digit = 0, rest = value; digit < digits; digit += 1, rest >>>= 4) into[at + digit] = HEX[rest & 15]!;
}

function putDigits(into: Buffer, at: number, value: number, digits: number): void {
  for (let digit = digits - 1, rest = value | 0; digit >= 0; digit -= 1) {
    const tenth = (rest / 10) | 0;
    into[at + digit] = 48 + rest - tenth * 10;
    rest = tenth;
  }
}

function putUuid(into: Buffer, at: number, request: number): void {
  putHex(into, at, mix(request, 1), 8);
  putHex(into, at + 9, mix(request, 2), 4);
  putHex(into, at + 14, mix(request, 3), 4);
  putHex(into, at + 19, mix(request, 4), 4);
  putHex(into, at + 24, mix(request, 5), 8);
  putHex(into, at + 32, mix(request, 6), 4);
}

/** Milliseconds of the day as `hh:mm:ss.mmm`. */
function putTime(into: Buffer, at: number, ms: number): void {
  const seconds = (ms / 1000) | 0;
  const minutes = (seconds / 60) | 0;
  const hours = (minutes / 60) | 0;
  putDigits(into, at, hours, 2);
  putDigits(into, at + 3, minutes - hours * 60, 2);
  putDigits(into, at + 6, seconds - minutes * 60, 2);
  putDigits(into, at + 9, ms - seconds * 1000, 3);
}

/** Lines as bytes with the places of what differs by record; a place of -1: the line has none. */
interface Stock {
  readonly bytes: Buffer;
  readonly starts: Uint32Array;
  readonly places: Int16Array;
}
/** Time, correlation, trace, then the order number up to three times: in the message, the context, the stack trace. */
const PLACES = 6;

const LINE_BYTES = 400;

/** Takes in `common` lines and one for each rare word behind them. Lines are ASCII. */
function stockOf(next: () => string, common: number): Stock {
  const count = common + RARE_WORDS.length;
  const starts = new Uint32Array(count + 1);
  const places = new Int16Array(count * PLACES).fill(-1);
  let bytes = Buffer.allocUnsafeSlow((count + 1) * LINE_BYTES);
  for (let at = 0; at < count; at += 1) {
    const rare = RARE_WORDS[at - common];
    const line = rare === undefined ? next() : next().replace(/"message":"[^"]*"/, `"message":"${rare} seen"`);
    const start = starts[at]!;
    const place = at * PLACES;
    places[place] = line.indexOf(MARKS.time);
    places[place + 1] = line.indexOf(MARKS.correlation);
    places[place + 2] = line.indexOf(MARKS.trace);
    for (let order = line.indexOf(MARKS.order), free = 3; order >= 0; order = line.indexOf(MARKS.order, order + 1))
      places[place + free++] = order;
    const end = start + line.length + 1;
    if (end > bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(bytes.length >> 2)]);
    bytes.write(line, start, 'latin1');
    bytes[end - 1] = 10;
    starts[at + 1] = end;
  }
  return { bytes, starts, places };
}

/** The data set as it is for a day of so many records; the same bytes whenever and wherever it is made. */
export function createCorpus(set: DataSet, records: number): Corpus {
  const common = Math.min(STOCK_LINES, records);
  const { bytes, starts, places } = stockOf(lineMaker(set, SEED), common);
  const stockIndex = (index: number): number =>
    index % RARE_EVERY === RARE_AT ? common + (Math.floor(index / RARE_EVERY) % RARE_WORDS.length) : index % common;
  const orderOf = (index: number): number => FIRST_ORDER + (mix(index, 0x0de4) % ORDERS);

  /** Puts what is the record's own into its line, which stands at `at`. */
  const patch = (index: number, stock: number, into: Buffer, at: number): void => {
    const place = stock * PLACES;
    const late = mix(index, 0x1a7e) % 100 === 0 ? mix(index, 0x1a7f) % LATE_BY_MS : 0;
    const day = Math.floor(index / records);
    const due = Math.floor(((index - day * records) / records) * DAY_MS);
    putDigits(into, at + places[place]! - 3, day + 1, 2);
    putTime(into, at + places[place]!, Math.max(0, due - late));
    putUuid(into, at + places[place + 1]!, requestOf(index));
    const trace = places[place + 2]!;
    if (trace >= 0)
      for (let part = 0; part < 4; part += 1) putHex(into, at + trace + part * 8, mix(index, 91 + part), 8);
    const order = orderOf(index);
    for (let one = 3; one < PLACES && places[place + one]! >= 0; one += 1)
      putDigits(into, at + places[place + one]!, order, MARKS.order.length);
  };
  const stockLine = (stock: number): string => bytes.toString('latin1', starts[stock], starts[stock + 1]! - 1);

  return {
    set,
    records,
    orderOf,
    line(index) {
      const stock = stockIndex(index);
      const line = Buffer.from(stockLine(stock), 'latin1');
      patch(index, stock, line, 0);
      return line.toString('latin1');
    },
    *chunks(from, to, size = 65_536) {
      let chunk = Buffer.allocUnsafeSlow(size);
      let filled = 0;
      for (let index = from; index < to;) {
        // A run of lines that stand behind one another in stock, too, as many as there is room for.
        const stock = stockIndex(index);
        const begin = starts[stock]!;
        const rare = index - (index % RARE_EVERY) + RARE_AT + (index % RARE_EVERY > RARE_AT ? RARE_EVERY : 0);
        const most = stock >= common ? 1 : Math.min(to - index, common - stock, rare - index);
        let run = 0;
        while (run < most && filled + starts[stock + run + 1]! - begin <= size) run += 1;
        bytes.copy(chunk, filled, begin, starts[stock + run]);
        for (let one = 0; one < run; one += 1)
          patch(index + one, stock + one, chunk, filled + starts[stock + one]! - begin);
        filled += starts[stock + run]! - begin;
        index += run;
        if (run < most || index === to) {
          yield chunk.subarray(0, filled);
          chunk = Buffer.allocUnsafeSlow(size);
          filled = 0;
        }
      }
    },
    correlationId(index) {
      const id = Buffer.from(MARKS.correlation);
      putUuid(id, 0, requestOf(index));
      return id.toString();
    },
    sharing(index) {
      const request = requestOf(index);
      let count = 0;
      for (let other = Math.max(0, index - ROUND); other < Math.min(records, index + ROUND); other += 1)
        if (requestOf(other) === request) count += 1;
      return count;
    },
    tally(keysOf) {
      // How often each line in stock is used: the rare ones take the place of common ones.
      const uses = new Uint32Array(starts.length - 1).fill(Math.floor(records / common), 0, common);
      for (let stock = 0; stock < records % common; stock += 1) uses[stock]! += 1;
      for (let index = RARE_AT; index < records; index += RARE_EVERY) {
        uses[index % common]! -= 1;
        uses[stockIndex(index)]! += 1;
      }
      const tally = new Map<string, number>();
      uses.forEach((times, stock) => {
        if (times === 0) return;
        for (const key of keysOf(stockLine(stock).replaceAll(MARKS.order, String(FIRST_ORDER))))
          tally.set(key, (tally.get(key) ?? 0) + times);
      });
      return tally;
    },
  };
}
