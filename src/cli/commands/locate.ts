// `sightline locate`: from records on stdin to the source lines that wrote them.

import path from 'node:path';
import { Command } from 'commander';
import { createEntryAssembler } from '../../ingest/framing/entries.ts';
import { createLineSplitter, lineOf } from '../../ingest/framing/lines.ts';
import { createCorrelationKeys } from '../../ingest/reading/correlation.ts';
import { readRecord } from '../../ingest/reading/reader.ts';
import { createCallIndex } from '../../locate/call-index.ts';
import { createFileIndex } from '../../locate/file-index.ts';
import { locate, type LocateContext } from '../../locate/locate.ts';
import type { IncomingRecord } from '../../model/record.ts';
import { printableJson } from '../plain-text.ts';
import { findFiles, isSource, scanInOrder, type NamedFiles } from '../source-files.ts';
import { EXIT, type World } from '../world.ts';

interface LocateOptions {
  readonly root: string;
}

/** Longer records are cut. */
const MAX_LINE_BYTES = 1 << 20;

/** Calls `onRecord` for each record in `chunks`, read as the doors read them. */
async function readRecords({ stdin, now }: World, onRecord: (record: IncomingRecord) => Promise<void>): Promise<void> {
  const context = { source: 'stdin', masked: 0, correlationKeys: createCorrelationKeys([]), service: 'unknown' };
  let ready: IncomingRecord[] = [];
  const entries = createEntryAssembler((entry) => ready.push(readRecord(entry, context, now())));
  const lines = createLineSplitter(MAX_LINE_BYTES, (line) => entries.push(lineOf(line)));
  const handOn = async (): Promise<void> => {
    const records = ready;
    ready = [];
    for (const record of records) await onRecord(record);
  };
  for await (const chunk of stdin) {
    lines.push(Buffer.from(chunk as Uint8Array));
    await handOn();
  }
  lines.flush();
  entries.flush();
  await handOn();
}

/** The calls and files below `root`. */
async function readWorkspace(root: string, world: World): Promise<LocateContext & { readonly names: NamedFiles }> {
  const names = await findFiles([root], world.cwd, () => true);
  const index = createCallIndex();
  await scanInOrder([...names.keys()].filter(isSource), world, ({ path: file, calls }) => index.set(file, calls));
  return {
    index,
    files: createFileIndex(names.keys(), [path.resolve(world.cwd, root).split(path.sep).join('/')]),
    names,
  };
}

function answerJson(
  record: IncomingRecord,
  { names, ...context }: LocateContext & { readonly names: NamedFiles },
): Record<string, unknown> {
  const { candidates, why } = locate(record, context);
  return {
    message: record.message,
    service: record.service,
    candidates: candidates.map(({ path: file, line, column, evidence, confidence, reason }) => ({
      file: names.get(file) ?? file,
      line,
      column,
      evidence,
      confidence: Math.round(confidence * 1_000) / 1_000,
      reason,
    })),
    why,
  };
}

async function run({ root }: LocateOptions, world: World): Promise<number> {
  if (world.stdinIsTerminal) await world.err.write('Reading records from the keyboard; Ctrl+D ends them.\n');
  const workspace = await readWorkspace(root, world);
  let records = 0;
  let located = 0;
  await readRecords(world, async (record) => {
    const answer = answerJson(record, workspace);
    records++;
    if ((answer['candidates'] as readonly unknown[]).length > 0) located++;
    await world.out.write(`${printableJson(answer)}\n`);
  });
  return located > 0 || records === 0 ? EXIT.ok : EXIT.findings;
}

export function locateCommand(world: World): Command {
  return new Command('locate')
    .description(
      'Read records on standard input (JSON lines, or plain text with its stack traces) and print one JSON object for each: the source lines that may have written it, best first.',
    )
    .option('--root <dir>', 'folder of the source', '.')
    .addHelpText(
      'after',
      `
Each line printed: {"message", "service", "candidates": [{"file", "line", "column", "evidence", "confidence", "reason"}], "why"}.
Evidence: "position" named in the record, "stack-frame" of its trace, "message" of a logger call. Confidence: 0 to 1.

Exit code: 0 some record was located, 1 none was, 2 failure.

Examples:
  sightline query 'level:ERROR' --format ndjson | sightline locate --root services
  tail -n 100 app.log | sightline locate | jq -r '.candidates[0] | "\\(.file):\\(.line)"'`,
    )
    .action(async (options: LocateOptions) => world.end(await run(options, world)));
}
