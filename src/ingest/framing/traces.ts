// Knows which lines of plain text go on with the stack trace of the line before.

/**
 * Which trace is being read, and whether its language allows more lines without indentation. `maybe`: the last line
 * begins a trace if a frame follows, and is a record of its own if not.
 */
export type TraceState = 'none' | 'maybe' | 'python' | 'python-end' | 'indented' | 'go';

const PYTHON_HEADER = /^\s*(?:\+ )?(?:Exception Group )?Traceback \(most recent call last\):/;
const PYTHON_LINK =
  /^(?:During handling of the above exception, another exception occurred:|The above exception was the direct cause of the following exception:)/;
/** Frames: Java and JavaScript `at …`, .NET `   at … in …:line 3`, `... 12 more`, "--- End of …". */
const FRAME =
  /^\s+(?:at |\.{3} \d+ (?:more|common frames omitted)|--- End of |---> )|^\s*--- End of (?:inner exception )?stack trace/;
const CAUSE = /^\s*(?:Caused by: |Suppressed: |Wrapped by: )/;
/** The first line of a Java or .NET trace: "java.lang.IllegalStateException: x". */
const QUALIFIED_EXCEPTION =
  /^(?:Exception in thread "[^"]{0,200}" )?(?:[A-Za-z_$][\w$]{0,80}\.){1,20}[A-Za-z_$][\w$]{0,80}(?:Exception|Error|Throwable)(?::|$)/;
/** The first line of a JavaScript trace, "TypeError: x", which may as well be somebody's own text. */
const SIMPLE_EXCEPTION = /^(?:Uncaught )?(?:[A-Z][\w$]{0,80})?(?:Exception|Error)(?: \[\w{1,80}\])?(?::|$)/;
const GO_HEADER = /^goroutine \d+ \[/;
const GO_LINE =
  /^(?:goroutine \d+ \[|created by |\[signal |exit status \d|[\w./*-]+(?:\.\(\*?\w+\))?[\w./*-]*\(.{0,400}\)$|\s)/;

/**
 * The state after `line` if it belongs to the record before it, else undefined. `state` is the state after the lines
 * before; `startedRecord` tells that the record before began with a recognised time or level.
 */
export function traceGoesOn(line: string, state: TraceState, startedRecord: boolean): TraceState | undefined {
  const first = line.charCodeAt(0);
  const isIndented = first === 32 || first === 9;
  if (PYTHON_HEADER.test(line)) return 'python';
  if (FRAME.test(line) || CAUSE.test(line)) return 'indented';
  if (GO_HEADER.test(line)) return 'go';
  switch (state) {
    case 'python':
      if (isIndented) return 'python';
      return 'python-end';
    case 'python-end':
      if (line === '') return 'python-end';
      return PYTHON_LINK.test(line) ? 'python-end' : undefined;
    case 'indented':
      // Node prints the fields of an error behind its frames, in braces.
      return isIndented || line === '}' ? 'indented' : undefined;
    case 'maybe':
      return isIndented ? 'indented' : undefined;
    case 'go':
      return line === '' || GO_LINE.test(line) ? 'go' : undefined;
    case 'none':
      if (!startedRecord) return undefined;
      return QUALIFIED_EXCEPTION.test(line) ? 'indented' : SIMPLE_EXCEPTION.test(line) ? 'maybe' : undefined;
    default:
      return state satisfies never;
  }
}

/** The state that a record's own first line begins: a trace without a record before it. */
export function traceBegunBy(line: string): TraceState {
  if (PYTHON_HEADER.test(line)) return 'python';
  if (GO_HEADER.test(line) || line.startsWith('panic: ') || line.startsWith('fatal error: ')) return 'go';
  return 'none';
}
