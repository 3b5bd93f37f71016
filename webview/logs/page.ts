// The Logs page: puts its parts together, hands keys and clicks to the model, gives the focus back where it was.

import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { PageContract } from '../../src/protocol/page-contract.ts';
import { formatCount, formatNumberOf } from '../ui/format.ts';
import { closePopup } from '../ui/popup.ts';
import { createQueryComplete } from '../ui/query-complete.ts';
import { createQueryBox, type QueryBox } from '../ui/query-box.ts';
import { columnsHead, columnTracks } from './columns-view.ts';
import { createRowStyles, rowsOf, type Rows } from './content.ts';
import { emptyView, warningLine } from './empty-view.ts';
import { openFieldPicker } from './field-picker.ts';
import { handleListKey, type ListKeys } from './keys.ts';
import { createList, type List } from './list.ts';
import { LogDetails } from './details.ts';
import type { LogsModel } from './model.ts';
import { overview } from './overview.ts';
import { requestHead } from './request-view.ts';
import { createRowActions, openRowMenu, type RowActions } from './row-actions.ts';
import { detailsSide, facetsSide } from './sides.ts';
import { openMasked, toolbar } from './toolbar.ts';
import { whyView } from './why-view.ts';

/** Below these widths (pixels) facets lie over the list, and details open below their row. */
const FACETS_BESIDE = 700;
const DETAILS_BESIDE = 900;
const TYPING_PAUSE = 250;

/** `<logs-page>`: the whole page; `model` is set before it is added to the document. */
export class LogsPage extends LitElement {
  static override properties = { model: { attribute: false }, width: { state: true }, areFacetsOver: { state: true } };
  declare model: LogsModel;
  declare width: number;
  declare areFacetsOver: boolean;
  #box!: QueryBox;
  #list!: List;
  #rows!: Rows;
  #actions!: RowActions;
  #details!: LogDetails;
  readonly #styles = createRowStyles();
  #typing: ReturnType<typeof setTimeout> | undefined;
  /** The query the box was last brought in line with: typing that can't be read yet must stay. */
  #boxQuery: string | undefined;
  #shownKey = '';

