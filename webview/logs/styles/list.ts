// Looks of the list of records, its columns, and the axis of one request.

import { css } from 'lit';

export const listStyles = css`
  .list-place {
    position: relative;
    flex: 1;
    min-height: 0;
  }
  .list-place[hidden] {
    display: none;
  }
  .list {
    position: absolute;
    inset: 0;
    overflow: hidden auto;
    overflow-anchor: none;
    contain: strict;
    line-height: 22px;
  }
  .list-space {
    position: relative;
    overflow: hidden;
  }
  .row,
  .columns-head {
    display: grid;
    grid-template-columns: var(--time-width) 2ch var(--service-width) var(--columns,) minmax(0, 1fr);
    column-gap: 8px;
    padding: 0 8px;
  }
  .records {
    --time-width: max-content;
    --service-width: 14ch;
  }
  .row {
    position: absolute;
    top: 0;
    left: 0;
    right: 0;
    height: 22px;
    overflow: hidden;
    white-space: nowrap;
    contain: strict;
    cursor: default;
    color: var(--vscode-foreground);
  }
  .row[hidden] {
    display: none;
  }
  .row:hover {
    background: var(--vscode-list-hoverBackground);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .row[aria-selected='true'] {
    background: var(--vscode-list-inactiveSelectionBackground);
    color: var(--vscode-list-inactiveSelectionForeground, var(--vscode-foreground));
    outline: 1px dotted var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .list:focus .row[aria-selected='true'] {
    background: var(--vscode-list-activeSelectionBackground);
    color: var(--vscode-list-activeSelectionForeground);
    outline: 1px solid var(--vscode-list-focusAndSelectionOutline, var(--vscode-contrastActiveBorder, var(--focus)));
    outline-offset: -1px;
  }
  .list:focus .row[aria-selected='true'] :is(.time, .mark, .message, .field-name, .field-value, .service) {
    color: inherit;
  }
  /* The selected row shows the focus; the list does only while none is in sight. */
  .list:focus-visible {
    outline: none;
  }
  .list:focus-visible:not([aria-activedescendant]) {
    outline: 1px solid var(--focus);
    outline-offset: -1px;
  }
  .time {
    color: var(--muted);
    text-align: right;
    width: var(--time-chars, 12ch);
  }
  .day {
    float: left;
    padding-right: 1ch;
  }
  .mark {
    color: var(--level-colour);
    text-align: center;
    font-weight: 600;
  }
  .level-info > .mark,
  .level-info .mark,
  :is(.level-debug, .level-trace, .level-none) .mark {
    font-weight: normal;
  }
  .row.level-info .mark {
    color: var(--muted);
  }
  .row .service {
    display: flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
  }
  .service-name {
    flex: 1;
    min-width: 0;
  }
  .body {
    display: flex;
    gap: 16px;
    min-width: 0;
    overflow: hidden;
  }
  .message {
    flex: 0 1 auto;
    min-width: min(34ch, 100%);
    overflow: hidden;
    text-overflow: ellipsis;
    color: var(--level-text, inherit);
  }
  .row:is(.level-error, .level-critical) .message {
    color: var(--vscode-errorForeground);
  }
  .row.level-critical .message {
    font-weight: 600;
  }
  .row:is(.level-debug, .level-trace) .message {
    color: var(--muted);
  }
  .fields {
    flex: 1 1 0;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .field {
    margin-right: 14px;
  }
  .field-name {
    color: var(--muted);
  }
  .column.number {
    text-align: right;
  }
  .note {
    grid-column: 1 / -1;
    color: var(--muted);
  }
  .row.gap .note {
    padding-left: calc(var(--time-chars, 12ch) + 3ch);
    font-style: italic;
  }
  .row.placeholder::before {
    content: '';
    grid-column: 1 / -1;
    align-self: center;
    width: 40%;
    height: 8px;
    border-radius: 2px;
    background: var(--vscode-list-hoverBackground);
  }
  .row-actions {
    position: absolute;
    top: 0;
    right: 4px;
    display: flex;
    gap: 2px;
    padding: 0 2px 0 8px;
    background: var(--vscode-editorWidget-background, var(--vscode-editor-background));
    border-radius: 3px;
  }
  .row-actions .tool {
    color: var(--vscode-icon-foreground);
  }
  .list-open {
    position: absolute;
    z-index: 2;
    top: 0;
    left: 0;
    right: 0;
    overflow: auto;
    height: clamp(66px, 55cqh, 320px);
    border-block: 1px solid var(--edge);
    background: var(--vscode-sideBar-background, var(--vscode-editor-background));
    line-height: 1.4;
    white-space: normal;
  }
  .pill {
    position: absolute;
    z-index: 3;
    bottom: 8px;
    left: 50%;
    transform: translateX(-50%);
    height: 22px;
    padding: 0 12px;
    border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent));
    border-radius: 11px;
    background: var(--vscode-button-background);
    color: var(--vscode-button-foreground);
    font: inherit;
    font-variant-numeric: tabular-nums;
    cursor: pointer;
  }
  .pill.top {
    top: 8px;
    bottom: auto;
  }
  .pill:hover {
    background: var(--vscode-button-hoverBackground);
  }
  .cleared {
    flex: none;
    padding: 1px 8px;
    border-bottom: 1px solid var(--edge);
  }
  .columns-head {
    flex: none;
    height: 22px;
    align-items: center;
    border-bottom: 1px solid var(--edge);
    color: var(--muted);
    font-size: 11px;
  }
  .columns-head > :first-child {
    width: var(--time-chars, 12ch);
    font-family: var(--font-data);
    font-size: var(--size-data);
  }
  .column-head {
    position: relative;
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-width: 0;
    height: 100%;
  }
  .column-head .tool {
    height: 16px;
    padding: 0;
    visibility: hidden;
  }
  .column-head:is(:hover, :focus-within) .tool {
    visibility: visible;
  }
  .column-head side-sash {
    position: absolute;
    top: 3px;
    right: -5px;
    bottom: 3px;
  }
  .request {
    flex: none;
    max-height: 55cqh;
    overflow: auto;
    border-bottom: 1px solid var(--edge);
  }
  .request-head {
    position: sticky;
    z-index: 4;
    top: 0;
    display: flex;
    align-items: center;
    gap: 6px;
    min-height: 24px;
    padding: 0 8px 0 4px;
    background: var(--vscode-panel-background, var(--vscode-editor-background));
  }
  .request-id {
    margin: 0;
    min-width: 8ch;
    font-weight: 600;
  }
  .request-facts {
    padding-left: 8px;
    font-variant-numeric: tabular-nums;
  }
  .request-axis {
    padding: 0 20px 4px 8px;
  }
  .lane {
    display: flex;
    align-items: center;
    gap: 12px;
    height: 18px;
  }
  .lane-name {
    flex: none;
    width: min(14ch, 30%);
    text-align: right;
  }
  .lane-track {
    position: relative;
    flex: 1;
    height: 100%;
  }
  .lane.axis .tick {
    position: absolute;
    transform: translateX(-50%);
    color: var(--muted);
    font-size: var(--size-small);
    white-space: nowrap;
  }
  .lane.axis .tick:first-child {
    transform: none;
  }
  .lane.axis .tick:last-child {
    transform: translateX(-80%);
  }
  .lane-span {
    position: absolute;
    top: 8px;
    height: 2px;
    background: var(--service-colour);
    forced-color-adjust: none;
  }
  .lane-span::before,
  .lane-span::after {
    content: '';
    position: absolute;
    top: -4px;
    width: 1px;
    height: 10px;
    background: inherit;
  }
  .lane-span::after {
    right: 0;
  }
  .lane-mark {
    position: absolute;
    top: 1px;
    width: 17px;
    height: 17px;
    margin-left: -8px;
    padding: 3px;
    border: 0;
    background: none;
    cursor: pointer;
  }
  .lane-mark svg {
    display: block;
    forced-color-adjust: none;
  }
  .lane-mark circle {
    fill: var(--level-colour, var(--service-colour));
  }
  .lane-mark .cross {
    fill: none;
    stroke: var(--level-colour);
    stroke-width: 2.5;
  }
  .lane-mark:is(.selected, :hover) {
    outline: 1px solid var(--focus);
    outline-offset: -2px;
    border-radius: 9px;
  }
  .request-note {
    margin: 0;
    padding: 0 8px 3px;
  }
  @container records (width < 620px) {
    .fields {
      display: none;
    }
    .message {
      min-width: 0;
      flex: 1;
    }
  }
  @container records (width < 460px) {
    .row,
    .columns-head {
      grid-template-columns: max-content 2ch minmax(0, 1fr);
      column-gap: 6px;
    }
    .row .service,
    .columns-head,
    .row .column,
    .millis {
      display: none;
    }
    .time {
      width: auto;
    }
    .request-axis {
      padding-right: 12px;
    }
  }
`;
