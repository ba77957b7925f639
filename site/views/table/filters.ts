import type { Cell, TableColumn } from '../../../functions/contract/table.ts';
import { element } from '../../controls/element.ts';
import { formatCell, isRange, MISSING } from '../../format/cells.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { ANY_COLUMN, type Condition, chosenText, chosenValues, valueText } from './conditions.ts';
import type { Facet } from './model.ts';
import { rangeFilter } from './range-filter.ts';

/** Filters one column: by what is found in it. */
export interface ColumnFilter {
  readonly column: string;
  readonly element: HTMLElement;
  /** @param shown of the rows that meet the conditions on all other columns; null while that is loading */
  readonly render: (shown: Facet | null, where: readonly Condition[]) => void;
}

type OnChange = (column: string, conditions: readonly Condition[]) => void;

/** The filter that suits a column: a range, values to choose, or a text to be contained. */
export function columnFilter(column: TableColumn, onChange: OnChange): ColumnFilter {
  const { name, profile, unit } = column;
  const change = (conditions: readonly Condition[]) => onChange(name, conditions);
  const isSpread = isRange(column) && profile.histogram !== null;
  const parts = [
    ...(isSpread ? [rangeFilter(column, change)] : []),
    ...(!isSpread && profile.top.length > 0 && isFew(column) ? [choiceFilter(column, change)] : []),
    ...(!isSpread && column.type === 'text' && profile.distinct > LISTED
      ? [textFilter(column.name, 'Contains …', change)]
      : []),
    ...(profile.missing > 0 && profile.count > 0 ? [missingFilter(column, change)] : []),
  ];
  const title = element(
    'h2',
    { className: 'filter-title' },
    name,
    ...(unit === null ? [] : [element('span', {}, unit)]),
  );
  return {
    column: name,
    element: element('section', { className: 'filter' }, title, ...parts.map(part => part.element)),
    render: (shown, where) => {
      for (const part of parts) part.render(shown, where);
    },
  };
}

/** Whether a column has something to filter by. */
export function isFilterable({ profile }: TableColumn): boolean {
  return profile.distinct > 1 || (profile.missing > 0 && profile.count > 0);
}

type Part = Omit<ColumnFilter, 'column'>;

/** More values are shown on request. */
export const LISTED = 8;

function isFew({ category, type, profile }: TableColumn): boolean {
  return category || type === 'boolean' || profile.distinct <= profile.top.length;
}

function choiceFilter(column: TableColumn, change: (conditions: readonly Condition[]) => void): Part {
  const { name, profile } = column;
  const highest = Math.max(1, ...profile.top.map(({ count }) => count));
  const state = { chosen: [] as readonly string[] };
  const rows = profile.top.flatMap(({ value }) => {
    if (value === null) return [];
    const text = valueText(value);
    return [
      {
        text,
        value,
        ...facetRow(formatCell(value, column), isOn => {
          const others = state.chosen.filter(other => other !== text);
          const chosen = isOn ? [...others, text] : others;
          change(chosen.length === 0 ? [] : [{ column: name, op: 'in', values: chosen }]);
        }),
      },
    ];
  });
  const list = element('div', { className: 'filter-values' }, ...rows.map(row => row.element));
  const more = element('button', { type: 'button', className: 'plain filter-more' }, `Show all ${rows.length}`);
  more.hidden = rows.length <= LISTED + 1;
  const hideRest = (isHidden: boolean) => {
    for (const [at, row] of rows.entries()) row.element.hidden = isHidden && at >= LISTED && !row.input.checked;
  };
  more.addEventListener('click', () => {
    more.hidden = true;
    hideRest(false);
    rows[LISTED]?.input.focus();
  });
  return {
    element: element('div', {}, list, more),
    render: (shown, where) => {
      state.chosen = chosenValues(where, name);
      const counts = new Map<Cell, number>(shown?.top.map(({ value, count }) => [value, count]));
      for (const row of rows) {
        const count = counts.get(row.value) ?? 0;
        row.input.checked = state.chosen.includes(row.text);
        row.set(shown === null ? null : count, count / highest);
      }
      if (!more.hidden) hideRest(true);
    },
  };
}

function facetRow(words: string, onChange: (isOn: boolean) => void) {
  const input = element('input', { type: 'checkbox' });
  input.addEventListener('change', () => onChange(input.checked));
  const bar = element('span', { className: 'filter-bar' });
  const figure = element('span', { className: 'filter-count' });
  const row = element(
    'label',
    { className: 'filter-value' },
    input,
    element('span', { className: 'filter-words', title: words }, words),
    figure,
    bar,
  );
  return {
    element: row,
    input,
    set: (count: number | null, share: number) => {
      figure.textContent = count === null ? '' : formatCount(count);
      bar.style.width = `${Math.min(1, share) * 100}%`;
    },
  };
}

/** Typing filters after a short rest. */
const REST_MS = 250;

/** A field for a text that the values of a column must contain. */
export function textFilter(
  name: string,
  placeholder: string,
  change: (conditions: readonly Condition[]) => void,
): Omit<ColumnFilter, 'column'> {
  const input = element('input', {
    type: 'search',
    className: 'input filter-text',
    placeholder,
    ariaLabel: name === ANY_COLUMN ? placeholder : `${name} contains`,
    autocomplete: 'off',
  });
  let timer = 0;
  const state = { text: '' };
  const apply = () => {
    clearTimeout(timer);
    const text = input.value.trim();
    if (text === state.text) return;
    state.text = text;
    change(text === '' ? [] : [{ column: name, op: 'contains', values: [text] }]);
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(apply, REST_MS);
  });
  input.addEventListener('change', apply);
  return {
    element: input,
    render: (_, where) => {
      state.text = chosenText(where, name);
      // What someone is typing is newer.
      if (document.activeElement !== input) input.value = state.text;
    },
  };
}

function missingFilter({ name, profile }: TableColumn, change: (conditions: readonly Condition[]) => void): Part {
  const row = facetRow(`${MISSING} missing`, isOn =>
    change(isOn ? [{ column: name, op: 'missing', values: ['true'] }] : []),
  );
  row.element.classList.add('is-missing');
  return {
    element: row.element,
    render: (shown, where) => {
      row.input.checked = where.some(
        condition => condition.column === name && condition.op === 'missing' && condition.values[0] === 'true',
      );
      row.set(
        shown === null ? null : shown.missing,
        (shown?.missing ?? 0) / Math.max(1, profile.missing + profile.count),
      );
    },
  };
}
