// The side of the thread of a resident scan: takes one question after the other and answers it.

import type { MessagePort } from 'node:worker_threads';
import { messageOf } from '../base/errors.ts';
import { fixAll } from '../lint/fixes/fix-all.ts';
import { ignoreRule } from '../lint/ignore-rule.ts';
import type { Range } from '../model/location.ts';
import type {
  ResidentAnswers,
  ResidentAsked,
  ResidentChanges,
  ResidentMessage,
  ResidentQuestion,
  ResidentTask,
} from '../workspace/resident-scan.ts';
import { createJudge, type Judge } from './judge.ts';
import { loggablePlaces, logCallAt } from './log-call.ts';

/** Answers what comes through `port` until the thread is ended. Rejects where the parser can't be loaded. */
export async function answer({ wasmFolders, texts: given }: ResidentTask, port: MessagePort): Promise<void> {
  const texts = new Map(given);
  const say = (message: ResidentMessage): void => port.postMessage(message);
  // Listens only when it can answer: until then questions wait in the port.
  const judge = await createJudge({
    wasmFolders,
    texts,
    onRuleError: (rule, error) => say({ kind: 'rule-error', rule, error }),
  });

  const take = ({ texts: told, changed, folders }: ResidentChanges): void => {
    for (const [path, text] of told) {
      if (text === null) texts.delete(path);
      else texts.set(path, text);
      judge.parser.edited(path);
    }
    for (const path of changed) judge.parser.forget(path);
    if (folders) judge.forgetFolders();
  };

  port.on('message', ({ id, changes, question }: ResidentAsked) => {
    if (changes !== undefined) take(changes);
    reply(judge, question).then(
      (answer) => say({ kind: 'answer', id, answer }),
      (error: unknown) => say({ kind: 'failed', id, error: messageOf(error) }),
    );
  });
}

async function reply(judge: Judge, question: ResidentQuestion): Promise<ResidentAnswers[ResidentQuestion['ask']]> {
  const { file } = question;
  if (question.ask === 'calls') return (await judge.file(file)).calls;
  if (question.ask === 'findings') {
    const { findings, skipped, leads = { files: [], missing: [] } } = await judge.file({ ...file, leads: true });
    return { findings, leads, ...(skipped === undefined ? {} : { skipped }) };
  }
  const source = await judge.read(file);
  if ('skipped' in source) throw new Error(source.skipped);
  const { text } = source;
  if (question.ask === 'ignore') return placeIgnore(judge, text, question);
  if (question.ask === 'loggable') return loggablePlaces(judge, text, file, question.places);
  if (question.ask === 'logCall') return logCallAt(judge, text, file, question.place);
  const { rule } = question;
  return fixAll(text, (now) => {
    const { findings } = judge.text(now, file);
    return rule === undefined ? findings : findings.filter((finding) => finding.rule === rule);
  });
}

function placeIgnore(
  judge: Judge,
  text: string,
  { file, rule, range }: Extract<ResidentQuestion, { ask: 'ignore' }>,
): ResidentAnswers['ignore'] {
  const room = judge.parser.commentPlaces({ ...file, text });
  if (room === undefined) return undefined;
  const around = judge.text(text, file).calls.find((call) => holds(call.range, range));
  return ignoreRule(text, rule, range, around?.range, room);
}

/** Whether one range has the other in it, by lines: a comment is for lines. */
function holds({ start, end }: Range, inner: Range): boolean {
  return start.line <= inner.start.line && inner.end.line <= end.line;
}
