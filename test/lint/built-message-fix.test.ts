// The fix from a built message to a constant one with fields, case by case: names, text, layout, and when none is offered.
import assert from 'node:assert/strict';
import test from 'node:test';
import { applyFix } from '../../src/lint/fixes/apply-fix.ts';
import { findingsOf, fixturesOf, readFixture } from './fixtures.ts';

/** The first edit of the first finding of kind `kind`, applied; undefined where none is offered. */
function fixed(
  file: string,
  before: string,
  preamble: string,
  kind: 'fix' | 'suggest' = 'fix',
  title = /./,
): string | undefined {
  const text = preamble + before;
  const [finding] = findingsOf('no-built-message', file, text);
  assert.notEqual(finding, undefined, `no finding in ${before}`);
  const fix = finding!.fixes.find((one) => one.kind === kind && title.test(one.title));
  return fix === undefined ? undefined : applyFix(text, fix.edits).slice(preamble.length);
}

function table(
  name: string,
  file: string,
  preamble: string,
  cases: readonly (readonly [before: string, after: string | undefined])[],
  kind?: 'fix' | 'suggest',
  title?: RegExp,
): void {
  for (const [before, after] of cases)
    test(`${name}: ${before.trim()}`, () => assert.equal(fixed(file, before, preamble, kind, title), after));
}

const LOGGING = 'import logging\nlogger = logging.getLogger(__name__)\n';

