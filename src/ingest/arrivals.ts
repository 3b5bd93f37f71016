// Gathers the lines of one peer into runs, as a home takes them; bytes that lie in a chunk stay there.

import type { LineFacts, LineMeta, LineRun } from '../model/line.ts';

/** A run of redacted lines on its way to a home. */
export interface ArrivedLines extends LineRun {
  /** To be called for each line that is kept, with its number in the run and what was found in it. */
  told(line: number, facts: LineFacts): void;
}

/** A line that is kept, and what was masked in it, one entry a secret. */
export interface KeptLine {
  readonly meta: LineMeta;
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
  readonly masked: readonly string[];
}

export interface Arrivals {
  /** Adds a line whose bytes stay as they are until it is kept. */
  add(bytes: Buffer, from: number, to: number, meta: LineMeta, masked?: readonly string[]): void;
  /** The runs since it was last asked. */
  take(): readonly ArrivedLines[];
}

interface Gathering {
  readonly meta: LineMeta;
  readonly bytes: Buffer;
  readonly spans: number[];
  masked: Map<number, readonly string[]> | undefined;
}

const NOTHING: readonly string[] = [];

/** Creates what gathers; `onKept` is called as a home tells of each line. */
export function createArrivals(onKept: (line: KeptLine, facts: LineFacts) => void): Arrivals {
  let runs: ArrivedLines[] = [];
  let current: Gathering | undefined;

  const end = (): void => {
    if (current === undefined) return;
    const { meta, bytes, masked } = current;
    const spans = Uint32Array.from(current.spans);
    current = undefined;
    runs.push({
      meta,
      bytes,
      spans,
      told(line, facts) {
        const [from, to] = [spans[line * 2]!, spans[line * 2 + 1]!];
        onKept({ meta, bytes, from, to, masked: masked?.get(line) ?? NOTHING }, facts);
      },
    });
  };

  return {
    add(bytes, from, to, meta, masked = NOTHING) {
      if (current?.bytes !== bytes || current.meta !== meta) {
        end();
        current = { meta, bytes, spans: [], masked: undefined };
      }
      if (masked.length > 0) (current.masked ??= new Map()).set(current.spans.length / 2, masked);
      current.spans.push(from, to);
    },
    take() {
      end();
      const taken = runs;
      runs = [];
      return taken;
    },
  };
}
