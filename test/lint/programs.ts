// Small programs whose calls have findings with fixes, and what a fix may change of what they log.

/** What the records of the mended program are to be, compared with those before. */
export type Promise =
  /** The very same messages. */
  | 'same'
  /** All that the messages showed is in messages, fields and exceptions. */
  | 'moved'
  /** The same but for the secret `s3cr3t`, which is nowhere any more. */
  | 'masked'
  /** It failed, or wrote less than it was given; now all it was given is in the records. */
  | 'repaired';

export interface Program {
  /** Rules of which it has a fix; none where a fix would be no true one, and so none may be made. */
  readonly rules: readonly string[];
  readonly keeps: Promise;
  readonly body: string;
}

const program = (rules: string, keeps: Promise, body: string): Program => ({
  rules: rules.split(' ').filter(Boolean),
  keeps,
  body,
});

/** `note(value)` gives the value and notes that it ran; `order` has `id`, `total` and `items`. */
export const PYTHON_LOGGING: readonly Program[] = [
  program('no-built-message', 'moved', 'log.info(f"order {note(1)} of {note(2)}")'),
  program('no-built-message', 'moved', 'log.info("order %s of %s" % (note(1), note("sam")))'),
  program('no-built-message', 'moved', 'log.info("order {} of {who}".format(note(1), who=note("sam")))'),
  program('', 'moved', 'log.info("order {1} of {0}".format(note("sam"), note(1)))'),
  program('no-built-message', 'moved', 'log.info("order " + str(note(1)) + " is here")'),
  program('', 'moved', 'log.info(f"order {note(1)}", extra={"given": note("c")})'),
  program('no-built-message', 'moved', 'log.info(f"order {order.id} of {order.total}, {len(order.items)} items")'),
  program('no-built-message', 'moved', `log.info(f"label {note('a')!r}")`),
  program('no-built-message', 'moved', 'log.info(f"first {note(1)} "\n         f"second {note(2)}")'),
  program('no-built-message', 'moved', 'log.info("100%% of %s" % note(1))'),
  program('no-built-message', 'moved', 'log.info("{{set}} {}".format(note(1)))'),
  program('no-built-message', 'moved', 'log.log(logging.INFO, f"order {note(1)}")'),
  program('', 'moved', 'a = b = order\nlog.info(f"{a.id} and {b.total} and {a.id}")'),
  program('no-built-message', 'moved', 'name, msg, args = 1, 2, 3\nlog.info(f"got {name} {msg} {args}")'),
  program('no-built-message', 'moved', `log.info(f"it's '{note(1)}' – ü")`),
  program('no-built-message', 'moved', 'log.info(\n    f"order {note(1)}",  # why\n)'),
  program('no-built-message', 'moved', 'for one in (1, 2):\n    log.info(f"item {note(one)}")'),
  program('no-built-message', 'moved', 'logging.info(f"order {note(1)}")'),
  program('no-built-message', 'moved', 'd = {"k": 1}\nlog.info(f"got {d[\'k\']} {d.get(\'z\')}")'),
  program('no-built-message', 'moved', 'log.info(f"all {\', \'.join(str(note(i)) for i in range(2))}")'),
  program('no-built-message', 'moved', 'log.info(f"order {note(1)}", stacklevel=1)'),
  program('no-built-message deprecated', 'moved', 'log.warn(f"order {note(1)}")'),
  program(
    'no-built-message',
    'moved',
    'try:\n    fail()\nexcept ValueError as e:\n    log.error(f"order {note(1)} failed: {e}")',
  ),
  program('no-built-message', 'moved', 'try:\n    fail()\nexcept ValueError as e:\n    log.error("failed: " + str(e))'),
  program('handler', 'same', 'try:\n    fail()\nexcept ValueError:\n    log.error("order %s failed", note(1))'),
  program(
    'handler',
    'moved',
    'try:\n    fail()\nexcept ValueError as e:\n    log.exception("order %s failed: %s", note(1), e)',
  ),
  program('handler', 'same', 'try:\n    fail()\nexcept ValueError:\n    log.exception("failed", exc_info=True)'),
  program('deprecated', 'same', 'log.warn("order %s", note(1))'),
  program('', 'same', 'warn = log.warn\nwarn("order %s", note(1))'),
  program('reserved-field', 'repaired', 'log.info("made", extra={"name": note("sam"), "id": note(1)})'),
  program('reserved-field', 'repaired', 'log.info("made", extra={"message": note("sam")})'),
  program('dialect-misuse', 'repaired', 'log.info("made", order_id=note(1))'),
  program('', 'repaired', 'log.info("made {}", note(1))'),
  program('sensitive-name', 'masked', 'log.info("login of %s with %s", note(1), password)'),
  program('sensitive-name', 'masked', 'log.info("login", extra={"id": note(1), "password": password})'),
  program(
    'sensitive-name',
    'masked',
    'log.info("login with %(password)s of %(id)s", {"password": password, "id": note(1)})',
  ),
  program('sensitive-name', 'masked', 'print("login", note(1), password)'),
  program('sensitive-name', 'masked', 'log.info("login " + password + " of " + str(note(1)))'),
  program(
    'no-built-message',
    'moved',
    'log.info(f"order {note(12345)} of {note(\'somebody with a long name\')} has been paid by now", stacklevel=1)',
  ),
  program(
    'no-built-message',
    'moved',
    'log.info(\n    f"order {note(1)} of {note(2)}, "\n    f"paid by {note(3)}",\n    stack_info=False,\n)',
  ),
  program(
    'no-built-message',
    'moved',
    "import os\nlog.info(f\"lines:{os.linesep}{os.linesep.join([note('a'), note('b')])}\")",
  ),
  program('no-built-message', 'moved', 'import json\nbody = {"k": note(1)}\nlog.info(f"sent {json.dumps(body)}")'),
  program('no-built-message', 'moved', 'log.info(f"names {[note(i) for i in (1, 2)]}")'),
  program('handler', 'same', 'try:\n    fail()\nexcept ValueError:\n    log.error("failed", exc_info=True)'),
  program(
    'handler',
    'same',
    'try:\n    fail()\nexcept ValueError:\n    log.exception("failed", exc_info=True, stacklevel=note(1))',
  ),
  program('handler', 'same', 'log.exception("nothing failed")'),
  program(
    'deprecated',
    'same',
    'log.warn(\n    "order %s",\n    note(1),\n)\nlogging.getLogger("other").setLevel(logging.WARN)',
  ),
  program('reserved-field', 'repaired', 'log.info("made", extra=dict(module=note("m"), id=note(1)))'),
  program('reserved-field dialect-misuse', 'repaired', 'log.info("made", extra={"args": note(1)}, id=note(2))'),
  program('dialect-misuse', 'repaired', 'log.info("made", a=note(1), stacklevel=1)'),
  program('sensitive-name', 'masked', 'log.info(f"login {note(1)} with {password}")'),
  program('sensitive-name', 'masked', 'log.info(f"login {note(1)} with {password!r:>10}")'),
  program('sensitive-name', 'masked', 'log.info("login {} with {}".format(note(1), password))'),
  program('sensitive-name', 'masked', 'log.info("login %s with %s" % (note(1), password))'),
  program('eager-argument', 'same', 'log.debug("order %s of %s", str(note(1)), note(2))'),
  program('eager-argument', 'same', 'log.debug("order %s of %-6s%%", note(1), repr(note("sam")))'),
  program(
    'eager-argument',
    'same',
    'log.debug(\n    "order %s "\n    "of %s",\n    note(1),\n    ascii(note("ü")),\n)',
  ),
];

