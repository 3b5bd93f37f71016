// Draws the facets: values of a field with their counts; a click filters for one, the second button filters it out.

import { html, nothing, type TemplateResult } from 'lit';
import { LEVELS } from '../../src/model/level.ts';
import { formatCount, formatShortCount } from '../ui/format.ts';
import { displayLine } from '../ui/text.ts';
import { levelClass, levelMark } from '../ui/theme.ts';
import { fieldFilters, type FieldFilter } from './filters.ts';
import { isCorrelation } from './fields.ts';
import type { LogsModel } from './model.ts';
import { openFieldPicker } from './field-picker.ts';
import { FIRST_STATE, type FacetChoice } from './saved.ts';

function mark(model: LogsModel, field: string, value: string): TemplateResult | typeof nothing {
  const level = LEVELS.find((one) => one === value);
  if (field === 'level' && level !== undefined)
    return html`<span class="mark ${levelClass(level)} data" aria-hidden="true">${levelMark(level)}</span>`;
  if (field === 'service') return html`<i class="service-bar ${model.colours.classOf(value)}"></i>`;
  return nothing;
}

function valueLine(
  model: LogsModel,
  field: string,
  value: string,
  count: number,
  filter: FieldFilter | undefined,
): TemplateResult {
  const text = field === 'level' ? value.toLowerCase() : displayLine(value, 200) || '(empty)';
  const state = filter === undefined ? '' : filter.negated ? 'filtered-out' : 'filtered-for';
  const isRequest = isCorrelation(field, model.settings.correlationKeys);
  return html`<li class="facet-value ${state}">
    <button
      type="button"
      class="facet-for"
      aria-pressed=${String(filter !== undefined && !filter.negated)}
      title=${isRequest ? `Show the request ${text}` : filter === undefined ? `Only ${text}` : 'Take this filter away'}
      @click=${() => (isRequest ? model.showRequest(value) : model.filter(field, value, filter?.negated === true ? 'out' : 'for'))}
    >
      ${mark(model, field, value)}<span class="facet-text text ellipsis">${text}</span>
    </button>
    <button
      type="button"
      class="tool facet-out"
      title=${filter?.negated === true ? 'Take this filter away' : `Everything but ${text}`}
      aria-label=${filter?.negated === true ? `Stop filtering out ${text}` : `Filter out ${text}`}
      @click=${() => model.filter(field, value, 'out')}
    >
      <span class="codicon codicon-exclude" aria-hidden="true"></span>
    </button>
    <span class="facet-count number" title=${formatCount(count)}
      >${count < 100_000 ? formatCount(count) : formatShortCount(count)}</span
    >
  </li>`;
}

/** Values of the field that the query names but the answer does not: they must stay in reach. */
function withNamed(
  values: readonly { readonly value: string; readonly count: number }[],
  named: readonly FieldFilter[],
): readonly { readonly value: string; readonly count: number }[] {
  return [
    ...values,
    ...named
      .filter((filter) => !values.some(({ value }) => value === filter.value))
      .map(({ value }) => ({ value, count: 0 })),
  ];
}

/** Levels stand in their order, most severe first; everything else as counted. */
function inOrder(field: string, values: readonly { readonly value: string; readonly count: number }[]): typeof values {
  if (field !== 'level') return values;
  const rank = (value: string): number => LEVELS.findIndex((level) => level === value);
  return values.toSorted((a, b) => rank(b.value) - rank(a.value));
}

function facet(model: LogsModel, { field, open }: FacetChoice, named: readonly FieldFilter[]): TemplateResult {
  const { answer, failure, long } = model.facets.stateOf(field);
  const own = named.filter((filter) => filter.field === field);
  const values = answer === undefined ? [] : inOrder(field, withNamed(answer.values, own));
  const isOffered = FIRST_STATE.facets.some((usual) => usual.field === field);
  const change = (next: readonly FacetChoice[]): void => model.keep({ facets: next });
  const toggle = (): void =>
    change(model.saved.facets.map((one) => (one.field === field ? { field, open: !open } : one)));
  return html`<section class="facet">
    <div class="facet-head">
      <button type="button" class="facet-title" aria-expanded=${String(open)} @click=${toggle}>
        <span class="codicon codicon-chevron-${open ? 'down' : 'right'}" aria-hidden="true"></span
        ><span class="ellipsis text">${displayLine(field, 100)}</span>
      </button>
      ${
        isOffered
          ? nothing
          : html`<button
              type="button"
              class="tool"
              title="Remove this list"
              aria-label="Remove ${displayLine(field, 100)}"
              @click=${() => change(model.saved.facets.filter((one) => one.field !== field))}
            >
              <span class="codicon codicon-close" aria-hidden="true"></span>
            </button>`
      }
    </div>
    ${
      !open
        ? nothing
        : html`<ul class="facet-values">
              ${values.map(({ value, count }) =>
                valueLine(
                  model,
                  field,
                  value,
                  count,
                  own.find((filter) => filter.value === value),
                ),
              )}
            </ul>
            ${failure === undefined ? nothing : html`<p class="facet-note problem">${failure}</p>`}
            ${answer !== undefined && values.length === 0 ? html`<p class="facet-note muted">No values</p>` : nothing}
            ${
              answer !== undefined && (answer.distinct > answer.values.length || long)
                ? html`<button type="button" class="link facet-note" @click=${() => model.facets.setLong(field, !long)}>
                    ${long ? 'Fewer' : `${formatCount(answer.distinct - answer.values.length)} more`}
                  </button>`
                : nothing
            }`
    }
  </section>`;
}

export function facetsView(model: LogsModel): TemplateResult {
  const named = fieldFilters(model.saved.query);
  const addFacet = (field: string): void => {
    if (model.saved.facets.some((one) => one.field === field)) return;
    model.keep({ facets: [...model.saved.facets, { field, open: true }] });
  };
  return html`<nav class="facets" aria-label="Values to filter by">
    ${model.saved.facets.map((choice) => facet(model, choice, named))}
    <button
      type="button"
      class="link add-facet"
      @click=${(event: Event) => {
        openFieldPicker(event.currentTarget as HTMLElement, model, 'Count another field', {
          chosen: model.saved.facets.map(({ field }) => field),
          choose: addFacet,
        });
      }}
    >
      + field…
    </button>
  </nav>`;
}
