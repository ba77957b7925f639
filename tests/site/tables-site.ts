import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { blobKey } from '../../functions/contract/keys.ts';
import { RECEIPT_EXAMPLE } from '../../functions/contract/receipt-example.ts';
import type { RecognizedColumn } from '../../functions/contract/recognized.ts';
import { SNAPSHOT_EXAMPLE } from '../../functions/contract/snapshot.ts';
import { STANDARD_VIEWS } from '../../functions/contract/views.ts';
import { quoteName, quoteText } from '../../functions/engine/engine.ts';
import { createLanes } from '../../functions/engine/lanes.ts';
import { contentIdOfFile } from '../../functions/job/hash.ts';
import { profileTable } from '../../functions/profile/profile-table.ts';
import { createQueryApp } from '../../functions/query/query-app.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import type { Store } from '../../functions/store/store.ts';
import { createTablesApp } from '../../functions/tables/tables-app.ts';
import { buildSite, SITE_DIST } from '../../local/build-site.ts';
import { serve } from '../../local/serve.ts';
import { makeLive, putNamed, putReceipt } from '../query/publish-fixture.ts';

/** A table: SQL that gives its rows, and what its columns are taken for. */
export interface SiteTable {
  readonly id: string;
  readonly title: string;
  readonly rows: string;
  readonly columns: readonly SiteColumn[];
}

type SiteColumn = Pick<RecognizedColumn, 'name' | 'type'> & Partial<RecognizedColumn>;

const VEGA = join(import.meta.dirname, '../../node_modules/vega-datasets/data/');
const SQL_TYPES = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  decimal: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
} as const;

/** 344 penguins of three species; two were not measured. */
export const PENGUINS: SiteTable = {
  id: 'penguins',
  title: 'Penguins',
  rows: `SELECT "Species", "Island", "Beak Length (mm)" AS "Beak length", "Beak Depth (mm)" AS "Beak depth",
    "Flipper Length (mm)" AS "Flipper length", "Body Mass (g)" AS "Body mass", nullif("Sex", '.') AS "Sex"
    FROM read_json(${quoteText(`${VEGA}penguins.json`)})`,
  columns: [
    { name: 'Species', type: 'text', category: true },
    { name: 'Island', type: 'text', category: true },
    { name: 'Beak length', type: 'decimal', decimals: 1, unit: 'mm' },
    { name: 'Beak depth', type: 'decimal', decimals: 1, unit: 'mm' },
    { name: 'Flipper length', type: 'integer', unit: 'mm' },
    { name: 'Body mass', type: 'integer', unit: 'g' },
    { name: 'Sex', type: 'text', category: true },
  ],
};

/** A column of each type, names and values that need escapes, and more rows than are ever in the page. */
export const PARCELS: SiteTable = {
  id: 'parcels',
  title: 'Parcels',
  rows: `SELECT 'Parcel ' || i AS "a:b,c|d", i AS "Number", round((i * 7919 % 10007) / 100, 2) AS "Price", i % 3 = 0 AS "Fragile",
    DATE '2024-01-01' + (i * 31 % 700)::INTEGER AS "Sent", TIMESTAMP '2024-01-01 08:00:00' + INTERVAL (i) MINUTE AS "Seen",
    CASE WHEN i % 10 = 0 THEN NULL WHEN i % 2 = 0 THEN 'north|east' ELSE '=south, "west"' END AS "-way", 2000 + i % 20 AS "Year"
    FROM range(20000) t(i)`,
  columns: [
    { name: 'a:b,c|d', type: 'text' },
    { name: 'Number', type: 'integer' },
    { name: 'Price', type: 'decimal', decimals: 2, unit: '$' },
    { name: 'Fragile', type: 'boolean' },
    { name: 'Sent', type: 'date' },
    { name: 'Seen', type: 'timestamp' },
    { name: '-way', type: 'text', category: true },
    { name: 'Year', type: 'integer' },
  ],
};

export interface TablesSite {
  readonly address: string;
  /** The API answers from now on as if its data were out of reach, or again as it should. */
  readonly setDown: (isDown: boolean) => void;
  close(): Promise<void>;
}

/** The built site over a data set with both tables, and over one with the penguins alone; with the real API. */
export async function tablesSite(port = 0): Promise<TablesSite> {
  await buildSite();
  const folder = await mkdtemp(join(tmpdir(), 'seecovid-tables-'));
  const data = new DiskStore({ root: join(folder, 'site') });
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await publishTables(data, { dataset: 'penguins', tables: [PENGUINS] }, folder, connection);
  await publishTables(data, { dataset: 'things', tables: [PARCELS, PENGUINS] }, folder, connection);
  connection.closeSync();
  instance.closeSync();

  await mkdir(join(folder, 'rows'));
  const query = createQueryApp({ store: data, freshSeconds: 0, log: console.error });
  const tables = createTablesApp({ store: data, folder: join(folder, 'rows'), freshSeconds: 0, log: console.error });
  let isDown = false;
  const api = async (request: Request): Promise<Response> => {
    if (!/\/tables\/[^/]+\/(?:rows|facets|summary)$/.test(new URL(request.url).pathname)) return query.fetch(request);
    return isDown ? new Response('', { status: 503 }) : tables.fetch(request);
  };
  const server = await serve({ port, api, data, site: SITE_DIST });
  return {
    address: server.url,
    setDown: down => {
      isDown = down;
    },
    async close() {
      await server.close();
      await tables.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface TableSet {
  readonly dataset: string;
  readonly tables: readonly SiteTable[];
}

/** Publishes tables as a build would. */
async function publishTables(
  store: Store,
  { dataset, tables }: TableSet,
  folder: string,
  connection: DuckDBConnection,
): Promise<void> {
  const described = [];
  for (const table of tables) {
    const path = join(folder, `${dataset}-${table.id}.parquet`);
    const cells = table.columns.map(({ name, type }) => `${quoteName(name)}::${SQL_TYPES[type]} AS ${quoteName(name)}`);
    await connection.run(
      `COPY (SELECT row_number() OVER () - 1 AS _row, ${cells.join(', ')} FROM (${table.rows})) TO ${quoteText(path)} (FORMAT parquet)`,
    );
    const file = await profileTable(table, [path], table.columns.map(columnOf), createLanes([connection]));
    const part = await contentIdOfFile(path);
    await store.put(blobKey(dataset, part, 'parquet'), await readFile(path));
    const about = await putNamed(store, file, name => blobKey(dataset, name));
    const parts = [{ id: part, rows: file.rows, bytes: (await stat(path)).size }];
    described.push({ id: table.id, title: table.title, rows: file.rows, columns: table.columns.length, about, parts });
  }
  const receipt = await putReceipt(store, { ...RECEIPT_EXAMPLE, dataset, outcome: 'published' });
  await makeLive(store, {
    ...{ ...SNAPSHOT_EXAMPLE, dataset, kind: 'table', title: tables[0]?.title ?? dataset, views: STANDARD_VIEWS },
    ...{
      firstDate: 'all',
      lastDate: 'all',
      period: { unit: 'none', every: 1 },
      measures: [],
      maps: [],
      tables: described,
    },
    receipt,
  });
}

function columnOf(column: SiteColumn): RecognizedColumn {
  const standard = {
    publishedAs: null,
    unit: null,
    decimals: 0,
    category: false,
    missing: [],
    why: 'All values are alike.',
  } as const;
  return { ...standard, decimalMark: 'point', dateOrder: 'iso', ...column };
}
