// What is known of the source: calls and findings of open documents, and the index of all calls of the workspace.

import * as vscode from 'vscode';
import type { CallIndex } from '../locate/call-index.ts';
import type { FileIndex } from '../locate/file-index.ts';
import type { LoggerCall } from '../model/call.ts';
import type { Finding } from '../model/finding.ts';

/** What a document says. */
export interface DocumentAnalysis {
  readonly calls: readonly LoggerCall[];
  readonly findings: readonly Finding[];
}

export interface Analysis extends vscode.Disposable {
  /** Calls and findings of a document as it is now, saved or not; kept until it changes. Empty for other languages. */
  analyse(document: vscode.TextDocument): Promise<DocumentAnalysis>;
  /** All calls and files of the workspace; the first call starts the scan and waits for it. */
  workspace(): Promise<{ readonly index: CallIndex; readonly files: FileIndex }>;
}

export declare function createAnalysis(context: vscode.ExtensionContext, log: unknown): Analysis;
