// The keys of the metrics page: single letters for the header, arrows inside a chart.

/** What a key asks for inside a chart: a move in time or between services, the records there, or back to where it was. */
export type ChartKey =
  | { readonly kind: 'time'; readonly to: number }
  | { readonly kind: 'service'; readonly service: string | undefined }
  | { readonly kind: 'records' }
  | { readonly kind: 'reset' };

/** Reads a key pressed in a chart of `count` steps that stands at step `at` and service `service` (undefined: all); undefined where it means nothing. */
export function chartKey(
  key: string,
  at: number | undefined,
  count: number,
  service: string | undefined,
  services: readonly string[],
): ChartKey | undefined {
  const last = count - 1;
  const inside = (index: number): ChartKey => ({ kind: 'time', to: Math.max(0, Math.min(last, index)) });
  switch (key) {
    case 'ArrowLeft':
      return inside((at ?? count) - 1);
    case 'ArrowRight':
      return inside((at ?? last - 1) + 1);
    case 'PageUp':
      return inside((at ?? count) - 10);
    case 'PageDown':
      return inside((at ?? last - 10) + 10);
    case 'Home':
      return inside(0);
    case 'End':
      return inside(last);
    case 'ArrowDown':
    case 'ArrowUp':
      return { kind: 'service', service: neighbour(service, services, key === 'ArrowDown' ? 1 : -1) };
    case 'Enter':
      return at === undefined ? undefined : { kind: 'records' };
    case 'Escape':
      return { kind: 'reset' };
    default:
      return undefined;
  }
}

/** All services stand between the last one and the first. */
function neighbour(service: string | undefined, services: readonly string[], step: 1 | -1): string | undefined {
  const ring = [undefined, ...services];
  return ring[(Math.max(0, ring.indexOf(service)) + step + ring.length) % ring.length];
}

/** Classes of the header's buttons by their key. */
const BUTTON_OF: Readonly<Record<string, string>> = {
  p: 'pause',
  l: 'show-in-logs',
  s: 'services-menu',
  t: 'span-menu',
  Escape: 'reset-zoom',
};

/** Presses the header's buttons by key, wherever the focus is. */
export function listenForKeys(page: HTMLElement): void {
  page.addEventListener('keydown', (event) => {
    if (
      event.defaultPrevented ||
      event.ctrlKey ||
      event.altKey ||
      event.metaKey ||
      !Object.hasOwn(BUTTON_OF, event.key)
    )
      return;
    const button = page.querySelector(`.${BUTTON_OF[event.key]!}`);
    if (!(button instanceof HTMLButtonElement) || button.disabled) return;
    event.preventDefault();
    button.click();
  });
}
