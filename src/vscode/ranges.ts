// Ranges of the model as ranges of VS Code, and back.

import * as vscode from 'vscode';
import type { Range } from '../model/location.ts';

export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.column, end.line, end.column);
}
