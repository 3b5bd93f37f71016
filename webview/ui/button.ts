// Buttons of tool bars and hover actions: a codicon, a label that says its key, maybe text.

import { html, nothing, type TemplateResult } from 'lit';

export interface ToolButton {
  readonly icon?: string;
  /** What it does; the tooltip and the accessible name. */
  readonly label: string;
  /** Its key, appended to the tooltip: `Ctrl+F`. */
  readonly key?: string;
  readonly text?: string | TemplateResult;
  readonly run: (event: MouseEvent) => void;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** Opens a menu or pane: said to screen readers. */
  readonly opens?: 'menu' | 'dialog';
  readonly className?: string;
}

export function toolButton({
  icon,
  label,
  key,
  text,
  run,
  pressed,
  disabled = false,
  opens,
  className = '',
}: ToolButton): TemplateResult {
  return html`<button
    type="button"
    class="tool ${text === undefined ? '' : 'labelled'} ${className}"
    title=${key === undefined ? label : `${label} (${key})`}
    aria-label=${label}
    aria-pressed=${pressed === undefined ? nothing : String(pressed)}
    aria-haspopup=${opens ?? nothing}
    aria-expanded=${opens === undefined ? nothing : 'false'}
    ?disabled=${disabled}
    @click=${run}
  >
    ${icon === undefined ? nothing : html`<span class="codicon codicon-${icon}" aria-hidden="true"></span>`}${text ?? nothing}
  </button>`;
}
