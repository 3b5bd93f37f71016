// Reads the text of a `.sightline/config.json`; what is broken or unknown in it is told and left out, the rest holds.

import { readJsonText, type JsonMember, type JsonNode } from '../../base/json-text.ts';
import { nearest } from '../../base/near.ts';
import type { Finding } from '../../model/finding.ts';
import {
  PRESETS,
  RULE_LEVELS,
  type OptionValue,
  type Preset,
  type RuleLevel,
  type RuleOptions,
} from '../../model/lint-settings.ts';
import type { OptionSpec } from '../rule.ts';
import { RULES } from '../rules/index.ts';
import { createProblems, type Problems } from './problems.ts';

/** What one file says. */
export interface ConfigFile {
  /** Folders above are not asked. */
  readonly root: boolean;
  readonly preset?: Preset;
  readonly severities: Readonly<Record<string, RuleLevel>>;
  readonly options: Readonly<Record<string, RuleOptions>>;
  /** Patterns as in .gitignore, from the folder that holds `.sightline`. */
  readonly exclude: readonly string[];
  /** Names of loggers that no analysis can see: "audit", "self.journal". */
  readonly loggers: readonly string[];
}

const KEYS = ['$schema', 'root', 'preset', 'rules', 'exclude', 'loggers'];
const LEVELS = RULE_LEVELS.map((level) => `"${level}"`).join(', ');

/** Reads a file; `path` is named in the findings. Never throws. */
export function readConfig(path: string, text: string): { config: ConfigFile; findings: readonly Finding[] } {
  const problems = createProblems(path, text);
  const read = readJsonText(text);
  const none: ConfigFile = { root: false, severities: {}, options: {}, exclude: [], loggers: [] };
  if ('mistake' in read) {
    problems.add(read.mistake, `This configuration can’t be read, so none of it holds. ${read.mistake.message}`);
    return { config: none, findings: problems.findings };
  }
  if (read.root.members === undefined) {
    problems.add(read.root, 'A configuration is an object: { "preset": …, "rules": … }.');
    return { config: none, findings: problems.findings };
  }
  let config = none;
  for (const { key, keyStart, keyEnd, value } of read.root.members) {
    switch (key) {
      case '$schema':
        break;
      case 'root':
        if (typeof value.value === 'boolean') config = { ...config, root: value.value };
        else problems.add(value, '"root" is true or false.');
        break;
      case 'preset': {
        const preset = oneOf(value, PRESETS, 'preset', problems);
        if (preset !== undefined) config = { ...config, preset };
        break;
      }
      case 'rules':
        config = { ...config, ...readRules(value, problems) };
        break;
      case 'exclude':
      case 'loggers':
        config = { ...config, [key]: strings(value, key, problems) };
        break;
      default:
        problems.unknown(
          { start: keyStart, end: keyEnd },
          `"${key}" is nothing a configuration has; it is left out.`,
          nearest(key, KEYS),
        );
    }
  }
  return { config, findings: problems.findings };
}

function oneOf<T extends string>(node: JsonNode, known: readonly T[], what: string, problems: Problems): T | undefined {
  const found = known.find((one) => one === node.value);
  if (found !== undefined) return found;
  const meant = typeof node.value === 'string' ? nearest(node.value, known) : undefined;
  problems.unknown(node, `A ${what} is one of ${known.map((one) => `"${one}"`).join(', ')}.`, meant);
  return undefined;
}

function strings(node: JsonNode, what: string, problems: Problems): string[] {
  if (node.items === undefined) {
    problems.add(node, `"${what}" is a list of texts.`);
    return [];
  }
  return node.items.flatMap((item) => {
    if (typeof item.value === 'string' && item.value.trim() !== '') return [item.value];
    problems.add(item, `"${what}" is a list of texts.`);
    return [];
  });
}

function readRules(node: JsonNode, problems: Problems): Pick<ConfigFile, 'severities' | 'options'> {
  const severities: Record<string, RuleLevel> = {};
  const options: Record<string, RuleOptions> = {};
  if (node.members === undefined) {
    problems.add(node, '"rules" is an object: { "no-print": "off" }.');
    return { severities, options };
  }
  for (const member of node.members) {
    const rule = RULES.find(({ id }) => id === member.key);
    const { value } = member;
    if (rule === undefined) {
      const ids = RULES.map(({ id }) => id);
      problems.unknown(placeOf(member), `There is no rule "${member.key}".`, nearest(member.key, ids));
    } else if (value.members === undefined) {
      const level = levelOf(value, problems);
      if (level !== undefined) severities[rule.id] = level;
    } else {
      const specs = rule.options ?? {};
      const given: Record<string, OptionValue> = {};
      for (const option of value.members) {
        if (option.key === 'severity') {
          const level = levelOf(option.value, problems);
          if (level !== undefined) severities[rule.id] = level;
        } else if (!Object.hasOwn(specs, option.key)) {
          const known = ['severity', ...Object.keys(specs)];
          problems.unknown(
            placeOf(option),
            `The rule ${rule.id} has no option "${option.key}".`,
            nearest(option.key, known),
          );
        } else {
          const read = readOption(option, specs[option.key]!, problems);
          if (read !== undefined) given[option.key] = read;
        }
      }
      options[rule.id] = given;
    }
  }
  return { severities, options };
}

const placeOf = ({ keyStart, keyEnd }: JsonMember): { start: number; end: number } => ({
  start: keyStart,
  end: keyEnd,
});

function levelOf(node: JsonNode, problems: Problems): RuleLevel | undefined {
  const found = RULE_LEVELS.find((level) => level === node.value);
  if (found !== undefined) return found;
  // What other linters call it.
  const alias = { warn: 'warning', info: 'information', none: 'off' } as const;
  const written = String(node.value);
  const meant = Object.hasOwn(alias, written) ? alias[written as keyof typeof alias] : nearest(written, RULE_LEVELS);
  problems.unknown(node, `A rule is set to one of ${LEVELS}, or to an object with "severity" and its options.`, meant);
  return undefined;
}

function readOption({ key, value }: JsonMember, { type }: OptionSpec, problems: Problems): OptionValue | undefined {
  if (type === 'strings') return strings(value, key, problems);
  if (typeof value.value === 'boolean') return value.value;
  problems.add(value, `"${key}" is true or false.`);
  return undefined;
}
