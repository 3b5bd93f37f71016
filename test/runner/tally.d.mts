// Types of tally.mjs.
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  pass(): void;
  fail(name: string, details?: string): void;
}
