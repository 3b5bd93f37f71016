// Colours of VS Code's built-in themes as a webview gets them: the variables the pages use, no more.

export type ThemeName = 'dark' | 'light' | 'high-contrast' | 'high-contrast-light';

type Theme = Readonly<Record<string, string>>;

const fonts: Theme = {
  'font-family': "system-ui, 'Ubuntu', 'Droid Sans', sans-serif",
  'font-size': '13px',
  'font-weight': 'normal',
  'editor-font-family': "'Droid Sans Mono', 'monospace', monospace",
  'editor-font-size': '12px',
};

const dark: Theme = {
  foreground: '#cccccc', descriptionForeground: '#9d9d9d', disabledForeground: '#cccccc80', errorForeground: '#f85149', focusBorder: '#0078d4', 'icon-foreground': '#cccccc',
  'editor-background': '#1f1f1f', 'editor-foreground': '#cccccc', 'panel-background': '#181818', 'panel-border': '#2b2b2b', 'sideBar-background': '#181818', 'sideBarSectionHeader-foreground': '#cccccc',
  'input-background': '#313131', 'input-border': '#3c3c3c', 'input-foreground': '#cccccc', 'input-placeholderForeground': '#989898', 'inputOption-activeBackground': '#2489db82', 'inputOption-activeBorder': '#2488db', 'inputOption-activeForeground': '#ffffff',
  'inputValidation-errorBackground': '#5a1d1d', 'inputValidation-errorBorder': '#be1100', 'inputValidation-warningBackground': '#352a05', 'inputValidation-warningBorder': '#b89500',
  'badge-background': '#616161', 'badge-foreground': '#f8f8f8', 'button-background': '#0078d4', 'button-foreground': '#ffffff', 'button-hoverBackground': '#026ec1', 'button-border': '#ffffff1a',
  'button-secondaryBackground': '#313131', 'button-secondaryForeground': '#cccccc', 'button-secondaryHoverBackground': '#3c3c3c', 'toolbar-hoverBackground': '#5a5d5e50', 'toolbar-activeBackground': '#63666750',
  'list-hoverBackground': '#2a2d2e', 'list-activeSelectionBackground': '#04395e', 'list-activeSelectionForeground': '#ffffff', 'list-inactiveSelectionBackground': '#37373d',
  'menu-background': '#1f1f1f', 'menu-foreground': '#cccccc', 'menu-border': '#454545', 'menu-selectionBackground': '#0078d4', 'menu-selectionForeground': '#ffffff', 'menu-separatorBackground': '#454545', 'widget-border': '#313131', 'widget-shadow': '#0000005c',
  'editorHoverWidget-background': '#202020', 'editorHoverWidget-border': '#454545', 'editorHoverWidget-foreground': '#cccccc', 'editorWidget-background': '#202020', 'notifications-background': '#1f1f1f', 'notifications-foreground': '#cccccc', 'notifications-border': '#2b2b2b',
  'editorSuggestWidget-background': '#202020', 'editorSuggestWidget-border': '#454545', 'editorSuggestWidget-foreground': '#cccccc', 'editorSuggestWidget-selectedBackground': '#04395e', 'editorSuggestWidget-selectedForeground': '#ffffff', 'editorSuggestWidget-highlightForeground': '#2aaaff',
  'editor-selectionBackground': '#264f78', 'editorCursor-foreground': '#aeafad', 'editorError-foreground': '#f14c4c', 'textLink-foreground': '#4daafc', 'textLink-activeForeground': '#4daafc', 'textCodeBlock-background': '#2b2b2b',
  'charts-red': '#f14c4c', 'charts-yellow': '#cca700', 'charts-green': '#89d185', 'charts-blue': '#3794ff', 'charts-lines': '#cccccc80', 'charts-foreground': '#cccccc', 'sash-hoverBorder': '#0078d4', 'progressBar-background': '#0078d4',
  'debugTokenExpression-name': '#c586c0', 'debugTokenExpression-string': '#ce9178', 'symbolIcon-keywordForeground': '#cccccc', 'scrollbarSlider-background': '#79797966',
}; // prettier-ignore

