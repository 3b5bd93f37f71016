// What is read of calls to the logging libraries of JavaScript besides console, pino and winston.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { LoggerCall } from '../../../src/model/call.ts';
import { script } from '../parser.ts';

function only(text: string, file?: string): LoggerCall {
  const calls = script(text, file);
  assert.equal(calls.length, 1, `${calls.length} calls in ${text}`);
  return calls[0]!;
}

/** Dialect, level and message of all calls. */
function read(text: string, file?: string): string[] {
  return script(text, file).map(({ dialect, level, message }) => {
    const text = (message?.parts ?? []).map((part) =>
      part.kind === 'text' ? part.text : `{${part.expression?.text ?? ''}}`,
    );
    return `${dialect} ${level ?? '-'} ${text.join('')}`;
  });
}

test('debug: a function for each namespace, by whatever name', () => {
  const code = `
const debug = require('debug')('app');
const log = require('debug')('app:http');
const journal = debug.extend('journal');
const { debuglog } = require('node:util');
const internal = debuglog('internal');
class Server { constructor() { this.trail = require('debug')('server'); } start() { this.trail('up %s', port); } }
debug('a'); log('b %o', value); journal('c'); internal('d'); debug.enabled && debug('e'); debug.enable('*');
`;
  assert.deepEqual(read(code, 'a.js'), [
    'debug DEBUG up {port}',
    'debug DEBUG a',
    'debug DEBUG b {value}',
    'debug DEBUG c',
    'debug DEBUG d',
    'debug DEBUG e',
  ]);
  assert.deepEqual(read("import createDebug, { type Debugger } from 'debug';\nconst d = createDebug('a');\nd('x');"), [
    'debug DEBUG x',
  ]);
  assert.deepEqual(
    read("const debug_1 = require('debug');\nconst log = (0, debug_1.default)('a');\nlog('x');", 'a.js'),
    ['debug DEBUG x'],
  );
  const compiled =
    "const debug_1 = tslib_1.__importDefault(require('debug'));\nconst debug = (0, debug_1.default)('a');\n";
  assert.deepEqual(read(`${compiled}debug('x');`, 'a.js'), ['debug DEBUG x']);
  // What bears the name and is something else.
  assert.deepEqual(read("import { debug } from './flags.js';\ndebug('x');"), []);
});

test('Nest: level by method, the last text is the context, the stack is the exception', () => {
  const code = `
import { ConsoleLogger, Logger, type LoggerService } from '@nestjs/common';
export class Orders {
  private readonly logger = new Logger(Orders.name);
  constructor(private readonly out: LoggerService, private readonly plain: ConsoleLogger) {}
  run(): void { this.logger.log('a', 'Ctx'); this.out.warn('b'); this.plain.fatal('c'); this.logger.verbose('d'); Logger.debug('e', Orders.name); }
}
`;
  assert.deepEqual(read(code), ['nest INFO a', 'nest WARNING b', 'nest CRITICAL c', 'nest TRACE d', 'nest DEBUG e']);
  const nest = "import { Logger } from '@nestjs/common';\nconst logger = new Logger('x');\n";
  const failed = only(`${nest}logger.error('failed', { orderId: order.id }, error.stack, 'Orders');`);
  assert.deepEqual(
    [failed.exception?.text, failed.fields.map(({ key }) => key), failed.arguments.length],
    ['error.stack', ['orderId'], 0],
  );
  assert.equal(only(`${nest}logger.log('50%s', 'Ctx');`).mismatches, undefined);
});

