// Findings as SARIF 2.1.0 (OASIS), with the rules' help, fixes, and fingerprints by which a finding is known again.

import { CONFIGURATION } from '../../lint/config/problems.ts';
import { RULES } from '../../lint/rules/index.ts';
import type { Rule } from '../../lint/rule.ts';
import type { Fix, Severity } from '../../model/finding.ts';
import type { Range } from '../../model/location.ts';
import type { LintReport, Reported } from './report.ts';

const LEVEL: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** Columns count UTF-16 units, from 1; the end is behind the last. */
function region({ start, end }: Range): object {
  return {
    startLine: start.line + 1,
    startColumn: start.column + 1,
    endLine: end.line + 1,
    endColumn: end.column + 1,
  };
}

/** A path as a URI reference: signs that mean something in one are written by their numbers. */
function uri(file: string): string {
  // A name that is no text (Windows has such) can't be written by its numbers.
  const path = file.toWellFormed().split('/').map(encodeURIComponent).join('/');
  if (/^[A-Za-z]:\//.test(file)) return `file:///${file.slice(0, 2)}${path.slice(path.indexOf('/'))}`;
  if (file.startsWith('//')) return `file:${path}`;
  return file.startsWith('/') ? `file://${path}` : path.replace(/^(?:\.\/)+/, '');
}

function descriptor({ id, title, severity, docs }: Rule): object {
  const examples = docs.examples.map(
    ({ language, bad, good }) =>
      `Instead of\n\n\`\`\`${language}\n${bad}\n\`\`\`\n\nwrite\n\n\`\`\`${language}\n${good}\n\`\`\``,
  );
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: docs.why },
    help: {
      text: [docs.why, ...docs.details].join('\n\n'),
      markdown: [docs.why, docs.details.map((detail) => `- ${detail}`).join('\n'), ...examples].join('\n\n'),
    },
    defaultConfiguration: { level: LEVEL[severity] },
    properties: { tags: ['logging', ...(id.startsWith('sensitive-') ? ['security'] : [])] },
  };
}

const CONFIGURATION_RULE = {
  id: CONFIGURATION,
  shortDescription: { text: 'Configuration that is broken or unknown' },
  defaultConfiguration: { level: 'error' },
};

function fixOf({ title, edits }: Fix, artifactLocation: object): object {
  const replacements = edits.map(({ range, newText }) => ({
    deletedRegion: region(range),
    insertedContent: { text: newText },
  }));
  return { description: { text: title }, artifactChanges: [{ artifactLocation, replacements }] };
}

function result({ finding, file, fingerprint }: Reported): object {
  const { rule, severity, message, range, fixes } = finding;
  const artifactLocation = { uri: uri(file) };
  const index = RULES.findIndex(({ id }) => id === rule);
  const safe = fixes.filter(({ kind }) => kind === 'fix');
  return {
    ruleId: rule,
    ruleIndex: index < 0 ? RULES.length : index,
    level: LEVEL[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation, region: region(range) } }],
    partialFingerprints: { primaryLocationLineHash: fingerprint },
    ...(safe.length === 0 ? {} : { fixes: safe.map((fix) => fixOf(fix, artifactLocation)) }),
  };
}

/** The whole report. */
export function sarifReport({ findings, version }: LintReport): string {
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Sightline', version, rules: [...RULES.map(descriptor), CONFIGURATION_RULE] } },
        columnKind: 'utf16CodeUnits',
        results: findings.map(result),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}
