// Draws one row of the list into nodes that are used again for other rows. Text of records only ever becomes text nodes.

import { fieldText, fieldValues } from '../../src/model/fields.ts';
import type { LogRecord } from '../../src/model/record.ts';
import { formatDay, formatDuration, formatIso, formatTime } from '../ui/format.ts';
import type { ServiceColours } from '../ui/service-colours.ts';
import { displayLine } from '../ui/text.ts';
import { levelClass, levelMark } from '../ui/theme.ts';
import { chipsOf, unitValue, type ChipContext } from './chips.ts';

/** What a list shows at one place. `undefined` in its stead: a record that is still being fetched. */
export type ListItem =
  | { readonly kind: 'record'; readonly record: LogRecord; readonly offsetMs?: number; readonly depth?: number }
  /** Silence between two records of a request. */
  | { readonly kind: 'gap'; readonly ms: number; readonly longest: boolean }
  /** A remark in place of a row. */
  | { readonly kind: 'note'; readonly text: string };

/** How rows are drawn; the same object means the same drawing. */
export interface RowStyle {
  readonly columns: readonly string[];
  readonly chips: ChipContext;
  readonly colours: ServiceColours;
  /** Days are shown where they change. */
  readonly days: boolean;
  readonly now: number;
}

/** The nodes of one row. */
export interface RowNodes {
  readonly element: HTMLElement;
  draw(item: ListItem | undefined, index: number, dayOf: number | undefined, style: RowStyle): void;
}

function span(className: string, role = 'gridcell'): HTMLSpanElement {
  const element = document.createElement('span');
  element.className = className;
  if (role !== '') element.setAttribute('role', role);
  return element;
}

function drawChips(into: HTMLElement, record: LogRecord, style: RowStyle): void {
  const nodes = chipsOf(record, style.chips).map(({ field, name, value }) => {
    const chip = span('field', '');
    chip.title = `${displayLine(field, 200)}: ${value}`;
    if (name !== '') {
      const label = span('field-name', '');
      label.textContent = `${name} `;
      chip.append(label);
    }
    const text = span('field-value text', '');
    text.textContent = value;
    chip.append(text);
    return chip;
  });
  into.replaceChildren(...nodes);
}

function columnText(record: LogRecord, field: string): { readonly text: string; readonly isNumber: boolean } {
  const values = fieldValues(record, field);
  const [first] = values;
  const isNumber = values.length === 1 && typeof first === 'number';
  return {
    text: isNumber ? (unitValue(field, first) ?? fieldText(first)) : values.map(fieldText).join(', '),
    isNumber,
  };
}

/** The whole record as a sentence, for screen readers: a row's cells are read one by one otherwise. */
function spoken(record: LogRecord): string {
  return `${record.level ?? 'no level'}, ${record.service}, ${displayLine(record.message, 300)}, ${formatTime(record.timestamp)}`;
}

/** Creates the nodes of a row; `draw` fills them. */
export function createRow(id: string): RowNodes {
  const element = document.createElement('div');
  element.id = id;
  element.setAttribute('role', 'row');
  const time = span('time');
  const day = span('day', '');
  const clock = span('clock', '');
  const millis = span('millis', '');
  time.append(day, clock, millis);
  const mark = span('mark');
  const service = span('service');
  const bar = document.createElement('i');
  const serviceName = span('service-name text ellipsis', '');
  service.append(bar, serviceName);
  const body = span('body');
  const message = span('message text', '');
  const chips = span('fields', '');
  body.append(message, chips);
  const note = span('note');

  const drawRecord = (
    record: LogRecord,
    item: ListItem & { kind: 'record' },
    dayOf: number | undefined,
    style: RowStyle,
  ): void => {
    element.className = `row ${levelClass(record.level)}`;
    element.setAttribute('aria-label', spoken(record));
    if (item.offsetMs === undefined) {
      const at = formatTime(record.timestamp);
      day.textContent = style.days && dayOf !== undefined ? formatDay(record.timestamp, style.now) : '';
      clock.textContent = at.slice(0, 8);
      millis.textContent = at.slice(8);
    } else {
      day.textContent = '';
      clock.textContent = item.offsetMs < 0 ? '' : '+';
      clock.textContent += item.offsetMs < 10_000 ? `${item.offsetMs.toFixed(1)} ms` : formatDuration(item.offsetMs);
      millis.textContent = '';
    }
    time.title = `${formatIso(record.timestamp, record.nanos)}${record.timestampSource === 'arrival' ? ' (time of arrival; the record names none)' : ''}`;
    mark.textContent = levelMark(record.level);
    mark.title = record.severityText ?? record.level ?? 'No level';
    bar.className = `service-bar ${style.colours.classOf(record.service)}`;
    serviceName.textContent = displayLine(record.service, 100) || '(no name)';
    service.title = serviceName.textContent;
    message.textContent = displayLine(record.message, 1000) || '(no message)';
    message.classList.toggle('muted', record.message === '');
    body.style.paddingInlineStart = item.depth === undefined ? '' : `${Math.min(item.depth, 6) * 2}ch`;
    drawChips(chips, record, style);
    const columns = style.columns.map((field) => {
      const { text, isNumber } = columnText(record, field);
      const cell = span(`column text ellipsis${isNumber ? ' number' : ''}`);
      cell.textContent = displayLine(text, 300);
      cell.title = cell.textContent;
      return cell;
    });
    element.replaceChildren(time, mark, service, ...columns, body);
  };

  let drawn: { readonly item: ListItem; readonly style: RowStyle; readonly dayOf: number | undefined } | undefined;
  return {
    element,
    draw(item, index, dayOf, style) {
      element.setAttribute('aria-rowindex', String(index + 1));
      const isSame =
        drawn !== undefined && item !== undefined && drawn.style === style && drawn.dayOf === dayOf &&
        (drawn.item === item || (drawn.item.kind === 'record' && item.kind === 'record' && drawn.item.record === item.record && drawn.item.offsetMs === item.offsetMs)); // prettier-ignore
      if (isSame) return;
      drawn = item === undefined ? undefined : { item, style, dayOf };
      if (item?.kind === 'record') {
        drawRecord(item.record, item, dayOf, style);
        return;
      }
      element.removeAttribute('aria-label');
      element.className = item === undefined ? 'row placeholder' : `row ${item.kind}`;
      note.textContent =
        item === undefined
          ? ''
          : item.kind === 'gap'
            ? `┄ ${formatDuration(item.ms)} gap${item.longest ? ', the longest silence' : ''} ┄`
            : item.text;
      element.replaceChildren(note);
    },
  };
}
