// Which places come first, and what is said of each.
import assert from 'node:assert/strict';
import test from 'node:test';
import { coverageReport } from '../../src/coverage/report.ts';
import { factsOf, reportOn } from './reading.ts';

const names = async (file: string, text: string): Promise<string[]> =>
  (await reportOn(file, text)).most.map(({ function: around, name }) => `${around}: ${name}`);

test('a failure that is answered and forgotten comes first, an expected one never', async () => {
  assert.deepEqual(
    await names(
      'app.py',
      `import requests
from flask import Flask, jsonify
app = Flask(__name__)

@app.get("/health")
def health():
    return "ok"

def port(text):
    try:
        return int(text)
    except ValueError:
        return 80

def fetch(url):
    return requests.get(url)

def drop(order):
    try:
        send(order)
        store(order)
    except Exception:
        pass

@app.post("/orders")
def create():
    try:
        requests.post(URL, json={})
    except Exception:
        return jsonify({}), 500
    return ""
`,
    ),
    ['create: except Exception', 'drop: except Exception', 'fetch: requests.get'],
  );
});

test('a message that is lost outranks a request that is refused', async () => {
  const { most } = await reportOn(
    'tasks.py',
    `from celery import shared_task
from flask import Flask
app = Flask(__name__)

@app.post("/a")
def a():
    try:
        work()
    except ValueError:
        return "no", 400
    return ""

@shared_task
def b(order):
    try:
        requests.post(order)
    except Exception:
        return
`,
  );
  assert.equal(most[0]?.function, 'b');
  assert.equal(
    most[0].reason,
    'When `requests.post` fails, the task counts as done and the exception is written nowhere.',
  );
});

test('a comment that says why, a clean-up and a script weigh less', async () => {
  const weight = async (body: string): Promise<number> => {
    const { files } = await reportOn('a.py', body);
    return files[0]!.places.find(({ kind }) => kind === 'handler')!.weight;
  };
  const plain = await weight(
    'def a():\n    try:\n        work()\n        more()\n    except Exception:\n        pass\n',
  );
  const said =
    'def a():\n    try:\n        work()\n        more()\n    except Exception:\n        pass  # the peer may be gone\n';
  assert.ok((await weight(said)) < plain);
  assert.ok(
    (await weight('def a():\n    try:\n        conn.close()\n    except Exception:\n        pass\n')) < plain / 2,
  );
  assert.ok(
    (await weight(
      `#!/usr/bin/env python\ndef a():\n    try:\n        work()\n        more()\n    except Exception:\n        pass\n`,
    )) < plain,
  );
  assert.ok(
    (await weight('def a():\n    try:\n        work()\n        more()\n    except OrderError:\n        pass\n')) <
      plain,
  );
});

test('one place for each function, at most ten, the files taking turns', async () => {
  const text = Array.from(
    { length: 20 },
    (_, index) =>
      `def f${index}():\n    try:\n        a()\n        b()\n    except Exception:\n        pass\n    requests.post(URL)\n`,
  ).join('\n');
  const facts = await factsOf(
    new Map([
      ['one.py', `import requests\n${text}`],
      ['two.py', 'import requests\n\ndef other():\n    requests.get(URL)\n'],
    ]),
  );
  const { most } = coverageReport(facts);
  assert.equal(most.length, 10);
  assert.equal(new Set(most.map(({ path, function: around }) => path + around)).size, 10);
  assert.ok(most.some(({ path }) => path.endsWith('two.py')));
  assert.ok(most.every(({ weight }, index) => index === 0 || weight <= most[index - 1]!.weight));
});

test('what the callers log weighs less', async () => {
  const { files } = await reportOn(
    'client.py',
    `import logging, requests
log = logging.getLogger(__name__)

def known():
    requests.post(URL)

def order():
    log.info("ordering")
    known()

def unknown():
    requests.post(URL)
`,
  );
  const [known, unknown] = files[0]!.places.filter(({ kind }) => kind === 'outgoing');
  assert.ok(known!.weight < unknown!.weight);
});

test('tests are left out where there is anything else', async () => {
  const [one, other] = await factsOf(
    new Map([
      ['a.py', 'import requests\nrequests.get(URL)\n'],
      ['b.py', 'import requests\nrequests.get(URL)\n'],
    ]),
  );
  assert.equal(coverageReport([one!, { ...other!, test: true }]).shares.total.all, 1);
  assert.equal(coverageReport([{ ...other!, test: true }]).shares.total.all, 1);
});

test('texts that are no source, half a source or hostile say nothing wrong', async () => {
  for (const text of ['', 'def', 'try {', '@app.get("/x")\n', 'except', '('.repeat(3_000), 'a.get('.repeat(500)]) {
    for (const file of ['a.py', 'a.js', 'a.ts']) assert.deepEqual((await reportOn(file, text)).most, []);
  }
});

test('names like those of Object are names', async () => {
  const { files } = await reportOn(
    'a.js',
    "const __proto__ = require('axios');\nfunction constructor() { return __proto__.post(URL); }\nhasOwnProperty.toString();\n",
  );
  assert.deepEqual(
    files[0]?.places.map(({ name }) => name),
    ['__proto__.post'],
  );
});
