// Prints figures with their floor, the size of the work and the machine.
import { execFileSync } from 'node:child_process';
import os from 'node:os';

/** One measured figure. `better` tells which side of the floor is good. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly floor: number;
  readonly better: 'lower' | 'higher';
  /** Size of the work: "1,000,000 records of 330 bytes". */
  readonly work: string;
}

/** A line that is no figure but explains one, or says what could not be measured and why. */
export type Note = string;

const number = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: value >= 100 ? 0 : value >= 10 ? 1 : 2 });

/** Prints one figure: value, floor, "ok" or "short". */
export function printFigure({ what, value, unit, floor, better, work }: Figure): void {
  const ok = better === 'lower' ? value <= floor : value >= floor;
  console.log(
    `${ok ? 'ok   ' : 'short'}  ${what.padEnd(58)} ${`${number(value)} ${unit}`.padStart(16)}   (${better === 'lower' ? '≤' : '≥'} ${number(floor)} ${unit}; ${work})`,
  );
}

/** What the figures are measured on, and how busy it is. */
export function machine(): string {
  let commit = 'no git';
  try {
    commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    // A checkout without git is still worth measuring.
  }
  const cpu = os.cpus()[0]?.model ?? 'unknown CPU';
  return `${os.cpus().length} × ${cpu}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()} ${os.release()}, Node ${process.versions.node}, load ${os.loadavg()[0]!.toFixed(1)}, commit ${commit}`;
}

/** The median, the 95th and the 99th percentile of `values`; NaN when empty. */
export function quantiles(values: readonly number[]): {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
} {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) ?? NaN };
}