export const PYTHON_STRUCTLOG: readonly Program[] = [
  program('no-built-message', 'moved', 'slog.info(f"order {note(1)} of {note(2)}")'),
  program('', 'moved', 'slog.info("order {} of {}".format(note(1), order.total), given=note(3))'),
  program('handler', 'same', 'try:\n    fail()\nexcept ValueError:\n    slog.error("failed", order=note(1))'),
  program('dialect-misuse', 'repaired', 'slog.info("made", event=note(1))'),
  program('sensitive-name', 'masked', 'slog.info("login", id=note(1), password=password)'),
  program('sensitive-name', 'masked', 'slog.info(f"login {note(1)} with {password}")'),
  program(
    'no-built-message',
    'moved',
    'try:\n    fail()\nexcept ValueError as e:\n    slog.error(f"order {note(1)} failed: {e}")',
  ),
  program('no-built-message', 'moved', 'slog.bind(a=note(1)).info("order %s" % note(2))'),
  program('no-built-message', 'moved', 'event, level = 1, 2\nslog.info(f"got {event} at {level}")'),
  program('handler', 'moved', 'try:\n    fail()\nexcept ValueError as e:\n    slog.exception(f"failed: {e}")'),
];

export const PYTHON_LOGURU: readonly Program[] = [
  program('no-built-message', 'moved', 'logger.info(f"order {note(1)} of {note(2)}")'),
  program('no-built-message', 'moved', 'logger.info("order %s" % note(1))'),
  program('', 'same', 'try:\n    fail()\nexcept ValueError:\n    logger.error("order {} failed", note(1))'),
  program('dialect-misuse', 'repaired', 'logger.info("order %s", note(1))'),
  program('no-built-message', 'moved', 'logger.bind(a=note(1)).info(f"order {note(2)}")'),
  program('no-built-message', 'moved', 'logger.opt(depth=1).info(f"order {note(2)}: {order.total}")'),
  program(
    'dialect-misuse',
    'repaired',
    'try:\n    fail()\nexcept ValueError:\n    logger.error("order {} failed", note(1), exc_info=True)',
  ),
  program('sensitive-name', 'masked', 'logger.info(f"login {note(1)} with {password}")'),
  program('sensitive-name', 'masked', 'logger.info("login", id=note(1), password=password)'),
  program('sensitive-name', 'masked', 'logger.info("login of {} with {}", note(1), password)'),
];

