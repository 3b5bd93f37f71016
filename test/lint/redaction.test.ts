// Which fields a logger masks by the paths of its configuration.
import assert from 'node:assert/strict';
import test from 'node:test';
import { endsMasked, isRedacted, isRedactedInside } from '../../src/lint/sensitive/redaction.ts';

const masked = (path: string, ...patterns: string[]): boolean => isRedacted(path.split('.'), patterns);

test('a path masks itself and what is under it, at its place only', () => {
  assert.equal(masked('password', 'password'), true);
  assert.equal(masked('user.password', 'user'), true);
  assert.equal(masked('user.password', 'password'), false);
  assert.equal(masked('user', 'user.password'), false);
  assert.equal(masked('passwords', 'password'), false);
  assert.equal(isRedacted([], ['password', '**.password']), false);
  assert.equal(isRedacted(['password']), false);
});

test('a star is one key, two in front are any number', () => {
  assert.equal(masked('user.password', '*.password'), true);
  assert.equal(masked('password', '*.password'), false);
  assert.equal(masked('a.b.password', '*.password'), false);
  assert.equal(masked('cards.0.number', 'cards.*.number'), true);
  assert.equal(masked('password', '**.password'), true);
  assert.equal(masked('a.b.password.c', '**.password'), true);
  assert.equal(masked('a.b', '**'), false);
});

test('a part of an object is masked where a pattern names its path', () => {
  assert.equal(isRedactedInside(['body'], ['body.password']), true);
  assert.equal(isRedactedInside(['body'], ['body', '*.password', '**.password']), false);
});

test('a key between stars is part of a key', () => {
  assert.equal(masked('customer_Card_number', '*card*'), true);
  assert.equal(masked('customer', '*card*'), false);
  assert.equal(masked('card.number', '*card*'), true);
});

test('a text may end with a label whose value is masked', () => {
  assert.equal(endsMasked('login password=', ['password=']), true);
  assert.equal(endsMasked('{"Password": "', ['password:']), true);
  assert.equal(endsMasked('login password: ', ['password=']), false);
  assert.equal(endsMasked('login old_password=', ['password=']), false);
  assert.equal(endsMasked('Authorization: Bearer ', ['bearer']), true);
  assert.equal(endsMasked('password='), false);
});
