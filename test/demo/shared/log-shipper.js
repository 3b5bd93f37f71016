// Sends log lines to a collector over TCP; keeps the last few thousand while it can't be reached.
import net from 'node:net';

const KEEP_LINES = 5000;
const RETRY_MS = 1000;

/**
 * @param {string | undefined} address "host:port" of the collector
 * @returns {{ write(line: string): void }} takes one line at a time, with or without its newline; never blocks, never throws
 */
export function createLogShipper(address = process.env.SIGHTLINE_TCP ?? '127.0.0.1:5000') {
  const [host, port] = address.split(/:(?=\d+$)/);
  /** @type {string[]} */
  let waiting = [];
  /** @type {net.Socket | undefined} */
  let socket;
  let ready = false;

  const connect = () => {
    socket = net.connect({ host, port: Number(port) });
    socket.on('connect', flush);
    socket.on('drain', flush);
    socket.on('error', () => undefined); // 'close' follows and tries again
    socket.on('close', () => {
      ready = false;
      socket = undefined;
      setTimeout(connect, RETRY_MS).unref();
    });
    socket.unref();
  };

  const flush = () => {
    ready = true;
    const lines = waiting;
    waiting = [];
    for (const line of lines) send(line);
  };

  /** @param {string} line */
  const send = (line) => {
    if (ready && socket !== undefined) {
      ready = socket.write(line.endsWith('\n') ? line : `${line}\n`);
      return;
    }
    waiting.push(line);
    if (waiting.length > KEEP_LINES) waiting.shift();
  };

  connect();
  return { write: send };
}
