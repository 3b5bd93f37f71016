// Looks of the facets and of the panes in which fields and times are chosen.

import { css } from 'lit';

export const facetStyles = css`
  .facets-side.over {
    position: absolute;
    z-index: 15;
    top: 0;
    bottom: 0;
    left: 0;
    width: min(240px, 80vw);
    border-right: 1px solid var(--edge);
    background: var(--vscode-sideBar-background, var(--vscode-editor-background));
    box-shadow: 2px 0 8px var(--vscode-widget-shadow, transparent);
  }
  .facets {
    padding: 4px 0 8px;
  }
  .facet-head {
    display: flex;
    align-items: center;
    height: 22px;
    padding-right: 4px;
  }
  .facet-head .tool {
    visibility: hidden;
  }
  .facet-head:is(:hover, :focus-within) .tool {
    visibility: visible;
  }
  .facet-title {
    display: flex;
    flex: 1;
    align-items: center;
    gap: 2px;
    min-width: 0;
    height: 22px;
    padding: 0 4px;
    border: 0;
    background: none;
    color: var(--vscode-sideBarSectionHeader-foreground, inherit);
    font: inherit;
    font-size: 11px;
    font-weight: 700;
    text-transform: uppercase;
    cursor: pointer;
  }
  .facet-values {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .facet-value {
    position: relative;
    display: flex;
    align-items: center;
    height: 22px;
    padding-right: 8px;
  }
  .facet-value:is(:hover, :focus-within) {
    background: var(--vscode-list-hoverBackground);
    color: var(--vscode-list-hoverForeground, inherit);
  }
  .facet-value.filtered-for {
    background: var(--vscode-list-inactiveSelectionBackground);
    color: var(--vscode-list-inactiveSelectionForeground, inherit);
    outline: 1px dotted var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .facet-value.filtered-for .facet-text {
    font-weight: 600;
  }
  .facet-value.filtered-out .facet-text {
    text-decoration: line-through;
    color: var(--muted);
  }
  .facet-for {
    display: flex;
    flex: 1;
    align-items: center;
    gap: 6px;
    min-width: 0;
    height: 22px;
    padding: 0 4px 0 22px;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: left;
    cursor: pointer;
  }
  .facet-for .mark {
    width: 1ch;
    color: var(--level-colour);
  }
  .facet-out {
    height: 20px;
    opacity: 0;
  }
  .facet-value:is(:hover, :focus-within, .filtered-out) .facet-out {
    opacity: 1;
  }
  .facet-count {
    min-width: 4ch;
    padding-left: 4px;
    color: var(--muted);
  }
  .facet-note {
    margin: 2px 8px 2px 22px;
  }
  .add-facet {
    margin: 6px 8px 0 22px;
  }
  .custom-range,
  .field-picker {
    display: flex;
    flex-direction: column;
    gap: 8px;
    min-width: 220px;
  }
  .custom-range p {
    margin: 0;
  }
  .custom-range vscode-textfield {
    width: 220px;
  }
  .field-line {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
  }
  .field-picker vscode-textfield {
    width: 100%;
  }
  .field-list {
    max-height: 240px;
    overflow: auto;
  }
  .field-list p {
    margin: 4px 8px;
  }
`;
