// What is read of except clauses, catch clauses and .catch callbacks.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Handler } from '../../../src/model/handler.ts';
import { reading } from '../parser.ts';

/** A handler in one line: what it catches, its ways out, what else it does. */
function shown({ exceptionName, types, exits, fallsThrough, empty, commented, uses, calls }: Handler): string {
  return [
    `${types.join('|') || '*'}${exceptionName === undefined ? '' : ` ${exceptionName}`}:`,
    ...exits.map(
      ({ kind, conditional, cause }) => `${kind}${conditional ? '?' : ''}${cause === undefined ? '' : ` ${cause}`}`,
    ),
    ...(fallsThrough ? ['on'] : []),
    ...(empty ? ['empty'] : []),
    ...(commented ? ['commented'] : []),
    ...(uses.length > 0 ? [`uses${uses.length}`] : []),
    ...(calls.length > 0 ? [`calls ${calls.join()}`] : []),
  ].join(' ');
}

function python(handlers: string, around = 'try:\n    go()\n'): string[] {
  const indented = `import logging\nlog = logging.getLogger()\ndef f():\n    for x in y:\n${(around + handlers).replace(/^/gm, '        ')}\n`;
  return reading(indented, 'a.py').handlers.map(shown);
}

test('except clauses', () => {
  const table: [code: string, expected: string][] = [
    ['except:\n    pass', '*: on empty'],
    ['except: ...', '*: on empty'],
    ['except ValueError:\n    pass  # nothing to do', 'ValueError: on empty commented'],
    ['except ValueError:  # noqa\n    pass', 'ValueError: on empty'],
    ['except ValueError:\n    # why not\n    pass', 'ValueError: on empty commented'],
    ['except Exception as e:\n    log.error("x", exc_info=e)', 'Exception e: on calls 0'],
    ['except (A, b.C) as e:\n    raise', 'A|b.C e: reraise'],
    ['except A as e:\n    raise e', 'A e: reraise'],
    ['except A as e:\n    raise e.with_traceback(None)', 'A e: reraise'],
    ['except A as e:\n    raise B(str(e)) from e', 'A e: raise kept'],
    ['except A as e:\n    raise B(str(e))', 'A e: raise unsaid'],
    ['except A:\n    raise B() from None', 'A: raise dropped'],
    ['except A as e:\n    if e.code == 1:\n        raise\n    log.info("x")', 'A e: reraise? on uses1 calls 0'],
    ['except A as e:\n    if x:\n        raise\n    else:\n        return', 'A e: reraise? return?'],
    ['except A as e:\n    return e', 'A e: return uses1'],
    ['except A as e:\n    self.error = e', 'A e: on uses1'],
    ['except A as e:\n    self.e = x.e\n    f(e=1)', 'A e: on'],
    ['except A:\n    continue', 'A: continue'],
    ['except A:\n    break', 'A: break'],
    ['except A:\n    for q in r:\n        break', 'A: on'],
    ['except A as e:\n    print(e)\n    sys.exit(1)', 'A e: exit calls 0'],
    ['except A as e:\n    with lock:\n        raise', 'A e: reraise'],
    ['except A as e:\n    def later():\n        raise X\n    later()', 'A e: on'],
    ['except A, e:\n    raise', 'A e: reraise'],
    ['except* A as e:\n    raise', 'A e: reraise'],
  ];
  for (const [code, expected] of table) assert.deepEqual(python(code), [expected], code);
});

test('nested handlers stand apart', () => {
  const code =
    'except A as e:\n    try:\n        undo()\n    except B as inner:\n        log.error("b %s", e)\n        raise\n    log.info("a")';
  const { handlers, calls } = reading(`import logging\nlog = logging.getLogger()\ntry:\n    go()\n${code}\n`, 'a.py');
  assert.deepEqual(handlers.map(shown), ['A e: on uses1 calls 1', 'B inner: reraise calls 0']);
  assert.deepEqual(
    handlers.map(({ parent }) => parent),
    [undefined, 0],
  );
  assert.deepEqual(
    calls.map(({ handler }) => handler?.index),
    [1, 0],
  );
  assert.deepEqual(handlers[0]?.header, { start: { line: 4, column: 0 }, end: { line: 5, column: 4 } });
});

test('catch clauses and callbacks', () => {
  const table: [code: string, expected: string[]][] = [
    ['try { go(); } catch {}', ['*: on empty']],
    ['try { go(); } catch (e) { }', ['* e: on empty']],
    ['try { go(); } catch (e) { /* it is fine */ }', ['* e: on empty commented']],
    ['try { go(); } catch (e) { throw e; }', ['* e: reraise']],
    ['try { go(); } catch (e) { throw new X("a", { cause: e }); }', ['* e: raise kept']],
    ['try { go(); } catch (cause) { throw new X("a", { cause }); }', ['* cause: raise kept']],
    ['try { go(); } catch (e: unknown) { throw new X(`a ${e}`); }', ['* e: raise unsaid']],
    ['try { go(); } catch (e) { if (x) throw e; console.error(e); }', ['* e: reraise? on calls 0']],
    ['try { go(); } catch (e) { if (x) { throw e; } else { return; } }', ['* e: reraise? return?']],
    ['try { go(); } catch (e) { return next(e); }', ['* e: return uses1']],
    ['try { go(); } catch (e) { process.exit(1); }', ['* e: exit']],
    ['try { go(); } catch (e) { reject(e); }', ['* e: on uses1']],
    ['try { go(); } catch (e) { x.e = 1; f({ e: 2 }); }', ['* e: on']],
    ['try { go(); } catch (e) { f({ e }); }', ['* e: on uses1']],
    ['for (;;) { try { go(); } catch { continue; } }', ['*: continue']],
    ['try { go(); } catch (e) { switch (x) { case 1: break; } }', ['* e: on']],
    ['go().catch(() => {});', ['*: on empty']],
    ['go().catch(() => undefined);', ['*: return on']],
    ['go().catch((e) => console.error(e));', ['* e: return on calls 0']],
    ['go().catch(e => { console.error(e); throw e; });', ['* e: reraise calls 0']],
    ['go().catch(function (e) { console.error(e); return Promise.reject(e); });', ['* e: reraise calls 0']],
  ];
  for (const [code, expected] of table)
    for (const file of ['a.ts', 'a.js'])
      if (file === 'a.ts' || !code.includes('unknown'))
        assert.deepEqual(
          reading(`console.log("x".log);\nfunction f() { ${code} }`, file).handlers.map(shown).map(less),
          expected,
          code,
        );
});

/** Without the call at the top of every script here. */
function less(text: string): string {
  return text.replace('calls 1', 'calls 0');
}

test('a file that says nothing of logging has no handlers to judge', () => {
  assert.deepEqual(reading('try:\n    go()\nexcept A:\n    pass\n', 'a.py').handlers, []);
});

test('half-typed handlers are read as far as they go', () => {
  for (const code of [
    'try:\n    go()\nexcept ',
    'try:\n    go()\nexcept A as',
    'try:\n    go()\nexcept (A, B as e:\n    raise',
    'try:\n    go()\nexcept A as e:\n    raise X(',
    'except A:\n    raise',
  ])
    reading(`import logging\nlog = logging.getLogger()\nlog.info("x")\n${code}`, 'a.py');
  for (const code of [
    'try { go(); } catch',
    'try { go(); } catch (',
    'try { go(); } catch (e) { throw',
    'x.catch(',
    'x.catch((e) =>',
  ])
    reading(`console.log(1);\n${code}`, 'a.ts');
});
