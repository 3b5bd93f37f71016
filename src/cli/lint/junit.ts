// Findings as JUnit XML: a suite for each file, a failed test for each finding.

import { groupBy } from '../../base/group-by.ts';
import type { LintReport, Reported } from './report.ts';

/** XML 1.0 has no control characters, however they are written. */
function xml(text: string): string {
  return text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      '\ufffd',
    )
    .replace(/[&<>"'\t\r\n]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function testCase({ file, finding: { rule, severity, message, range } }: Reported): string {
  const { line, column } = range.start;
  const place = `${file}:${line + 1}:${column + 1}`;
  return [
    `    <testcase classname="${xml(file)}" name="${xml(`${rule} ${line + 1}:${column + 1}`)}" file="${xml(file)}" line="${line + 1}" time="0">`,
    `      <failure type="${severity}" message="${xml(message)}">${xml(`${place}: ${message}`)}</failure>`,
    '    </testcase>',
  ].join('\n');
}

/** The whole report. Without findings one test that passed: an empty report counts as broken for some who read it. */
export function junitReport({ findings }: LintReport): string {
  const byFile = groupBy(findings, ({ file }) => file);
  const suites = [...byFile].map(
    ([file, all]) =>
      `  <testsuite name="${xml(file)}" tests="${all.length}" failures="${all.length}" errors="0" time="0">\n${all.map(testCase).join('\n')}\n  </testsuite>\n`,
  );
  const fine =
    '  <testsuite name="sightline" tests="1" failures="0" errors="0" time="0">\n    <testcase classname="sightline" name="no findings" time="0"/>\n  </testsuite>\n';
  const tests = Math.max(1, findings.length);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="sightline" tests="${tests}" failures="${findings.length}" errors="0">\n${suites.length === 0 ? fine : suites.join('')}</testsuites>\n`;
}
