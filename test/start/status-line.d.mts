// Types of status-line.mjs.
export interface Output {
  readonly isTTY: boolean;
  readonly columns: number;
  write(text: string): unknown;
}
export interface Known {
  readonly services?: number;
  readonly records?: number;
  readonly findings?: number;
}
export function statusText(known: Known): string;
export function createStatusLine(output?: Output): { show(text: string): void; leave(): void };
