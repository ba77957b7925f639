import { formatCsv, type Table } from '../../functions/contract/csv.ts';

/**
 * A CSV as spreadsheets want it. It begins with a byte order mark: without one Excel takes UTF-8 for the system's old
 * encoding and Curaçao for CuraÃ§ao. Programs, which can stumble over the mark, have the API's CSV, which has none.
 */
export function numbersFile(table: Table): Blob {
  return new Blob(['\uFEFF', formatCsv(table)], { type: 'text/csv;charset=utf-8' });
}
