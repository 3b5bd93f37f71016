// What keeps the page from its data, in words, with the button that helps.

import { html, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { PageState } from './state.ts';

export interface ProblemActions {
  retry(): void;
  startCollector(): void;
  showLog(): void;
}

export interface Problem {
  readonly title: string;
  readonly text: string;
  readonly button: (actions: ProblemActions) => TemplateResult;
}

/** Why what is on the page is not what is; undefined where nothing is wrong. */
export function pageProblem({ home, problem }: PageState): Problem | undefined {
  if (home.state === 'stopped') {
    return {
      title: 'The collector is stopped',
      text: 'Nothing is received until it is started again.',
      button: (actions) =>
        html`<vscode-button @click=${() => actions.startCollector()}>Start the collector</vscode-button>`,
    };
  }
  const retry: Problem['button'] = (actions) =>
    html`<vscode-button secondary @click=${() => actions.retry()}>Try again</vscode-button>
      <vscode-button secondary @click=${() => actions.showLog()}>Show the collector’s log</vscode-button>`;
  if (home.state === 'unreachable') return { title: 'The metrics can’t be reached', text: home.message, button: retry };
  if (problem !== undefined) return { title: 'The metrics can’t be read', text: problem, button: retry };
  return undefined;
}
