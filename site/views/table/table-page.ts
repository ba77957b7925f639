import type { TableDescription, TableFile } from '../../../functions/contract/table.ts';
import type { TabContext } from '../view.ts';
import { tableFrame } from './frame.ts';
import { type ShownTable, shownTable } from './shown-table.ts';

export interface TablePage {
  readonly table: string;
  /** Shows what an address asks for. */
  readonly show: (file: TableFile, rest: string, notes: readonly string[]) => void;
  readonly title: () => string;
  readonly closePanels: () => void;
}

/** The page of one table: its frame at once, the rest when its file is here. */
export function tablePage(context: TabContext, table: TableDescription, onTable: (table: string) => void): TablePage {
  const frame = tableFrame(context.element, table, context.published.snapshot.tables);
  let shown: ShownTable | null = null;
  frame.choice.addEventListener('change', () => onTable(frame.choice.value));
  return {
    table: table.id,
    show: (file, rest, notes) => {
      shown ??= shownTable(context, table, file, frame);
      shown.show(rest, notes);
    },
    title: () => shown?.title() ?? table.title,
    closePanels: () => shown?.closePanels(),
  };
}
