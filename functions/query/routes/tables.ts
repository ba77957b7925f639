import type { CsvTable } from '../../contract/csv.ts';
import { blobKey } from '../../contract/keys.ts';
import type { TableAnswer, TablesAnswer } from '../../contract/table-answers.ts';
import { defineRoute } from '../http/route.ts';
import { FORMAT, SNAPSHOT } from '../parameters/dataset-parameters.ts';
import { openDataset } from '../published/dataset-view.ts';
import { openTable } from '../published/table-view.ts';

const COLUMNS = ['id', 'title', 'rows', 'columns'] as const;

export const tables = defineRoute({
  path: '/datasets/{dataset}/tables',
  summary: 'The tables of a data set, with their sizes and the Parquet files that hold their rows.',
  parameters: { snapshot: SNAPSHOT, format: FORMAT },
  async ask(published, { dataset }, { snapshot, format }) {
    const view = await openDataset(published, dataset, snapshot);
    const { tables } = view.snapshot;
    const body: TablesAnswer = { schema: 'tables-answer/1', dataset, snapshot: view.id, tables };
    const table: CsvTable = { columns: COLUMNS, rows: tables.map(table => COLUMNS.map(column => table[column])) };
    return { version: view.id, lasting: snapshot !== null, format, answer: async () => ({ body, table }) };
  },
});

export const table = defineRoute({
  path: '/datasets/{dataset}/tables/{table}',
  summary:
    'A table: its columns, each with a profile over all rows (count, missing, distinct, range, quartiles, histogram, top values), charts worth a look, the first hundred rows, and the addresses of the Parquet files that hold all of them.',
  parameters: { snapshot: SNAPSHOT },
  async ask(published, names, { snapshot }) {
    const view = await openTable(published, names, snapshot);
    const { dataset, table } = view;
    const answer = async () => {
      const body: TableAnswer = {
        schema: 'table-answer/1',
        ...{ dataset, snapshot: view.id, table: table.id },
        description: await published.table(dataset, table.about),
        parts: table.parts.map(({ id, rows, bytes }) => {
          return { address: `/${blobKey(dataset, id, 'parquet')}`, rows, bytes };
        }),
      };
      return { body };
    };
    return { version: view.id, lasting: snapshot !== null, format: 'json', answer };
  },
});
