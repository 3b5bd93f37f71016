// Layout of the Logs page: tool bar, histogram, and where its parts go.

import { css } from 'lit';

export const pageStyles = css`
  body[data-page='logs'] {
    background: var(--vscode-panel-background, var(--vscode-editor-background));
  }
  logs-page {
    position: relative;
    display: flex;
    flex-direction: column;
    height: 100vh;
    container: page / size;
    overflow: clip;
  }
  .bar {
    display: flex;
    align-items: flex-start;
    gap: 2px;
    flex: none;
    padding: 3px 6px 3px 8px;
  }
  .bar > .tool {
    height: 24px;
  }
  .query {
    position: relative;
    display: flex;
    align-items: flex-start;
    flex: 1;
    min-width: 80px;
    min-height: 24px;
    margin-right: 4px;
    padding: 0 2px 0 6px;
    border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, transparent));
    border-radius: 2px;
    background: var(--vscode-input-background);
  }
  .query:focus-within {
    border-color: var(--focus);
  }
  .query.wrong {
    border-color: var(--vscode-inputValidation-errorBorder, var(--vscode-errorForeground));
  }
  .query > .codicon {
    flex: none;
    line-height: 22px;
    margin-right: 4px;
    color: var(--vscode-input-placeholderForeground);
  }
  .query-box {
    flex: 1;
    min-width: 0;
  }
  .query .clear {
    height: 18px;
    margin-top: 2px;
    padding: 0 1px;
  }
  .unseen {
    visibility: hidden;
  }
  .query-error {
    position: absolute;
    z-index: 20;
    top: calc(100% + 1px);
    left: -1px;
    max-width: 100%;
    padding: 2px 8px;
    border: 1px solid var(--vscode-inputValidation-errorBorder, var(--vscode-errorForeground));
    background: var(--vscode-inputValidation-errorBackground, var(--vscode-editorWidget-background));
    color: var(--vscode-inputValidation-errorForeground, inherit);
    pointer-events: none;
  }
  .query:has([aria-controls]) .query-error {
    display: none;
  }
  .codicon.small {
    font-size: 12px !important;
  }
  .live.on .codicon {
    font-size: 10px;
    color: var(--vscode-charts-green);
  }
  .live .codicon {
    width: 16px;
    text-align: center;
  }
  .live-text {
    min-width: 4ch;
    text-align: left;
  }
  .tool.live[aria-pressed='true'] {
    background: none;
    border-color: transparent;
    color: inherit;
  }
  .tool.live[aria-pressed='true']:hover {
    background: var(--vscode-toolbar-hoverBackground);
  }
  .progress {
    position: relative;
    flex: none;
    height: 2px;
    overflow: hidden;
    opacity: 0;
  }
  .progress.busy {
    opacity: 1;
    transition: opacity 0.15s 0.3s;
  }
  .dim {
    opacity: 0.55;
    transition: opacity 0.15s 0.2s;
  }
  .overview {
    display: flex;
    flex: none;
    align-items: flex-end;
    gap: 12px;
    height: 36px;
    padding: 0 8px 3px;
    border-bottom: 1px solid var(--edge);
  }
  log-histogram {
    position: relative;
    display: block;
    flex: 1;
    min-width: 0;
    height: 100%;
  }
  .histogram-plot {
    position: absolute;
    inset: 0;
    cursor: crosshair;
    touch-action: none;
    border-bottom: 1px solid var(--vscode-charts-lines, var(--edge));
  }
  .histogram-plot svg {
    display: block;
    shape-rendering: crispEdges;
  }
  .bar-back {
    fill: var(--vscode-list-hoverBackground);
  }
  path.bar {
    fill: var(--level-colour);
  }
  path.bar.level-info {
    fill: color-mix(in srgb, var(--vscode-foreground) 55%, transparent);
  }
  path.bar:is(.level-debug, .level-trace, .level-none) {
    fill: color-mix(in srgb, var(--vscode-foreground) 28%, transparent);
  }
  .chosen {
    fill: var(--vscode-editor-selectionBackground);
    stroke: var(--focus);
    fill-opacity: 0.6;
  }
  .tip {
    position: absolute;
    z-index: 20;
    top: 100%;
    margin-top: 4px;
    padding: 1px 8px;
    border: 1px solid var(--vscode-editorHoverWidget-border, var(--vscode-contrastBorder, transparent));
    border-radius: 3px;
    background: var(--vscode-editorHoverWidget-background);
    color: var(--vscode-editorHoverWidget-foreground);
    font-variant-numeric: tabular-nums;
    white-space: pre;
    pointer-events: none;
  }
  .summary {
    display: flex;
    flex: none;
    align-items: baseline;
    gap: 10px;
    min-width: 15ch;
    justify-content: flex-end;
    line-height: 16px;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .summary .errors {
    color: var(--level-error);
  }
  .warning-line {
    display: flex;
    flex: none;
    align-items: center;
    gap: 6px;
    min-height: 22px;
    padding: 0 8px;
    border-bottom: 1px solid var(--edge);
    background: var(--vscode-inputValidation-warningBackground, transparent);
    color: var(--vscode-inputValidation-warningForeground, inherit);
  }
  .warning-line .codicon,
  .request-note .codicon {
    color: var(--vscode-charts-yellow);
    vertical-align: text-bottom;
  }
  .parts {
    position: relative;
    display: flex;
    flex: 1;
    min-height: 0;
  }
  .records {
    position: relative;
    display: flex;
    flex: 1;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    container: records / inline-size;
  }
  .side {
    flex: none;
    overflow: auto;
  }
  side-sash {
    position: relative;
    z-index: 10;
    flex: none;
    width: 1px;
    background: var(--edge);
    cursor: ew-resize;
    touch-action: none;
  }
  side-sash::after {
    content: '';
    position: absolute;
    inset: 0 -2px;
    transition: background 0.1s 0.2s;
  }
  side-sash:is(:hover, .moving)::after,
  side-sash:focus-visible::after {
    background: var(--vscode-sash-hoverBorder, var(--focus));
  }
  .notice {
    position: absolute;
    z-index: 18;
    right: 12px;
    bottom: 8px;
    max-width: calc(100% - 24px);
    padding: 2px 10px;
    border: 1px solid var(--vscode-notifications-border, var(--vscode-contrastBorder, transparent));
    border-radius: 3px;
    background: var(--vscode-notifications-background, var(--vscode-editorWidget-background));
    color: var(--vscode-notifications-foreground, inherit);
    pointer-events: none;
  }
  @container page (height < 260px) {
    .overview {
      height: 17px;
    }
    .summary {
      line-height: 14px;
    }
  }
  @container page (height < 180px) {
    .overview {
      display: none;
    }
  }
  @container page (height > 600px) {
    .overview {
      height: 58px;
    }
  }
  @container page (width < 900px) {
    .masked-text {
      display: none;
    }
  }
  @container page (width < 700px) {
    .summary .span {
      display: none;
    }
  }
  @container page (width < 520px) {
    .live-text,
    .range .codicon-chevron-down,
    .summary .errors {
      display: none;
    }
    .bar > .tool {
      padding: 0 3px;
    }
    .summary {
      min-width: 0;
    }
  }
  @container page (width < 400px) {
    .range-text {
      display: none;
    }
    .plain-table .last-line {
      display: none;
    }
  }
`;