const light: Theme = {
  ...dark,
  foreground: '#3b3b3b', descriptionForeground: '#3b3b3bb3', disabledForeground: '#61616180', errorForeground: '#f85149', focusBorder: '#005fb8', 'icon-foreground': '#3b3b3b',
  'editor-background': '#ffffff', 'editor-foreground': '#3b3b3b', 'panel-background': '#f8f8f8', 'panel-border': '#e5e5e5', 'sideBar-background': '#f8f8f8', 'sideBarSectionHeader-foreground': '#3b3b3b',
  'input-background': '#ffffff', 'input-border': '#cecece', 'input-foreground': '#3b3b3b', 'input-placeholderForeground': '#767676', 'inputOption-activeBackground': '#bed6ed', 'inputOption-activeBorder': '#005fb8', 'inputOption-activeForeground': '#000000',
  'inputValidation-errorBackground': '#f2dede', 'inputValidation-errorBorder': '#be1100', 'inputValidation-warningBackground': '#f6f5d2', 'inputValidation-warningBorder': '#b89500',
  'badge-background': '#cccccc', 'badge-foreground': '#3b3b3b', 'button-background': '#005fb8', 'button-hoverBackground': '#0258a8', 'button-border': '#0000001a', 'button-secondaryBackground': '#e5e5e5', 'button-secondaryForeground': '#3b3b3b', 'button-secondaryHoverBackground': '#cccccc',
  'toolbar-hoverBackground': '#b8b8b850', 'toolbar-activeBackground': '#a6a6a650', 'list-hoverBackground': '#f2f2f2', 'list-activeSelectionBackground': '#e8e8e8', 'list-activeSelectionForeground': '#000000', 'list-inactiveSelectionBackground': '#e4e6f1', 'list-focusAndSelectionOutline': '#005fb8',
  'menu-background': '#ffffff', 'menu-foreground': '#3b3b3b', 'menu-border': '#cecece', 'menu-selectionBackground': '#005fb8', 'menu-selectionForeground': '#ffffff', 'menu-separatorBackground': '#d4d4d4', 'widget-border': '#e5e5e5', 'widget-shadow': '#00000029',
  'editorHoverWidget-background': '#f8f8f8', 'editorHoverWidget-border': '#c8c8c8', 'editorHoverWidget-foreground': '#3b3b3b', 'editorWidget-background': '#f8f8f8', 'notifications-background': '#ffffff', 'notifications-foreground': '#3b3b3b', 'notifications-border': '#e5e5e5',
  'editorSuggestWidget-background': '#f8f8f8', 'editorSuggestWidget-border': '#c8c8c8', 'editorSuggestWidget-foreground': '#3b3b3b', 'editorSuggestWidget-selectedBackground': '#e8e8e8', 'editorSuggestWidget-selectedForeground': '#000000', 'editorSuggestWidget-highlightForeground': '#0066bf',
  'editor-selectionBackground': '#add6ff', 'editorCursor-foreground': '#000000', 'editorError-foreground': '#e51400', 'textLink-foreground': '#005fb8', 'textLink-activeForeground': '#005fb8', 'textCodeBlock-background': '#f8f8f8',
  'charts-red': '#e51400', 'charts-yellow': '#bf8803', 'charts-green': '#388a34', 'charts-blue': '#1a85ff', 'charts-lines': '#3b3b3b80', 'charts-foreground': '#3b3b3b', 'sash-hoverBorder': '#005fb8', 'progressBar-background': '#005fb8',
  'debugTokenExpression-name': '#9b46b0', 'debugTokenExpression-string': '#a31515', 'symbolIcon-keywordForeground': '#3b3b3b',
}; // prettier-ignore

const TRANSPARENT_IN_HIGH_CONTRAST = [
  'list-hoverBackground',
  'list-activeSelectionBackground',
  'list-inactiveSelectionBackground',
  'toolbar-hoverBackground',
  'toolbar-activeBackground',
  'button-secondaryBackground',
  'menu-selectionBackground',
  'editorSuggestWidget-selectedBackground',
];

function without(theme: Theme, names: readonly string[]): Theme {
  return Object.fromEntries(Object.entries(theme).filter(([name]) => !names.includes(name)));
}

