// A process that sends the benchmark's records over TCP, so that making and sending them takes no time of the one that measures.
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDoor } from '../collector-process.ts';
import { createCorpus, type Corpus } from './corpus.ts';
import type { DataSet } from './line-makers.ts';
import type { SenderReport, SendOrder } from './sending.ts';

const TICK_MS = 5;

async function close(socket: Socket): Promise<void> {
  if (socket.closed) return;
  socket.end();
  await once(socket, 'close');
}

/** As fast as it is taken; each client sends the next chunk that is due. */
async function sendAtOnce(corpus: Corpus, { from, to, port, clients }: SendOrder): Promise<number> {
  const chunks = corpus.chunks(from, to);
  const sockets = await Promise.all(Array.from({ length: clients }, () => openDoor(port)));
  await Promise.all(
    sockets.map(async (socket) => {
      for (let next = chunks.next(); next.done !== true; next = chunks.next())
        if (!socket.write(next.value)) await once(socket, 'drain');
      await close(socket);
    }),
  );
  return to - from;
}

/** At an even rate until all are sent, or told to stop; behind the collector's pace it does not run ahead. */
async function sendPaced(corpus: Corpus, order: SendOrder, perSecond: number, stop: AbortSignal): Promise<number> {
  const socket = await openDoor(order.port);
  // A collector that is killed may leave without an error: then there is only the end of the connection.
  const gone = new Promise<true>((resolve) => {
    socket.once('error', () => resolve(true)).once('close', () => resolve(true));
  });
  const begin = performance.now();
  let sent = order.from;
  while (sent < order.to && !stop.aborted && !socket.destroyed) {
    const due = Math.min(order.to, order.from + Math.floor(((performance.now() - begin) / 1000) * perSecond));
    for (const chunk of corpus.chunks(sent, due))
      if (!socket.write(chunk) && (await Promise.race([once(socket, 'drain').then(() => false), gone])))
        return sent - order.from;
    sent = due;
    await sleep(TICK_MS);
  }
  await close(socket);
  return sent - order.from;
}

const [set, records] = process.argv.slice(2);
const corpus = createCorpus(set as DataSet, Number(records));
const tell = (report: SenderReport): void => void process.send?.(report);
let stop = new AbortController();

process.on('message', (order: SendOrder | 'stop') => {
  if (order === 'stop') {
    stop.abort();
    return;
  }
  stop = new AbortController();
  const sending =
    order.perSecond === undefined ? sendAtOnce(corpus, order) : sendPaced(corpus, order, order.perSecond, stop.signal);
  sending.then(
    (sent) => tell({ sent }),
    (error: unknown) => tell({ failed: String(error) }),
  );
});
// Ends with the one that measures, however that ends.
process.on('disconnect', () => process.exit());
tell({ sent: 0 });