table('logging', 'a.py', LOGGING, [
  ['logger.info(f"order {order.id} paid")', 'logger.info("order paid", extra={"order_id": order.id})'],
  ["logger.info(f'order {order.id} paid')", "logger.info('order paid', extra={'order_id': order.id})"],
  [
    'logger.info(f"user {user.id} failed after {ms:.1f}ms")',
    'logger.info("user failed after", extra={"user_id": user.id, "ms": ms})',
  ],
  ['logger.info(f"got {len(items)} items")', 'logger.info("got items", extra={"item_count": len(items)})'],
  [
    'logger.info(f"status {response.status_code}")',
    'logger.info("status", extra={"status_code": response.status_code})',
  ],
  ['logger.info(f"hello {self._user!r}")', 'logger.info("hello", extra={"user": self._user})'],
  [
    'logger.info("order %s of %s" % (order.id, user.id))',
    'logger.info("order", extra={"order_id": order.id, "user_id": user.id})',
  ],
  ['logger.info("order %(id)s" % {"id": order.id})', 'logger.info("order", extra={"order_id": order.id})'],
  ['logger.info("order {}".format(order.id))', 'logger.info("order", extra={"order_id": order.id})'],
  [
    'logger.info("order {0} {0} {user}".format(order.id, user=user.id))',
    'logger.info("order", extra={"order_id": order.id, "user_id": user.id})',
  ],
  [
    'logger.info("order {0.id} {1[name]}".format(order, user))',
    'logger.info("order", extra={"order_id": order.id, "user_name": user["name"]})',
  ],
  ['logger.info("order " + str(order.id) + " paid")', 'logger.info("order paid", extra={"order_id": order.id})'],
  ['logger.info("a" "b " f"{order.id}" " c")', 'logger.info("ab c", extra={"order_id": order.id})'],
  ['logger.info(("order %s") % order.id)', 'logger.info("order", extra={"order_id": order.id})'],
  // text
  ['logger.info(f"done 100% of {job.id}")', 'logger.info("done 100% of", extra={"job_id": job.id})'],
  ['logger.info("done 100%% of %s" % job.id)', 'logger.info("done 100% of", extra={"job_id": job.id})'],
  ['logger.info(f"{{}} of {job.id}")', 'logger.info("{} of", extra={"job_id": job.id})'],
  ['logger.info("{{}} of {}".format(job.id))', 'logger.info("{} of", extra={"job_id": job.id})'],
  ['logger.info(f"login user={user.id} ip={ip}")', 'logger.info("login", extra={"user_id": user.id, "ip": ip})'],
  ['logger.info(f"[{job.id}] started")', 'logger.info("started", extra={"job_id": job.id})'],
  ['logger.info(f"retry ({attempt}/{limit})")', 'logger.info("retry", extra={"attempt": attempt, "limit": limit})'],
  ['logger.info(f"file \'{path}\' missing")', 'logger.info("file missing", extra={"path": path})'],
  ['logger.info(f"user {user.id}: login failed")', 'logger.info("user: login failed", extra={"user_id": user.id})'],
  ['logger.info(f"done in {seconds}s.")', 'logger.info("done in", extra={"seconds": seconds})'],
  ['logger.info(f"order-{order.id} paid")', 'logger.info("order paid", extra={"order_id": order.id})'],
  ['logger.info(f"{a} -> {b} copied")', 'logger.info("copied", extra={"a": a, "b": b})'],
  ['logger.info(f"processed {i} of {n} items")', 'logger.info("processed items", extra={"i": i, "n": n})'],
  ['logger.info(f"failed (error: {x!r}), skipping")', 'logger.info("failed, skipping", extra={"error": x})'],
  ['logger.info(f"removed addr: {a} name: {b}")', 'logger.info("removed addr", extra={"addr": a, "b": b})'],
  ['logger.info(f"failed: {x}. Going on.")', 'logger.info("failed. Going on.", extra={"x": x})'],
  ['logger.info(f"waiting (item {i}/{n}) now")', 'logger.info("waiting (item) now", extra={"i": i, "n": n})'],
  ['logger.info(f"done ({n} items, {m} left)")', 'logger.info("done (items, left)", extra={"n": n, "m": m})'],
  ['logger.info(f"failed to export. Error: {x}")', 'logger.info("failed to export", extra={"error": x})'],
  ['logger.info(f"could not export, error {x}")', 'logger.info("could not export", extra={"x": x})'],
  ['logger.info(f"gave up with error: {x}")', 'logger.info("gave up", extra={"error": x})'],
  ['logger.info(f"Unexpected error {x}")', 'logger.info("Unexpected error", extra={"x": x})'],
  [
    'logger.info(f"Database connection error: {x!r}.")',
    'logger.info("Database connection error.", extra={"error": x})',
  ],
  ['logger.info(f"it\'s {x}")', 'logger.info("it\'s", extra={"x": x})'],
  ['logger.info(f"say \\"hi\\" {x}")', 'logger.info(\'say "hi"\', extra={"x": x})'],
  ['logger.info(f"tab\\t{x} end\\n")', 'logger.info("tab end\\n", extra={"x": x})'],
  ['logger.info(f"\\u2713 done {x}")', 'logger.info("✓ done", extra={"x": x})'],
  ['logger.info(rf"path \\d {x}")', 'logger.info("path \\\\d", extra={"x": x})'],
  ['logger.info(f"漢字 {名前}")', 'logger.info("漢字", extra={"名前": 名前})'],
  ['logger.info(f"user {a}:{b} left")', 'logger.info("user left", extra={"a": a, "b": b})'],
  ['logger.info(f"copied key:{key} of {owner}")', 'logger.info("copied key", extra={"key": key, "owner": owner})'],
  ['logger.info(f"copied job: {job}, going on")', 'logger.info("copied job, going on", extra={"job": job})'],
  ['logger.info(f"sent. Seq: {packet.seq}")', 'logger.info("sent.", extra={"seq": packet.seq})'],
  ['logger.info(f"sent. Left: {packet.seq}")', 'logger.info("sent. Left", extra={"seq": packet.seq})'],
  ['logger.info(f"worker is gone (index {x.index})")', 'logger.info("worker is gone", extra={"index": x.index})'],
  [
    'logger.info(f"making image: {image} with: {command}")',
    'logger.info("making image", extra={"image": image, "command": command})',
  ],
  [
    'logger.info(f"Signaling in {a} for {b} at slot {c} in round {d} failed")',
    'logger.info("Signaling at slot in round failed", extra={"a": a, "b": b, "c": c, "d": d})',
  ],
  ['logger.info(f"job {a} on {b} succeeded")', 'logger.info("job succeeded", extra={"a": a, "b": b})'],
  ['logger.info(f"no route to {a}, giving up")', 'logger.info("no route, giving up", extra={"a": a})'],
  ['logger.info(f"logged in {a} again")', 'logger.info("logged in again", extra={"a": a})'],
  ['logger.info(f"waiting for {a}")', 'logger.info("waiting for", extra={"a": a})'],
  [
    'logger.info(f"rejecting. Reason: {a}. Expected {b}. Got {c}.")',
    'logger.info("rejecting.", extra={"reason": a, "b": b, "c": c})',
  ],
  ['logger.info(f"Python 4 is needed. You have {a}.")', 'logger.info("Python 4 is needed.", extra={"a": a})'],
  ['logger.info(f"Got {a}. Going on.")', 'logger.info("Got. Going on.", extra={"a": a})'],
  // names
  ['logger.info(f"at {node.data.label}")', 'logger.info("at", extra={"node_label": node.data.label})'],
  ['logger.info(f"gone, jobId: {id}")', 'logger.info("gone, jobId", extra={"job_id": id})'],
  ['logger.info(f"removed job {j.id}")', 'logger.info("removed job", extra={"job_id": j.id})'],
  ['logger.info(f"plugin {name} loaded")', 'logger.info("plugin loaded", extra={"plugin_name": name})'],
  ['logger.info(f"at {opts.port}")', 'logger.info("at", extra={"port": opts.port})'],
  ['logger.info(f"made {to_hex(trace)}")', 'logger.info("made", extra={"trace": to_hex(trace)})'],
  ['logger.info(f"{user.name} is {name}")', 'logger.info("is", extra={"user_name": user.name, "name_value": name})'],
  ['logger.info(f"{a.total} is {total}")', 'logger.info("is", extra={"a_total": a.total, "total": total})'],
  ['logger.info(f"at {a.b.c}")', 'logger.info("at", extra={"c": a.b.c})'],
  ['logger.info(f"env {os.environ[\'HOME\']}")', 'logger.info("env", extra={"home": os.environ[\'HOME\']})'],
  ['logger.info(f"env {os.environ.get(\'HOME\')}")', 'logger.info("env", extra={"home": os.environ.get(\'HOME\')})'],
  ['logger.info(f"first {items[0]}")', 'logger.info("first", extra={"item": items[0]})'],
  ['logger.info(f"took {time.time() - start}")', 'logger.info("took", extra={"duration": time.time() - start})'],
  ['logger.info(f"names {[x.name for x in y]}")', 'logger.info("names", extra={"names": [x.name for x in y]})'],
  ['logger.info(f"of {sep.join(names)}")', 'logger.info("of", extra={"names": sep.join(names)})'],
  ['logger.info(f"sent {json.dumps(body)}")', 'logger.info("sent", extra={"body": body})'],
  [
    'logger.info(f"sent {json.dumps(body, default=str)}")',
    'logger.info("sent", extra={"body": json.dumps(body, default=str)})',
  ],
  [
    'logger.info(f"lines:{os.linesep}{os.linesep.join(lines)}")',
    'logger.info("lines", extra={"lines": os.linesep.join(lines)})',
  ],
  ['logger.info(f"names {\', \'.join(names)}")', 'logger.info("names", extra={"names": \', \'.join(names)})'],
  ['logger.info(f"kind {type(thing).__name__}")', 'logger.info("kind", extra={"thing_type": type(thing).__name__})'],
  ['logger.info(f"x {a.id} {b.id}")', 'logger.info("x", extra={"a_id": a.id, "b_id": b.id})'],
  [
    'logger.info(f"x {a.total_value} {b.total_value}")',
    'logger.info("x", extra={"a_total_value": a.total_value, "b_total_value": b.total_value})',
  ],
  ['logger.info(f"x {x.value} {x.value}")', 'logger.info("x", extra={"value": x.value})'],
  ['logger.info(f"load {module}")', 'logger.info("load", extra={"module_name": module})'],
  ['logger.info(f"load {name}")', 'logger.info("load", extra={"name_value": name})'],
  ['logger.info(f"x {user.get_full_name()}")', 'logger.info("x", extra={"full_name": user.get_full_name()})'],
  ['logger.info(f"x {orderID}")', 'logger.info("x", extra={"order_id": orderID})'],
  ['logger.info(f"x {a or b}")', 'logger.info("x", extra={"a": a or b})'],
  ['logger.info(f"x {a if a else None}")', 'logger.info("x", extra={"a": a if a else None})'],
  ['logger.info(f"x {(n := compute())}")', 'logger.info("x", extra={"n": (n := compute())})'],
  ['logger.info(f"x {a, b}")', 'logger.info("x", extra={"value": (a, b)})'],
  ['logger.info(f"at {when:%H:%M}")', 'logger.info("at", extra={"when": format(when, "%H:%M")})'],
  [
    'logger.info(f"flags {flags:#x} {n:>10} {p:.1%}")',
    'logger.info("flags", extra={"flags": format(flags, "#x"), "n": n, "p": p})',
  ],
  [
    'class OrderJob:\n    def f(self):\n        logger.info(f"at {self} of {self.n}")',
    'class OrderJob:\n    def f(self):\n        logger.info("at", extra={"order_job": self, "n": self.n})',
  ],
  // what stands there already
  ['logger.info(f"order {order.id}", extra={"a": 1})', 'logger.info("order", extra={"a": 1, "order_id": order.id})'],
  ['logger.info(f"order {order.id}", extra={"a": 1,})', 'logger.info("order", extra={"a": 1, "order_id": order.id,})'],
  ['logger.info(f"order {order.id}", extra={})', 'logger.info("order", extra={"order_id": order.id})'],
  [
    'logger.info(f"order {order.id}", extra={"order_id": 1})',
    'logger.info("order", extra={"order_id": 1, "order_id_value": order.id})',
  ],
  [
    'logger.info(f"order {order.id}", extra={"order_id": order.id})',
    'logger.info("order", extra={"order_id": order.id})',
  ],
  [
    'logger.info(f"order {order.id}", stacklevel=2)',
    'logger.info("order", stacklevel=2, extra={"order_id": order.id})',
  ],
  ['logger.info(f"order {order.id} %s", user)', 'logger.info("order %s", user, extra={"order_id": order.id})'],
  ['logger.info(msg=f"order {order.id}")', 'logger.info(msg="order", extra={"order_id": order.id})'],
  ['logger.log(logging.INFO, f"order {order.id}")', 'logger.log(logging.INFO, "order", extra={"order_id": order.id})'],
  ['logger.info(\n    f"order {order.id}",\n)', 'logger.info(\n    "order",\n    extra={"order_id": order.id},\n)'],
  ['logger.info(\n    f"order "\n    f"{order.id}"\n)', 'logger.info("order", extra={"order_id": order.id})'],
  [
    'logger.info(\n\tf"order {order.id}",  # why\n\textra={\n\t\t"a": 1,\n\t},\n)',
    'logger.info(\n\t"order",  # why\n\textra={\n\t\t"a": 1,\n\t\t"order_id": order.id,\n\t},\n)',
  ],
  [
    'logger.info(\n    f"order {order.identifier} of {customer.identifier} at {warehouse.identifier} is late"\n)',
    'logger.info(\n    "order is late",\n    extra={\n        "order_identifier": order.identifier,\n        "customer_identifier": customer.identifier,\n        "warehouse_identifier": warehouse.identifier,\n    },\n)',
  ],
  // none
  ['logger.info(f"{order.id}")', undefined],
  ['logger.info(f"order {order.id}", extra=fields)', undefined],
  ['logger.info(f"order {order.id}", **fields)', undefined],
  ['logger.info("order %s" % pair, *more)', 'logger.info("order", *more, extra={"pair": pair})'],
  ['logger.info("order %s %s" % pair)', undefined],
  ['logger.info("order {a}".format(**values))', undefined],
  ['logger.info("order {a}".format_map(values))', undefined],
  ['logger.info("order {}".format(order.id, unused()))', undefined],
  ['logger.info("a "  # why\n    f"{x}")', undefined],
  ['logger.info(f"x {take()} %s", give())', undefined],
  ['logger.info(f"x {a.b} %s", give())', undefined],
  ['logger.info(f"x {a} %s", give())', 'logger.info("x %s", give(), extra={"a": a})'],
  ['logger.info(f"width {x:>{width}}")', undefined],
  ['logger.info("x {0} {0}".format(take()))', 'logger.info("x", extra={"take": take()})'],
  ['logger.info("x {1} {0}".format(take(), give()))', undefined],
  ['logger.info("x {0.a} {0.b}".format(take()))', undefined],
  ['logger.info("x %(b)s %(a)s" % {"a": take(), "b": give()})', undefined],
  ['logger.info("x %(b)s %(a)s" % {"a": c, "b": d})', 'logger.info("x", extra={"b": d, "a": c})'],
  ['logger.info("a %s" % x if y else "b")', undefined],
]);

