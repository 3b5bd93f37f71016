// What filters, formatters, processors and patchers of a Python project mask in the records of its other files.
import assert from 'node:assert/strict';
import test from 'node:test';
import { callsIn } from './files.ts';

/** What the last call of `app/main.py` has masked: fields, then labels. */
async function masked(texts: Readonly<Record<string, string>>, main: string): Promise<string> {
  const calls = await callsIn({ 'app/__init__.py': '', ...texts, 'app/main.py': main }, 'app/main.py');
  const { redacts = [], redactsBehind = [] } = calls.at(-1)!;
  return [...redacts, ...redactsBehind].sort().join(' ');
}

const STANDARD = 'import logging\nlog = logging.getLogger(__name__)\nlog.info("login", extra={"password": word})\n';
const MASKS = `import logging
class MaskSecrets(logging.Filter):
    def filter(self, record):
        record.password = "***"
        return True
class Unused(logging.Filter):
    def filter(self, record):
        record.token = "***"
        return True
`;

test('a filter on a handler counts for the whole project, wherever it is written', async () => {
  const attach = (code: string): string => `import logging\n${code}`;
  const handler = 'h = logging.StreamHandler()\n';
  for (const setup of [
    `from app.masks import MaskSecrets\n${handler}h.addFilter(MaskSecrets())\n`,
    `from .masks import MaskSecrets as Hide\n${handler}mask = Hide()\nh.addFilter(mask)\n`,
    `from app import masks\n${handler}h.addFilter(masks.MaskSecrets())\n`,
    `import app.masks\n${handler}h.addFilter(app.masks.MaskSecrets())\n`,
    `from app.masks import MaskSecrets\nfor h in logging.getLogger().handlers:\n    h.addFilter(MaskSecrets())\n`,
  ])
    assert.equal(await masked({ 'app/masks.py': MASKS, 'app/setup.py': attach(setup) }, STANDARD), 'password', setup);
  assert.equal(await masked({ 'app/masks.py': MASKS }, STANDARD), '');
  assert.equal(await masked({ 'app/masks.py': MASKS, 'app/setup.py': '# h.addFilter(MaskSecrets())\n' }, STANDARD), '');
});

test('a configuration by dictionary attaches what its handlers name', async () => {
  const settings = (used: string): string => `LOGGING = {
    "version": 1,
    "filters": {"mask": {"()": "app.masks.MaskSecrets"}, "other": {"()": "app.masks.Unused"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": [${used}]}},
}
`;
  assert.equal(await masked({ 'app/masks.py': MASKS, 'app/settings.py': settings('"mask"') }, STANDARD), 'password');
  assert.equal(await masked({ 'app/masks.py': MASKS, 'app/settings.py': settings('') }, STANDARD), '');
  const formatter = `import logging.config
class Safe:
    def __init__(self, keys): self.keys = keys
    def format(self, record):
        for key in self.keys:
            setattr(record, key, "***")
CONFIG = {
    "formatters": {"safe": {"()": Safe, "keys": ["password", "otp"]}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "safe"}},
}
logging.config.dictConfig(CONFIG)
`;
  assert.equal(await masked({ 'app/logs.py': formatter }, STANDARD), 'otp password');
});

test('a filter on a logger counts for what is logged on that logger', async () => {
  const audit = `${MASKS}audit = logging.getLogger("audit")\naudit.addFilter(MaskSecrets())\nplain = logging.getLogger("plain")\n`;
  const texts = { 'app/audit.py': audit };
  assert.equal(await masked(texts, STANDARD), '');
  assert.equal(
    await masked(texts, 'from app.audit import audit\naudit.info("x", extra={"password": word})\n'),
    'password',
  );
  assert.equal(
    await masked(texts, 'from app.audit import audit as a\na.info("x", extra={"password": word})\n'),
    'password',
  );
  assert.equal(
    await masked(texts, 'from app import audit\naudit.audit.info("x", extra={"password": word})\n'),
    'password',
  );
  assert.equal(
    await masked(texts, 'from . import audit\naudit.audit.info("x", extra={"password": word})\n'),
    'password',
  );
  assert.equal(await masked(texts, 'from app.audit import plain\nplain.info("x", extra={"password": word})\n'), '');
  assert.equal(await masked(texts, STANDARD.replace('__name__', '"audit"')), 'password');
  assert.equal(await masked(texts, STANDARD.replace('__name__', '"audit.web"')), '');
  const root = `${MASKS}logging.getLogger().addFilter(MaskSecrets())\n`;
  assert.equal(await masked({ 'app/root.py': root }, STANDARD), '');
  assert.equal(
    await masked({ 'app/root.py': root }, 'import logging\nlogging.info("x", extra={"password": w})\n'),
    'password',
  );
});

