// npm run judge: holds the linter against other linters, and against what a person says, on real packages.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CACHE } from './cache.ts';
import { candidatesOf } from './calls/candidates.ts';
import { judgeCalls, seenCalls, type SeenCall } from './calls/calls.ts';
import { compare, type Compared } from './compare.ts';
import { readLabels } from './labels.ts';
import { judgeAll } from './ours.ts';
import { packages, type Language } from './packages.ts';
import { hashOfLine } from './place.ts';
import { judgeRule } from './rules.ts';
import { printCalls, printRules } from './table.ts';
import { TOOLS } from './tools/index.ts';

const HELP = `npm run judge [-- OPTIONS]

  Lints real packages at pinned versions with Sightline and with other linters, and prints for each rule what both, only
  they and only we found, the recall, and the precision by the labels in test/judge/labels.

  --language L    python or script
  --package NAME  only this one
  --rule ID       only this rule, or "call", "built", "wrapper"
  --list WHAT     also lists places of a rule: "ours", "theirs" (only found there), "both", or "open": what of the
                  sample has no label yet
  --without TOOL  leaves out another linter: pylint takes an hour when it is asked first; may be repeated
  --seed TEXT     draws another sample
  --json FILE     where the report goes; ${path.join(CACHE, 'report.json')}`;

const { values: options } = parseArgs({
  options: {
    language: { type: 'string' },
    package: { type: 'string' },
    rule: { type: 'string' },
    list: { type: 'string' },
    without: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: 'sightline' },
    json: { type: 'string', default: path.join(CACHE, 'report.json') },
    help: { type: 'boolean', default: false },
  },
});

function usage(message: string): never {
  console.error(`${message}\n\n${HELP}`);
  process.exit(2);
}

function languageOf(name: string | undefined): Language | undefined {
  return name === undefined || name === 'python' || name === 'script' ? name : usage(`No such language: ${name}.`);
}

/** A place as it is labelled, with who spoke of it. */
function placeLine(one: Compared | SeenCall): string {
  const { package: name, file, line, rule, text } = one;
  const who =
    'code' in one ? (one.found ? 'found' : 'missed') : [...(one.ours ? ['ours'] : []), ...one.theirs].join(', ');
  const said = 'message' in one && one.message !== undefined ? `\n      ${one.message}` : '';
  return `${name} ${file} ${line} ${rule} ${hashOfLine(text)} [${who}]\n      ${(text ?? '').trim().slice(0, 160)}${said}`;
}

function isListed(one: Compared, what: string): boolean {
  if (what === 'both') return one.ours && one.theirs.length > 0;
  return what === 'ours' ? one.ours && one.theirs.length === 0 : !one.ours;
}

async function run(): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const language = languageOf(options.language);
  const chosen = packages({
    ...(options.package === undefined ? {} : { name: options.package }),
    ...(language === undefined ? {} : { language }),
  });
  if (chosen.length === 0) usage('No package of the lists is meant.');
  const failed = new Map<string, unknown>();
  const judged = await judgeAll(chosen, (rule, error) => failed.set(rule, error));
  const places: Compared[] = [];
  const calls: SeenCall[] = [];
  for (const [one, files] of judged) {
    const tools = TOOLS.filter((tool) => tool.language === one.language && !options.without.includes(tool.name));
    const theirs = new Map(tools.map((tool) => [tool.name, tool.findings(one)]));
    places.push(...compare(one, files, theirs));
    calls.push(...seenCalls(one.name, files, candidatesOf(one) ?? []));
  }
  const labels = readLabels();
  const isMeant = (id: string): boolean => options.rule === undefined || options.rule === id;
  const rules = [...new Set(places.map(({ rule }) => rule))].sort().filter(isMeant);
  const ofRules = rules.map((rule) => judgeRule(rule, places, labels, options.seed));
  const ofCalls = judgeCalls(calls, labels, options.seed).filter(({ what }) => isMeant(what));
  const lines = [...judged.values()].flat().reduce((sum, file) => sum + file.lines.length, 0);
  console.log(`${chosen.length} packages, ${lines.toLocaleString('en-US')} lines, ${labels.count} labels\n`);
  printCalls(ofCalls);
  printRules(ofRules);
  for (const [rule, error] of failed) console.log(`The rule ${rule} failed: ${String(error)}`);
  if (options.list !== undefined)
    list(
      options.list,
      places.filter(({ rule }) => isMeant(rule)),
      [...ofCalls, ...ofRules],
    );
  writeFileSync(
    options.json,
    `${JSON.stringify({ packages: chosen.map(({ name, version }) => `${name} ${version}`), calls: ofCalls, rules: ofRules }, null, 2)}\n`,
  );
}

function list(
  what: string,
  places: readonly Compared[],
  results: readonly { readonly open: readonly (Compared | SeenCall)[] }[],
): void {
  const listed = what === 'open' ? results.flatMap(({ open }) => open) : places.filter((one) => isListed(one, what));
  for (const one of listed) console.log(placeLine(one));
}

if (options.help) console.log(HELP);
else await run();