const highContrast: Theme = {
  ...without(dark, TRANSPARENT_IN_HIGH_CONTRAST),
  contrastBorder: '#6fc3df', contrastActiveBorder: '#f38518', foreground: '#ffffff', descriptionForeground: '#ffffffb3', disabledForeground: '#a5a5a5', errorForeground: '#f48771', focusBorder: '#f38518', 'icon-foreground': '#ffffff',
  'editor-background': '#000000', 'editor-foreground': '#ffffff', 'panel-background': '#000000', 'panel-border': '#6fc3df', 'sideBar-background': '#000000', 'sideBarSectionHeader-foreground': '#ffffff',
  'input-background': '#000000', 'input-border': '#6fc3df', 'input-foreground': '#ffffff', 'input-placeholderForeground': '#ffffffb3', 'inputOption-activeBackground': '#00000000', 'inputOption-activeBorder': '#6fc3df',
  'inputValidation-errorBackground': '#000000', 'inputValidation-errorBorder': '#6fc3df', 'inputValidation-warningBackground': '#000000', 'badge-background': '#000000', 'badge-foreground': '#ffffff', 'button-background': '#000000', 'button-border': '#6fc3df', 'button-hoverBackground': '#000000',
  'toolbar-hoverOutline': '#f38518', 'menu-background': '#000000', 'menu-foreground': '#ffffff', 'menu-border': '#6fc3df', 'menu-selectionBorder': '#f38518', 'menu-separatorBackground': '#6fc3df', 'widget-border': '#6fc3df', 'widget-shadow': '#00000000',
  'editorHoverWidget-background': '#0c141f', 'editorHoverWidget-border': '#6fc3df', 'editorHoverWidget-foreground': '#ffffff', 'editorWidget-background': '#0c141f', 'notifications-background': '#0c141f', 'notifications-border': '#6fc3df',
  'editorSuggestWidget-background': '#0c141f', 'editorSuggestWidget-border': '#6fc3df', 'editorSuggestWidget-foreground': '#ffffff', 'list-focusAndSelectionOutline': '#f38518', 'editor-selectionBackground': '#ffffff', 'editorCursor-foreground': '#ffffff', 'editorError-foreground': '#f48771',
  'textLink-foreground': '#21a6ff', 'textLink-activeForeground': '#21a6ff', 'textCodeBlock-background': '#000000', 'charts-red': '#f48771', 'charts-yellow': '#ffd370', 'charts-lines': '#ffffff80', 'charts-foreground': '#ffffff', 'sash-hoverBorder': '#f38518', 'progressBar-background': '#6fc3df',
  'debugTokenExpression-name': '#ffffff', 'debugTokenExpression-string': '#f48771', 'symbolIcon-keywordForeground': '#ffffff',
}; // prettier-ignore

const highContrastLight: Theme = {
  ...without(light, TRANSPARENT_IN_HIGH_CONTRAST),
  contrastBorder: '#0f4a85', contrastActiveBorder: '#006bbd', foreground: '#292929', descriptionForeground: '#292929b3', errorForeground: '#b5200d', focusBorder: '#006bbd', 'icon-foreground': '#292929', 'editor-background': '#ffffff', 'panel-background': '#ffffff', 'panel-border': '#0f4a85', 'sideBar-background': '#ffffff',
  'input-border': '#0f4a85', 'button-background': '#0f4a85', 'menu-border': '#0f4a85', 'menu-selectionBackground': '#0f4a85', 'widget-border': '#0f4a85', 'charts-red': '#b5200d', 'charts-yellow': '#895503', 'toolbar-hoverOutline': '#006bbd', 'editorHoverWidget-border': '#0f4a85', 'badge-background': '#0f4a85', 'badge-foreground': '#ffffff',
}; // prettier-ignore

const THEMES: Readonly<Record<ThemeName, readonly [bodyClass: string, Theme]>> = {
  dark: ['vscode-dark', dark],
  light: ['vscode-light', light],
  'high-contrast': ['vscode-high-contrast', highContrast],
  'high-contrast-light': ['vscode-high-contrast vscode-high-contrast-light', highContrastLight],
};

/** The body's class and the root's style of a webview in this theme. */
export function themeOf(name: ThemeName): { readonly bodyClass: string; readonly style: string } {
  const [bodyClass, theme] = THEMES[name];
  const style = Object.entries({ ...fonts, ...theme })
    .map(([key, value]) => `--vscode-${key}: ${value};`)
    .join(' ');
  return { bodyClass, style };
}
