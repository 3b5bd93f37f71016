// Runs Python programs, all in one process, and tells what each logged and did.

import { execFileSync } from 'node:child_process';
import { pythonLibraries } from '../setup/python-libraries.mjs';

/** What a program did. */
export interface Outcome {
  /** In order: level, message, fields as text by key, exception. What was printed is a record without a level. */
  readonly records: readonly {
    readonly level: string;
    readonly message: string;
    readonly fields: Readonly<Record<string, string>>;
    readonly failure: string;
  }[];
  /** What `note` was given, in order. */
  readonly noted: readonly string[];
  /** What it failed with, and what the library said of records it could not write. */
  readonly errors: readonly string[];
}

const DRIVER = `
import contextlib, io, json, logging, sys, warnings
warnings.simplefilter("ignore")
out = sys.stdout
STANDARD = set(vars(logging.makeLogRecord({}))) | {"message", "asctime"}

class Order:
    id, total, items = 7, 12.5, [1, 2]
    def __repr__(self):
        return "Order7"

def run(source):
    records, noted, errors = [], [], []
    def add(level, message, fields, failure):
        records.append({"level": level, "message": str(message), "fields": {k: str(v) for k, v in fields.items()}, "failure": repr(failure) if failure else ""})
    class Capture(logging.Handler):
        def emit(self, record):
            try:
                message = record.getMessage()
            except Exception as error:
                errors.append(repr(error))
                return
            fields = {k: v for k, v in vars(record).items() if k not in STANDARD}
            add(record.levelname, message, fields, record.exc_info and record.exc_info[1])
    root = logging.getLogger()
    root.handlers[:] = [Capture()]
    root.setLevel(logging.DEBUG)
    if "structlog" in source:
        import structlog
        def capture(_, method, event):
            failure = event.pop("exc_info", None) or method == "exception"
            message = event.pop("event", "")
            add(method, message, event, sys.exc_info()[1] if failure is True else failure)
            raise structlog.DropEvent
        structlog.configure(processors=[capture], cache_logger_on_first_use=False)
    if "loguru" in source:
        import loguru
        loguru.logger.remove()
        def sink(message):
            record = message.record
            add(record["level"].name, record["message"], record["extra"], record["exception"] and record["exception"].value)
        loguru.logger.add(sink, level=0)
    def note(value):
        noted.append(repr(value))
        return value
    def fail():
        raise ValueError("broken")
    def shown(*values, sep=" ", end="", file=None):
        add("", sep.join(map(str, values)), {}, None)
    names = {"__name__": "app", "note": note, "fail": fail, "order": Order(), "password": "s3cr3t", "print": shown}
    try:
        exec(compile(source, "app.py", "exec"), names)
    except Exception as error:
        errors.append(repr(error))
    return {"records": records, "noted": noted, "errors": errors}

with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    outcomes = [run(source) for source in json.load(sys.stdin)]
json.dump(outcomes, out)
`;

/** What each program did, in order. */
export function runPython(programs: readonly string[]): readonly Outcome[] {
  return JSON.parse(
    execFileSync('python3', ['-c', DRIVER], {
      env: { ...process.env, PYTHONPATH: pythonLibraries() },
      input: JSON.stringify(programs),
      encoding: 'utf8',
      maxBuffer: 1e8,
    }),
  ) as Outcome[];
}
