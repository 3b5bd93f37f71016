// CodeStyle: how a project wants its code laid out, as far as the configuration of its formatter says.

/** What is configured; what is not is absent. */
export interface CodeStyle {
  /** Columns a line may take. */
  readonly width?: number;
  /** Where a comma goes behind the last of several lines: also behind arguments, behind entries only, or nowhere. */
  readonly commas?: 'all' | 'entries' | 'none';
}
