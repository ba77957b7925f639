import type { Cell as CsvCell } from '../../../functions/contract/csv.ts';
import { formatCsv } from '../../../functions/contract/csv.ts';
import { blobKey } from '../../../functions/contract/keys.ts';
import { Problem } from '../../../functions/contract/problem.ts';
import { parseProblemBody } from '../../../functions/contract/problem-body.ts';
import type { Cell, TableDescription, TableFile } from '../../../functions/contract/table.ts';
import { parseRowsAnswer } from '../../../functions/contract/table-answers.ts';
import { askApi, isExported } from '../../data/ask-api.ts';
import { type Exportable, type ExportFile, fileName } from '../../export/exportable.ts';
import { saveFile } from '../../export/save.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import type { TabContext } from '../view.ts';
import type { ChartChoice, TableView } from './address.ts';
import type { ChartModel } from './chart-form.ts';
import { counted, shownColumns, titleOf } from './model.ts';
import type { TableSource } from './source.ts';

export interface TableExportParts {
  readonly context: TabContext;
  readonly table: TableDescription;
  readonly file: TableFile;
  readonly source: TableSource;
  readonly view: () => TableView;
  /** What follows `/table` in the address. */
  readonly address: () => string;
  readonly modelOf: (chart: ChartChoice) => ChartModel | null;
}

/** As many rows as one answer of the API may have. */
const PAGE_ROWS = 1000;
/** A CSV with more rows takes too long to put together here. */
const MAX_CSV_ROWS = 200_000;

/** The exports of a table: the rows shown as CSV and JSON, all rows as Parquet, and a picture. */
export function tableExportable({
  context,
  table,
  file,
  source,
  view,
  address,
  modelOf,
}: TableExportParts): Exportable {
  const { snapshot } = context.published;
  const names = () => shownColumns(file, view()).map(({ name }) => name);
  const absolute = (path: string) => new URL(path, location.href).href;
  const call = (more: Readonly<Record<string, string>>) => absolute(source.rowsCall(view(), names(), more));
  const name = () =>
    [snapshot.dataset, ...(table.id === snapshot.dataset ? [] : [table.id]), ...wordsOf(view())].join('-');

  const files = (): readonly ExportFile[] => {
    const found = source.found(view().where);
    const shown = found === null ? 'The rows shown' : `The ${counted(found, 'row')} shown, in their order`;
    return [
      {
        name: 'CSV',
        words: `${shown}, for a spreadsheet`,
        get: async progress => saveFile(await csvFile(found ?? file.rows, progress), fileName(name(), 'csv')),
      },
      {
        name: 'JSON',
        words: found !== null && found > PAGE_ROWS ? `The first ${formatCount(PAGE_ROWS)} rows` : shown,
        get: async () => {
          const answer = await askApi(call({ limit: String(PAGE_ROWS) }), parseRowsAnswer);
          const records = answer.rows.map(cells =>
            Object.fromEntries(answer.columns.map((key, at) => [key, cells[at]])),
          );
          const blob = new Blob([JSON.stringify(records)], { type: 'application/json' });
          return saveFile(blob, fileName(name(), 'json'));
        },
      },
      ...table.parts.map(({ id, bytes, rows }, at) => ({
        name: table.parts.length === 1 ? 'Parquet' : `Parquet ${at + 1}`,
        words: `${table.parts.length === 1 ? 'All' : 'Part of all'} rows as published, ${counted(rows, 'row')}, ${sizeWords(bytes)}`,
        get: `/${blobKey(snapshot.dataset, id, 'parquet')}`,
      })),
    ];
  };
  /** In one answer, or page by page where that would be too large. */
  const csvFile = async (rows: number, progress: (words: string) => void): Promise<Blob> => {
    if (isExported()) {
      const answer = await askApi(call({ limit: String(rows) }), parseRowsAnswer);
      return csvBlob([formatCsv({ columns: answer.columns, rows: answer.rows.map(cells => cells.map(csvCell)) })]);
    }
    const whole = await fetchCsv(call({ format: 'csv' })).catch(error => {
      if (error instanceof Problem && error.code === 'too-large') return null;
      throw error;
    });
    if (whole !== null) return csvBlob([whole]);
    if (rows > MAX_CSV_ROWS)
      throw new Error(
        `a CSV may have ${formatCount(MAX_CSV_ROWS)} rows here. Filter the rows, or take the Parquet file`,
      );
    const header = formatCsv({ columns: names(), rows: [] });
    const pages: string[] = [header];
    for (let offset = 0; offset < rows; offset += PAGE_ROWS) {
      progress(`${formatCount(offset)} of ${formatCount(rows)} rows`);
      const page = await fetchCsv(call({ format: 'csv', limit: String(PAGE_ROWS), offset: String(offset) }));
      pages.push(page.slice(header.length));
    }
    return csvBlob(pages);
  };

  return {
    fileName: name,
    title: () => titleOf(table, view(), file),
    address: () => absolute(context.addressOf('table', address())),
    call: () => call({ format: 'csv' }),
    files,
    copy: async () => {
      const answer = await askApi(call({ limit: String(PAGE_ROWS) }), parseRowsAnswer);
      return { columns: answer.columns, rows: answer.rows.map(cells => cells.map(csvCell)) };
    },
    picture: async () => {
      const { tablePicture } = await import('./picture.ts');
      const current = view();
      const model = current.chart === null ? null : modelOf(current.chart);
      return tablePicture({ context, table, file, source, view: current, model });
    },
  };
}

/** With the mark by which spreadsheets tell that it is UTF-8. */
function csvBlob(parts: readonly string[]): Blob {
  return new Blob(['\uFEFF', ...parts.map(part => part.replace(/^\uFEFF/, ''))], { type: 'text/csv;charset=utf-8' });
}

async function fetchCsv(address: string): Promise<string> {
  const response = await fetch(address);
  if (response.ok) return response.text();
  const { code, detail } = parseProblemBody(await response.json(), '');
  throw new Problem(code, detail);
}

function csvCell(cell: Cell): CsvCell {
  return typeof cell === 'boolean' ? String(cell) : cell;
}

/** What a file's name tells of its filters. */
function wordsOf({ where }: TableView): string[] {
  return where.map(({ column, op, values }) =>
    [column, ...(op === 'in' || op === 'eq' ? [] : [op]), ...values].join('-'),
  );
}

function sizeWords(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
