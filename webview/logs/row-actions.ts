// What can be done with a row: three quiet buttons under the pointer, and the full menu.

import { html, render } from 'lit';
import type { LogRecord } from '../../src/model/record.ts';
import { toolButton } from '../ui/button.ts';
import { openMenu, type Anchor } from '../ui/popup.ts';
import { displayLine } from '../ui/text.ts';
import type { LogsModel } from './model.ts';

/** One set of buttons for all rows: it moves to the row under the pointer. */
export interface RowActions {
  show(row: HTMLElement | undefined, record: LogRecord | undefined): void;
  hide(): void;
}

export function createRowActions(model: LogsModel): RowActions {
  const element = document.createElement('span');
  element.className = 'row-actions';
  element.setAttribute('role', 'gridcell');
  let shown: LogRecord | undefined;
  return {
    show(row, record) {
      if (row === undefined || record === undefined) {
        element.remove();
        return;
      }
      if (element.parentNode !== row) row.append(element);
      if (shown === record) return;
      shown = record;
      const id = record.correlationId;
      render(
        html`${toolButton({ icon: 'go-to-file', label: 'Open the line that wrote it', key: 'Enter', run: () => model.openSource(record, false) })}
        ${toolButton({ icon: 'list-tree', label: 'Show its request', key: 'C', disabled: id === undefined, run: () => id !== undefined && model.showRequest(id) })}
        ${toolButton({ icon: 'copy', label: 'Copy', key: 'Ctrl+C', run: () => model.copy(record.raw, 'the record') })}`,
        element,
      );
    },
    hide() {
      element.remove();
    },
  };
}

/** Opens everything that can be done with a record. */
export function openRowMenu(anchor: Anchor, model: LogsModel, record: LogRecord): void {
  const { correlationId, logger, level, service } = record;
  const only = (field: string, value: string): { readonly label: string; readonly run: () => void } => ({
    label: `Only ${field} ${displayLine(value, 40)}`,
    run: () => model.filter(field, value, 'for'),
  });
  openMenu(anchor, 'Record', [
    { label: 'Open Source Line', hint: 'Enter', run: () => model.openSource(record, false) },
    {
      label: 'Show Request',
      hint: 'C',
      disabled: correlationId === undefined,
      run: () => correlationId !== undefined && model.showRequest(correlationId),
    },
    { label: 'Show Details', hint: 'Space', run: () => model.select(record, { details: true }) },
    { ...only('service', service), startsGroup: true },
    ...(level === undefined ? [] : [only('level', level)]),
    ...(logger === undefined ? [] : [only('logger', logger)]),
    { label: 'Only This Message', run: () => model.filter('message', record.message, 'for') },
    { label: 'Not This Message', run: () => model.filter('message', record.message, 'out') },
    { label: 'Copy Message', startsGroup: true, run: () => model.copy(record.message, 'the message') },
    { label: 'Copy What Came In', hint: 'Ctrl+C', run: () => model.copy(record.raw, 'the record') },
  ]);
}
