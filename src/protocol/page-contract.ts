// The contract page ↔ extension host: what a webview page may ask, and the nudges it gets.

import type { RecordRequests } from './collector-contract.ts';

/** How the host is doing at reaching the home where data lives. */
export type HomeState =
  /** The user stopped the collector; `run startCollector` starts it again. */
  | { readonly state: 'stopped' }
  | { readonly state: 'connecting' }
  | { readonly state: 'ready'; readonly upTo: number }
  /** `message` says which home, why, and what to do. */
  | { readonly state: 'unreachable'; readonly message: string };

/** Settings a page needs; sent again whenever one changes. */
export interface PageSettings {
  readonly newestAtBottom: boolean;
  /** Keys whose values are correlation IDs, for links. */
  readonly correlationKeys: readonly string[];
  readonly redaction: boolean;
}

export interface PageRequests extends RecordRequests {
  /** First request of a page: what it needs to begin. `state` is what the page last saved, in this or an earlier session. */
  ready: {
    readonly params: { readonly page: 'logs' | 'metrics' };
    readonly result: {
      readonly settings: PageSettings;
      readonly home: HomeState;
      readonly state: unknown;
      readonly location: 'panel' | 'editor';
      /** Services in order of first appearance on any page: their colours. */
      readonly services: readonly string[];
    };
  };
  /** Tells the order of services a page has met; the host adds those it did not know and tells all pages. */
  meetServices: { readonly params: { readonly services: readonly string[] }; readonly result: null };
  /** Keeps the page's own state (plain JSON) across reloads and moves. */
  saveState: { readonly params: { readonly state: unknown }; readonly result: null };
  /**
   * Opens the source line of a record. With several candidates the host asks; with none it says why. `frame` names one
   * frame of the record's stack trace by its index in the text (0-based line number of the stack text).
   */
  openSource: {
    readonly params: { readonly id: string; readonly focus: boolean; readonly frame?: number };
    readonly result: { readonly opened: boolean; readonly message?: string };
  };
  /** Where the source of these records is, where it is known without asking: for the details pane. Null: not known. */
  sourceOf: {
    readonly params: { readonly id: string };
    readonly result: { readonly label: string; readonly reason: string; readonly count: number } | null;
  };
  /** Which lines of the record's stack text are frames, and whether each lies in the workspace. */
  framesOf: {
    readonly params: { readonly id: string };
    readonly result: readonly { readonly textLine: number; readonly inWorkspace: boolean }[];
  };
  copy: { readonly params: { readonly text: string }; readonly result: null };
  /** Runs one of the host's own actions; never anything named by log text. */
  run: {
    readonly params: {
      readonly action:
        'startCollector' | 'openSettings' | 'showCollectorLog' | 'openLogsInEditor' | 'openMetrics' | 'queryHelp';
    };
    readonly result: null;
  };
  /** Asks for confirmation in VS Code's own dialog, then deletes all stored records. */
  confirmDeleteAll: { readonly params: Record<string, never>; readonly result: { readonly deleted: number | null } };
  /** Shows these records in the Logs view. */
  showRecords: {
    readonly params: { readonly query: string; readonly from?: number; readonly to?: number };
    readonly result: null;
  };
}

export interface PageContract {
  readonly requests: PageRequests;
  readonly events: {
    changed: { readonly upTo: number };
    statusChanged: Record<string, never>;
    homeChanged: HomeState;
    settingsChanged: PageSettings;
    /** The order of services that holds for all pages. */
    servicesMet: { readonly services: readonly string[] };
    /** The host asks the page to show this query (from a code lens, a command, another page). */
    showQuery: { readonly query: string; readonly from?: number; readonly to?: number; readonly focus: boolean };
    /** A command of the host, bound to a key or a title button. */
    command: {
      readonly name: 'focusQuery' | 'clearDisplay' | 'toggleFollow' | 'correlation' | 'whyNothing' | 'showMasked';
    };
  };
}
