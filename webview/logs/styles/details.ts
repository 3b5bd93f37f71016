// Looks of the details of one record.

import { css } from 'lit';

export const detailsStyles = css`
  log-details {
    display: block;
    padding: 4px 8px 8px 12px;
    font-family: var(--font-ui);
    font-size: var(--size-ui);
  }
  .details-head {
    padding-bottom: 6px;
    border-bottom: 1px solid var(--edge);
  }
  .details-title {
    display: flex;
    align-items: flex-start;
    gap: 2px;
  }
  .details-message {
    flex: 1;
    min-width: 0;
    max-height: 9.8em;
    margin: 2px 0;
    overflow: auto;
    font-size: inherit;
    font-weight: 600;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .details-line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 12px;
  }
  .details-line .mark {
    color: var(--level-colour);
  }
  .details-service {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .details-source {
    min-height: 1.4em;
    overflow-wrap: anywhere;
  }
  .details-part {
    padding: 4px 0;
    border-bottom: 1px solid var(--edge);
  }
  .part-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    height: 22px;
  }
  .fold {
    display: flex;
    align-items: center;
    gap: 2px;
    height: 22px;
    margin-left: -4px;
    padding: 0 4px 0 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .raw,
  .stack {
    margin: 0;
    overflow-x: auto;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    tab-size: 4;
    user-select: text;
  }
  .stack {
    white-space: normal;
    overflow-wrap: normal;
  }
  .stack-line {
    line-height: 1.45;
    white-space: nowrap;
  }
  .stack-line > span.text {
    white-space: pre;
  }
  .stack-line .outside {
    color: var(--muted);
  }
  .fields-table {
    display: grid;
    grid-template-columns: fit-content(50%) minmax(0, 1fr);
    column-gap: 12px;
  }
  .fields-table > * {
    grid-column: 1 / -1;
  }
  .details-field {
    position: relative;
    display: grid;
    grid-template-columns: subgrid;
    min-height: 20px;
    line-height: 20px;
  }
  .details-field:is(:hover, :focus-within) {
    background: var(--vscode-list-hoverBackground);
  }
  .details-field.member .details-name {
    padding-left: 16px;
  }
  .details-name {
    overflow-wrap: anywhere;
    color: var(--vscode-debugTokenExpression-name, var(--muted));
  }
  .details-value {
    overflow-wrap: anywhere;
    user-select: text;
  }
  .details-value > span.text {
    white-space: pre-wrap;
  }
  .details-value > .link {
    overflow-wrap: anywhere;
  }
  .details-actions {
    position: absolute;
    top: 0;
    right: 0;
    display: flex;
    padding-left: 6px;
    background: var(--vscode-editorWidget-background, var(--vscode-editor-background));
    opacity: 0;
  }
  .details-field:is(:hover, :focus-within) .details-actions {
    opacity: 1;
  }
  .details-actions .tool {
    height: 20px;
    padding: 0 2px;
  }
  .details-origin {
    margin: 6px 0 0;
    overflow-wrap: anywhere;
  }
`;
