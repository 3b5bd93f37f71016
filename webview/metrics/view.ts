// The page as HTML: header, notices, charts, table, and what stands there when there is nothing to show.

import { html, nothing, type TemplateResult } from 'lit';
import { toolButton } from '../ui/button.ts';
import type { ServiceColours } from '../ui/service-colours.ts';
import { emptyView, type EmptyActions } from './empty.ts';
import { headerView, type HeaderActions } from './header.ts';
import { pageProblem } from './problem.ts';
import type { PageState } from './state.ts';
import { tableView, type TableActions } from './table.ts';

export interface PageActions extends HeaderActions, EmptyActions, TableActions {
  dismissNotice(): void;
}

/** The whole page; `charts` are the elements of the chart panels. */
export function pageView(
  state: PageState,
  charts: readonly HTMLElement[],
  colours: ServiceColours,
  actions: PageActions,
): TemplateResult {
  const { data, loading } = state;
  const hasContent = data !== undefined && data.rows.length > 0;
  const problem = hasContent ? pageProblem(state) : undefined;
  const stale = hasContent && (loading || problem !== undefined);
  return html`
    ${headerView(state, actions)}
    <div class="progress" ?data-active=${loading}></div>
    ${problem === undefined ? nothing : html`<div class="notice" role="alert"><span>${problem.title}. ${problem.text}</span>${problem.button(actions)}</div>`}
    ${
      state.notice === undefined
        ? nothing
        : html`<div class="notice" role="alert">
            <span>${state.notice}</span
            >${toolButton({ icon: 'close', label: 'Close', run: () => actions.dismissNotice() })}
          </div>`
    }
    <div class="metrics-content ${stale ? 'stale' : ''}" aria-busy=${String(loading)}>
      ${
        hasContent
          ? html`<section class="charts" aria-label="Charts">${charts}</section>
              ${tableView(state, data, colours, actions)}`
          : emptyView(state, actions)
      }
    </div>
  `;
}
