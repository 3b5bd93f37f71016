// The Logs page without its looks: what is asked, followed, selected and open, and everything a person can do to it.

import { coalesce } from '../../src/base/coalesce.ts';
import { createDisposableStore, type Disposable } from '../../src/base/disposable.ts';
import { createEmitter, type Event } from '../../src/base/event.ts';
import { messageOf } from '../../src/base/errors.ts';
import type { Clock } from '../../src/base/ports.ts';
import type { JsonPrimitive } from '../../src/model/json.ts';
import type { QueryError } from '../../src/model/query.ts';
import type { LogRecord } from '../../src/model/record.ts';
import type { HomeState, PageContract, PageRequests, PageSettings } from '../../src/protocol/page-contract.ts';
import type { Client } from '../../src/protocol/rpc.ts';
import { correlationOf } from '../../src/query/edit.ts';
import { quoteValue } from '../../src/query/escape.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { sharedServiceColours, type ServiceColours } from '../ui/service-colours.ts';
import { createFacets, type Facets } from './facets.ts';
import { createFeed, type Feed } from './feed.ts';
import { toggleFilter } from './filters.ts';
import { ALL_TIME, DEFAULT_RANGE, sameRange, type RangeChoice } from './range.ts';
import { createInquiry, type Inquiry } from './inquiry.ts';
import { createRequestLoader, type ShownRequest } from './request.ts';
import { COLUMN_WIDTH, clampSize, MOST_HISTORY, readSaved, type SavedState } from './saved.ts';

/** Which pane covers the records, if any. */
export type Pane = 'why' | undefined;

export interface LogsModel extends Disposable {
  readonly onDidChange: Event<void>;
  readonly host: Client<PageContract>;
  readonly feed: Feed;
  readonly facets: Facets;
  readonly inquiry: Inquiry;
  readonly colours: ServiceColours;
  readonly saved: SavedState;
  readonly settings: PageSettings;
  readonly home: HomeState;
  readonly location: 'panel' | 'editor';
  /** Where the query text can't be read; the answer shown is that of the last text that could. */
  readonly queryError: QueryError | undefined;
  readonly selected: LogRecord | undefined;
  readonly detailsOpen: boolean;
  readonly request: ShownRequest | undefined;
  readonly canGoBack: boolean;
  readonly pane: Pane;
  /** Time at which the display was cleared; undefined where it is not. */
  readonly clearedAt: number | undefined;
  /** A remark for the status line and screen readers; replaced by the next, gone after a while. */
  readonly notice: string;

  setQuery(text: string, options?: { readonly remember?: boolean }): void;
  setRange(range: RangeChoice): void;
  /** Query and range at once; going back returns to those before. */
  ask(query: string, range: RangeChoice): void;
  filter(field: string, value: JsonPrimitive, way: 'for' | 'out'): void;
  showRequest(id: string): void;
  goBack(): void;
  setLive(on: boolean): void;
  /** The newest edge came into sight or left it. */
  atNewest(is: boolean): void;
  select(record: LogRecord | undefined, options?: { readonly details?: boolean }): void;
  showDetails(open: boolean): void;
  openSource(record: LogRecord, focus: boolean, frame?: number): void;
  copy(text: string, what: string): void;
  run(action: PageRequests['run']['params']['action']): void;
  clearDisplay(): void;
  showCleared(): void;
  deleteAll(): void;
  setPane(pane: Pane): void;
  toggleColumn(field: string): void;
  resizeColumn(field: string, width: number): void;
  /** Changes what is kept: facets, sizes. */
  keep(change: Partial<SavedState>): void;
  retry(): void;
  /** Tries to reach the home again: starts the collector where it is not there. */
  retryHome(): void;
}

const SAVE_EVERY = 500;
/** A remark stays this long (ms): long enough to be read twice. */
const NOTICE_FOR = 8000;
const FACETS_EVERY = 3000;

export interface LogsModelParts {
  readonly host: Client<PageContract>;
  /** The host's answer to `ready`. */
  readonly ready: PageRequests['ready']['result'];
  readonly clock: Clock;
  /** Bars the histogram has room for. */
  readonly bars: number;
  /** Takes errors nobody asked for. */
  readonly report: (error: unknown) => void;
}

