// The header of the page: which services, which span of time, live or paused, and the way to the records.

import { html, nothing, type TemplateResult } from 'lit';
import { toolButton } from '../ui/button.ts';
import { displayLine } from '../ui/text.ts';
import { visibleServices, type PageState } from './state.ts';
import { choiceLabel } from './span.ts';

export interface HeaderActions {
  openServices(button: HTMLElement): void;
  openSpans(button: HTMLElement): void;
  togglePause(): void;
  resetZoom(): void;
  showInLogs(): void;
}

/** A toolbar; its keys are in keys.ts. */
export function headerView(state: PageState, actions: HeaderActions): TemplateResult {
  const { paused, unzoomed, choice, now } = state;
  const isPaused = paused && choice.kind === 'last';
  return html`<header class="metrics-bar" role="toolbar" aria-label="Metrics">
    ${menuButton('services-menu', 'Choose services', 's', servicesLabel(state), (button) => actions.openServices(button), (state.data?.rows.length ?? 0) === 0)}
    ${menuButton('span-menu', 'Choose a time range', 't', choiceLabel(choice, now), (button) => actions.openSpans(button))}
    ${
      unzoomed === undefined
        ? toolButton({
            icon: isPaused ? 'debug-continue' : 'debug-pause',
            label: isPaused ? 'Continue' : 'Pause',
            key: 'p',
            className: 'pause',
            disabled: choice.kind === 'fixed',
            run: () => actions.togglePause(),
          })
        : toolButton({
            icon: 'discard',
            label: `Back to ${choiceLabel(unzoomed, now)}`,
            key: 'Escape',
            className: 'reset-zoom',
            run: () => actions.resetZoom(),
          })
    }
    ${isPaused ? html`<span class="muted">Paused</span>` : nothing}
    <span class="space"></span>
    ${toolButton({
      icon: 'output',
      label: 'Show these records in Logs',
      key: 'l',
      className: 'show-in-logs',
      text: html`<span class="wide-label">Show in Logs</span>`,
      run: () => actions.showInLogs(),
    })}
  </header>`;
}

function menuButton(
  className: string,
  label: string,
  key: string,
  text: string,
  open: (button: HTMLElement) => void,
  disabled = false,
): TemplateResult {
  return toolButton({
    label: `${label}: ${text}`,
    key,
    className,
    disabled,
    opens: 'menu',
    text: html`<span class="ellipsis text">${text}</span
      ><span class="codicon codicon-chevron-down" aria-hidden="true"></span>`,
    run: (event) => open(event.currentTarget as HTMLElement),
  });
}

function servicesLabel(state: PageState): string {
  const visible = visibleServices(state);
  const all = state.data?.rows.length ?? 0;
  if (visible.length === all) return 'All services';
  if (visible.length === 1) return displayLine(visible[0]!, 60);
  return visible.length === 0 ? 'No services' : `${visible.length} of ${all} services`;
}
