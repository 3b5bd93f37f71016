// The Markdown page of a rule, made from what the rule says of itself.

import type { Rule, RuleExample } from '../../src/lint/rule.ts';

/** The text of docs/rules/<id>.md. */
export function pageOf({ id, title, severity, docs }: Rule): string {
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
    '## Switch it off',
    '',
    `On a line: \`# sightline-ignore: ${id} reason\` behind it or above it (\`//\` likewise). In a file: \`# sightline-ignore-file: ${id}\`.`,
    `Everywhere: \`"sightline.lint.rules": { "${id}": "off" }\`, or another severity.`,
    '',
  ].join('\n');
}

function example({ language, bad, good }: RuleExample): string[] {
  return ['Instead of', '', `\`\`\`${language}`, bad, '```', '', 'write', '', `\`\`\`${language}`, good, '```', ''];
}
