// What could be a logger call in JavaScript and TypeScript, as TypeScript's own parser lists calls: by method names alone.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import type { Package } from '../packages.ts';
import type { Candidate } from './candidates.ts';

const METHODS = new Set(
  'trace debug verbose silly info notice success log warn warning error exception critical fatal crit alert emerg'.split(
    ' ',
  ),
);

/** All calls of a package that by the name of what is called could be logger calls. */
export function scriptCandidates({ folder, files }: Package): readonly Candidate[] {
  return files.flatMap((file) => inText(file, readFileSync(path.join(folder, file), 'utf8')));
}

function inText(file: string, text: string): Candidate[] {
  const kind = /\.tsx$/.test(file) ? ts.ScriptKind.TSX : /\.[mc]?ts$/.test(file) ? ts.ScriptKind.TS : ts.ScriptKind.JSX;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const found: Candidate[] = [];
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (!ts.isCallExpression(node)) return;
    const { expression: callee, arguments: args } = node;
    const isMember = ts.isPropertyAccessExpression(callee);
    const name = isMember ? callee.name.text : ts.isIdentifier(callee) ? callee.text : '';
    if (!METHODS.has(name)) return;
    found.push({
      file,
      line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1,
      receiver: isMember ? callee.expression.getText(source) : '',
      name,
      wrapper: false,
      built: args.slice(0, 2).some(isBuilt),
    });
  };
  visit(source);
  return found;
}

/** A template with values in it, or `+` with text. */
function isBuilt(node: ts.Expression): boolean {
  if (ts.isTemplateExpression(node)) return true;
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return false;
  const sides = [node.left, node.right];
  return sides.some(isBuilt) || (sides.some(ts.isStringLiteralLike) && !sides.every(ts.isStringLiteralLike));
}