  constructor() {
    super();
    this.width = window.innerWidth;
    this.areFacetsOver = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    const { model } = this;
    this.#box = createQueryBox({
      placeholder: 'Search: level:ERROR service:orders "timed out"',
      nonce: document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '',
      complete: createQueryComplete({ host: model.host, range: () => model.feed.range }),
      onInput: (text) => {
        clearTimeout(this.#typing);
        this.#typing = setTimeout(() => this.#applyTyped(text, false), TYPING_PAUSE);
      },
      onSubmit: (text) => {
        clearTimeout(this.#typing);
        this.#applyTyped(text, true);
      },
      onLeave: () => this.#list.element.focus(),
      past: () => model.saved.history,
    });
    this.#list = createList({
      onSeen: (first, end) => {
        const ranks = this.#rows.ranksOf(first, end);
        if (ranks !== undefined) model.feed.see(ranks.from, ranks.end);
      },
      onScrolled: ({ top, bottom }) => {
        if (model.request === undefined) model.atNewest(model.settings.newestAtBottom ? bottom : top);
      },
    });
    this.#details = new LogDetails();
    this.#details.model = model;
    this.#actions = createRowActions(model);
    this.#rows = rowsOf(model, this.#styles);
    this.#listen();
    super.connectedCallback();
  }

  #applyTyped(text: string, remember: boolean): void {
    this.model.setQuery(text, { remember });
    this.#boxQuery = this.model.saved.query;
    this.#box.showError(this.model.queryError);
  }

  #listen(): void {
    const { model } = this;
    model.onDidChange(() => this.requestUpdate());
    model.host.on('command', ({ name }) => this.#command(name));
    model.host.on('showQuery', ({ focus }) => {
      if (focus) this.#box.focus();
    });
    new ResizeObserver(() => (this.width = this.clientWidth)).observe(this);
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') model.inquiry.refreshStatus();
    });
    document.addEventListener('keydown', (event) => {
      const inText =
        event.target instanceof HTMLElement &&
        (event.target.isContentEditable || event.target.matches('input, textarea, vscode-textfield'));
      const isFind =
        event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (!isFind && (inText || event.key !== '/' || event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.#focusQuery();
    });
    const { element } = this.#list;
    element.addEventListener('click', (event) => this.#click(event));
    element.addEventListener('dblclick', (event) => {
      const record = this.#recordOf(event);
      if (record !== undefined) model.openSource(record, false);
    });
    element.addEventListener('contextmenu', (event) => {
      const record = this.#recordOf(event);
      if (record === undefined) return;
      event.preventDefault();
      model.select(record);
      openRowMenu({ x: event.clientX, y: event.clientY }, model, record);
    });
    element.addEventListener('pointermove', (event) => {
      const index = this.#list.indexOf(event.target);
      if (index !== undefined) this.#actions.show(this.#list.rowElement(index), this.#rows.recordAt(index));
    });
    element.addEventListener('pointerleave', () => this.#actions.hide());
    element.addEventListener('keydown', (event) => {
      if (event.target === element && handleListKey(event, this.#keys)) {
        event.preventDefault();
        event.stopPropagation();
      }
    });
    this.#details.addEventListener('keydown', (event) => {
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      if (event.key === 'Escape') {
        model.showDetails(false);
        element.focus();
      } else if (step !== 0 && !event.ctrlKey && !event.metaKey) this.#keys.move(step);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  readonly #keys: ListKeys = {
    move: (step) => {
      const at = this.#selectedIndex;
      const { count } = this.#rows;
      const from = at ?? (this.model.settings.newestAtBottom || this.model.request !== undefined ? count : -1);
      this.#selectNear(from + step, Math.sign(step));
    },
    page: (way) => this.#keys.move(way * this.#list.pageSize),
    edge: (edge) => {
      const isNewest = (edge === 'bottom') === this.model.settings.newestAtBottom && this.model.request === undefined;
      if (isNewest) this.#resume();
      else {
        this.#list.toEdge(edge);
        this.#selectNear(edge === 'top' ? 0 : this.#rows.count - 1, edge === 'top' ? 1 : -1);
      }
    },
    open: (focus) => {
      if (this.model.selected !== undefined) this.model.openSource(this.model.selected, focus);
    },
    toggleDetails: () => this.model.showDetails(!this.model.detailsOpen),
    showRequest: () => {
      const id = this.model.selected?.correlationId;
      if (id !== undefined) this.model.showRequest(id);
    },
    copy: () => {
      const marked = window.getSelection()?.toString() ?? '';
      if (marked !== '') this.model.copy(marked, 'the marked text');
      else if (this.model.selected !== undefined) this.model.copy(this.model.selected.raw, 'the record');
    },
    menu: () => {
      const index = this.#selectedIndex;
      const row = index === undefined ? undefined : this.#list.rowElement(index);
      if (row === undefined || this.model.selected === undefined) return;
      const { left, bottom } = row.getBoundingClientRect();
      openRowMenu({ x: left + 24, y: bottom }, this.model, this.model.selected);
    },
    leave: () => {
      if (this.model.detailsOpen) this.model.showDetails(false);
      else if (this.model.request !== undefined) this.model.goBack();
      else if (this.model.selected !== undefined) this.#deselect();
      else return false;
      return true;
    },
  };

  get #selectedIndex(): number | undefined {
    const id = this.model.selected?.id;
    return id === undefined ? undefined : this.#rows.indexOf(id);
  }

  /** Selects the record at a place, or the next one in `way`; a record not yet held is waited for by showing its place. */
  #selectNear(index: number, way: number): void {
    const { count } = this.#rows;
    let to = Math.min(count - 1, Math.max(0, index));
    while (to >= 0 && to < count && this.#rows.at(to) !== undefined && this.#rows.recordAt(to) === undefined)
      to += way === 0 ? 1 : way;
    const record = this.#rows.recordAt(to);
    if (record !== undefined) this.model.select(record);
    this.#list.reveal(Math.min(count - 1, Math.max(0, to)));
  }

  #resume(): void {
    this.model.setLive(true);
    this.#list.toEdge(this.model.settings.newestAtBottom ? 'bottom' : 'top');
  }

  /** Nothing is being read any more: following goes on where the newest is in sight. */
  #deselect(): void {
    this.model.select(undefined);
    if (this.#list.isAtEdge(this.model.settings.newestAtBottom ? 'bottom' : 'top')) this.model.atNewest(true);
  }

  #focusQuery(): void {
    closePopup();
    this.#box.focus();
  }

  #recordOf(event: Event): ReturnType<Rows['recordAt']> {
    const index = this.#list.indexOf(event.target);
    return index === undefined ? undefined : this.#rows.recordAt(index);
  }

  #click(event: MouseEvent): void {
    if (event.target instanceof Element && event.target.closest('.row-actions, .list-open') !== null) return;
    const record = this.#recordOf(event);
    // A text that was just marked is meant to be copied.
    if (record === undefined || (window.getSelection()?.toString() ?? '') !== '') return;
    this.model.select(record, { details: true });
  }

  #command(name: PageContract['events']['command']['name']): void {
    const { model } = this;
    switch (name) {
      case 'focusQuery':
        return this.#focusQuery();
      case 'clearDisplay':
        return model.clearDisplay();
      case 'toggleFollow':
        return model.feed.following ? model.setLive(false) : this.#resume();
      case 'correlation':
        return this.#keys.showRequest();
      case 'whyNothing':
        return model.setPane('why');
      case 'showMasked':
        return openMasked(this.querySelector<HTMLElement>('.masked, .more') ?? this, model);
    }
  }

  protected override render(): TemplateResult {
    const { model } = this;
    const { feed, saved } = model;
    const facetsBeside = this.width >= FACETS_BESIDE;
    const isRequest = model.request !== undefined && model.request.records.length > 0;
    const empty = isRequest ? undefined : emptyView(model);
    const isBusy = feed.phase === 'loading' || model.home.state === 'connecting';
    const isDim = feed.phase === 'loading' && feed.answered !== feed.question;
    const newestBelow = model.settings.newestAtBottom;
    return html`
      ${toolbar(model, {
        box: this.#box.element,
        clearQuery: () => {
          this.#box.setText('');
          this.#applyTyped('', false);
          this.#box.focus();
        },
        openColumns: (anchor) =>
          openFieldPicker(anchor, model, 'Columns', {
            chosen: saved.columns.map(({ field }) => field),
            choose: (field) => model.toggleColumn(field),
            many: true,
          }),
        facetsOver: !facetsBeside && !isRequest,
        isFacetsOpen: this.areFacetsOver,
        toggleFacets: () => (this.areFacetsOver = !this.areFacetsOver),
      })}
      <div class="progress ${isBusy ? 'busy' : ''}">
        ${isBusy ? html`<vscode-progress-bar indeterminate aria-label="Searching"></vscode-progress-bar>` : nothing}
      </div>
      ${isRequest ? nothing : overview(model, this.width < FACETS_BESIDE)} ${warningLine(model)}
      <div class="parts">
        ${
          isRequest
            ? nothing
            : facetsSide(model, facetsBeside, this.areFacetsOver, () => {
                this.areFacetsOver = false;
                this.#list.element.focus();
              })
        }
        <main class="records ${isDim ? 'dim' : ''}" style=${styleMap({ '--columns': columnTracks(model) })}>
          ${model.request === undefined || empty !== undefined ? nothing : requestHead(model, model.request, (index) => this.#chooseOfRequest(index))}
          ${
            model.clearedAt === undefined || empty !== undefined
              ? nothing
              : html`<div class="cleared muted">
                  Cleared; what came before is hidden.
                  <button type="button" class="link" @click=${() => model.showCleared()}>Show it</button>
                </div>`
          }
          ${empty === undefined ? columnsHead(model) : nothing}
          <div class="list-place" ?hidden=${empty !== undefined}>
            ${this.#list.element}
            ${
              feed.following || feed.waiting === 0 || model.request !== undefined
                ? nothing
                : html`<button
                    type="button"
                    class="pill ${newestBelow ? '' : 'top'}"
                    title="Show new records (End)"
                    @click=${() => this.#resume()}
                  >
                    ${newestBelow ? '↓' : '↑'} ${formatCount(feed.waiting)} new
                  </button>`
            }
          </div>
          ${empty ?? nothing}
        </main>
        ${model.detailsOpen && this.width >= DETAILS_BESIDE ? detailsSide(model, this.width) : nothing}
        ${model.pane === 'why' ? whyView(model) : nothing}
      </div>
      <div class="notice ${model.notice === '' ? 'unseen' : ''}" role="status" aria-live="polite">${model.notice}</div>
      <div class="sr-only" aria-live="polite">
        ${feed.phase === 'ready' && !feed.following ? formatNumberOf(feed.result.total, 'record') : ''}
      </div>
    `;
  }

  #chooseOfRequest(index: number): void {
    const record = this.model.request?.records[index];
    if (record === undefined) return;
    this.model.select(record, { details: this.model.detailsOpen });
    const row = this.#rows.indexOf(record.id);
    if (row !== undefined) this.#list.reveal(row);
  }

  protected override updated(): void {
    const { model } = this;
    if (model.saved.query !== this.#boxQuery) {
      clearTimeout(this.#typing);
      this.#boxQuery = model.saved.query;
      this.#box.setText(model.saved.query);
      this.#box.showError(undefined);
    }
    const before = this.#rows;
    this.#rows = rowsOf(model, this.#styles);
    const selected = this.#selectedIndex;
    const isInline = model.detailsOpen && this.width < DETAILS_BESIDE && selected !== undefined;
    this.#details.record = model.selected;
    const key = `${model.request?.id ?? ''} ${JSON.stringify(model.feed.answered)}`;
    const isNew = key !== this.#shownKey;
    this.#shownKey = key;
    const newest = model.settings.newestAtBottom ? 'bottom' : 'top';
    this.#list.show(
      {
        ...this.#rows,
        selected,
        stick: model.request !== undefined ? undefined : model.feed.following || isNew ? newest : undefined,
        open: isInline ? this.#details : undefined,
      },
      (index) => {
        const id = before.recordAt(index)?.id;
        return id === undefined ? undefined : this.#rows.indexOf(id);
      },
    );
    const side = this.querySelector('.details-side');
    if (side !== null && this.#details.parentNode !== side) side.append(this.#details);
    if (isNew && model.request !== undefined) this.#list.toEdge('top');
    if (isInline && !this.#wasOpen) this.#list.reveal(selected);
    this.#wasOpen = isInline;
    if (model.pane === 'why' && !this.#wasWhy) this.querySelector<HTMLElement>('.why')?.focus();
    this.#wasWhy = model.pane === 'why';
  }
  #wasOpen = false;
  #wasWhy = false;
}
customElements.define('logs-page', LogsPage);