const HANDLER = `${LOGGING}try:\n    pass\nexcept Exception as e:\n`;

table('in a handler', 'a.py', HANDLER, [
  [
    '    logger.error(f"order {order.id} failed: {e}")',
    '    logger.error("order failed", exc_info=e, extra={"order_id": order.id})',
  ],
  ['    logger.error(f"failed: {e}")', '    logger.error("failed", exc_info=e)'],
  ['    logger.error(f"failed: {str(e)}")', '    logger.error("failed", exc_info=e)'],
  ['    logger.error(f"failed: {e!r}")', '    logger.error("failed", exc_info=e)'],
  ['    logger.error("failed: %s" % e)', '    logger.error("failed", exc_info=e)'],
  ['    logger.error("failed: " + str(e))', '    logger.error("failed", exc_info=e)'],
  ['    logger.error(f"failed: {e}", exc_info=True)', '    logger.error("failed", exc_info=True)'],
  ['    logger.error(f"failed: {e}", exc_info=e)', '    logger.error("failed", exc_info=e)'],
  [
    '    logger.error(f"failed: {e}", exc_info=False)',
    '    logger.error("failed", exc_info=False, extra={"error": e})',
  ],
  ['    logger.exception(f"failed: {e}")', '    logger.exception("failed")'],
  [
    '    logger.exception(f"order {order.id} failed: {e}")',
    '    logger.exception("order failed", extra={"order_id": order.id})',
  ],
  ['    logger.error(f"failed: {traceback.format_exc()}")', '    logger.error("failed", exc_info=e)'],
  [
    '    logger.error(f"{type(e).__name__}: {e} happened")',
    '    logger.error("happened", exc_info=e, extra={"error_type": type(e).__name__})',
  ],
  ['    logger.error(f"failed with {e.code}")', '    logger.error("failed with", extra={"error_code": e.code})'],
  ['    logger.error(f"failed: {e}", extra={"a": 1})', '    logger.error("failed", extra={"a": 1}, exc_info=e)'],
  [
    '    logger.error(\n        f"order {order.id} failed: {e}",\n    )',
    '    logger.error(\n        "order failed",\n        exc_info=e,\n        extra={"order_id": order.id},\n    )',
  ],
]);

