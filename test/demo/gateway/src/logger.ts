// The gateway's logger: JSON lines to stdout and to the collector.
import pino from 'pino';
import { createLogShipper } from '../../shared/log-shipper.js';

/** Where a log call stands. Taking a stack costs time, so only warnings and errors say it. */
function caller(): Record<string, unknown> {
  const frame = (new Error().stack ?? '').split('\n').find((line) => /gateway[\\/]src[\\/](?!logger)/.test(line));
  const [, file, line] = /(?:file:\/\/)?(\/[^()]+|[A-Z]:[^()]+):(\d+):\d+\)?$/.exec(frame ?? '') ?? [];
  return file === undefined ? {} : { 'code.file.path': file, 'code.line.number': Number(line) };
}

export const logger = pino(
  {
    level: process.env.LOG_LEVEL ?? 'debug',
    base: { service: 'gateway' },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: (_fields, level) => (level >= pino.levels.values.warn! ? caller() : {}),
  },
  pino.multistream([
    { level: 'debug', stream: process.stdout },
    { level: 'debug', stream: createLogShipper() },
  ]),
);

export type Logger = typeof logger;
