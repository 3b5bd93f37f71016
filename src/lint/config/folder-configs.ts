// Finds the configuration that holds for a file: `.sightline/config.json` of its folder and those above, each merged over the last.

import ignore, { type Ignore } from 'ignore';
import type { FieldSchema } from '../../model/field-schema.ts';
import type { Finding } from '../../model/finding.ts';
import type { LintSettings, SettingsOverrides } from '../../model/lint-settings.ts';
import { createCodeStyles } from './code-styles.ts';
import type { ConfigFiles } from './config-files.ts';
import { readConfig } from './read-config.ts';
import { readSchema } from './read-schema.ts';

/** What holds for a file. */
export interface FileSettings {
  readonly settings: LintSettings;
  /** Names of loggers that no analysis can see. */
  readonly loggers: readonly string[];
  /** Left out by a pattern: it is not to be judged. */
  readonly excluded: boolean;
}

export interface FolderConfigs {
  /** What holds for a file; what was read is kept until `forget`. */
  of(path: string, overrides?: SettingsOverrides): FileSettings;
  /** What is wrong with the files of `.sightline` met so far, by path. */
  problems(): ReadonlyMap<string, readonly Finding[]>;
  /** Reads everything anew when next asked. */
  forget(): void;
}

/** What all files of a folder have in common. */
interface Level {
  readonly settings: LintSettings;
  readonly loggers: readonly string[];
  readonly excludes: readonly { readonly folder: string; readonly patterns: Ignore }[];
}

const NOTHING: Level = { settings: {}, loggers: [], excludes: [] };

/** Whether a path is one of the two files a `.sightline` folder may hold. */
export function isConfigFile(path: string): boolean {
  return /\/\.sightline\/(?:config|schema)\.json$/.test(path);
}

/** What is wrong with a text that stands, or is about to, at the path of such a file. */
export function configProblems(path: string, text: string): readonly Finding[] {
  return path.endsWith('/schema.json') ? readSchema(path, text).findings : readConfig(path, text).findings;
}

/** Creates FolderConfigs. Folders above the repository's are not asked, nor above one that says `"root": true`. */
export function createFolderConfigs(files: ConfigFiles): FolderConfigs {
  const levels = new Map<string, Level>();
  const problems = new Map<string, readonly Finding[]>();
  const styles = createCodeStyles(files);

  const levelOf = (folder: string): Level => {
    const known = levels.get(folder);
    if (known !== undefined) return known;
    const slash = folder.lastIndexOf('/');
    const entries = files.entries(folder);
    const isTop = slash < 0 || entries.has('.git');
    const level = entries.get('.sightline') === 'folder' ? readLevel(folder, isTop) : above(folder, isTop);
    levels.set(folder, level);
    return level;
  };

  const above = (folder: string, isTop: boolean): Level =>
    isTop ? NOTHING : levelOf(folder.slice(0, folder.lastIndexOf('/')));

  const readLevel = (folder: string, isTop: boolean): Level => {
    const configPath = `${folder}/.sightline/config.json`;
    const text = files.read(configPath);
    const read = text === undefined ? undefined : readConfig(configPath, text);
    if (read !== undefined) problems.set(configPath, read.findings);
    const base = above(folder, isTop || read?.config.root === true);
    const schema = schemaOf(folder);
    const { schema: inherited, ...rest } = base.settings;
    const holding = schema === undefined ? inherited : schema.schema;
    const settings: LintSettings = holding === undefined ? rest : { ...rest, schema: holding };
    if (read === undefined) return { ...base, settings };
    const { preset, severities, options, exclude, loggers } = read.config;
    const merged = new Map(Object.entries(base.settings.options ?? {}));
    for (const [rule, given] of Object.entries(options)) merged.set(rule, { ...merged.get(rule), ...given });
    return {
      settings: {
        ...settings,
        ...(preset === undefined ? {} : { preset }),
        severities: { ...base.settings.severities, ...severities },
        options: Object.fromEntries(merged),
      },
      loggers: [...base.loggers, ...loggers],
      excludes: exclude.length === 0 ? base.excludes : [...base.excludes, { folder, patterns: ignore().add(exclude) }],
    };
  };

  /** The schema of a folder; one that can't be read takes the place of those above, too: none holds. */
  const schemaOf = (folder: string): { schema: FieldSchema | undefined } | undefined => {
    const path = `${folder}/.sightline/schema.json`;
    const text = files.read(path);
    if (text === undefined) return undefined;
    const { schema, findings } = readSchema(path, text);
    problems.set(path, findings);
    return { schema };
  };

  return {
    of(path, overrides = {}) {
      const slash = path.lastIndexOf('/');
      const { settings, loggers, excludes } = levelOf(path.slice(0, Math.max(0, slash)));
      const style = styles.of(path);
      return {
        settings: {
          ...settings,
          ...overrides,
          severities: { ...settings.severities, ...overrides.severities },
          ...(style === undefined ? {} : { style }),
        },
        loggers,
        excluded: excludes.some(({ folder, patterns }) => patterns.ignores(path.slice(folder.length + 1))),
      };
    },
    problems: () => problems,
    forget() {
      levels.clear();
      problems.clear();
      styles.forget();
    },
  };
}
