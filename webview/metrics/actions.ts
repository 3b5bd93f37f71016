// What a person can do on the metrics page, each as one function.

import { messageOf } from '../../src/base/errors.ts';
import type { PageRequests } from '../../src/protocol/page-contract.ts';
import type { Host } from '../ui/host.ts';
import { openMenu } from '../ui/popup.ts';
import { displayLine } from '../ui/text.ts';
import type { ChartPoint } from './chart-panel.ts';
import type { ChartDefinition } from './charts/index.ts';
import type { FeedTarget } from './feed.ts';
import { recordsBehind } from './records-behind.ts';
import { choiceLabel, fixedChoice, LAST_CHOICES, spanOf, type SpanChoice } from './span.ts';
import { visibleServices } from './state.ts';
import type { PageActions } from './view.ts';

/** The actions of the view, and those that begin in a chart. */
export interface Actions extends PageActions {
  /** Shows exactly the records a point stands for. */
  readonly showPoint: (chart: ChartDefinition, point: ChartPoint) => void;
  readonly zoomTo: (from: number, to: number) => void;
}

/** Creates the actions; what fails is said in the page's notice. */
export function createActions(
  host: Host,
  { state, update, reload }: FeedTarget & { readonly reload: () => void },
): Actions {
  const fail = (error: unknown): void => update({ notice: messageOf(error) });
  const run = (action: PageRequests['run']['params']['action']): void =>
    void host.request('run', { action }).catch(fail);
  const showRecords = (query: string, from: number, to: number): void =>
    void host.request('showRecords', { query, from, to }).catch(fail);

  /** Services as a query needs them: none named where all are in view. */
  const servicesInView = (): readonly string[] => {
    const visible = visibleServices(state());
    return visible.length === state().data?.rows.length ? [] : visible;
  };

  function choose(choice: SpanChoice, unzoomed?: SpanChoice): void {
    update({ choice, unzoomed, loading: true, at: undefined, pointed: undefined, paused: false });
    reload();
  }

  function toggleService(service: string): void {
    const hidden = new Set(state().hidden);
    if (!hidden.delete(service)) hidden.add(service);
    update({ hidden, emphasised: undefined });
  }

  return {
    choose,
    toggleService,
    openSpans(button) {
      const { choice, now } = state();
      openMenu(
        button,
        'Time range',
        LAST_CHOICES.map((ms) => {
          const offered: SpanChoice = { kind: 'last', ms };
          return {
            label: choiceLabel(offered, now),
            checked: choice.kind === 'last' && choice.ms === ms,
            run: () => choose(offered),
          };
        }),
      );
    },
    openServices(button) {
      const { data, hidden } = state();
      const services = (data?.rows ?? []).map(({ service }) => service);
      openMenu(button, 'Services', [
        {
          label: 'All services',
          checked: services.every((service) => !hidden.has(service)),
          run: () => update({ hidden: new Set() }),
        },
        ...services.map((service, index) => ({
          label: displayLine(service, 200),
          checked: !hidden.has(service),
          startsGroup: index === 0,
          run: () => toggleService(service),
        })),
      ]);
    },
    togglePause() {
      const paused = !state().paused;
      update({ paused });
      reload();
    },
    zoomTo(from, to) {
      const { choice, unzoomed } = state();
      const { from: start, to: end } = spanOf(fixedChoice(from, to), Date.now());
      choose({ kind: 'fixed', from: start, to: end }, unzoomed ?? choice);
    },
    resetZoom() {
      const { unzoomed } = state();
      if (unzoomed !== undefined) choose(unzoomed);
    },
    showInLogs() {
      const { from, to } = state().data?.span ?? spanOf(state().choice, Date.now());
      showRecords(recordsBehind(servicesInView()), from, to);
    },
    showPoint({ records }, { index, service }) {
      const { data } = state();
      if (data === undefined) return;
      const from = data.span.from + index * data.span.stepMs;
      showRecords(
        recordsBehind(service === undefined ? servicesInView() : [service], records),
        from,
        from + data.span.stepMs,
      );
    },
    emphasise: (emphasised) => {
      if (emphasised !== state().emphasised) update({ emphasised });
    },
    openRecord(id) {
      update({ notice: undefined });
      host.request('openSource', { id, focus: false }).then(({ opened, message }) => {
        if (!opened && message !== undefined) update({ notice: message });
      }, fail);
    },
    retry() {
      update({ loading: true, problem: undefined });
      reload();
    },
    dismissNotice: () => update({ notice: undefined }),
    startCollector: () => run('startCollector'),
    showLog: () => run('showCollectorLog'),
    copy: (text) => void host.request('copy', { text }).catch(fail),
  };
}
