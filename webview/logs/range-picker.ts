// The time range: a menu of usual ones, and a pane for from–to.

import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { html, nothing } from 'lit';
import { formatIso } from '../ui/format.ts';
import { focusIn, openMenu, openPopup } from '../ui/popup.ts';
import type { LogsModel } from './model.ts';
import { RANGE_OPTIONS, resolveRange, sameRange } from './range.ts';

/** Local time as an input of type datetime-local wants it, to the second. */
function inputTime(ms: number | undefined): string {
  return ms === undefined ? '' : formatIso(ms).slice(0, 19);
}

function openCustomRange(anchor: HTMLElement, model: LogsModel): void {
  const shown = resolveRange(model.saved.range, Date.now());
  let from = inputTime(shown.from ?? model.feed.counted?.histogram.earliest);
  let to = inputTime(model.saved.range.kind === 'fixed' ? shown.to : Date.now());
  let problem = '';
  const apply = (): void => {
    const [start, end] = [from, to].map((text) => (text === '' ? undefined : new Date(text).getTime()));
    if (Number.isNaN(start) || Number.isNaN(end)) problem = 'Give both as date and time, or leave one empty.';
    else if (start !== undefined && end !== undefined && start >= end) problem = '"From" must be before "to".';
    else {
      popup.close();
      model.setRange({ kind: 'fixed', from: start, to: end });
      return;
    }
    popup.update();
  };
  const field = (label: string, value: string, set: (text: string) => void): unknown =>
    html`<label class="field-line"
      ><span>${label}</span
      ><vscode-textfield
        type="datetime-local"
        step="1"
        label=${label}
        .value=${value}
        @input=${(event: Event) => set((event.currentTarget as HTMLInputElement).value)}
      ></vscode-textfield
    ></label>`;
  const popup = openPopup(
    anchor,
    'Custom time range',
    () =>
      html`<form
        class="custom-range"
        @submit=${(event: Event) => event.preventDefault()}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'Enter') apply();
        }}
      >
        ${field('From', from, (text) => (from = text))}${field('To', to, (text) => (to = text))}
        ${problem === '' ? nothing : html`<p class="problem" role="alert">${problem}</p>`}
        <vscode-button @click=${apply}>Apply</vscode-button>
      </form>`,
  );
  focusIn(popup, 'vscode-textfield');
}

/** Opens the menu of ranges at the button. */
export function openRangePicker(anchor: HTMLElement, model: LogsModel): void {
  openMenu(anchor, 'Time range', [
    ...RANGE_OPTIONS.map(({ label, choice }) => ({
      label,
      checked: sameRange(choice, model.saved.range),
      run: () => model.setRange(choice),
    })),
    {
      label: 'Custom Range…',
      checked: model.saved.range.kind === 'fixed',
      startsGroup: true,
      run: () => openCustomRange(anchor, model),
    },
  ]);
}
