// A pane to choose fields from those the data has: type to narrow, Enter or click to choose.

import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { html, nothing } from 'lit';
import { messageOf } from '../../src/base/errors.ts';
import type { FieldInfo } from '../../src/model/query.ts';
import { formatShortCount } from '../ui/format.ts';
import { focusIn, openPopup } from '../ui/popup.ts';
import { displayLine } from '../ui/text.ts';
import type { LogsModel } from './model.ts';

export interface FieldChoice {
  /** Fields that are on. */
  readonly chosen: readonly string[];
  readonly choose: (field: string) => void;
  /** Whether choosing leaves the pane open, to choose more. */
  readonly many?: boolean;
}

const MOST_SHOWN = 200;

/** Opens the pane at the button. */
export function openFieldPicker(
  anchor: HTMLElement,
  model: LogsModel,
  title: string,
  { chosen, choose, many = false }: FieldChoice,
): void {
  let fields: readonly FieldInfo[] | undefined;
  let failure: string | undefined;
  let typed = '';
  const on = new Set(chosen);
  const shown = (): readonly FieldInfo[] => {
    const wanted = typed.trim().toLowerCase();
    return (fields ?? []).filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, MOST_SHOWN);
  };
  const pick = (field: string): void => {
    choose(field);
    if (!many) {
      popup.close();
      return;
    }
    if (!on.delete(field)) on.add(field);
    popup.update();
  };
  const popup = openPopup(
    anchor,
    title,
    () =>
      html`<div class="field-picker">
        <vscode-textfield
          placeholder="Field"
          label=${title}
          @input=${(event: Event) => {
            typed = (event.currentTarget as HTMLInputElement).value;
            popup.update();
          }}
          @keydown=${(event: KeyboardEvent) => {
            const [first] = shown();
            if (event.key === 'Enter' && first !== undefined) pick(first.name);
            if (event.key === 'ArrowDown') popup.element.querySelector<HTMLElement>('.menu-item')?.focus();
          }}
        ></vscode-textfield>
        <div
          class="field-list"
          role="listbox"
          aria-label=${title}
          aria-multiselectable=${String(many)}
          @keydown=${(event: KeyboardEvent) => {
            const lines = [...popup.element.querySelectorAll<HTMLElement>('.menu-item')];
            const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
            if (step === 0) return;
            event.preventDefault();
            const to = lines.indexOf(document.activeElement as HTMLElement) + step;
            if (to < 0) popup.element.querySelector<HTMLElement>('vscode-textfield')?.focus();
            else lines[Math.min(lines.length - 1, to)]?.focus();
          }}
        >
          ${failure === undefined ? nothing : html`<p class="problem">${failure}</p>`}
          ${fields !== undefined && shown().length === 0 ? html`<p class="muted">No such field</p>` : nothing}
          ${shown().map(
            ({ name, count }) =>
              html`<button
                class="menu-item"
                role="option"
                tabindex="-1"
                aria-selected=${String(on.has(name))}
                @click=${() => pick(name)}
              >
                <span class="codicon ${on.has(name) ? 'codicon-check' : ''}" aria-hidden="true"></span
                ><span class="menu-label ellipsis text">${displayLine(name, 200)}</span
                ><span class="menu-hint muted">${formatShortCount(count)}</span>
              </button>`,
          )}
        </div>
      </div>`,
  );
  focusIn(popup, 'vscode-textfield');
  model.host.request('fields', {}).then(
    (answer) => {
      fields = answer;
      popup.update();
    },
    (error: unknown) => {
      failure = messageOf(error);
      popup.update();
    },
  );
}
