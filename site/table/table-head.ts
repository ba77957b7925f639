import { headingWords } from './cell-words.ts';
import type { Direction } from './sort-rows.ts';

/** A row of column names that sort when pressed: numbers from the largest at first, text from A; again for the other way. */
export function tableHead(
  columns: readonly string[],
  numeric: readonly boolean[],
  onSort: (column: number, direction: Direction) => void,
): HTMLTableSectionElement {
  const heads = columns.map((name, column) => {
    const head = document.createElement('th');
    head.scope = 'col';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'table-sort';
    button.textContent = headingWords(name);
    head.append(button);
    if (numeric[column] === true) head.className = 'table-number';
    button.addEventListener('click', () => {
      const direction = nextDirection(head.ariaSort, numeric[column] === true);
      for (const other of heads) other.ariaSort = null;
      head.ariaSort = direction;
      onSort(column, direction);
    });
    return head;
  });
  const line = document.createElement('tr');
  line.append(...heads);
  const section = document.createElement('thead');
  section.append(line);
  return section;
}

function nextDirection(current: string | null, numeric: boolean): Direction {
  if (current === null) return numeric ? 'descending' : 'ascending';
  return current === 'ascending' ? 'descending' : 'ascending';
}
