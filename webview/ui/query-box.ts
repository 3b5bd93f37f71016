// The query box: one line of CodeMirror with the query language, growing to three; mistakes are underlined where they are.

import {
  autocompletion,
  acceptCompletion,
  closeCompletion,
  completionStatus,
  moveCompletionSelection,
  startCompletion,
  type CompletionSource,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { LanguageSupport, LRLanguage, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { EditorState, Prec } from '@codemirror/state';
import { EditorView, keymap, placeholder, tooltips } from '@codemirror/view';
import type { QueryError } from '../../src/model/query.ts';
import { parser } from '../../src/query/grammar/generated.ts';
import { queryHighlight, queryTheme } from './query-theme.ts';

const nextCompletion = moveCompletionSelection(true);

export interface QueryBoxParts {
  readonly placeholder: string;
  readonly nonce: string;
  readonly complete: CompletionSource;
  /** The text changed by typing. */
  readonly onInput: (text: string) => void;
  /** Enter. */
  readonly onSubmit: (text: string) => void;
  /** Escape, where nothing is left to close in the box. */
  readonly onLeave: () => void;
  /** Queries asked before, newest first. */
  readonly past: () => readonly string[];
}

export interface QueryBox {
  readonly element: HTMLElement;
  readonly text: string;
  /** Replaces the text; does not report it as typed. */
  setText(text: string): void;
  showError(error: QueryError | undefined): void;
  /** Puts the cursor at the end. */
  focus(): void;
}

/** Creates the box; its element goes into the page. */
export function createQueryBox(parts: QueryBoxParts): QueryBox {
  let isOwnChange = false;
  /** Place in the history: -1 is what is being typed. */
  let place = -1;
  let draft = '';
  const replace = (text: string): void => {
    isOwnChange = true;
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: text },
      selection: { anchor: text.length },
    });
    isOwnChange = false;
  };
  const recall = (step: number): boolean => {
    const past = parts.past();
    const next = place + step;
    if (next < -1 || next >= past.length) return false;
    if (place === -1) draft = view.state.doc.toString();
    place = next;
    replace(next === -1 ? draft : past[next]!);
    parts.onInput(view.state.doc.toString());
    return true;
  };
  const keys = Prec.high(
    keymap.of([
      {
        key: 'Enter',
        run: () => {
          closeCompletion(view);
          place = -1;
          parts.onSubmit(view.state.doc.toString());
          return true;
        },
      },
      {
        key: 'Tab',
        run: (target) =>
          completionStatus(target.state) === 'active' &&
          (acceptCompletion(target) || (nextCompletion(target) && acceptCompletion(target))),
      },
      {
        key: 'ArrowUp',
        run: (target) =>
          completionStatus(target.state) !== 'active' &&
          (place >= 0 || target.state.selection.main.head === 0) &&
          recall(1),
      },
      { key: 'ArrowDown', run: (target) => completionStatus(target.state) !== 'active' && place >= 0 && recall(-1) },
      {
        key: 'Escape',
        run: (target) => {
          if (closeCompletion(target)) return true;
          parts.onLeave();
          return true;
        },
      },
      { key: 'Ctrl-Space', run: startCompletion },
    ]),
  );
  const view = new EditorView({
    state: EditorState.create({
      extensions: [
        keys,
        history(),
        keymap.of([...historyKeymap, ...defaultKeymap]),
        new LanguageSupport(LRLanguage.define({ parser })),
        syntaxHighlighting(queryHighlight),
        queryTheme,
        EditorView.lineWrapping,
        EditorView.cspNonce.of(parts.nonce),
        EditorView.contentAttributes.of({
          'aria-label': parts.placeholder,
          spellcheck: 'false',
          autocapitalize: 'off',
          enterkeyhint: 'search',
        }),
        // A query is one line: pasted line ends are spaces.
        EditorState.transactionFilter.of((change) =>
          change.newDoc.lines > 1
            ? [change, { changes: lineEnds(change.newDoc.toString()), sequential: true }]
            : change,
        ),
        placeholder(parts.placeholder),
        tooltips({ parent: document.body, position: 'fixed' }),
        // Nothing is chosen before an arrow key or Tab does so: Enter asks for what stands there.
        autocompletion({
          selectOnOpen: false,
          interactionDelay: 0,
          override: [parts.complete],
          activateOnTyping: true,
          icons: false,
          closeOnBlur: true,
          maxRenderedOptions: 60,
        }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged || isOwnChange) return;
          place = -1;
          parts.onInput(update.state.doc.toString());
        }),
      ],
    }),
  });
  // The editor keeps the class of its own element to itself.
  const element = document.createElement('div');
  element.className = 'query-box';
  element.append(view.dom);
  return {
    element,
    get text() {
      return view.state.doc.toString();
    },
    setText(text) {
      if (text !== view.state.doc.toString()) replace(text);
      place = -1;
    },
    showError(error) {
      const { length } = view.state.doc;
      const from = Math.min(error?.from ?? 0, length);
      const to = Math.min(error?.to ?? 0, length);
      view.dispatch(
        setDiagnostics(
          view.state,
          error === undefined ? [] : [{ from, to, severity: 'error', message: error.message }],
        ),
      );
    },
    focus() {
      view.focus();
    },
  };
}

function lineEnds(text: string): { from: number; to: number; insert: string }[] {
  return [...text.matchAll(/\r?\n/g)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    insert: ' ',
  }));
}
