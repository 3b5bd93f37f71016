// Secrets are masked in every form a record is kept in; what only looks like one is left alone.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { recordOf, recordsOf, recordsOfLines, streamForTest } from './records.ts';

const JWT =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';
const ALNUM = 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3gH5';

/** A value that must not survive anywhere, and the kind it is masked as. */
const VALUES: readonly (readonly [kind: string, secret: string])[] = [
  ['github-token', `ghp_${ALNUM}`],
  ['github-token', `gho_${ALNUM}`],
  ['github-token', `github_pat_${ALNUM}`],
  ['gitlab-token', `glpat-${ALNUM.slice(0, 20)}`],
  ['slack-token', `xoxb-123456789012-${ALNUM.slice(0, 24)}`],
  ['slack-token', `xoxp-123456789012-${ALNUM.slice(0, 24)}`],
  ['stripe-key', `sk_live_${ALNUM.slice(0, 24)}`],
  ['aws-access-key', 'AKIAIOSFODNN7EXAMPLE'],
  ['aws-access-key', 'ASIAIOSFODNN7EXAMPLE'],
  ['google-api-key', `AIza${ALNUM.slice(0, 35)}`],
  ['sendgrid-key', `SG.${ALNUM.slice(0, 22)}.${ALNUM}`],
  ['npm-token', `npm_${ALNUM}`],
  ['shopify-token', `shpat_${'0123456789abcdef'.repeat(2)}`],
  ['digitalocean-token', `dop_v1_${'0123456789abcdef'.repeat(4)}`],
  ['vault-token', `hvs.${ALNUM}`],
  ['jwt', JWT],
  ['card-number', '4242424242424242'],
  ['card-number', '4242 4242 4242 4242'],
  ['card-number', '5555-5555-5555-4444'],
  ['card-number', '378282246310005'],
  ['card-number', '3782 822463 10005'],
];

test('values with a known shape are masked in text, in JSON and in JSON inside JSON, raw included', () => {
  for (const [kind, secret] of VALUES) {
    const lines = [
      `sent ${secret} to bob`,
      JSON.stringify({ message: `sent ${secret}`, context: { note: secret } }),
      JSON.stringify({ body: JSON.stringify({ note: secret }) }),
    ];
    for (const line of lines) {
      const record = recordOf(line);
      assert.ok(!JSON.stringify(record).includes(secret), `${line} -> ${record.raw}`);
      assert.ok(record.raw.includes(`[masked ${kind}`), record.raw);
      assert.ok(record.masked > 0);
      assert.equal(record.format, line.startsWith('{') ? 'json' : 'plain');
    }
  }
});

test('the mask tells the kind, and the last characters where they give nothing away', () => {
  assert.equal(recordOf('card 4242 4242 4242 4242 declined').message, 'card [masked card-number …4242] declined');
  assert.equal(recordOf('{"message":"x","card":4242424242424242}').attributes['card'], '[masked card-number …4242]');
  assert.equal(recordOf('{"message":"x","password":"hunter2hunter2"}').attributes['password'], '[masked password]');
});

test('named secrets are masked in JSON, logfmt, query strings, headers, dumps and text', () => {
  const lines = [
    '{"message":"m","password":"S3CRET"}',
    '{"message":"m","context":{"user":{"apiKey":"S3CRET"}}}',
    '{"message":"m","headers":{"authorization":["Bearer S3CRET"],"Set-Cookie":"sid=S3CRET; Path=/"}}',
    '{"message":"m","credentials":{"user":"bob","value":"S3CRET"}}',
    '{"message":"m","token":"a \\"quoted\\" S3CRET"}',
    JSON.stringify({
      message: 'm',
      body: JSON.stringify({ client_secret: 'S3CRET', inner: JSON.stringify({ pwd: 'S3CRET' }) }),
    }),
    'level=info msg=login password=S3CRET user=bob',
    'level=info msg=login secret="a S3CRET with spaces" user=bob',
    'GET /callback?access_token=S3CRET&state=1 HTTP/1.1',
    'Authorization: Bearer S3CRET',
    'Authorization: Basic UzNDUkVU',
    'Cookie: a=S3CRET; b=S3CRET',
    "headers {'X-Api-Key': 'S3CRET', 'Accept': '*/*'}",
    'connect with password: S3CRET now',
    'connecting to postgres://bob:S3CRET@db:5432/shop',
    '{"message":"connecting to amqp://bob:S3CRET@mq","n":1}',
    'user.password => S3CRET',
  ];
  for (const line of lines) {
    const record = recordOf(line);
    const kept = JSON.stringify(record);
    assert.ok(!kept.includes('S3CRET') && !kept.includes('UzNDUkVU'), `${line} -> ${kept}`);
    assert.ok(record.masked > 0 && record.raw.includes('[masked '), record.raw);
    if (line.startsWith('{')) assert.equal(record.format, 'json', record.raw);
    if (line.startsWith('level=')) assert.equal(record.format, 'logfmt', record.raw);
  }
});