test('log4js, loglevel, consola: placeholders, objects, errors, their own methods', () => {
  const log4js = "import log4js from 'log4js';\nconst log = log4js.getLogger('x');\n";
  assert.deepEqual(read(`${log4js}log.mark('a'); log.log('warn', 'b'); log.fatal('c %s', x); log.log('done');`), [
    'log4js INFO a',
    'log4js WARNING b',
    'log4js CRITICAL c {x}',
    'log4js INFO done',
  ]);
  const failed = only(`${log4js}log.error('failed', { id }, err);`);
  assert.deepEqual([failed.exception?.text, failed.fields.map(({ key }) => key)], ['err', ['id']]);
  assert.deepEqual(
    read("import log from 'loglevel';\nlog.log('a'); log.getLogger('x').warn('b'); log.setLevel('info');"),
    ['loglevel DEBUG a', 'loglevel WARNING b'],
  );
  assert.deepEqual(
    read(
      "import { consola } from 'consola';\nconst c = consola.withTag('x');\nc.start(`a ${x}`); c.fail('b'); consola.success('c'); c.box('d'); consola.prompt('e'); worker.start('f');",
    ),
    ['consola INFO a {x}', 'consola ERROR b', 'consola INFO c', 'consola INFO d'],
  );
});

test('tslog: levels, sub-loggers, what its versions mask', () => {
  const tslog = "import { Logger } from 'tslog';\nconst log = new Logger({ name: 'x' });\n";
  assert.deepEqual(read(`${tslog}log.silly('a'); log.getSubLogger().fatal('b'); log.log(3, 'INFO', 'c');`), [
    'tslog TRACE a',
    'tslog CRITICAL b',
    'tslog INFO c',
  ]);
  const masked = (settings: string): readonly string[] | undefined =>
    only(`import { Logger } from 'tslog';\nconst log = new Logger(${settings});\nlog.info('a');`).redacts;
  assert.equal(masked("{ name: 'x' }"), undefined);
  assert.deepEqual(masked("{ prettyLogTemplate: '{{name}}' }"), ['**.password']);
  assert.deepEqual(masked("{ maskValuesOfKeys: ['token'], maskPlaceholder: '-' }"), ['**.token']);
  assert.deepEqual(masked("{ mask: { keys: ['token'], paths: ['user.pin', '*.code'] } }"), [
    '**.token',
    'user.pin',
    '*.code',
  ]);
});

test('the logger that all modules share is told from their own', () => {
  const winston = "import winston from 'winston';\n";
  assert.ok(only(`${winston}winston.info('a');`).root);
  assert.equal(only(`${winston}winston.child({ a: 1 }).info('a');`).root, undefined);
  assert.equal(only(`${winston}winston.createLogger().info('a');`).root, undefined);
});

test('what a logger is made with: fields of all its records, and what it masks', () => {
  const facts = (code: string): unknown[] => {
    const { supplies, redacts } = script(code).at(-1)!;
    return [supplies, redacts];
  };
  assert.deepEqual(
    facts(`
import pino from 'pino';
const paths = ['password', 'req.headers["authorization"]', 'users[*].ssn'];
const root = pino({ name: 'orders', base: { service: 'orders' }, redact: { paths, censor: '***' }, mixin() { return { traceId: current(1, 2), spanId }; } });
const log = root.child({ tenant: 'a' }, { redact: ['*.token'] });
log.info('x');`),
    [
      ['service', 'traceId', 'spanId', 'name', 'tenant'],
      ['password', 'req.headers.authorization', 'users.*.ssn', '*.token'],
    ],
  );
  assert.deepEqual(
    facts(`
import winston from 'winston';
const SECRET = ['ssn', 'iban'];
const hide = winston.format((info) => { delete info.token; info.user.password = '***'; for (const key of SECRET) if (key in info) info[key] = '***'; return info; });
const logger = winston.createLogger({ defaultMeta: { service: 'orders' }, format: winston.format.combine(hide(), winston.format.json()) });
logger.info('x');`),
    [['service'], ['token', 'user.password', 'ssn', 'iban']],
  );
  assert.deepEqual(
    facts(
      "import bunyan from 'bunyan';\nconst log = bunyan.createLogger({ name: 'a', service: 'b', level: 'info' });\nlog.info('x');",
    ),
    [['name', 'service'], undefined],
  );
});
