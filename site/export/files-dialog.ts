import type { Cell, CsvTable } from '../../functions/contract/csv.ts';
import { element } from '../controls/element.ts';
import { openDialog } from './dialog.ts';
import type { Exportable, ExportFile } from './exportable.ts';

/** Offers the files of a view: some lie ready, others are made when they are asked for. */
export async function showFiles({ files, title }: Exportable): Promise<string> {
  if (files === undefined) throw new Error('this view has no files');
  const status = element('p', { className: 'note', role: 'status' });
  const list = element('ul', { className: 'export-files' }, ...files().map(file => fileLine(file, status)));
  openDialog({ title: 'Download', content: [element('p', {}, title()), list, status] });
  return '';
}

function fileLine({ name, words, get }: ExportFile, status: HTMLElement): HTMLElement {
  const note = element('span', { className: 'note' }, words);
  if (typeof get === 'string') {
    const link = element('a', { href: get, download: '', className: 'quiet' }, name);
    return element('li', {}, link, note);
  }
  const button = element('button', { type: 'button', className: 'quiet' }, name);
  let busy = false;
  button.addEventListener('click', async () => {
    if (busy) return;
    busy = true;
    try {
      status.textContent = await get(progress => {
        status.textContent = progress;
      });
    } catch (error) {
      status.textContent = `The file could not be made: ${error instanceof Error ? error.message : String(error)}`;
    }
    busy = false;
  });
  return element('li', {}, button, note);
}

/** Puts rows on the clipboard as spreadsheets take them: cells between tabs. */
export async function copyRows({ copy }: Exportable): Promise<string> {
  if (copy === undefined) throw new Error('this view has no rows to copy');
  let rows = 0;
  // The promise goes in as it is: some browsers forget the click while rows are read.
  const text = async () => {
    const table = await copy();
    const lines = [...table.rows];
    rows = lines.length;
    return new Blob([tabSeparated({ columns: table.columns, rows: lines })], { type: 'text/plain' });
  };
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text() })]);
  return `Copied ${rows} ${rows === 1 ? 'row' : 'rows'}`;
}

function tabSeparated({ columns, rows }: CsvTable): string {
  const plain = (cell: Cell) => String(cell ?? '').replaceAll(/[\t\r\n]+/g, ' ');
  return [columns, ...rows].map(line => line.map(plain).join('\t')).join('\n');
}