table(
  '%s',
  'a.py',
  LOGGING,
  [
    ['logger.info(f"order {order.id} paid 100%")', 'logger.info("order %s paid 100%%", order.id)'],
    ['logger.info(f"{x!r} {y:.2f} {z:05d} {s:>10} {t:<4}")', 'logger.info("%r %.2f %05d %10s %-4s", x, y, z, s, t)'],
    ['logger.info("a %5.1f %s" % (x, y))', 'logger.info("a %5.1f %s", x, y)'],
    ['logger.info("a {}".format(x), exc_info=True)', 'logger.info("a %s", x, exc_info=True)'],
    ['logger.info(f"{x}")', 'logger.info("%s", x)'],
    ['logger.info(f"{x:,}")', undefined],
    ['logger.info(f"{x:%H}")', undefined],
    ['logger.info(f"{x} %s", y)', undefined],
    ['logger.info(msg=f"{x}")', undefined],
    ['logger.info(f"{str(x)} {repr(y)} {str(z, e)}")', 'logger.info("%s %r %s", x, y, str(z, e))'],
    ['logger.info(_("in use: %s by %s") % (x, y))', 'logger.info(_("in use: %s by %s"), x, y)'],
    ['logger.info(_("in use: %(a)s") % {"a": x})', 'logger.info(_("in use: %(a)s"), {"a": x})'],
    ['logger.info(_("in use: %s %s") % x)', undefined],
    ['logger.info(_("in use: %s")  # why\n    % x)', undefined],
    [
      'logger.info("a {}", b)\nlogger.info("c {}", d)\nlogger.info("e {}", f)\nlogger.info(f"{x}")',
      'logger.info("a {}", b)\nlogger.info("c {}", d)\nlogger.info("e {}", f)\nlogger.info("%s", x)',
    ],
  ],
  'suggest',
  /%s/,
);

