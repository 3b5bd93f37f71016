// Measures how soon a collector that is not running takes its first record.
import { performance } from 'node:perf_hooks';
import { openDoor, sendAll, startBenchCollector, untilStored } from './collector-process.ts';
import { printFigure, quantiles } from './report.ts';

/** From the attempt to attach, with nothing running, until a line sent to the door can be searched. */
export async function start(turns = 7): Promise<void> {
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const begin = performance.now();
    const collector = await startBenchCollector();
    await sendAll(await openDoor(collector.tcpPort), [
      Buffer.from('{"level":"INFO","service":"bench","message":"first"}\n'),
    ]);
    await untilStored(collector.client, 1);
    times.push(performance.now() - begin);
    await collector.stop();
  }
  printFigure({
    what: 'start of the collector to first record accepted',
    value: quantiles(times).p50,
    unit: 'ms',
    floor: 400,
    better: 'lower',
    work: `median of ${turns} starts`,
  });
}
