// Reads and judges one source file after another, as its folder's configuration asks.

import { messageOf } from '../base/errors.ts';
import { createCallParser, type CallParser } from '../calls/parser.ts';
import { coverageFacts } from '../coverage/read-file.ts';
import { createFolderConfigs } from '../lint/config/folder-configs.ts';
import { lint } from '../lint/lint.ts';
import type { SettingsOverrides } from '../model/lint-settings.ts';
import { readSource, type SourceRead } from '../workspace/node-files.ts';
import { createProjectFiles } from '../workspace/project-files.ts';
import type { ScannedFile } from '../workspace/scan-files.ts';
import { wasmFrom } from '../workspace/wasm.ts';

/** A file to be judged. */
export interface JudgeRequest {
  /** Absolute, '/'-separated. */
  readonly path: string;
  /** What VS Code calls its language, where its name does not say it. */
  readonly language?: string;
  /** What goes before the configuration files of the project. */
  readonly overrides: SettingsOverrides;
  /** The answer says, too, what the file depends on. */
  readonly leads?: boolean;
  /** Reads what the file does besides logging, instead of judging its logger calls. */
  readonly coverage?: boolean;
}

/** Judges files. */
export interface Judge {
  /** Never rejects: what can't be read says why. */
  file(request: JudgeRequest): Promise<ScannedFile>;
  /** Judges a text as the file at the path asked for. */
  text(text: string, request: JudgeRequest): ScannedFile;
  /** The text of a file as it is judged, or why it is not; afterwards it can be judged. Rejects where it can't be opened. */
  read(request: JudgeRequest): Promise<SourceRead>;
  readonly parser: CallParser;
  /** Looks at folders and configuration files anew. */
  forgetFolders(): void;
}

export interface JudgeParts {
  readonly wasmFolders: readonly string[];
  /** Texts that go before what the files hold, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Told of a rule that failed, once. */
  readonly onRuleError: (rule: string, error: string) => void;
}

/** Loads the parser, and each language when the first of its files is read. Rejects where it can't be loaded. */
export async function createJudge({ wasmFolders, texts, onRuleError }: JudgeParts): Promise<Judge> {
  const files = createProjectFiles((path) => texts.get(path));
  const configs = createFolderConfigs(files);
  const parser = await createCallParser({ loadWasm: wasmFrom(...wasmFolders), files, languages: [] });
  const failed = new Set<string>();

  const read = async (request: JudgeRequest): Promise<SourceRead> => {
    await parser.load(request);
    const given = texts.get(request.path);
    return given === undefined ? readSource(request.path) : { text: given };
  };

  const onError = (rule: string, error: unknown): void => {
    if (failed.has(rule)) return;
    failed.add(rule);
    onRuleError(rule, messageOf(error));
  };

  const judgeText = (
    text: string,
    { path, language, overrides, leads, coverage = false }: JudgeRequest,
  ): ScannedFile => {
    const { settings, loggers, excluded } = configs.of(path, overrides);
    let skipped: string | undefined;
    const reading = parser.parse({
      path,
      text,
      loggers,
      activity: coverage,
      onSkip: (reason) => (skipped = reason),
      ...(language === undefined ? {} : { language }),
    });
    const { calls } = reading;
    const file = { path, length: text.length, ...(leads === true ? { leads: parser.leads(path, text) } : {}) };
    if (skipped !== undefined) return { ...file, calls: [], callCount: 0, findings: [], skipped };
    if (coverage)
      return {
        ...file,
        calls: [],
        callCount: 0,
        findings: [],
        ...(excluded ? {} : { coverage: coverageFacts(path, reading) }),
      };
    const findings = excluded ? [] : lint(path, reading, { ...settings, text, onRuleError: onError });
    return { ...file, calls, callCount: calls.length, findings };
  };

  return {
    parser,
    read,
    text: judgeText,
    async file(request) {
      const none = { path: request.path, calls: [], callCount: 0, findings: [], length: 0 };
      try {
        const source = await read(request);
        return 'skipped' in source ? { ...none, skipped: source.skipped } : judgeText(source.text, request);
      } catch (error) {
        return { ...none, skipped: messageOf(error) };
      }
    },
    forgetFolders() {
      files.forget();
      configs.forget();
    },
  };
}