table('adapter', 'a.py', 'import logging\nlogger = logging.LoggerAdapter(logging.getLogger(), {"a": 1})\n', [
  // An adapter's own `extra` takes the place of the call's.
  ['logger.info(f"order {order.id}")', undefined],
]);

table(
  'StructuredLogger',
  'a.py',
  'from shop import StructuredLogger\nlogger = StructuredLogger("shop")\ntry:\n    pass\nexcept Exception as e:\n',
  [
    [
      '    logger.log("INFO", f"order {order.id} paid", correlation_id=cid)',
      '    logger.log("INFO", "order paid", correlation_id=cid, context={"order_id": order.id})',
    ],
    [
      '    logger.log("INFO", f"order {order.id} paid", context={"a": 1}, correlation_id=cid)',
      '    logger.log(\n        "INFO", "order paid", context={"a": 1, "order_id": order.id}, correlation_id=cid\n    )',
    ],
    [
      '    logger.log("ERROR", f"order {order.id} failed: {e}", correlation_id=cid)',
      '    logger.log(\n        "ERROR",\n        "order failed",\n        correlation_id=cid,\n        context={"order_id": order.id, "error": str(e)},\n    )',
    ],
    ['    logger.log("ERROR", f"failed {order.id}", context=context)', undefined],
  ],
);

table('structlog', 'a.py', 'import structlog\nlog = structlog.get_logger()\ntry:\n    pass\nexcept Exception as e:\n', [
  ['    log.error(f"order {order.id} failed: {e}")', '    log.error("order failed", order_id=order.id, exc_info=e)'],
  ['    log.info(f"order {order.id}", order_id=1)', '    log.info("order", order_id=1, order_id_value=order.id)'],
]);

table('loguru', 'a.py', 'from loguru import logger\n', [
  ['logger.info(f"order {order.id} paid")', 'logger.info("order paid", order_id=order.id)'],
  ['logger.info(f"{{}} {order.id} paid")', undefined],
  [
    'logger.opt(colors=True).info(f"made <b>it</b>: {order.id}")',
    'logger.opt(colors=True).info("made <b>it</b>", order_id=order.id)',
  ],
]);

table(
  'loguru {}',
  'a.py',
  'from loguru import logger\n',
  [
    ['logger.info(f"{a} {b!r:>10}: {c:.2f} {{}}")', 'logger.info("{} {!r:>10}: {:.2f} {{}}", a, b, c)'],
    ['logger.info("%s of %.1f {}" % (a, b))', 'logger.info("{} of {:.1f} {{}}", a, b)'],
    ['logger.info("%5s" % a)', undefined],
    ['logger.info("order " + str(order.id))', 'logger.info("order {}", order.id)'],
    ['logger.info(f"{a}", b=1)', 'logger.info("{}", a, b=1)'],
  ],
  'suggest',
  /\{\}/,
);

