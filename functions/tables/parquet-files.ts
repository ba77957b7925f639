import { blobKey } from '../contract/keys.ts';
import { Problem } from '../contract/problem.ts';
import { BASE_PATH } from '../query/http/api-response.ts';
import type { Elsewhere } from '../query/http/route.ts';
import type { TableView } from './open-table.ts';

/** The published file that is the whole table. Throws `too-large` where it is several. */
export function wholeTable(view: TableView): Elsewhere {
  const [path, ...others] = pathsOf(view);
  if (path !== undefined && others.length === 0) return { location: path };
  throw new Problem('too-large', `the whole table is more than one file: ${describeFiles(view)}`);
}

/** Where all rows are, as the end of a sentence. */
export function describeFiles(view: TableView): string {
  const [path = '', ...others] = pathsOf(view);
  if (others.length === 0) return `the Parquet file ${path}`;
  return `the ${others.length + 1} Parquet files that ${BASE_PATH}/datasets/${view.dataset}/tables/${view.table.id} lists as "parts"`;
}

function pathsOf({ dataset, table }: TableView): string[] {
  return table.parts.map(({ id }) => `/${blobKey(dataset, id, 'parquet')}`);
}
