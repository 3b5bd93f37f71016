// The extension: builds what the features share, then lets each feature register itself.

import * as vscode from 'vscode';
import { createApp } from './vscode/create-app.ts';
import { features } from './vscode/features/index.ts';

/** Called by VS Code once, when something of Sightline is first needed. */
export function activate(context: vscode.ExtensionContext): void {
  const app = createApp(context);
  context.subscriptions.push(app, ...features.map((feature) => feature(app)));
}
