// How the metrics page looks: charts of equal size, no boxes, the table as their legend.

import { css } from 'lit';

export const metricsStyles = css`
  .metrics {
    display: flex;
    flex-direction: column;
    height: 100vh;
    background: var(--vscode-editor-background);
  }
  .metrics-bar {
    flex: none;
    display: flex;
    align-items: center;
    gap: 4px;
    height: 34px;
    padding: 0 12px;
  }
  .metrics-bar .space {
    flex: 1;
    min-width: 0;
  }
  .metrics-bar .tool.labelled {
    flex: 0 1 auto;
    min-width: 0;
  }
  .progress {
    flex: none;
    height: 2px;
    overflow: hidden;
  }
  .progress[data-active]::before {
    content: '';
    display: block;
    width: 20%;
    height: 100%;
    background: var(--vscode-progressBar-background);
    animation: metrics-progress 1.6s linear infinite;
  }
  @keyframes metrics-progress {
    from {
      transform: translateX(-100%);
    }
    to {
      transform: translateX(500%);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .progress[data-active]::before {
      width: 100%;
      animation: none;
    }
  }
  .metrics-content {
    flex: 1;
    min-height: 0;
    overflow: auto;
    padding: 4px 12px 12px;
    transition: opacity 0.1s;
  }
  .metrics-content.stale {
    opacity: 0.55;
  }
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    margin: 0 12px 4px;
    padding: 4px 8px;
    border-left: 3px solid var(--vscode-editorWarning-foreground);
  }
  .charts {
    display: grid;
    grid-template-columns: repeat(var(--columns, 1), minmax(0, 1fr));
    gap: 12px 16px;
  }
  .chart {
    margin: 0;
    min-width: 0;
    border-radius: 2px;
  }
  .chart:focus-visible {
    outline: 1px solid var(--focus);
    outline-offset: 2px;
  }
  .chart figcaption {
    display: flex;
    align-items: center;
    gap: 8px;
    height: 20px;
    padding-right: 8px;
  }
  .chart-title {
    flex: none;
    font-weight: 600;
  }
  .chart {
    container-type: inline-size;
  }
  .chart-readout {
    display: flex;
    flex: 1;
    justify-content: flex-end;
    gap: 8px;
    min-width: 0;
    font-size: var(--size-small);
  }
  @container (max-width: 320px) {
    .chart-readout .value:not(:empty) + .time {
      display: none;
    }
  }
  .chart-area {
    position: relative;
    height: clamp(110px, 20vh, 180px);
  }
  .chart-area canvas {
    cursor: crosshair;
  }
  .chart-empty {
    position: absolute;
    inset: 0 8px 24px 44px;
    display: flex;
    align-items: center;
    justify-content: center;
    margin: 0;
    text-align: center;
    pointer-events: none;
  }
  .chart-empty[hidden] {
    display: none;
  }
  .services {
    width: 100%;
    margin-top: 12px;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  .services caption {
    padding: 0 8px 4px;
    color: var(--muted);
    font-size: var(--size-small);
    text-align: left;
  }
  .services th,
  .services td {
    height: var(--row);
    padding: 0 8px;
    font-weight: normal;
    text-align: left;
    white-space: nowrap;
  }
  .services thead th {
    border-bottom: 1px solid var(--edge);
    color: var(--muted);
    font-size: var(--size-small);
  }
  .services .number {
    min-width: 9ch;
    text-align: right;
  }
  .services tbody tr:hover,
  .services tbody tr.pointed {
    background: var(--vscode-list-hoverBackground);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .services .hidden-service {
    color: var(--vscode-disabledForeground);
  }
  .services .hidden-service .service-bar {
    visibility: hidden;
  }
  .services .some-errors {
    color: var(--vscode-errorForeground);
  }
  .service-name {
    display: flex;
    align-items: center;
    gap: 8px;
    max-width: 30vw;
    border: 0;
    padding: 0;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .services .last-error {
    width: 99%;
    max-width: 0;
  }
  .last-error-line {
    display: flex;
    align-items: baseline;
    gap: 8px;
  }
  .last-error-line .link {
    min-width: 0;
  }
  .last-error-line .muted {
    flex: none;
    font-size: var(--size-small);
  }
  .empty {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    justify-content: center;
    gap: 8px;
    max-width: 560px;
    min-height: 60%;
    margin: 0 auto;
    padding: 16px;
  }
  .empty h2 {
    margin: 0;
    font-size: 1.15em;
    font-weight: 600;
  }
  .empty p {
    margin: 0;
  }
  .empty code {
    padding: 2px 4px;
    border-radius: 3px;
    background: var(--vscode-textCodeBlock-background);
    font-family: var(--font-data);
    font-size: var(--size-data);
    overflow-wrap: anywhere;
  }
  .empty code.line {
    display: block;
    margin-top: 4px;
    padding: 4px 8px;
  }
  .empty .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  @media (max-width: 560px) {
    .services .wide {
      display: none;
    }
    .metrics-bar {
      padding: 0 4px;
    }
    .metrics-content {
      padding: 4px 4px 12px;
    }
    .metrics-bar .wide-label {
      display: none;
    }
  }
`;
