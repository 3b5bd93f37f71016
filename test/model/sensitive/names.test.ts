// Which names are sensitive, and which only look so.
import assert from 'node:assert/strict';
import test from 'node:test';
import { judgeName } from '../../../src/model/sensitive/names.ts';

const SECRET: Readonly<Record<string, string>> = {
  password: 'password',
  userPassword: 'password',
  DB_PASSWORD: 'password',
  password1: 'password',
  passwords: 'password',
  pwd: 'pwd',
  token: 'token',
  accessToken: 'token',
  'user.token': 'token',
  token_value: 'token',
  apiKey: 'api-key',
  APIKey: 'api-key',
  'X-Api-Key': 'api-key',
  apikey: 'api-key',
  client_secret: 'secret',
  authorization: 'authorization',
  'Set-Cookie': 'cookie',
  cookies: 'cookie',
  session_id: 'session-id',
  JSESSIONID: 'session-id',
  stripe_secret_key: 'secret',
  privateKey: 'private-key',
  db_pass: 'db-pass',
  connectionString: 'connection-string',
  card_pin: 'card-pin',
  unencrypted_password: 'password',
  otp: 'otp',
  dsn: 'dsn',
};

const PERSONAL: Readonly<Record<string, string>> = {
  ssn: 'personal-government',
  'user.email': 'personal-contact',
  customer_phone: 'personal-contact',
  emailAddress: 'personal-contact',
  firstName: 'personal-person',
  dateOfBirth: 'personal-person',
  'customer.name': 'personal-person',
  card_number: 'personal-money',
  cvv: 'personal-money',
  diagnosis: 'personal-health',
  ip_address: 'personal-network',
};

const SAFE = [
  'uncertainty',
  'accounting',
  'author',
  'tokenizer',
  'passage',
  'keyboard',
  'sha',
  'compass',
  'authorized',
  'key',
  'pin',
  'pass',
  'secretary',
  'token_type',
  'token_count',
  'next_token',
  'nextPageToken',
  'page_token',
  'secret_name',
  'secret_arn',
  'password_length',
  'password_enabled',
  'is_secret',
  'has_token',
  'password_policy',
  'key_id',
  'access_key_id',
  'public_key',
  'certificate',
  'total_tokens',
  'max_tokens',
  'password_hash',
  'hashed_password',
  'masked_token',
  'token_expires_at',
  'cookie_consent',
  'private_key_path',
  'email',
  'server_address',
  'name',
  'user_name',
  'service.name',
  'file_name',
  'constructor',
  '__proto__',
  'toString',
  '',
  '日本',
  'x'.repeat(100_000),
];

test('names of secrets are known in every spelling', () => {
  for (const [name, word] of Object.entries(SECRET)) assert.deepEqual(judgeName(name), { kind: 'secret', word }, name);
});

test('personal data is known by its kind', () => {
  for (const [name, kind] of Object.entries(PERSONAL)) assert.equal(judgeName(name)?.kind, kind, name);
});

test('a name that only contains such a word, or is about the thing, is safe', () => {
  for (const name of SAFE) assert.equal(judgeName(name), undefined, name);
});

test('words split by the caller are judged alike', () => {
  assert.deepEqual(judgeName(['user', 'api', 'key']), { kind: 'secret', word: 'api-key' });
});