test('numbers under a secret name become text, so that JSON stays JSON', () => {
  const record = recordOf('{"message":"m","card_pin":1234,"list":[{"otp":987654}],"n":1}');
  assert.deepEqual(record.attributes, { card_pin: '[masked card-pin]', list: [{ otp: '[masked otp]' }], n: 1 });
});

test('a private key is masked on one line and over many', () => {
  const body = 'MIIEpAIBAAKCAQEA7bq3uJ0Kq9VQH5nXlUmKpYcS0a1bT2cV3dX4eZ5f\n';
  const key = `-----BEGIN RSA PRIVATE KEY-----\n${body.repeat(3)}-----END RSA PRIVATE KEY-----`;
  const one = recordOf(JSON.stringify({ message: 'loaded', pem: `${key}\n` }));
  assert.deepEqual(one.attributes, { pem: '[masked private-key]\n' });
  const many = recordsOf(`before\n${key}\nafter\n`);
  assert.ok(!JSON.stringify(many).includes('MIIE'), JSON.stringify(many));
  assert.equal(many[0]!.raw, 'before');
  assert.equal(many.at(-1)!.raw, 'after');
});

test('what only looks like a secret is left alone', () => {
  const lines = [
    '{"message":"Payment authorized","id":"42424242-4242-4242-4242-424242424242","ts":1767312000123456789,"time":1767312000123}',
    '{"message":"m","token_count":4096,"next_token":"abc","key_id":"k-1","password_length":12,"has_token":true,"total_tokens":812,"tokens":55}',
    '{"message":"m","author":"bob","tokenizer":"bpe","passage":"x","keyboard":"de","uncertainty":0.4242424242424242}',
    '{"message":"m","password":null,"token":"","secret":false,"cookie":"***","authorization":"[Redacted]"}',
    'Invalid password: must be at least 12 characters',
    'the secret of good coffee, and a token of thanks',
    'bearer authentication is required',
    'basic training starts at http://example.com:8080/a@b',
    'order 4242424242424241 shipped',
    'trace 4242424242424242-1 and x4242424242424242',
    'eyJub3QiOiJhIGp3dCJ9.x.y',
    'docs at https://example.com/path?page_token=abc',
  ];
  for (const line of lines) {
    const record = recordOf(line);
    assert.equal(record.raw, line);
    assert.equal(record.masked, 0);
  }
});

test('redaction can be switched off', () => {
  const record = recordOf('{"message":"m","password":"S3CRET"}', { redaction: false });
  assert.equal(record.attributes['password'], 'S3CRET');
  assert.equal(record.masked, 0);
});

test('the last line that a door shows is masked too', () => {
  const { stream, tally } = streamForTest();
  stream.push(Buffer.from('{"message":"m","service":"orders","password":"S3CRET"}\n'));
  recordsOfLines(stream.take());
  assert.deepEqual(
    tally.counts().sources.map(({ name, lastLine }) => [name, lastLine]),
    [['orders', '{"message":"m","service":"orders","password":"[masked password]"}']],
  );
});

test('any JSON stays JSON, with the same keys, whatever stands under a secret name', () => {
  const name = fc.constantFrom('password', 'token', 'cookie', 'user', 'apiKey', 'n', '__proto__', 'a"b');
  const tree = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      fc.string(),
      fc.integer(),
      fc.constant('4242424242424242'),
      fc.boolean(),
      fc.constant(null),
      fc.dictionary(name, tie('node')),
      fc.array(tie('node'), { maxLength: 3 }),
    ),
  })).node;
  fc.assert(
    fc.property(fc.dictionary(name, tree), (object) => {
      const record = recordOf(JSON.stringify({ ...object, message: 'm' }));
      assert.notEqual(record.format, 'plain', record.raw);
      assert.deepEqual(
        shapeOf(JSON.parse(record.raw)),
        shapeOf(JSON.parse(JSON.stringify({ ...object, message: 'm' }))),
      );
    }),
    { numRuns: 500 },
  );
});

/** Keys and nesting, without the values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  return typeof value === 'object' && value !== null
    ? Object.entries(value).map(([key, one]) => [key, shapeOf(one)])
    : null;
}

test('hostile text is scanned in linear time', () => {
  const pieces = [
    'password',
    'password=',
    'eyJ',
    'SG.',
    '-----BEGIN PRIVATE KEY-----',
    '://a:',
    'token":"',
    '\\"',
    '4242 ',
    'Bearer ',
    '[[[',
    '{"secret":',
    'a.',
    'api_key ',
    'x=1 ',
  ];
  for (const piece of pieces) {
    const records = recordsOf(`${piece.repeat(Math.floor(200_000 / piece.length))}\n`);
    assert.ok(records.length === 1, piece);
  }
});
