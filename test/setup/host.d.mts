// Types of host.mjs.
export interface InstalledHost {
  /** The Node that runs it. */
  readonly node: string;
  readonly codeServer: string;
}
export function ensureHost(): InstalledHost;
