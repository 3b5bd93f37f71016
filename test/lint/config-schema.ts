// The JSON Schema of `.sightline/config.json`, made from the rules.

import { PRESETS, RULE_LEVELS } from '../../src/model/lint-settings.ts';
import type { OptionSpec, Rule } from '../../src/lint/rule.ts';
import { RULES } from '../../src/lint/rules/index.ts';

function ofOption({ type, description }: OptionSpec): object {
  return type === 'strings' ? { type: 'array', items: { type: 'string' }, description } : { type, description };
}

function ofRule({ title, severity, options = {} }: Rule): object {
  const level = { $ref: '#/definitions/level' };
  const named = Object.entries(options).map(([name, spec]) => [name, ofOption(spec)] as const);
  return {
    description: `${title} (${severity} by default)`,
    anyOf: [
      level,
      {
        type: 'object',
        properties: { severity: level, ...Object.fromEntries(named) },
        additionalProperties: false,
      },
    ],
  };
}

/** The text of media/config.schema.json. */
export function configSchema(): string {
  const texts = { type: 'array', items: { type: 'string', minLength: 1 } };
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'How Sightline judges the logger calls of this folder and those below',
    type: 'object',
    additionalProperties: false,
    definitions: { level: { enum: RULE_LEVELS, description: 'How serious findings of the rule are' } },
    properties: {
      $schema: { type: 'string' },
      root: { type: 'boolean', default: false, description: 'Folders above are not asked' },
      preset: {
        enum: PRESETS,
        default: 'recommended',
        enumDescriptions: ['Every rule as it is', 'Nothing below a warning', 'Whatever leaks is an error'],
        description: 'What rules that are not named are set to',
      },
      rules: {
        type: 'object',
        description: 'A severity, or an object of severity and options, for each rule that is to be different',
        properties: Object.fromEntries(RULES.map((rule) => [rule.id, ofRule(rule)])),
        additionalProperties: false,
      },
      exclude: {
        ...texts,
        description:
          'Files and folders that are not judged: patterns as in .gitignore, from the folder that holds .sightline',
      },
      loggers: {
        ...texts,
        description: 'Names of loggers that can’t be recognised from the code: "audit", "self.journal"',
      },
    },
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
