// Files of the workspace under test, and what Sightline says of them.
import * as vscode from 'vscode';
import { eventually } from './waiting.ts';

export function uriOf(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders!;
  return vscode.Uri.joinPath(folder!.uri, name);
}

/** Writes a file of the workspace, open or not. */
export async function write(name: string, content: string): Promise<vscode.Uri> {
  const uri = uriOf(name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  return uri;
}

/** Writes a file and shows it. */
export async function openNew(name: string, content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(await write(name, content));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The rules of Sightline's findings in a file, as the Problems view has them. */
export function rulesIn(uri: vscode.Uri): string[] {
  return problemsOf(uri).map(({ code }) => String(typeof code === 'object' ? code.value : code));
}

export function problemsOf(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'sightline');
}

/** Waits until exactly these rules have findings in a file. */
export function rulesBecome(uri: vscode.Uri, rules: readonly string[]): Promise<true> {
  return eventually(`${rules.join(', ') || 'nothing'} in ${uri.path}, not ${rulesIn(uri).join(', ')}`, () =>
    rulesIn(uri).join() === rules.join() ? true : undefined,
  );
}

/** The light bulb's actions at a place, ready to be applied. */
export function actionsAt(uri: vscode.Uri, range: vscode.Range, kind?: string): Thenable<vscode.CodeAction[]> {
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, range, kind, 50);
}