table('pino', 'a.ts', "import pino from 'pino';\nconst log = pino();\n", [
  ['log.info(`order ${order.id} paid`);', "log.info({ orderId: order.id }, 'order paid');"],
  ['log.info({ a: 1 }, `order ${order.id} paid`);', "log.info({ a: 1, orderId: order.id }, 'order paid');"],
  ['log.info({}, `order ${order.id} paid`);', "log.info({ orderId: order.id }, 'order paid');"],
  ['log.info(meta, `order ${order.id} paid`);', "log.info({ ...meta, orderId: order.id }, 'order paid');"],
  ['log.info(`order ${orderId} paid`);', "log.info({ orderId }, 'order paid');"],
  ['log.info(`order ${order.id} %s`, user);', "log.info({ orderId: order.id }, 'order %s', user);"],
  ['log.info("order " + order.id);', 'log.info({ orderId: order.id }, "order");'],
  ['log.info({ user_id: 1 }, `order ${order.id}`);', "log.info({ user_id: 1, order_id: order.id }, 'order');"],
  [
    'log.info(\n  {\n    a: 1,\n  },\n  `order ${order.id}`,\n);',
    "log.info(\n  {\n    a: 1,\n    orderId: order.id,\n  },\n  'order',\n);",
  ],
  [
    'try {} catch (e) { log.error(`order ${order.id} failed: ${e}`); }',
    "try {} catch (e) { log.error({ orderId: order.id, err: e }, 'order failed'); }",
  ],
  [
    'try {} catch (err) { log.error(`failed: ${err.message}`); }',
    "try {} catch (err) { log.error({ err }, 'failed'); }",
  ],
  [
    'try {} catch (e) { log.error(`failed: ${e instanceof Error ? e.message : String(e)}`); }',
    "try {} catch (e) { log.error({ err: e }, 'failed'); }",
  ],
  [
    'try {} catch (e) { log.error(`failed: ${(e as Error).message}`); }',
    "try {} catch (e) { log.error({ err: e }, 'failed'); }",
  ],
  [
    'try {} catch (err) { log.error(err, `order ${order.id} failed: ${err}`); }',
    "try {} catch (err) { log.error({ err, orderId: order.id }, 'order failed'); }",
  ],
  [
    'try {} catch (e) { log.error(e, `order ${order.id} failed`); }',
    "try {} catch (e) { log.error({ err: e, orderId: order.id }, 'order failed'); }",
  ],
  [
    'go().catch((error) => log.error(`failed: ${error}`));',
    "go().catch((error) => log.error({ err: error }, 'failed'));",
  ],
  ['log.info(`took ${Date.now() - start}ms`);', "log.info({ durationMs: Date.now() - start }, 'took');"],
  ['log.info(`level ${level} at ${time}`);', "log.info({ logLevel: level, timeValue: time }, 'level at');"],
  ['log.info(`got ${items.length} items`);', "log.info({ itemCount: items.length }, 'got items');"],
  ['log.info(`got ${await next()} items`);', "log.info({ next: await next() }, 'got items');"],
  [
    'log.info(`node ${this.nodeID} of ${ctx.clusterID}`);',
    "log.info({ nodeID: this.nodeID, clusterID: ctx.clusterID }, 'node');",
  ],
  ['log.info(`at ${path_1.default.resolve(a)}`);', "log.info({ path: path_1.default.resolve(a) }, 'at');"],
  ['log.info(`Ended. Code: ${code}, Signal: ${signal}`);', "log.info({ code, signal }, 'Ended.');"],
  ['log.info(`node ${nodeID} left`);', "log.info({ nodeID }, 'node left');"],
  ['log.info(`say "hi" it\'s ${x}`);', "log.info({ x }, 'say \"hi\" it\\'s');"],
  ['log.info({a: 1}, `order ${order.id}`);', "log.info({a: 1, orderId: order.id}, 'order');"],
  [
    'const a = {b: 1};\nlog.info({}, `order ${order.id}`);',
    "const a = {b: 1};\nlog.info({orderId: order.id}, 'order');",
  ],
  ['const a = {b: 1};\nlog.info(`order ${order.id}`);', "const a = {b: 1};\nlog.info({orderId: order.id}, 'order');"],
  [
    'const a = {b: 1};\nlog.info(meta, `order ${order.id}`);',
    "const a = {b: 1};\nlog.info({...meta, orderId: order.id}, 'order');",
  ],
  ['log.info(`sent ${JSON.stringify(body)}`);', "log.info({ body }, 'sent');"],
  ['log.info(`sent ${JSON.stringify(body, null, 2)}`);', "log.info({ body }, 'sent');"],
  [
    'log.info(`sent ${JSON.stringify(body, replacer)}`);',
    "log.info({ body: JSON.stringify(body, replacer) }, 'sent');",
  ],
  ['log.info(`lines:${EOL}${lines.join(EOL)}`);', "log.info({ lines: lines.join(EOL) }, 'lines');"],
  ['log.info(build(), `order ${order.id}`);', undefined],
  ['log.info(`a ${/* why */ x}`);', undefined],
]);

