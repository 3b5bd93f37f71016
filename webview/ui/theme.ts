// The look all pages share: theme tokens, base styles, and telling when the theme changed. Pages live in the light DOM.

import { css, type CSSResult } from 'lit';
import type { Disposable } from '../../src/base/disposable.ts';
import type { Level } from '../../src/model/level.ts';
import { SERVICE_PALETTE } from './service-colours.ts';

/** One-letter mark of a level, so that colour is never alone. A record without level has a dot. */
export function levelMark(level: Level | undefined): string {
  return level === undefined ? '·' : level[0]!;
}

/** Class that colours text (`color`) and shapes (`--level-colour`) by level: `level-error`. */
export function levelClass(level: string | undefined): string {
  return level === undefined || level === '' ? 'level-none' : `level-${level.toLowerCase()}`;
}

/** Base styles of every page; a page adds its own with `adoptStyles`. */
export const baseStyles = css`
  :root {
    --font-ui: var(--vscode-font-family);
    --font-data: var(--vscode-editor-font-family, monospace);
    --size-ui: var(--vscode-font-size, 13px);
    --size-small: max(11px, calc(var(--vscode-font-size, 13px) - 2px));
    --size-data: var(--vscode-editor-font-size, 12px);
    --row: 22px;
    --muted: var(--vscode-descriptionForeground);
    --edge: var(--vscode-panel-border, var(--vscode-widget-border, var(--vscode-contrastBorder, transparent)));
    --focus: var(--vscode-focusBorder);
    --level-critical: var(--vscode-charts-red);
    --level-error: var(--vscode-charts-red);
    --level-warning: var(--vscode-charts-yellow);
    --level-info: var(--vscode-foreground);
    --level-debug: var(--vscode-descriptionForeground);
    --level-trace: var(--vscode-descriptionForeground);
  }
  /* What only is hidden can still be scrolled, by whatever gets the focus in it: what is clipped stays where it is. */
  html {
    overflow: hidden;
  }
  body {
    margin: 0;
    padding: 0;
    height: 100vh;
    overflow: clip;
    font: var(--vscode-font-weight, normal) var(--size-ui) / 1.4 var(--font-ui);
    color: var(--vscode-foreground);
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  .data {
    font-family: var(--font-data);
    font-size: var(--size-data);
    font-variant-numeric: tabular-nums;
    font-feature-settings: 'liga' 0;
  }
  .number {
    font-variant-numeric: tabular-nums;
    text-align: right;
  }
  .muted {
    color: var(--muted);
  }
  .ellipsis {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  /* Text of records: its own direction ends where it ends. */
  .text {
    unicode-bidi: isolate;
  }
  .sr-only {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .tool {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    height: 22px;
    padding: 0 4px;
    border: 1px solid transparent;
    border-radius: 5px;
    background: none;
    color: var(--vscode-icon-foreground, inherit);
    font: inherit;
    white-space: nowrap;
    cursor: pointer;
    flex: none;
  }
  .tool.labelled {
    color: inherit;
    padding: 0 6px;
  }
  .tool:hover {
    background: var(--vscode-toolbar-hoverBackground);
    outline: 1px dashed var(--vscode-toolbar-hoverOutline, transparent);
    outline-offset: -1px;
  }
  .tool:active {
    background: var(--vscode-toolbar-activeBackground);
  }
  .tool[aria-pressed='true'] {
    background: var(--vscode-inputOption-activeBackground);
    border-color: var(--vscode-inputOption-activeBorder, transparent);
    color: var(--vscode-inputOption-activeForeground);
  }
  .tool:disabled {
    color: var(--vscode-disabledForeground);
    cursor: default;
    background: none;
  }
  .tool .codicon {
    font-size: 16px;
  }
  .link {
    border: 0;
    padding: 0;
    background: none;
    font: inherit;
    color: var(--vscode-textLink-foreground);
    text-align: left;
    cursor: pointer;
  }
  .link:hover {
    color: var(--vscode-textLink-activeForeground);
    text-decoration: underline;
  }
  :is(button, a, [tabindex]):focus {
    outline: none;
  }
  :is(button, a, [tabindex]):focus-visible {
    outline: 1px solid var(--focus);
    outline-offset: -1px;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    max-width: 100%;
    height: 20px;
    padding: 0 2px 0 6px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 3px;
    background: var(--vscode-badge-background);
    color: var(--vscode-badge-foreground);
  }
  .chip .tool {
    height: 16px;
    padding: 0 2px;
    color: inherit;
  }
  .level-critical {
    --level-colour: var(--level-critical);
  }
  .level-error {
    --level-colour: var(--level-error);
  }
  .level-warning {
    --level-colour: var(--level-warning);
  }
  .level-info {
    --level-colour: var(--level-info);
  }
  .level-debug,
  .level-trace,
  .level-none {
    --level-colour: var(--level-debug);
  }
  .service-bar {
    display: inline-block;
    flex: none;
    width: 3px;
    height: 1.1em;
    background: var(--service-colour);
    forced-color-adjust: none;
  }
  .service-striped.service-bar,
  .service-striped .service-bar {
    background: repeating-linear-gradient(0deg, var(--service-colour) 0 3px, transparent 3px 5px);
  }
  ::selection {
    background: var(--vscode-editor-selectionBackground);
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0s;
      transition-duration: 0s;
    }
  }
`;

/** `.service-0` to `.service-7` set `--service-colour` for the kind of theme in use. */
function serviceStyles(): string {
  const rules = (within: string, palette: readonly string[]): string =>
    palette.map((colour, index) => `${within} .service-${index} { --service-colour: ${colour}; }`).join('\n');
  return `${rules('body', SERVICE_PALETTE.dark)}\n${rules('body:is(.vscode-light, .vscode-high-contrast-light)', SERVICE_PALETTE.light)}`;
}

/** Whether the theme in use is a light one (high contrast light included). */
export function isLightTheme(): boolean {
  const { classList } = document.body;
  return classList.contains('vscode-light') || classList.contains('vscode-high-contrast-light');
}

/** The colours of services as values, for canvases. */
export function servicePalette(): readonly string[] {
  return isLightTheme() ? SERVICE_PALETTE.light : SERVICE_PALETTE.dark;
}

/** The value of a theme colour such as `--vscode-charts-red` at this moment, for canvases; `fallback` where the theme has none. */
export function themeColour(name: string, fallback: string): string {
  const value = getComputedStyle(document.body).getPropertyValue(name).trim();
  return value === '' ? fallback : value;
}

/** Calls `listener` after VS Code has changed theme, zoom or fonts (it rewrites class and style of root and body). */
export function onThemeChange(listener: () => void): Disposable {
  const observer = new MutationObserver(() => listener());
  const options = { attributes: true, attributeFilter: ['class', 'style', 'data-vscode-theme-id'] };
  observer.observe(document.documentElement, options);
  observer.observe(document.body, options);
  return { dispose: () => observer.disconnect() };
}

/** Puts base styles and the page's own into the document. Called once, at the page's entry. */
export function adoptStyles(...styles: readonly CSSResult[]): void {
  const services = new CSSStyleSheet();
  services.replaceSync(serviceStyles());
  const sheets = [baseStyles, ...styles].map((style) => style.styleSheet).filter((sheet) => sheet !== undefined);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, services, ...sheets];
}
