// The details of one record: every field with what can be done with it, stack trace with links, and what came in.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { fieldText, listFields, type NamedValue } from '../../src/model/fields.ts';
import type { JsonPrimitive } from '../../src/model/json.ts';
import type { LogRecord } from '../../src/model/record.ts';
import type { PageRequests } from '../../src/protocol/page-contract.ts';
import { toolButton } from '../ui/button.ts';
import { formatIso, formatNumberOf, formatTime } from '../ui/format.ts';
import { displayBlock, displayLine, middleEllipsis } from '../ui/text.ts';
import { levelClass, levelMark } from '../ui/theme.ts';
import { unitValue } from './chips.ts';
import { isCorrelation } from './fields.ts';
import type { LogsModel } from './model.ts';

type Source = PageRequests['sourceOf']['result'];
type Frames = PageRequests['framesOf']['result'];

/** Said in the head of the pane, or in its own part. */
const IN_HEAD = new Set(['timestamp', 'level', 'service', 'message', 'exception.stack']);
const MOST_FIELDS = 500;
const LONG_VALUE = 2000;
/** Places are asked for when the selection has stood still this long (ms). */
const ASK_AFTER = 80;

/** `<log-details>`: details of `record`. */
export class LogDetails extends LitElement {
  static override properties = {
    record: { attribute: false },
    model: { attribute: false },
    source: { state: true },
    frames: { state: true },
    isRaw: { state: true },
    isStackOpen: { state: true },
    folded: { state: true },
    unfolded: { state: true },
  };
  declare record: LogRecord | undefined;
  declare model: LogsModel | undefined;
  declare source: Source | undefined;
  declare frames: Frames;
  declare isRaw: boolean;
  declare isStackOpen: boolean | undefined;
  declare folded: ReadonlySet<string>;
  declare unfolded: ReadonlySet<string>;
  #asking: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.frames = [];
    this.isRaw = false;
    this.folded = new Set();
    this.unfolded = new Set();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#asking);
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('record') || changed.get('record')?.id === this.record?.id) return;
    this.source = undefined;
    this.frames = [];
    this.unfolded = new Set();
    clearTimeout(this.#asking);
    this.#asking = setTimeout(() => void this.#ask(), ASK_AFTER);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('record') && changed.get('record')?.id !== this.record?.id) this.scrollTop = 0;
  }

  async #ask(): Promise<void> {
    const { record, model } = this;
    if (record === undefined || model === undefined) return;
    const { id } = record;
    const isStill = (): boolean => this.record?.id === id;
    try {
      const source = await model.host.request('sourceOf', { id });
      if (isStill()) this.source = source;
      const frames = record.exception?.stack === undefined ? [] : await model.host.request('framesOf', { id });
      if (isStill()) this.frames = frames;
    } catch {
      // Without them the pane is complete but for links; Enter still asks, and says why not.
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { record, model } = this;
    if (record === undefined || model === undefined) return nothing;
    return html`
      <div class="details-head">
        <div class="details-title">
          <h2 class="details-message text">${displayBlock(record.message, LONG_VALUE)}</h2>
          ${toolButton({ icon: 'json', label: 'What came in, as it came', pressed: this.isRaw, run: () => (this.isRaw = !this.isRaw) })}
          ${toolButton({ icon: 'close', label: 'Close details', key: 'Escape', run: () => model.showDetails(false) })}
        </div>
        <div class="details-line">
          <span class="${levelClass(record.level)}"><span class="mark data">${levelMark(record.level)}</span></span>
          <span class="details-service"
            ><i class="service-bar ${model.colours.classOf(record.service)}"></i
            ><span class="text">${displayLine(record.service, 100)}</span></span
          >
          <span class="data" title=${formatIso(record.timestamp, record.nanos)}>${formatTime(record.timestamp)}</span>
          ${record.timestampSource === 'arrival' ? html`<span class="muted">time of arrival</span>` : nothing}
        </div>
        ${this.#sourceLine(record, model)}
      </div>
      ${this.isRaw ? this.#raw(record, model) : html`${this.#stack(record, model)}${this.#fields(record, model)}`}
      ${this.#origin(record)}
    `;
  }

  #sourceLine(record: LogRecord, model: LogsModel): TemplateResult {
    const { source } = this;
    if (source === undefined || source === null) {
      const { file, line } = record;
      if (file === undefined)
        return html`<div class="details-source muted">${source === null ? 'Source line not known' : '\u00a0'}</div>`;
      return html`<div class="details-source muted text" title=${displayLine(file)}>
        ${middleEllipsis(displayLine(file), 60)}${line === undefined ? nothing : `:${line}`}
      </div>`;
    }
    return html`<div class="details-source">
      <button
        type="button"
        class="link text"
        title="${source.reason} (Enter)"
        @click=${() => model.openSource(record, true)}
      >
        ${middleEllipsis(displayLine(source.label), 70)}
      </button>
      ${record.function === undefined ? nothing : html`<span class="muted text"> in ${displayLine(record.function, 80)}</span>`}
      ${source.count > 1 ? html`<span class="muted"> or ${formatNumberOf(source.count - 1, 'other place')}</span>` : nothing}
    </div>`;
  }

  #raw(record: LogRecord, model: LogsModel): TemplateResult {
    return html`<div class="details-part">
      <div class="part-head">
        <span class="muted">As it came in${record.truncated ? ', cut at the limit of the door' : ''}</span>
        ${toolButton({ icon: 'copy', label: 'Copy what came in', run: () => model.copy(record.raw, 'what came in') })}
      </div>
      <pre class="raw data text">${displayBlock(record.raw)}</pre>
    </div>`;
  }

  #stack(record: LogRecord, model: LogsModel): TemplateResult | typeof nothing {
    const stack = record.exception?.stack;
    if (stack === undefined) return nothing;
    const lines = displayBlock(stack).split('\n');
    const open = this.isStackOpen ?? lines.length <= 12;
    const count =
      this.frames.length > 0 ? formatNumberOf(this.frames.length, 'frame') : formatNumberOf(lines.length, 'line');
    return html`<div class="details-part">
      <div class="part-head">
        <button type="button" class="fold" aria-expanded=${String(open)} @click=${() => (this.isStackOpen = !open)}>
          <span class="codicon codicon-chevron-${open ? 'down' : 'right'}" aria-hidden="true"></span>stack trace
          <span class="muted">(${count})</span>
        </button>
        ${toolButton({ icon: 'copy', label: 'Copy stack trace', run: () => model.copy(stack, 'the stack trace') })}
      </div>
      ${open ? html`<div class="stack data">${lines.map((text, line) => this.#stackLine(record, model, text, line))}</div>` : nothing}
    </div>`;
  }

  #stackLine(record: LogRecord, model: LogsModel, text: string, line: number): TemplateResult {
    const frame = this.frames.find(({ textLine }) => textLine === line);
    if (frame === undefined)
      return html`<div class="stack-line"><span class="text">${text === '' ? '\u00a0' : text}</span></div>`;
    const indent = /^\s*/.exec(text)![0];
    const open = (): void => model.openSource(record, true, line);
    const title = frame.inWorkspace ? 'Open this line' : 'Outside the workspace';
    return html`<div class="stack-line">
      <span class="text">${indent}</span
      ><button type="button" class="link text ${frame.inWorkspace ? '' : 'outside'}" title=${title} @click=${open}>
        ${text.slice(indent.length)}
      </button>
    </div>`;
  }

  #fields(record: LogRecord, model: LogsModel): TemplateResult {
    const fields = listFields(record).filter(({ name }) => !IN_HEAD.has(name));
    const groups = Map.groupBy(fields.slice(0, MOST_FIELDS), ({ name }) => groupOf(name));
    return html`<div class="details-part fields-table data">
      ${[...groups].map(([group, members]) => (group === '' || members.length < 2 ? members.map((field) => this.#field(record, model, field, '')) : this.#group(record, model, group, members)))}
      ${fields.length > MOST_FIELDS ? html`<p class="muted">${formatNumberOf(fields.length - MOST_FIELDS, 'more field')}: see what came in</p>` : nothing}
    </div>`;
  }

  #group(record: LogRecord, model: LogsModel, group: string, members: readonly NamedValue[]): TemplateResult {
    const open = !this.folded.has(group);
    const toggle = (): void => {
      const next = new Set(this.folded);
      if (open) next.add(group);
      else next.delete(group);
      this.folded = next;
    };
    return html`<button type="button" class="fold" aria-expanded=${String(open)} @click=${toggle}>
        <span class="codicon codicon-chevron-${open ? 'down' : 'right'}" aria-hidden="true"></span
        ><span class="text">${displayLine(group, 100)}</span>
        ${open ? nothing : html`<span class="muted"> (${members.length})</span>`}
      </button>
      ${open ? members.map((field) => this.#field(record, model, field, group)) : nothing}`;
  }

  #field(record: LogRecord, model: LogsModel, { name, value }: NamedValue, group: string): TemplateResult {
    const isPlain = typeof value !== 'object' || value === null;
    const text = value === null ? 'null' : fieldText(value);
    const inUnit = unitValue(name, value);
    const isLong = text.length > LONG_VALUE && !this.unfolded.has(name);
    const shown = inUnit ?? (isLong ? displayBlock(text.slice(0, LONG_VALUE)) : displayBlock(text));
    const isRequest = isCorrelation(name, model.settings.correlationKeys) && text !== '';
    const label = displayLine(group === '' ? name : name.slice(group.length + 1), 200);
    return html`<div class="details-field ${group === '' ? '' : 'member'}">
      <span class="details-name text" title=${displayLine(name, 500)}>${label}</span>
      <span class="details-value">
        ${
          isRequest
            ? html`<button
                type="button"
                class="link text"
                title="Show this request (C)"
                @click=${() => model.showRequest(record.correlationId ?? text)}
              >
                ${shown}
              </button>`
            : html`<span
                class="text ${typeof value === 'number' ? 'is-number' : ''} ${value === null ? 'muted' : ''}"
                title=${inUnit === undefined ? nothing : text}
                >${shown}</span
              >`
        }
        ${isLong ? html` <button type="button" class="link" @click=${() => (this.unfolded = new Set(this.unfolded).add(name))}>… all ${formatNumberOf(text.length, 'character')}</button>` : nothing}
      </span>
      <span class="details-actions">${this.#actions(model, name, text, isPlain ? value : undefined)}</span>
    </div>`;
  }

  #actions(model: LogsModel, name: string, text: string, value: JsonPrimitive | undefined): TemplateResult {
    const said = displayLine(text, 60);
    const isColumn = model.saved.columns.some((column) => column.field === name);
    const askable = name.replaceAll('[]', '');
    return html`
      ${
        value === undefined || text.length > 500
          ? nothing
          : html`${toolButton({ icon: 'filter', label: `Only records with ${askable} ${said}`, run: () => model.filter(askable, value, 'for') })}
            ${toolButton({ icon: 'exclude', label: `No records with ${askable} ${said}`, run: () => model.filter(askable, value, 'out') })}`
      }
      ${toolButton({ icon: 'table', label: isColumn ? `Remove column ${askable}` : `Add ${askable} as column`, pressed: isColumn, run: () => model.toggleColumn(askable) })}
      ${toolButton({ icon: 'copy', label: `Copy ${askable}`, run: () => model.copy(text, askable) })}
      ${typeof value === 'number' && name === 'performance.duration_ms' ? toolButton({ icon: 'graph-line', label: 'Open the charts of durations', run: () => model.run('openMetrics') }) : nothing}
    `;
  }

  #origin(record: LogRecord): TemplateResult {
    const parts = [
      `Received ${formatIso(record.observedTimestamp)}`,
      `from ${displayLine(record.source, 200)}`,
      `read as ${displayLine(record.format, 60)}`,
      ...(record.masked > 0 ? [`${formatNumberOf(record.masked, 'secret')} masked`] : []),
      ...(record.truncated ? ['cut at the limit of the door'] : []),
    ];
    return html`<p class="details-origin muted">${parts.join(' · ')}</p>`;
  }
}
customElements.define('log-details', LogDetails);

/** The object a field of the attributes lies in, which folds; empty for a field of the record itself. */
function groupOf(name: string): string {
  const dot = name.indexOf('.');
  return dot <= 0 ? '' : name.slice(0, dot);
}
