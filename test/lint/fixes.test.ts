// Every fix of every fixture gives a program again, and a program without the finding.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import type { Finding, Fix, TextEdit } from '../../src/model/finding.ts';
import { applyFix } from '../../src/lint/fixes/apply-fix.ts';
import { pythonErrors, scriptError } from './checking.ts';
import { findingsOf, fixtureRules, fixturesOf, readFixture } from './fixtures.ts';

const firstFix = ({ fixes }: Finding): Fix | undefined => fixes.find(({ kind }) => kind === 'fix');

/** The fixes of a file that can be made together. */
function together(findings: readonly Finding[]): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const finding of findings) {
    const edits = firstFix(finding)?.edits ?? [];
    const overlap = edits.some((edit) =>
      taken.some((other) => before(edit.range.start, other.range.end) && before(other.range.start, edit.range.end)),
    );
    if (!overlap) taken.push(...edits);
  }
  return taken;
}

function before(a: TextEdit['range']['start'], b: TextEdit['range']['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

for (const rule of fixtureRules) {
  test(`every fix of ${rule} compiles`, () => {
    const python: { name: string; text: string }[] = [];
    for (const file of fixturesOf(rule)) {
      const text = readFixture(file);
      const isPython = file.endsWith('.py');
      if (isPython ? pythonErrors([text])[0] !== '' : scriptError(file, text) !== '') continue;
      for (const finding of findingsOf(rule, file, text)) {
        for (const { title, edits } of finding.fixes) {
          const fixed = applyFix(text, edits);
          const name = `${path.basename(file)}:${finding.range.start.line + 1} ${title}`;
          assert.notEqual(fixed, text, name);
          if (isPython) python.push({ name, text: fixed });
          else assert.equal(scriptError(file, fixed), '', name);
        }
      }
    }
    const errors = pythonErrors(python.map(({ text }) => text));
    assert.deepEqual(
      python.flatMap(({ name }, index) => (errors[index] === '' ? [] : [`${name}: ${errors[index]!}`])),
      [],
    );
  });

  for (const file of fixturesOf(rule)) {
    test(`fixed ${path.basename(file)} has no more of what ${rule} can fix`, () => {
      const text = readFixture(file);
      const findings = findingsOf(rule, file, text);
      const edits = together(findings);
      const left = findingsOf(rule, file, applyFix(text, edits));
      assert.deepEqual(
        left.filter((finding) => firstFix(finding) !== undefined).map(({ range }) => range.start.line + 1),
        [],
      );
      assert.equal(left.length, findings.filter((finding) => firstFix(finding) === undefined).length);
    });
  }

  test(`each single fix of ${rule} takes away its own finding and no other`, () => {
    for (const file of fixturesOf(rule)) {
      const text = readFixture(file);
      const findings = findingsOf(rule, file, text);
      for (const finding of findings) {
        for (const { title, edits } of finding.fixes) {
          const left = findingsOf(rule, file, applyFix(text, edits));
          assert.equal(
            left.length,
            findings.length - 1,
            `${path.basename(file)}:${finding.range.start.line + 1} ${title}`,
          );
        }
      }
    }
  });
}