table(
  'winston with formats of its own, which write {} for an error',
  'a.js',
  "const { createLogger, format } = require('winston');\nconst logger = createLogger({ format: format.json() });\n",
  [
    [
      'try {} catch (e) {\n  logger.error(`order ${order.id} failed: ${e}`);\n}',
      "try {} catch (e) {\n  logger.error('order failed', { orderId: order.id, error: (e && e.stack) || e });\n}",
    ],
    [
      'const log = logger.child({ a: 1 });\ntry {} catch (e) { log.error(`failed: ${e}`); }',
      "const log = logger.child({ a: 1 });\ntry {} catch (e) { log.error('failed', { error: (e && e.stack) || e }); }",
    ],
    [
      'try {} catch (e) { logger.error(`failed: ${e}`, { a: b?.c }); }',
      "try {} catch (e) { logger.error('failed', { a: b?.c, error: e?.stack ?? e }); }",
    ],
  ],
);

table(
  'bunyan, which writes {} for an error in a field unless it is told how to write one',
  'a.js',
  `const bunyan = require('bunyan');
const logger = bunyan.createLogger({ name: 'shop', serializers: { req: bunyan.stdSerializers.req } });
const told = bunyan.createLogger({ name: 'shop', serializers: bunyan.stdSerializers });
const own = bunyan.createLogger({ name: 'shop', serializers: { err: (error) => error.message } });
`,
  [
    [
      'try {} catch (e) {\n  logger.error(`order ${order.id} failed: ${e}`);\n}',
      "try {} catch (e) {\n  logger.error({ orderId: order.id, err: (e && e.stack) || e }, 'order failed');\n}",
    ],
    [
      'try {} catch (err) {\n  logger.error(err, `order ${order.id} failed`);\n}',
      "try {} catch (err) {\n  logger.error({ err: (err && err.stack) || err, orderId: order.id }, 'order failed');\n}",
    ],
    [
      'const log = logger.child({ a: 1 });\ntry {} catch (e) {\n  log.error(`failed: ${e}`);\n}',
      "const log = logger.child({ a: 1 });\ntry {} catch (e) {\n  log.error({ err: (e && e.stack) || e }, 'failed');\n}",
    ],
    [
      'try {} catch (e) {\n  told.error(`order ${order.id} failed: ${e}`);\n}',
      "try {} catch (e) {\n  told.error({ orderId: order.id, err: e }, 'order failed');\n}",
    ],
    [
      'try {} catch (err) {\n  own.error(err, `order ${order.id} failed`);\n}',
      "try {} catch (err) {\n  own.error({ err, orderId: order.id }, 'order failed');\n}",
    ],
  ],
);

table('winston', 'a.js', "const winston = require('winston');\nconst logger = winston.createLogger();\n", [
  ['logger.info(`order ${order.id} paid`);', "logger.info('order paid', { orderId: order.id });"],
  ['logger.info(`order ${order.id} paid`, { a: 1 });', "logger.info('order paid', { a: 1, orderId: order.id });"],
  ['logger.info(`order ${order.id} paid`, meta);', "logger.info('order paid', { ...meta, orderId: order.id });"],
  ['logger.log("info", `order ${order.id} paid`);', 'logger.log("info", \'order paid\', { orderId: order.id });'],
  [
    'logger.log({ level: "info", message: `order ${order.id} paid` });',
    'logger.log({ level: "info", message: \'order paid\', orderId: order.id });',
  ],
  [
    'try {} catch (e) { logger.error(`order ${order.id} failed: ${e}`); }',
    "try {} catch (e) { logger.error('order failed', { orderId: order.id, err: e }); }",
  ],
  [
    'try {} catch (e) {\n  logger.error(`order ${order.id} failed`, e);\n}',
    "try {} catch (e) {\n  logger.error('order failed', { error: (e && e.stack) || e, orderId: order.id });\n}",
  ],
  [
    'try {} catch (e) { logger.error(`order ${order.id} failed`, { a: 1 }, e); }',
    "try {} catch (e) { logger.error('order failed', { a: 1, orderId: order.id }, e); }",
  ],
  // That it is an error is only what its name says.
  ['logger.error(`order ${order.id} failed`, error);', undefined],
  ['logger.info(`order ${order.id} paid`, order.meta);', undefined],
  [
    'try {} catch (e) { logger.error(`failed: ${e.message}`, { cause: e }); }',
    "try {} catch (e) { logger.error('failed', { cause: e }); }",
  ],
  ['logger.info(`order ${take()}`, { a: give() });', undefined],
  [
    'logger.info(`order ${order.id}`, { a: order.getStats() });',
    "logger.info('order', { a: order.getStats(), orderId: order.id });",
  ],
  ['logger.info(`order ${order.id}`, { a: order.getNext() });', undefined],
  ['logger.info(`left ${listsToKeep.length}`);', "logger.info('left', { listsToKeepCount: listsToKeep.length });"],
  [
    'logger.error(`failed: ${inspect(e)}`, { error: e });',
    "logger.error('failed', { error: e, errorValue: inspect(e) });",
  ],
  ['logger.error(`failed: ${JSON.stringify(e)}`, { error: e });', "logger.error('failed', { error: e });"],
]);