test('labels in the text are known, and whether arguments are in it by then', async () => {
  const by = (text: string): string => `import logging, re
WORDS = ["password", "secret"]
LABEL = re.compile(rf"({'|'.join(WORDS)})=[^&]+")
class Mask(logging.Filter):
    def filter(self, record):
        record.msg = LABEL.sub("x=***", ${text})
        return True
h = logging.StreamHandler()
h.addFilter(Mask())
`;
  const built = 'import logging\nlogging.info(f"password={password}")\n';
  const filled = 'import logging\nlogging.info("password=%s", password)\n';
  assert.equal(await masked({ 'app/logs.py': by('record.getMessage()') }, filled), 'password= secret=');
  assert.equal(await masked({ 'app/logs.py': by('record.msg') }, built), 'password= secret=');
  assert.equal(await masked({ 'app/logs.py': by('record.msg') }, filled), '');
  assert.equal(await masked({ 'app/logs.py': by('record.getMessage()').replace('=[^&]+', '') }, filled), '');
});

test('processors and patchers count for their own library', async () => {
  const chain = `import structlog
def hide(_, __, event_dict):
    event_dict["password"] = "***"
    return event_dict
structlog.configure(processors=[hide])
`;
  const bound = 'import structlog\nlog = structlog.get_logger()\nlog.info("x", password=word)\n';
  assert.equal(await masked({ 'app/logs.py': chain }, bound), 'password');
  assert.equal(await masked({ 'app/logs.py': chain.replace('[hide]', '[]') }, bound), '');
  assert.equal(await masked({ 'app/logs.py': chain }, STANDARD), '');
  const deep = `import structlog
def clean(value):
    if isinstance(value, dict):
        return {k: "***" if k in ("password", "pin") else clean(v) for k, v in value.items()}
    return value
structlog.configure(processors=[lambda _, __, event: clean(event)])
`;
  assert.equal(await masked({ 'app/logs.py': deep }, bound), '**.password **.pin');
  const patcher = `from loguru import logger
logger.configure(patcher=lambda record: record["extra"].pop("password", None))
`;
  const loguru = 'from loguru import logger\nlogger.info("x", password=word)\n';
  assert.equal(await masked({ 'app/logs.py': patcher }, loguru), 'password');
  assert.equal(await masked({ 'app/logs.py': patcher.replace('configure', 'show') }, loguru), '');
});

test('tests and examples beside the program set up nothing for it', async () => {
  const setup = `${MASKS}h = logging.StreamHandler()\nh.addFilter(MaskSecrets())\n`;
  assert.equal(await masked({ 'app/tests/logs.py': setup }, STANDARD), '');
  assert.equal(await masked({ 'app/examples/logs.py': setup }, STANDARD), '');
  assert.equal(await masked({ 'app/test_logs.py': setup }, STANDARD), '');
});

test('names that lead to one another come to an end', async () => {
  const names = Array.from(
    { length: 60 },
    (_, i) => `a${i} = [${Array.from({ length: 60 }, (__, j) => `a${j}`).join(', ')}]`,
  );
  const circle = `import logging\nfrom app.logs import a\n${names.join('\n')}\nh = logging.StreamHandler()\nh.addFilter(a0)\nh.addFilter(a)\n`;
  assert.equal(await masked({ 'app/logs.py': circle }, STANDARD), '');
});

test('files that are no package count for one another only where one imports the other', async () => {
  const attach = `${MASKS}handler = logging.StreamHandler()\nhandler.addFilter(MaskSecrets())\n`;
  const loose = async (texts: Readonly<Record<string, string>>, code: string): Promise<readonly string[] | undefined> =>
    (await callsIn({ ...texts, 'cases/one.py': code }, 'cases/one.py')).at(-1)!.redacts;
  assert.equal(await loose({ 'cases/logs.py': attach, 'cases/deep/setup.py': attach }, STANDARD), undefined);
  assert.deepEqual(await loose({ 'cases/logs.py': attach }, `import logs\n${STANDARD}`), ['password']);
  assert.deepEqual(await loose({ 'cases/main.py': `from one import pay\n${attach}` }, STANDARD), ['password']);
});
