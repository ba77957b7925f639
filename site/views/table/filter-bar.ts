import type { TableFile } from '../../../functions/contract/table.ts';
import { element } from '../../controls/element.ts';
import { openDialog } from '../../export/dialog.ts';
import { ANY_COLUMN, type Condition, sentencesOf } from './conditions.ts';
import { LISTED, textFilter } from './filters.ts';
import type { TableFrame } from './frame.ts';
import { counted } from './model.ts';

interface BarEvents {
  readonly onChange: (column: string, conditions: readonly Condition[]) => void;
  readonly onClear: () => void;
}

interface FilterBar {
  readonly render: (where: readonly Condition[]) => void;
  readonly setFound: (found: number | null) => void;
}

/** The filters in use, each a sentence that can be removed; a field to find rows by their text; and on a phone, all filters. */
export function filterBar(
  { chips, clear, openFilters, filters, side, find }: TableFrame,
  { columns }: Pick<TableFile, 'columns'>,
  { onChange, onClear }: BarEvents,
): FilterBar {
  clear.addEventListener('click', () => {
    onClear();
    openFilters.focus();
  });
  const [first, second] = columns.filter(({ type, profile }) => type === 'text' && profile.distinct > LISTED);
  const [sought, placeholder] =
    second === undefined ? [first?.name, `Find in ${first?.name}`] : [ANY_COLUMN, 'Find in all text'];
  const field =
    sought === undefined ? null : textFilter(sought, placeholder, conditions => onChange(sought, conditions));
  if (field !== null) find.replaceChildren(field.element);
  find.hidden = field === null;

  const done = element('button', { type: 'button', className: 'message-action filters-done' });
  openFilters.addEventListener('click', () => {
    const dialog = openDialog({
      title: 'Filters',
      content: [filters, done],
      isSheet: true,
      onClose: () => side.append(filters),
    });
    dialog.classList.add('filters-sheet');
    done.onclick = () => dialog.close();
  });
  return {
    setFound: found => {
      done.textContent = found === null ? 'Show the rows' : `Show ${counted(found, 'row')}`;
    },
    render: where => {
      const sentences = sentencesOf(where, columns);
      chips.replaceChildren(
        ...sentences.map(({ column, words }) => {
          const remove = element(
            'button',
            { type: 'button', className: 'chip-remove', ariaLabel: `Remove the filter ${words}` },
            '×',
          );
          remove.addEventListener('click', () => {
            onChange(column, []);
            const next = chips.querySelector('button') ?? openFilters;
            next.focus();
          });
          return element('li', { className: 'chip filter-chip' }, words, remove);
        }),
      );
      chips.hidden = sentences.length === 0;
      clear.hidden = sentences.length === 0;
      openFilters.textContent = sentences.length === 0 ? 'Filters' : `Filters (${sentences.length})`;
      field?.render(null, where);
    },
  };
}
