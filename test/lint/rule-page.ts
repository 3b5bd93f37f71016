// The Markdown page of a rule, made from what the rule says of itself.

import type { Rule, RuleExample } from '../../src/lint/rule.ts';

/** The text of docs/rules/<id>.md. */
export function pageOf({ id, title, severity, docs, options }: Rule): string {
  return [
    `# ${title}`,
    '',
    `Rule \`${id}\`, ${severity} by default.`,
    '',
    docs.why,
    '',
    ...docs.details.flatMap((detail) => [`- ${detail}`]),
    '',
    ...docs.examples.flatMap(example),
    ...(options === undefined ? [] : optionList(options)),
    '## Switch it off',
    '',
    `On a line: \`# sightline-ignore: ${id} reason\` behind it or above it (\`//\` likewise). In a file: \`# sightline-ignore-file: ${id}\`.`,
    `In a project: \`"rules": { "${id}": "off" }\` in [\`.sightline/config.json\`](../configuration.md), or another severity; for yourself: the same in VS Code's setting \`sightline.lint.rules\`.`,
    '',
  ].join('\n');
}

function optionList(options: NonNullable<Rule['options']>): string[] {
  return [
    '## Options',
    '',
    ...Object.entries(options).map(
      ([name, { type, description }]) =>
        `- \`${name}\` (${type === 'strings' ? 'a list of texts' : 'true or false'}): ${description}`,
    ),
    '',
  ];
}

function example({ language, bad, good }: RuleExample): string[] {
  return ['Instead of', '', `\`\`\`${language}`, bad, '```', '', 'write', '', `\`\`\`${language}`, good, '```', ''];
}
