// Colours and shape of the query box and its completion list: those of VS Code's inputs and suggestions.

import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const colours = [
  {
    tag: tags.propertyName,
    color: 'var(--vscode-debugTokenExpression-name, var(--vscode-symbolIcon-fieldForeground, inherit))',
  },
  { tag: [tags.string, tags.literal], color: 'var(--vscode-debugTokenExpression-string, inherit)' },
  {
    tag: [tags.operatorKeyword, tags.operator],
    color: 'var(--vscode-symbolIcon-keywordForeground, inherit)',
    fontWeight: 'bold',
  },
  { tag: tags.invalid, color: 'var(--vscode-errorForeground)' },
];

export const queryHighlight = HighlightStyle.define(colours);

export const queryTheme = EditorView.theme({
  '&': { color: 'var(--vscode-input-foreground)', fontSize: 'var(--size-data)', background: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-data)', lineHeight: '18px', maxHeight: '58px', overflowX: 'hidden' },
  '.cm-content': {
    padding: '2px 0',
    caretColor: 'var(--vscode-editorCursor-foreground, var(--vscode-input-foreground))',
  },
  '.cm-line': { padding: '0 2px' },
  '.cm-placeholder': {
    // A block would stand between the editor's own inline markers, on a line of its own.
    display: 'inline-block',
    verticalAlign: 'top',
    maxWidth: 'calc(100% - 8px)',
    overflow: 'hidden',
    height: '18px',
    whiteSpace: 'nowrap',
    textOverflow: 'ellipsis',
    color: 'var(--vscode-input-placeholderForeground)',
  },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--vscode-editorError-foreground, var(--vscode-errorForeground)) 1px',
    textUnderlineOffset: '3px',
    paddingBottom: '0',
  },
  '.cm-tooltip': {
    border: '1px solid var(--vscode-editorSuggestWidget-border, var(--edge))',
    borderRadius: '3px',
    background: 'var(--vscode-editorSuggestWidget-background)',
    color: 'var(--vscode-editorSuggestWidget-foreground)',
    zIndex: '50',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--font-data)',
    fontSize: 'var(--size-data)',
    maxHeight: 'min(220px, calc(100vh - 48px))',
    minWidth: '220px',
    maxWidth: 'min(480px, calc(100vw - 16px))',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    gap: '16px',
    padding: '1px 8px',
    lineHeight: '20px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    background: 'var(--vscode-editorSuggestWidget-selectedBackground)',
    color: 'var(--vscode-editorSuggestWidget-selectedForeground)',
    outline: '1px solid var(--vscode-contrastActiveBorder, transparent)',
    outlineOffset: '-1px',
  },
  '.cm-completionLabel': { flex: '1', overflow: 'hidden', textOverflow: 'ellipsis' },
  '.cm-completionMatchedText': {
    textDecoration: 'none',
    color: 'var(--vscode-editorSuggestWidget-highlightForeground)',
    fontWeight: 'bold',
  },
  '.cm-completionDetail': {
    marginLeft: '0',
    fontStyle: 'normal',
    color: 'var(--muted)',
    fontVariantNumeric: 'tabular-nums',
  },
  'li[aria-selected] .cm-completionDetail': { color: 'inherit' },
  '.cm-tooltip-lint': { fontFamily: 'var(--font-ui)', fontSize: 'var(--size-ui)', maxWidth: '90vw' },
  '.cm-diagnostic-error': {
    borderLeft: '2px solid var(--vscode-editorError-foreground, var(--vscode-errorForeground))',
    padding: '2px 8px',
  },
});
