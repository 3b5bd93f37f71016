// What is found in fixtures whose lines say what they are: routes, messages, handlers, calls out; told or silent.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { coverageReport } from '../../src/coverage/report.ts';
import { factsOf, FIXTURES, FOLDER, markOf } from './reading.ts';

const MARK = /(?:#|\/\/) ((?:route|message|handler|outgoing) (?:silent|logged|passed on|expected))$/;

const facts = await factsOf(FIXTURES, FOLDER);
const report = coverageReport(facts);

for (const [name, text] of FIXTURES) {
  test(`${name}: every marked place, and no other`, () => {
    const wanted = text.split('\n').flatMap((line, index) => {
      const mark = MARK.exec(line)?.[1];
      return mark === undefined ? [] : [`${index + 1} ${mark}`];
    });
    const places = report.files.find((file) => path.basename(file.path) === name)?.places ?? [];
    assert.deepEqual(
      places.map((place) => `${place.range.start.line + 1} ${markOf(place)}`),
      wanted,
    );
  });
}

test('there are twenty routes or consumers and twenty handlers in Python, and as many in JavaScript and TypeScript', () => {
  const count = (extensions: RegExp, kinds: RegExp): number =>
    report.files
      .filter((file) => extensions.test(file.path))
      .flatMap((file) => file.places)
      .filter(({ kind }) => kinds.test(kind)).length;
  for (const extensions of [/\.py$/, /\.[jt]s$/]) {
    assert.ok(count(extensions, /route|message/) >= 20);
    assert.ok(count(extensions, /handler/) >= 20);
  }
});
