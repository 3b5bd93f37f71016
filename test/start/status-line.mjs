// One line that says what is happening, kept up to date: "3 services · 1,284 records · 12 findings".

const NOT_A_TERMINAL_MS = 10_000;

const plural = (count, noun) => `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;

/** The line for what is known so far; parts nobody knows yet are left out. */
export function statusText({ services, records, findings }) {
  return [
    ...(records === undefined ? [] : [plural(services, 'service'), plural(records, 'record')]),
    ...(findings === undefined ? [] : [plural(findings, 'finding')]),
  ].join(' · ');
}

/** On a terminal the line is written over itself; elsewhere a new one at most every 10 s, when it changed. */
export function createStatusLine(output = process.stdout) {
  let shown = '';
  let shownAt = -Infinity;
  return {
    show(text) {
      if (text === '' || text === shown) return;
      if (output.isTTY) output.write(`\r\u001b[2K${text.slice(0, (output.columns || 80) - 1)}`);
      else if (Date.now() - shownAt >= NOT_A_TERMINAL_MS) output.write(`${text}\n`);
      else return;
      shown = text;
      shownAt = Date.now();
    },
    /** Leaves the line as it stands, so that something else can be printed. */
    leave() {
      if (output.isTTY && shown !== '') output.write('\n');
      shown = '';
    },
  };
}
