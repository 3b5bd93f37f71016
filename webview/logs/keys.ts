// The keys of the list.

export interface ListKeys {
  move(step: number): void;
  page(way: 1 | -1): void;
  edge(edge: 'top' | 'bottom'): void;
  open(focus: boolean): void;
  toggleDetails(): void;
  showRequest(): void;
  copy(): void;
  menu(): void;
  /** False where there was nothing to leave. */
  leave(): boolean;
}

/** Does what a key in the list means; false where it means nothing. */
export function handleListKey(
  event: {
    readonly key: string;
    readonly shiftKey: boolean;
    readonly ctrlKey: boolean;
    readonly metaKey: boolean;
    readonly altKey: boolean;
  },
  keys: ListKeys,
): boolean {
  const { key, shiftKey } = event;
  if (event.altKey) return false;
  if (event.ctrlKey || event.metaKey) {
    if (key.toLowerCase() !== 'c') return false;
    keys.copy();
    return true;
  }
  switch (key) {
    case 'ArrowDown':
    case 'j':
      keys.move(1);
      return true;
    case 'ArrowUp':
    case 'k':
      keys.move(-1);
      return true;
    case 'PageDown':
      keys.page(1);
      return true;
    case 'PageUp':
      keys.page(-1);
      return true;
    case 'Home':
      keys.edge('top');
      return true;
    case 'End':
      keys.edge('bottom');
      return true;
    case 'Enter':
      keys.open(shiftKey);
      return true;
    case ' ':
      keys.toggleDetails();
      return true;
    case 'c':
      keys.showRequest();
      return true;
    case 'ContextMenu':
      keys.menu();
      return true;
    case 'F10':
      if (!shiftKey) return false;
      keys.menu();
      return true;
    case 'Escape':
      return keys.leave();
    default:
      return false;
  }
}
