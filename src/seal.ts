// Worker thread of the store: writes filled segments into their files.

import { parentPort } from 'node:worker_threads';
import { messageOf } from './base/errors.ts';
import { seal } from './store/homes/embedded/segments/files/seal.ts';
import type { SealOrder, SealReply } from './store/homes/embedded/segments/files/worker-sealer.ts';

parentPort?.on('message', ({ input, file }: SealOrder) => {
  let reply: SealReply;
  try {
    reply = { bytes: seal(input, file) };
  } catch (error) {
    reply = { error: messageOf(error), ...(error instanceof Error && 'code' in error && { code: error.code }) };
  }
  parentPort?.postMessage(reply);
});