table(
  'console',
  'a.js',
  "'use strict';\n",
  [
    ['console.log(`order ${order.id} paid`);', "console.log('order paid', { orderId: order.id });"],
    ['console.log("order " + order.id);', 'console.log("order", { orderId: order.id });'],
    ['console.log(`order ${order.id}`, user);', "console.log('order', user, { orderId: order.id });"],
    [
      'try {} catch (e) { console.error(`failed: ${e}`); }',
      "try {} catch (e) { console.error('failed', { err: e }); }",
    ],
    ['try {} catch (e) { console.error(`failed: ${e}`, e); }', "try {} catch (e) { console.error('failed', e); }"],
    ['console.log(a + b + " items");', 'console.log("items", { value: a + b });'],
    ['console.log("items " + (a ? b : c));', 'console.log("items", { b: (a ? b : c) });'],
  ],
  'suggest',
  /field|constant|exception/,
);

table(
  'console %s',
  'a.js',
  "'use strict';\n",
  [['console.log(`order ${order.id} paid 100%`);', "console.log('order %s paid 100%%', order.id);"]],
  'suggest',
  /%s/,
);

table(
  'unknown loggers are only suggested an edit',
  'a.js',
  "const { logger } = require('./logger');\n",
  [
    ['logger.info(`order ${order.id}`);', "logger.info('order', { orderId: order.id });"],
    ['logger.info(`order ${order.id}`, payload);', "logger.info('order', { payload, orderId: order.id });"],
    ['logger.info(`order ${order.id}`, this.list);', "logger.info('order', { list: this.list, orderId: order.id });"],
    ['logger.info(`order ${order.id}`, meta);', "logger.info('order', { ...meta, orderId: order.id });"],
    [
      'logger.info(`order ${order.id}`, err);',
      "logger.info('order', { error: (err && err.stack) || err, orderId: order.id });",
    ],
    ['logger.info(`order ${order.id}`, build());', undefined],
    ["logger.error('no order: ' + err);", "logger.error('no order', { err: (err && err.stack) || err });"],
    ['logger.info(`order ${ep.name}`);', "logger.info('order', { epName: ep.name });"],
  ],
  'suggest',
  /field/,
);

table(
  'unknown loggers that fill braces get no %s',
  'a.py',
  'from app import logger\nlogger.info("a {}", b)\nlogger.info("c {}", d)\nlogger.info("e {}", f)\n',
  [['logger.info(f"{x}")', undefined]],
  'suggest',
  /%s/,
);

table(
  'twisted',
  'a.py',
  'from twisted.python import log\n',
  [
    ['log.msg(f"order {order.id} paid")', 'log.msg("order paid", order_id=order.id)'],
    ['log.msg(f"at {time}", system="a")', 'log.msg("at", system="a", time_value=time)'],
    ['log.msg(f"order {order.id}", **more)', undefined],
  ],
  'suggest',
);

table(
  'pino %s',
  'a.ts',
  "import pino from 'pino';\nconst log = pino();\n",
  [['log.info({ a: 1 }, `${b}: ${c}`);', "log.info({ a: 1 }, '%s: %s', b, c);"]],
  'suggest',
  /%s/,
);

test('what a logger that takes only a text is given is a hint: nothing written at the call would help', () => {
  const fixture = fixturesOf('no-built-message').find((file) => file.endsWith('own_class.py'))!;
  assert.deepEqual(
    findingsOf('no-built-message', fixture, readFixture(fixture)).map(({ severity, fixes }) => [
      severity,
      fixes.map(({ title }) => title),
    ]),
    [
      ['hint', []],
      ['hint', []],
      ['hint', []],
      ['warning', ['Pass the values as %s arguments']],
    ],
  );
});

test('a text behind the message of a logger nobody knows stays what it is', () => {
  const consts = "const NAMESPACE = 'shop:till';\nconst from = 'till';\n";
  const offered = (code: string): number =>
    findingsOf('no-built-message', 'a.js', consts + code).flatMap(({ fixes }) => fixes).length;
  assert.equal(offered('logger.info(`sold ${id}`, NAMESPACE);'), 0);
  assert.equal(offered('logger.info(`sold ${id}`, OTHER);'), 0);
  assert.equal(offered('logger.info(`sold ${id}`, from);'), 0);
  assert.notEqual(offered('logger.info(`sold ${id}`, till);'), 0);
});