export const NODE_PINO: readonly Program[] = [
  program('no-built-message', 'moved', 'log.info(`order ${note(1)} of ${note(2)}`);'),
  program('no-built-message', 'moved', 'log.info({ a: note(1) }, `order ${note(2)} of ${order.id}`);'),
  program('no-built-message', 'moved', "log.info('order ' + note(1) + ' of ' + order.items.length);"),
  program(
    'no-built-message',
    'moved',
    'try { fail(); } catch (e) { log.error(`order ${note(1)} failed: ${e.message}`); }',
  ),
  program('no-built-message', 'moved', 'const body = { k: note(1) };\nlog.info(`sent ${JSON.stringify(body)}`);'),
  program('no-built-message', 'moved', 'const meta = { a: note(1) };\nlog.info(meta, `order ${note(2)}`);'),
  program('no-built-message', 'moved', 'log.child({ a: note(1) }).info(`order ${note(2)} paid`);'),
  program(
    'no-built-message',
    'moved',
    'log.info(`order ${note(12345)} of ${note("somebody with a long name")} has been paid by ${order.items.length} people`);',
  ),
  program('handler', 'same', "try { fail(); } catch (err) { log.error('failed'); }"),
  program('dialect-misuse', 'repaired', "log.info('made', note(1), { id: note(2) });"),
  program('sensitive-name', 'masked', 'log.info(`login of ${note(1)} with ${password}`);'),
  program('sensitive-name', 'masked', 'log.info({ a: { password }, id: note(1) }, "login");'),
  program('handler', 'same', "try { fail(); } catch (e) { log.error({ id: note(1) }, 'failed'); }"),
  program('dialect-misuse', 'repaired', "log.info('made', { id: note(1) });"),
  program('sensitive-name', 'masked', "log.info({ id: note(1), password }, 'login');"),
  program('sensitive-name', 'masked', "log.info('login of %s with %s', note(1), password);"),
];

