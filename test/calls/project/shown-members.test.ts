// What the text of an object shows whose class stands in another file of the project.
import assert from 'node:assert/strict';
import test from 'node:test';
import { callsIn } from './files.ts';

const HEAD = 'import logging\nlog = logging.getLogger(__name__)\n';
const MODELS = `
from dataclasses import dataclass
from pydantic import BaseModel
from .base import Named

@dataclass
class Login:
    name: str
    password: str

class Account(Named):
    token: str
    size: int

class Quiet(BaseModel):
    token: str
    def __str__(self):
        return self.title

class Plain:
    password: str

class Strange(*mixins, metaclass=Meta(a[0])):
    password: str

class Typed(Generic[T], Strange):
    password: str
`;
const FILES = {
  'shop/__init__.py': '',
  'shop/models/__init__.py': 'from .people import Login as SignIn, Quiet\nfrom .people import *\n',
  'shop/models/people.py': MODELS,
  'shop/models/base.py': 'import pydantic\n\nclass Named(pydantic.BaseModel):\n    label: str\n',
};

/** What the text of the only value of the last call is known to show. */
async function shownBy(code: string): Promise<readonly string[] | undefined> {
  const calls = await callsIn({ ...FILES, 'shop/app.py': HEAD + code }, 'shop/app.py');
  return calls.at(-1)!.arguments[0]!.shows;
}

test('a class by its own name, by another one, and through a star', async () => {
  const given = (type: string): string => `def f(one: ${type}):\n    log.info("got %s", one)\n`;
  assert.deepEqual(await shownBy(`from shop.models.people import Login\n${given('Login')}`), ['name', 'password']);
  assert.deepEqual(await shownBy(`from shop.models import SignIn\n${given('SignIn')}`), ['name', 'password']);
  assert.deepEqual(await shownBy(`from .models import Account\n${given('Account | None')}`), ['label', 'token']);
  assert.deepEqual(await shownBy('from .models import *\nlog.info("got %s", Login("a", "b"))'), ['name', 'password']);
});

test('what writes itself, is no model, or is not seen', async () => {
  const given = (type: string): string => `def f(one: ${type}):\n    log.info("got %s", one)\n`;
  assert.deepEqual(await shownBy(`from shop.models import Quiet\n${given('Quiet')}`), ['title']);
  assert.deepEqual(await shownBy(`from shop.models.people import Plain\n${given('Plain')}`), []);
  for (const name of ['Strange', 'Typed'])
    assert.equal(await shownBy(`from shop.models import *\n${given(name)}`), undefined);
  assert.equal(await shownBy(`from elsewhere import Login\n${given('Login')}`), undefined);
  assert.equal(await shownBy(`from shop.app import Loop\n${given('Loop')}`), undefined);
});
