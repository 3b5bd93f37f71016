// Small windows over a page: menus and panes that open at a button, stay inside the page, and give the focus back.

import { html, nothing, render, type TemplateResult } from 'lit';

/** One line of a menu. `checked` makes it a line that is on or off. */
export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
  /** Shown at the right: a key, or a count. */
  readonly hint?: string;
  readonly checked?: boolean;
  readonly disabled?: boolean;
  /** A line is drawn above it. */
  readonly startsGroup?: boolean;
}

/** Where a popup opens: below (or above) an element, or at a point of the page in pixels. */
export type Anchor = HTMLElement | { readonly x: number; readonly y: number };

export interface Popup {
  close(): void;
}

let current: Popup | undefined;

/** Closes whatever popup is open. */
export function closePopup(): void {
  current?.close();
}

function place(box: HTMLElement, anchor: Anchor): void {
  const at =
    anchor instanceof HTMLElement
      ? anchor.getBoundingClientRect()
      : { left: anchor.x, right: anchor.x, top: anchor.y, bottom: anchor.y };
  const { offsetWidth: width, offsetHeight: height } = box;
  const [pageWidth, pageHeight] = [window.innerWidth, window.innerHeight];
  const left = at.left + width <= pageWidth - 4 ? at.left : Math.max(4, Math.min(at.right, pageWidth - 4) - width);
  const below = at.bottom + 2;
  const top =
    below + height <= pageHeight - 4
      ? below
      : at.top - height - 2 >= 4
        ? at.top - height - 2
        : Math.max(4, pageHeight - height - 4);
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
}

/**
 * Opens a popup with `content`, drawn again whenever `update` of the result is called. Escape, a click outside, focus
 * going elsewhere and the window losing focus close it; the focus returns to where it was.
 */
export function openPopup(
  anchor: Anchor,
  label: string,
  content: () => TemplateResult,
  role: 'menu' | 'dialog' = 'dialog',
): Popup & { readonly element: HTMLElement; update(): void } {
  closePopup();
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
  const box = document.createElement('div');
  box.className = `popup popup-${role}`;
  box.setAttribute('role', role);
  box.setAttribute('aria-label', label);
  box.tabIndex = -1;
  document.body.append(box);
  const button = anchor instanceof HTMLElement ? anchor : undefined;
  button?.setAttribute('aria-expanded', 'true');
  let open = true;
  const close = (): void => {
    if (!open) return;
    open = false;
    if (current === popup) current = undefined;
    document.removeEventListener('pointerdown', outside, true);
    window.removeEventListener('blur', close);
    const hadFocus = box.contains(document.activeElement);
    box.remove();
    button?.setAttribute('aria-expanded', 'false');
    if (hadFocus) focused?.focus();
  };
  const popup = {
    element: box,
    close,
    update() {
      if (!open) return;
      render(content(), box);
      place(box, anchor);
    },
  };
  const outside = (event: PointerEvent): void => {
    if (event.target instanceof Node && (box.contains(event.target) || button?.contains(event.target) === true)) return;
    popup.close();
  };
  document.addEventListener('pointerdown', outside, true);
  // A date's own calendar takes the focus from the window.
  if (role === 'menu') window.addEventListener('blur', close);
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' && !(event.key === 'Tab' && role === 'menu')) return;
    event.preventDefault();
    event.stopPropagation();
    popup.close();
  });
  current = popup;
  popup.update();
  return popup;
}

function menuLine(item: MenuItem, run: (item: MenuItem) => void): TemplateResult {
  const role = item.checked === undefined ? 'menuitem' : 'menuitemcheckbox';
  return html`${item.startsGroup === true ? html`<div class="menu-line" role="separator"></div>` : nothing}
    <button
      class="menu-item"
      role=${role}
      tabindex="-1"
      aria-checked=${item.checked === undefined ? nothing : String(item.checked)}
      ?disabled=${item.disabled === true}
      @click=${() => run(item)}
      @pointermove=${(event: Event) => (event.currentTarget as HTMLElement).focus()}
    >
      <span class="codicon ${item.checked === true ? 'codicon-check' : ''}" aria-hidden="true"></span>
      <span class="menu-label ellipsis">${item.label}</span>
      <span class="menu-hint muted">${item.hint ?? nothing}</span>
    </button>`;
}

/** Focuses a part of a popup as soon as it can take the focus. */
export function focusIn(popup: { readonly element: HTMLElement }, selector: string): void {
  // Elements of the library have nothing to focus before they are first drawn.
  requestAnimationFrame(() => popup.element.querySelector<HTMLElement>(selector)?.focus());
}

/** Opens a menu; arrow keys, Home, End and first letters move in it, Enter and Space choose. */
export function openMenu(anchor: Anchor, label: string, items: readonly MenuItem[]): Popup {
  const run = (item: MenuItem): void => {
    popup.close();
    item.run();
  };
  const popup = openPopup(anchor, label, () => html`${items.map((item) => menuLine(item, run))}`, 'menu');
  const lines = (): HTMLButtonElement[] => [
    ...popup.element.querySelectorAll<HTMLButtonElement>('.menu-item:not(:disabled)'),
  ];
  popup.element.addEventListener('keydown', (event) => {
    const all = lines();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const to = menuTarget(
      event.key,
      at,
      all.map((line) => line.textContent.trim().toLowerCase()),
    );
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    all[to]?.focus();
  });
  lines()[0]?.focus();
  return popup;
}

function menuTarget(key: string, at: number, labels: readonly string[]): number | undefined {
  const count = labels.length;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return at <= 0 ? count - 1 : at - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default: {
      if (key.length !== 1 || key === ' ') return undefined;
      const order = labels.map((_, index) => (at + 1 + index) % count);
      return order.find((index) => labels[index]!.startsWith(key.toLowerCase()));
    }
  }
}
