// Looks of what stands in place of the list, and of the account of doors and sources.

import { css } from 'lit';

export const stateStyles = css`
  .problem {
    color: var(--vscode-errorForeground);
  }
  .empty {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 8px;
    min-height: 0;
    padding: 12px 16px;
    overflow: auto;
  }
  .empty > * {
    flex: none;
    max-width: 640px;
    margin: 0;
  }
  .empty h2,
  .why h2,
  .popup-title {
    margin: 0;
    font-size: inherit;
    font-weight: 600;
  }
  .empty-actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
  }
  .command {
    display: flex;
    align-items: center;
    gap: 4px;
    width: fit-content;
    max-width: 100%;
    padding: 2px 4px 2px 8px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 3px;
    background: var(--vscode-textCodeBlock-background);
  }
  .command code {
    font: inherit;
    overflow-wrap: anywhere;
    user-select: all;
  }
  .loosenings {
    display: grid;
    grid-template-columns: fit-content(60%) auto;
    gap: 4px 12px;
    justify-content: start;
    padding: 0;
    list-style: none;
  }
  .loosenings li {
    display: contents;
  }
  .why {
    position: absolute;
    z-index: 16;
    inset: 0;
    padding: 4px 12px 12px;
    overflow: auto;
    background: var(--vscode-panel-background, var(--vscode-editor-background));
  }
  .why:focus {
    outline: none;
  }
  .why-head {
    display: flex;
    align-items: center;
    gap: 4px;
  }
  .why-head h2 {
    flex: 1;
  }
  .plain-table {
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  .plain-table :is(th, td) {
    height: 22px;
    max-width: 360px;
    padding: 0 12px 0 0;
    text-align: left;
    font-weight: normal;
    white-space: nowrap;
  }
  .plain-table thead th {
    color: var(--muted);
    border-bottom: 1px solid var(--edge);
  }
  .plain-table .number {
    text-align: right;
  }
  .plain-table .indent {
    padding-left: 16px;
  }
  .plain-table .door th {
    font-weight: 600;
  }
  .plain-table .door .muted {
    font-weight: normal;
  }
  .last-line {
    max-width: 420px;
  }
`;
