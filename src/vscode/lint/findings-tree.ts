// Findings as a tree of two levels: by rule, then in the order of files; or by file, then in the order of lines.

import type * as vscode from 'vscode';
import { groupBy } from '../../base/group-by.ts';
import type { Finding, Severity } from '../../model/finding.ts';
import type { FileFindings } from './findings.ts';
import { pathOf } from './lint-thread.ts';

export type Grouping = 'rule' | 'file';

interface Node {
  readonly children?: readonly TreeNode[];
  readonly parent?: TreeNode;
}

/** A node of the tree. */
export type TreeNode =
  | (Node & {
      readonly kind: 'rule';
      readonly rule: string;
      readonly severity: Severity;
      readonly count: number;
      readonly fixable: number;
    })
  | (Node & { readonly kind: 'file'; readonly uri: vscode.Uri; readonly count: number; readonly fixable: number })
  | (Node & {
      readonly kind: 'finding';
      readonly uri: vscode.Uri;
      readonly finding: Finding;
      readonly below: Grouping;
    });

const ORDER: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
const rank = (severity: Severity): number => ORDER.indexOf(severity);
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

interface Placed {
  readonly uri: vscode.Uri;
  readonly finding: Finding;
}

const fixableOf = (placed: readonly Placed[]): number =>
  placed.filter(({ finding }) => finding.fixes.some(({ kind }) => kind === 'fix')).length;

/** The roots: rules, the most serious and then the most frequent first; or files, by path. */
export function findingsTree(files: readonly FileFindings[], grouping: Grouping): TreeNode[] {
  const placed = files
    .toSorted((a, b) => byText(pathOf(a.uri), pathOf(b.uri)))
    .flatMap(({ uri, findings }) => findings.map((finding): Placed => ({ uri, finding })));
  return grouping === 'rule' ? byRule(placed) : byFile(placed);
}

/** The node of `roots` that shows the finding of `node`, a node of an earlier tree; `undefined` where it is gone. */
export function sameFinding(roots: readonly TreeNode[], node: TreeNode | undefined): TreeNode | undefined {
  if (node?.kind !== 'finding') return undefined;
  const { uri, finding } = node;
  return roots
    .flatMap(({ children }) => children ?? [])
    .find(
      (one) =>
        one.kind === 'finding' &&
        one.uri.toString() === uri.toString() &&
        one.finding.rule === finding.rule &&
        one.finding.range.start.line === finding.range.start.line &&
        one.finding.range.start.column === finding.range.start.column,
    );
}

function byRule(placed: readonly Placed[]): TreeNode[] {
  return [...groupBy(placed, ({ finding }) => finding.rule)]
    .map(([rule, ones]): TreeNode & { kind: 'rule' } => {
      const severity = ones.map(({ finding }) => finding.severity).sort((a, b) => rank(a) - rank(b))[0]!;
      const node = { kind: 'rule' as const, rule, severity, count: ones.length, fixable: fixableOf(ones) };
      return withChildren(node, ones, 'rule');
    })
    .sort((a, b) => rank(a.severity) - rank(b.severity) || b.count - a.count || byText(a.rule, b.rule));
}

function byFile(placed: readonly Placed[]): TreeNode[] {
  return [...groupBy(placed, ({ uri }) => uri.toString()).values()].map((ones) =>
    withChildren({ kind: 'file', uri: ones[0]!.uri, count: ones.length, fixable: fixableOf(ones) }, ones, 'file'),
  );
}

function withChildren<T extends TreeNode>(node: T, placed: readonly Placed[], below: Grouping): T {
  const whole: T = { ...node, children: [] };
  return Object.assign(whole, {
    children: placed.map(({ uri, finding }): TreeNode => ({ kind: 'finding', uri, finding, below, parent: whole })),
  });
}