/** Creates the model and asks for the first result. */
export function createLogsModel({ host, ready, clock, bars, report }: LogsModelParts): LogsModel {
  const held = createDisposableStore();
  const changed = createEmitter<void>(report);
  const change = (): void => changed.fire();
  let saved = readSaved(ready.state);
  let { settings, home } = ready;
  let queryError: QueryError | undefined;
  let selected: LogRecord | undefined;
  let detailsOpen = false;
  let pane: Pane;
  let notice = '';
  let cleared: { readonly upTo: number; readonly at: number } | undefined;
  let lastRolling: RangeChoice = saved.range.kind === 'fixed' ? DEFAULT_RANGE : saved.range;
  const trail: { readonly query: string; readonly range: RangeChoice }[] = [];
  const colours = sharedServiceColours(host, ready.services, change);

  const saver = held.add(
    coalesce(
      () => void host.request('saveState', { state: { ...saved, selectedId: selected?.id } }).catch(report),
      SAVE_EVERY,
    ),
  );
  const keep = (part: Partial<SavedState>): void => {
    saved = { ...saved, ...part };
    saver.trigger();
    change();
  };
  let noticeEnds: ReturnType<typeof setTimeout> | undefined;
  held.add({ dispose: () => clearTimeout(noticeEnds) });
  const tell = (text: string): void => {
    clearTimeout(noticeEnds);
    notice = text;
    if (text !== '') noticeEnds = setTimeout(() => tell(''), NOTICE_FOR);
    change();
  };
  const tellFailure = (error: unknown): void => tell(messageOf(error));

  const facets = held.add(createFacets(host, change));
  const scopeFacets = (): void => {
    const { answered, result, range } = feed;
    if (answered === undefined || !saved.facetsShown) return;
    facets.update(saved.facets, { query: answered.query, range, since: answered.since, upTo: result.upTo });
  };
  const facetsLater = held.add(coalesce(scopeFacets, FACETS_EVERY));
  const request = held.add(createRequestLoader(host, change));
  const inquiry = held.add(createInquiry(host, clock, change));
  let lastAnswer: unknown;
  let lastTotal = 0;
  const feed = held.add(
    createFeed({
      host,
      clock,
      bars,
      onChange() {
        if (feed.phase === 'ready') {
          if (feed.answered === lastAnswer) facetsLater.trigger();
          else scopeFacets();
          if (request.shown !== undefined && (feed.answered !== lastAnswer || feed.result.total !== lastTotal))
            request.refresh();
          inquiry.consider(feed, feed.result.total === 0);
          lastAnswer = feed.answered;
          lastTotal = feed.result.total;
        }
        change();
      },
    }),
  );

  const ask = (): void => {
    const id = correlationOf(saved.query);
    if (id !== request.shown?.id) request.show(id, saved.query);
    feed.follow(saved.live);
    feed.ask({ query: saved.query, range: saved.range, since: cleared?.upTo });
  };
  const setQuestion = (query: string, range: RangeChoice): void => {
    if (range.kind !== 'fixed') lastRolling = range;
    queryError = undefined;
    keep({ query, range });
    ask();
  };
  const remember = (query: string): void => {
    if (query.trim() === '' || saved.history[0] === query) return;
    keep({ history: [query, ...saved.history.filter((past) => past !== query)].slice(0, MOST_HISTORY) });
  };
  const leaveTrail = (): void => {
    trail.push({ query: saved.query, range: saved.range });
    if (trail.length > 50) trail.shift();
  };

  held.add(host.on('changed', ({ upTo }) => feed.nudge(upTo)));
  held.add(host.on('statusChanged', () => inquiry.refreshStatus()));
  held.add(
    host.on('settingsChanged', (next) => {
      settings = next;
      change();
    }),
  );
  held.add(
    host.on('homeChanged', (next) => {
      const wasReady = home.state === 'ready';
      home = next;
      if (next.state === 'ready' && !wasReady) feed.refresh();
      if (next.state === 'ready') inquiry.refreshStatus();
      change();
    }),
  );
  held.add(
    host.on('showQuery', ({ query, from, to }) => {
      leaveTrail();
      setQuestion(query, from === undefined && to === undefined ? saved.range : { kind: 'fixed', from, to });
    }),
  );

  const model: LogsModel = {
    onDidChange: changed.event,
    host,
    feed,
    facets,
    inquiry,
    colours,
    get saved() {
      return saved;
    },
    get settings() {
      return settings;
    },
    get home() {
      return home;
    },
    location: ready.location,
    get queryError() {
      return queryError;
    },
    get selected() {
      return selected;
    },
    get detailsOpen() {
      return detailsOpen && selected !== undefined;
    },
    get request() {
      return request.shown;
    },
    get canGoBack() {
      return trail.length > 0;
    },
    get pane() {
      return pane;
    },
    get clearedAt() {
      return cleared?.at;
    },
    get notice() {
      return notice;
    },
    setQuery(text, options = {}) {
      const { error } = parseQuery(text);
      queryError = error;
      if (error !== undefined) {
        change();
        return;
      }
      if (options.remember === true) remember(text);
      if (text === saved.query && feed.phase !== 'failed') change();
      else setQuestion(text, saved.range);
    },
    setRange(range) {
      if (!sameRange(range, saved.range)) setQuestion(saved.query, range);
    },
    ask(query, range) {
      leaveTrail();
      remember(query);
      setQuestion(query, range);
    },
    filter(field, value, way) {
      model.ask(toggleFilter(saved.query, field, value, way), saved.range);
    },
    showRequest(id) {
      if (request.shown?.id !== id) model.ask(`correlation_id:${quoteValue(id)}`, ALL_TIME);
    },
    goBack() {
      const before = trail.pop() ?? { query: '', range: lastRolling };
      setQuestion(before.query, before.range);
    },
    setLive(on) {
      keep({ live: on });
      if (on && saved.range.kind === 'fixed') setQuestion(saved.query, lastRolling);
      else feed.follow(on);
    },
    atNewest(is) {
      feed.follow(is && saved.live);
    },
    select(record, options = {}) {
      selected = record;
      if (options.details !== undefined) detailsOpen = options.details;
      // What is being read must not move.
      if (record !== undefined) feed.follow(false);
      saver.trigger();
      change();
    },
    showDetails(open) {
      detailsOpen = open;
      change();
    },
    openSource(record, focus, frame) {
      host
        .request('openSource', { id: record.id, focus, frame })
        .then(({ opened, message }) => tell(opened ? '' : (message ?? 'The source line was not found.')), tellFailure);
    },
    copy(text, what) {
      host.request('copy', { text }).then(() => tell(`Copied ${what}`), tellFailure);
    },
    run(action) {
      host.request('run', { action }).catch(tellFailure);
    },
    clearDisplay() {
      cleared = { upTo: Math.max(feed.result.upTo, home.state === 'ready' ? home.upTo : 0), at: clock.now() };
      selected = undefined;
      ask();
    },
    showCleared() {
      cleared = undefined;
      ask();
    },
    deleteAll() {
      host.request('confirmDeleteAll', {}).then(({ deleted }) => {
        if (deleted === null) return;
        selected = undefined;
        cleared = undefined;
        tell(`Deleted ${deleted} records`);
        ask();
      }, tellFailure);
    },
    setPane(next) {
      pane = next;
      if (next !== undefined) inquiry.refreshStatus();
      change();
    },
    toggleColumn(field) {
      const has = saved.columns.some((column) => column.field === field);
      keep({
        columns: has
          ? saved.columns.filter((column) => column.field !== field)
          : [...saved.columns, { field, width: COLUMN_WIDTH.usual }],
      });
    },
    resizeColumn(field, width) {
      const clamped = clampSize(width, COLUMN_WIDTH.least, COLUMN_WIDTH.most);
      keep({ columns: saved.columns.map((column) => (column.field === field ? { field, width: clamped } : column)) });
    },
    keep(part) {
      keep(part);
      scopeFacets();
    },
    retry() {
      feed.refresh();
      inquiry.refreshStatus();
    },
    retryHome() {
      model.run('startCollector');
    },
    dispose: () => held.dispose(),
  };

  if (saved.selectedId !== undefined) {
    host.request('record', { id: saved.selectedId }).then((record) => {
      if (record !== null && selected === undefined) selected = record;
      change();
    }, report);
  }
  ask();
  return model;
}
