// The inventory's logger: winston, JSON lines to stdout and to the collector.
import { Writable } from 'node:stream';
import winston from 'winston';
import { createLogShipper } from '../../shared/log-shipper.js';

const shipper = createLogShipper();
const collector = new Writable({
  write(line, _encoding, done) {
    shipper.write(String(line));
    done();
  },
});

export const logger = winston.createLogger({
  level: process.env.LOG_LEVEL ?? 'debug',
  defaultMeta: { service: 'inventory' },
  format: winston.format.combine(winston.format.errors({ stack: true }), winston.format.timestamp(), winston.format.json()),
  transports: [new winston.transports.Console(), new winston.transports.Stream({ stream: collector })],
});
