import './table.css';
import './table-filters.css';
import './table-panels.css';
import './table-narrow.css';
import { parseTableFile, type TableFile } from '../../../functions/contract/table.ts';
import type { OpenTab, TabContext } from '../view.ts';
import { readTableId } from './address.ts';
import { failureLine } from './record-panel.ts';
import { type TablePage, tablePage } from './table-page.ts';

/** The tables of a data set, one at a time: every row as it was published. */
export function tableTab(context: TabContext): OpenTab {
  const { published, element: root } = context;
  const { tables, title } = published.snapshot;
  const [first] = tables;
  if (first === undefined) throw new Error(`the data set "${published.snapshot.dataset}" has no table`);
  const files = new Map<string, Promise<TableFile>>();
  let page: TablePage | null = null;
  /** Counts openings, so that a late one is recognized. */
  let openings = 0;

  const read = (about: string) => {
    const file = files.get(about) ?? published.readBlob(about, parseTableFile);
    files.set(about, file);
    file.catch(() => files.delete(about));
    return file;
  };
  const open = async (rest: string): Promise<void> => {
    openings += 1;
    const opening = openings;
    const asked = readTableId(rest);
    const table = tables.find(({ id }) => id === asked) ?? first;
    const notes = asked === null || asked === table.id ? [] : [`There is no table “${asked}” here.`];
    if (page?.table !== table.id) {
      page?.closePanels();
      page = tablePage(context, table, openTable);
    }
    try {
      const file = await read(table.about);
      if (opening === openings) page.show(file, notes.length > 0 ? '' : rest, notes);
    } catch {
      if (opening !== openings) return;
      const again = () => void open(rest);
      root.querySelector('.table-failures')?.replaceChildren(failureLine('The table did not load.', again));
    }
  };
  const openTable = (id: string) => {
    context.write(`/${encodeURIComponent(id)}`, 'push');
    void open(`/${encodeURIComponent(id)}`);
  };
  return {
    show: rest => void open(rest),
    title: () => page?.title() ?? title,
    hide: () => page?.closePanels(),
  };
}
