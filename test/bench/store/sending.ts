// Starts the sender's process and tells it what to send.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { DataSet } from './line-makers.ts';

/** Records `from` to `to` of the corpus, to this port; as fast as they are taken where no rate is named. */
export interface SendOrder {
  readonly from: number;
  readonly to: number;
  readonly port: number;
  readonly clients: number;
  readonly perSecond?: number;
}

/** What the sender answers: first of all, and when it has sent what it should. */
export type SenderReport = { readonly sent: number } | { readonly failed: string };

export interface Sender {
  /** Resolves to how many were handed to the system; they need not have been taken in yet. */
  send(order: SendOrder): Promise<number>;
  /** Ends what is sent at a rate. */
  stop(): void;
  end(): Promise<void>;
}

/** Resolves when the sender has its lines ready. */
export async function startSender(set: DataSet, records: number): Promise<Sender> {
  const child = fork(path.join(import.meta.dirname, 'sender.ts'), [set, String(records)]);
  const answer = async (): Promise<number> => {
    const given = new AbortController();
    const gone = once(child, 'exit', { signal: given.signal }).then(() => [{ failed: 'the sender ended' }]);
    const [report] = (await Promise.race([once(child, 'message', { signal: given.signal }), gone])) as [SenderReport];
    gone.catch(() => undefined);
    given.abort();
    if ('failed' in report) throw new Error(report.failed);
    return report.sent;
  };
  await answer();
  return {
    send(order) {
      const sent = answer();
      child.send(order);
      return sent;
    },
    stop: () => void child.send('stop'),
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
