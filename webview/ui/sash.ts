// A border between two parts of a page that can be dragged or moved by arrow keys.

import { html, LitElement, type PropertyValues } from 'lit';

/** Fired while a sash moves: `delta` pixels since it was taken, right and down positive; `done` at the end. */
export interface SashMove {
  readonly delta: number;
  readonly done: boolean;
}

const KEY_STEP = 16;

/** `<side-sash>`: `vertical` (the default) moves left and right. Fires `sash-move` with a SashMove. */
export class SideSash extends LitElement {
  static override properties = { orientation: { type: String }, label: { type: String } };
  declare orientation: 'vertical' | 'horizontal';
  declare label: string;
  #from: number | undefined;

  constructor() {
    super();
    this.orientation = 'vertical';
    this.label = '';
    this.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      this.setPointerCapture(event.pointerId);
      this.#from = this.#position(event);
      this.classList.add('moving');
      event.preventDefault();
    });
    this.addEventListener('pointermove', (event) => {
      if (this.#from !== undefined) this.#fire(this.#position(event) - this.#from, false);
    });
    const end = (event: PointerEvent): void => {
      if (this.#from === undefined) return;
      const delta = this.#position(event) - this.#from;
      this.#from = undefined;
      this.classList.remove('moving');
      this.#fire(delta, true);
    };
    this.addEventListener('pointerup', end);
    this.addEventListener('pointercancel', end);
    this.addEventListener('keydown', (event) => {
      const [back, forth] = this.orientation === 'vertical' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
      if (event.key !== back && event.key !== forth) return;
      event.preventDefault();
      event.stopPropagation();
      this.#fire(event.key === back ? -KEY_STEP : KEY_STEP, true);
    });
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override firstUpdated(): void {
    this.tabIndex = 0;
    this.setAttribute('role', 'separator');
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('orientation')) this.setAttribute('aria-orientation', this.orientation);
    if (changed.has('label')) this.setAttribute('aria-label', this.label);
  }

  protected override render(): unknown {
    return html``;
  }

  #position(event: PointerEvent): number {
    return this.orientation === 'vertical' ? event.clientX : event.clientY;
  }

  #fire(delta: number, done: boolean): void {
    this.dispatchEvent(new CustomEvent<SashMove>('sash-move', { detail: { delta, done } }));
  }
}
customElements.define('side-sash', SideSash);
