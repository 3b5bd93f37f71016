// Finds a free port for a door, starting with the one that was asked for.

import { messageOf } from '../base/errors.ts';

/** Loopback in both address families. */
export const LOOPBACK = { ipv4: '127.0.0.1', ipv6: '::1' } as const;

/** How often the next port is tried before any free one is taken. */
const NEIGHBOURS = 20;

/** A port in use, and why it is not the one asked for. */
export interface OpenPort<T> {
  readonly opened: T;
  readonly port: number;
  readonly reason?: string;
}

/**
 * Opens on `wanted`, else on the next free port, else on any. `tryOpen` is given 0 for any; it rejects with the system's
 * error. Rejects with the last error when nothing can be opened.
 */
export async function openOnFreePort<T>(
  wanted: number,
  tryOpen: (port: number) => Promise<{ readonly opened: T; readonly port: number }>,
): Promise<OpenPort<T>> {
  const neighbours = Array.from({ length: NEIGHBOURS }, (_, index) => wanted + 1 + index).filter(
    (port) => port < 65_536,
  );
  let first: unknown;
  for (const candidate of wanted === 0 ? [0] : [wanted, ...neighbours, 0]) {
    if (candidate !== 0 && first !== undefined && codeOf(first) !== 'EADDRINUSE') continue;
    try {
      const { opened, port } = await tryOpen(candidate);
      return first === undefined
        ? { opened, port }
        : { opened, port, reason: `${whyNot(wanted, first)}; listening on ${port} instead.` };
    } catch (error) {
      first ??= error;
    }
  }
  throw first;
}

/** Why a port can't be had, as a clause. */
export function whyNot(port: number, error: unknown): string {
  const code = codeOf(error);
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken${port === 5000 && process.platform === 'darwin' ? ' (on macOS by AirPlay Receiver)' : ''}`;
  if (code === 'EACCES') return `Port ${port} needs rights this user does not have`;
  return `Port ${port} can't be opened (${messageOf(error)})`;
}

/** The system's name of an error ("EADDRINUSE"), or undefined. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Whether an error says that this machine has no such address (IPv6 is switched off). */
export function isNoAddress(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' || code === 'EPROTONOSUPPORT';
}
