// How a file is to be judged, after all configuration files and settings that hold for it.

import type { CodeStyle } from './code-style.ts';
import type { FieldSchema } from './field-schema.ts';
import type { Severity } from './finding.ts';

/** `recommended`: every rule as it is. `strict`: nothing below a warning. `privacy`: whatever leaks is an error. */
export const PRESETS = ['recommended', 'strict', 'privacy'] as const;
export type Preset = (typeof PRESETS)[number];

/** What a rule may be set to. */
export const RULE_LEVELS = ['off', 'hint', 'information', 'warning', 'error'] as const;
export type RuleLevel = (typeof RULE_LEVELS)[number];

/** The value of an option of a rule. */
export type OptionValue = boolean | readonly string[];
/** Options by name, as configuration gives them; those not given are absent. */
export type RuleOptions = Readonly<Record<string, OptionValue>>;

/** How a file is to be judged; plain data, so that it can be handed to another thread. */
export interface LintSettings {
  readonly preset?: Preset;
  /** By rule id; rules not named keep what the preset says. */
  readonly severities?: Readonly<Record<string, RuleLevel>>;
  /** By rule id, then by name of the option. */
  readonly options?: Readonly<Record<string, RuleOptions>>;
  /** Only these rules, even those that are off. */
  readonly only?: readonly string[];
  readonly schema?: FieldSchema;
  /** How what a fix writes is to be laid out. */
  readonly style?: CodeStyle;
}

/** What goes before every configuration file: the command line, or the editor's settings. */
export type SettingsOverrides = Pick<LintSettings, 'preset' | 'severities' | 'only'>;

/** The severity a preset gives to a finding of a rule. */
export function presetSeverity(preset: Preset, rule: string, severity: Severity): Severity {
  switch (preset) {
    case 'recommended':
      return severity;
    case 'strict':
      return severity === 'error' ? 'error' : 'warning';
    case 'privacy':
      return rule.startsWith('sensitive-') ? 'error' : severity;
  }
}
