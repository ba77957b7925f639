import { type CsvTable, formatCsv } from '../../functions/contract/csv.ts';
import { element } from '../controls/element.ts';
import { formatRate } from '../format/numbers-and-dates.ts';
import { type Exportable, fileName } from './exportable.ts';

export async function savePicture(exportable: Exportable): Promise<string> {
  const name = fileName(exportable.fileName(), 'png');
  return saveFile(await pictureBlob(await exportable.picture()), name);
}

/**
 * A CSV as spreadsheets want it. It begins with a byte order mark: without one Excel takes UTF-8 for the system's old
 * encoding and Curaçao for CuraÃ§ao. Programs, which can stumble over the mark, have the API's CSV, which has none.
 */
export function numbersFile(table: CsvTable): Blob {
  return new Blob(['\uFEFF', formatCsv(table)], { type: 'text/csv;charset=utf-8' });
}

/** The PNG of a canvas; an error where it is too large for the browser. */
export function pictureBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(blob => {
      if (blob === null)
        reject(new Error(`the browser cannot write one of ${canvas.width} by ${canvas.height} pixels`));
      else resolve(blob);
    }, 'image/png');
  });
}

/** Browsers read the bytes soon after the click, but say nothing when they have. */
const KEPT_MS = 60_000;

/** Hands a file to the browser's downloads; gives the sentence that says so. */
export function saveFile(blob: Blob, name: string): string {
  const address = URL.createObjectURL(blob);
  element('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
  return `Saved as ${name}`;
}

/** In locales with a decimal comma, a spreadsheet would read "1.234" as thousands. */
const IMPORT =
  'If your spreadsheet writes decimals with a comma, import it with its language set to English (United States)';

export async function saveNumbers(exportable: Exportable): Promise<string> {
  if (exportable.table === undefined) throw new Error('this view has no table');
  const saved = saveFile(numbersFile(exportable.table()), fileName(exportable.fileName(), 'csv'));
  return formatRate(1.5).includes(',') ? `${saved}. ${IMPORT}` : saved;
}
