// The colours of the charts, read from the theme: canvases know no CSS variables.

import { servicePalette, themeColour } from '../ui/theme.ts';

export interface ChartColours {
  readonly text: string;
  readonly muted: string;
  readonly baseline: string;
  readonly crosshair: string;
  readonly background: string;
  readonly tooltip: { readonly background: string; readonly text: string; readonly edge: string };
  readonly selection: string;
  /** The colours of services, in their order. */
  readonly services: readonly string[];
  readonly font: { readonly family: string; readonly size: number };
}

/** The colours of the theme in use at this moment. */
export function readChartColours(): ChartColours {
  const text = themeColour('--vscode-foreground', '#888888');
  const contrast = themeColour('--vscode-contrastBorder', '');
  const muted = themeColour('--vscode-descriptionForeground', text);
  return {
    text,
    muted,
    baseline: contrast === '' ? themeColour('--vscode-editorIndentGuide-background1', muted) : contrast,
    crosshair: muted,
    background: themeColour('--vscode-editor-background', 'transparent'),
    tooltip: {
      background: themeColour('--vscode-editorHoverWidget-background', '#252526'),
      text: themeColour('--vscode-editorHoverWidget-foreground', text),
      edge: contrast === '' ? themeColour('--vscode-editorHoverWidget-border', muted) : contrast,
    },
    // In high contrast it is solid, and would hide the lines; there the edge of the selection is enough.
    selection:
      contrast === '' ? themeColour('--vscode-editor-selectionBackground', 'rgba(128, 128, 128, 0.3)') : 'transparent',
    services: servicePalette(),
    font: {
      family: themeColour('--vscode-font-family', 'sans-serif'),
      size: Math.max(10, Number.parseFloat(themeColour('--vscode-font-size', '13px')) - 2),
    },
  };
}
