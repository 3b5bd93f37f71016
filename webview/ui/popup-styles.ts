// How menus and other popups look: as VS Code's own.

import { css } from 'lit';

export const popupStyles = css`
  .popup {
    position: fixed;
    z-index: 40;
    max-width: calc(100vw - 8px);
    max-height: calc(100vh - 8px);
    overflow: auto;
    padding: 4px;
    border: 1px solid var(--vscode-menu-border, var(--vscode-widget-border, var(--vscode-contrastBorder, transparent)));
    border-radius: 5px;
    background: var(--vscode-menu-background);
    color: var(--vscode-menu-foreground);
    box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
  }
  .popup:focus {
    outline: none;
  }
  .popup-dialog {
    padding: 8px 12px 12px;
  }
  .menu-item {
    display: flex;
    align-items: center;
    width: 100%;
    min-width: 160px;
    max-width: 420px;
    height: 24px;
    padding: 0 8px 0 4px;
    border: 1px solid transparent;
    border-radius: 3px;
    background: none;
    color: inherit;
    font: inherit;
    text-align: left;
    cursor: pointer;
  }
  .menu-item:disabled {
    color: var(--vscode-disabledForeground);
    cursor: default;
  }
  .menu-item:focus,
  .menu-item:focus-visible {
    outline: none;
    background: var(--vscode-menu-selectionBackground);
    border-color: var(--vscode-menu-selectionBorder, transparent);
    color: var(--vscode-menu-selectionForeground);
  }
  .menu-item:focus .menu-hint {
    color: inherit;
  }
  .menu-item .codicon {
    flex: none;
    width: 20px;
    text-align: center;
  }
  .menu-label {
    flex: 1;
  }
  .menu-hint {
    flex: none;
    padding-left: 24px;
    font-variant-numeric: tabular-nums;
  }
  .menu-line {
    margin: 4px 0;
    border-top: 1px solid var(--vscode-menu-separatorBackground, var(--edge));
  }
`;