export const NODE_WINSTON: readonly Program[] = [
  program('no-built-message', 'moved', 'log.info(`order ${note(1)} of ${note(2)}`);'),
  program('', 'moved', "log.info('order ' + note(1), { given: note(2) });"),
  program('handler', 'same', "try { fail(); } catch (e) { log.error('failed', { id: note(1) }); }"),
  program('sensitive-name', 'masked', "log.info('login', { id: note(1), password });"),
  program('sensitive-name', 'masked', 'log.info(`login of ${note(1)} with ${password}`);'),
  program('no-built-message', 'moved', 'const body = { k: note(1) };\nlog.info(`sent ${JSON.stringify(body)}`);'),
  program('no-built-message', 'moved', "log.log('info', `order ${note(1)} paid`);"),
  program('no-built-message', 'moved', "log.log({ level: 'info', message: `order ${note(1)} paid` });"),
  program(
    'no-built-message',
    'moved',
    "try { throw 'broken'; } catch (e) { log.error(`order ${note(1)} failed: ${e}`); }",
  ),
  program('no-built-message', 'moved', 'try { throw null; } catch (e) { log.error(`order ${note(1)} failed: ${e}`); }'),
  program(
    'no-built-message',
    'moved',
    "try { throw { message: 'gone' }; } catch (e) { log.error(`failed: ${e.message}`); }",
  ),
  program('dialect-misuse', 'repaired', "log.info({ id: note(1) }, 'made');"),
  program(
    'no-built-message',
    'moved',
    'try { fail(); } catch (e) { log.error(`order ${note(1)} failed: ${e.message}`); }',
  ),
  program('no-built-message', 'moved', 'try { fail(); } catch (e) { log.error(`order ${note(1)} failed`, e); }'),
  program('handler', 'moved', "try { fail(); } catch (e) { log.error('failed: ' + e); }"),
];

export const NODE_CONSOLE: readonly Program[] = [
  program('sensitive-name', 'masked', "console.log('login of', note(1), password);"),
  program('sensitive-name', 'masked', 'console.log(`login of ${note(1)} with ${password}`);'),
  program('sensitive-name', 'masked', 'console.log({ id: note(1), password });'),
  program('handler', 'moved', "try { fail(); } catch (e) { console.error('failed', note(1)); }"),
];

/** Loggers called as the console is, the fields last: `log` of log4js, tslog, consola and loglevel. */
export const NODE_OBJECT_LAST: readonly Program[] = [
  program('no-built-message', 'moved', 'log.info(`order ${note(1)} of ${note(2)}`);'),
  program('no-built-message', 'moved', 'log.info(`order ${order.id} of ${order.total}, ${order.items.length} items`);'),
  program('no-built-message', 'moved', "log.info('order ' + note(1) + ' of ' + note('sam'));"),
  program('no-built-message', 'moved', "log.info('100% of ' + note(1));"),
  program('', 'moved', 'log.info(`order ${note(1)}`, { given: note(2) });'),
  program('no-built-message', 'moved', 'log.info(`order ${note(1)}`, { given: 1 });'),
  program('no-built-message', 'moved', 'log.warn(\n  `order ${note(1)}`, // why\n);'),
  program('no-built-message', 'moved', 'try { fail(); } catch (err) { log.error(`order ${note(1)} failed: ${err}`); }'),
  program(
    'no-built-message',
    'moved',
    'try { fail(); } catch (err) { log.error(`order ${note(1)} failed: ${err.message}`, err); }',
  ),
  program('handler', 'moved', "try { fail(); } catch (e) { log.error('failed', { id: note(1) }); }"),
  program('handler', 'moved', "try { fail(); } catch (e) { log.error('order failed', note(1)); }"),
  program('sensitive-name', 'masked', 'log.info(`login of ${note(1)} with ${password}`);'),
  program('sensitive-name', 'masked', "log.info('login of', note(1), password);"),
  program('sensitive-name', 'masked', "log.info('login', { id: note(1), userPassword: password });"),
];

/** Debuggers take a format and its values. */
export const NODE_DEBUG: readonly Program[] = [
  program('no-built-message', 'same', 'debug(`order ${note(1)} of ${note(2)}`);'),
  program('no-built-message', 'same', "debug('order ' + note(1) + ' of ' + note('sam'));"),
  program('no-built-message', 'same', "debug('100% of ' + note(1));"),
  program('sensitive-name', 'masked', "debug('login of %s with %s', note(1), password);"),
];
