import type { DuckDBConnection } from '@duckdb/node-api';
import type { Dataset, Measure } from '../contract/dataset.ts';
import { Problem } from '../contract/problem.ts';
import { PLACE_TABLE } from '../describe/places-sql.ts';
import { quoteName, quoteText } from '../engine/engine.ts';
import { checkExpression, rejectSqlFailure, runDataSetSql } from '../engine/sandbox.ts';
import { ROW_PERIOD, suppressedName } from '../ingest/large-batch.ts';
import type { ReportFile } from '../ingest/staged.ts';
import { addsUp, KINDS } from '../measures/kinds.ts';
import { type RegionRows, readRegionRows } from './region-rows.ts';
import { accountForOutcomes, type ReportAccount } from './row-outcomes.ts';

/** A cleaned report: the outcome of its rows, and their sums by region. */
export interface CleanedReport extends ReportAccount {
  readonly rows: RegionRows;
}

/**
 * Runs the data set's `clean.sql` over reports of any periods and adds their rows up by region. Many reports at once cost
 * little more than one: most of the work is looking up the same few thousand names.
 * @returns by `file`
 */
export async function cleanReports(
  files: readonly ReportFile[],
  descriptor: Dataset,
  connection: DuckDBConnection,
): Promise<Map<number, CleanedReport>> {
  await loadReports(files, descriptor, connection);
  const summed = summedMeasures(descriptor);
  const wanted = ['file', 'date', 'line', 'place', 'matched', 'regions', 'outcome', 'rule', ...summed];
  const ownTables = descriptor.places === null ? ['regions'] : [PLACE_TABLE];
  const reads = [...descriptor.tables.map(({ name }) => name), ...ownTables];
  const clean = { file: 'clean.sql', sql: descriptor.cleanSql, reads };
  await runDataSetSql(clean, 'TEMP TABLE cleaned', wanted, connection);
  await checkEveryRow(files, connection);
  await rejectSqlFailure('measures', () => addUp(descriptor, connection), connection);
  const rows = await readRegionRows(descriptor, suppressedMeasures(descriptor), connection);
  const accounts = await accountForOutcomes(files, descriptor, connection);
  for (const table of ['tidy', 'cleaned', 'read_rows']) await connection.run(`DROP TABLE ${table}`);
  return new Map(
    [...accounts].map(([file, account]) => [file, { ...account, rows: rows.get(file) ?? NO_REGION_ROWS }]),
  );
}

/** The measures that are summed from rows; the others are computed from these. */
export function summedMeasures({ measures }: Pick<Dataset, 'measures'>): string[] {
  return measures.filter(({ from }) => from === null).map(({ id }) => id);
}

/** Those that may be withheld by their source. */
export function suppressedMeasures({ measures, places, tables }: Dataset): Measure[] {
  const table = tables.find(({ name }) => name === places?.table);
  const numbers = new Set(table?.columns.filter(({ type }) => type === 'number').map(({ name }) => name));
  return measures.filter(({ of, from }) => from === null && numbers.has(of));
}

/** SQL for a measure computed from others; unknown if any of them is unknown. */
export async function derivedValue(
  { id, from }: { readonly id: string; readonly from: string },
  connection: DuckDBConnection,
): Promise<string> {
  const parts = await checkExpression(`measures.${id}.from`, from, connection);
  const unknown = parts.map(name => `${quoteName(name)} IS NULL`).join(' OR ');
  return unknown === '' ? `(${from}\n)` : `CASE WHEN ${unknown} THEN NULL ELSE (${from}\n) END`;
}

const NO_REGION_ROWS: RegionRows = { regions: new Int32Array(), values: [] };

/** Two batches may contain the same upload: its rows come from the one that the report names. */
async function loadReports(files: readonly ReportFile[], descriptor: Dataset, connection: DuckDBConnection) {
  const table = descriptor.tables.find(({ time }) => time !== null);
  if (table === undefined) throw new Problem('bad-descriptor', 'one table must take its files by date');
  const type = descriptor.period.unit === 'day' ? 'DATE' : 'VARCHAR';
  const uploads = files.map(({ file, sha256, path, date, period }) => {
    const rowsOf = period === null ? [] : [quoteText(period)];
    return `(${[file, quoteText(sha256), quoteText(path), `${type} ${quoteText(date)}`, ...rowsOf].join(', ')})`;
  });
  const isByPeriod = table.time?.from === 'column';
  const own = ['upload', 'filename', ...(isByPeriod ? [quoteName(ROW_PERIOD)] : [])].join(', ');
  const paths = [...new Set(files.map(({ path }) => path))].map(quoteText);
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE read_rows AS
     SELECT u.file, u.date, r.* EXCLUDE (${own})
     FROM read_parquet([${paths.join(', ')}], filename = true) r
     JOIN (VALUES ${uploads.join(', ')}) u(file, upload, filename, date${isByPeriod ? `, ${quoteName(ROW_PERIOD)}` : ''})
       USING (${own})`,
  );
  await connection.run(
    `CREATE OR REPLACE TEMP VIEW ${quoteName(table.name)} AS SELECT * EXCLUDE (cells) FROM read_rows`,
  );
}

/** Ensures that no row is lost or counted twice. */
async function checkEveryRow(files: readonly ReportFile[], connection: DuckDBConnection): Promise<void> {
  const reader = await connection.runAndReadAll(
    `SELECT coalesce(a.file, b.file), a.rows, b.rows
     FROM (SELECT file, count(*) AS rows, sum(hash(line, date)) AS lines FROM read_rows GROUP BY file) a
     FULL JOIN (SELECT file, count(*) AS rows, sum(hash(line, date)) AS lines FROM cleaned GROUP BY file) b USING (file)
     WHERE a.rows IS DISTINCT FROM b.rows OR a.lines IS DISTINCT FROM b.lines LIMIT 1`,
  );
  const [row] = reader.getRows();
  if (row === undefined) return;
  throw new Problem(
    'bad-descriptor',
    `clean.sql must give each row once, under its own date; of ${row[1]} rows of ${files.find(({ file }) => file === row[0])?.key} it gives ${row[2] ?? 0}`,
  );
}

/** Sums the rows of each report by region into the table `tidy`, and adds the computed measures. */
async function addUp(descriptor: Dataset, connection: DuckDBConnection): Promise<void> {
  const summed = summedMeasures(descriptor).map(quoteName);
  const marked = suppressedMeasures(descriptor);
  const marks = marked.map(({ id }) => quoteName(suppressedName(id)));
  const sums = descriptor.measures.flatMap((measure): string[] => {
    if (measure.from !== null) return [];
    const name = quoteName(measure.id);
    const mark = marked.includes(measure) ? quoteName(suppressedName(measure.id)) : null;
    // A rate of several regions is not the sum of theirs, and a sum lacks what is withheld.
    const own = addsUp(measure) ? '' : ' FILTER (WHERE region = own)';
    // Of several rows a rate has one value or none: where they differ, it is held back.
    const sum = KINDS[measure.kind].adds ? `sum(${name})${own}` : `max(${name})${own}`;
    if (mark === null) return [`${sum}::BIGINT AS ${name}`];
    const isMarked = `coalesce(bool_or(${mark})${own}, false)`;
    return [`CASE WHEN NOT ${isMarked} THEN ${sum} END AS ${name}`, `${isMarked} AS ${mark}`];
  });
  const columns: string[] = [];
  for (const { id, from } of descriptor.measures) {
    const value = from === null ? quoteName(id) : await derivedValue({ id, from }, connection);
    columns.push(`(${value})::DOUBLE AS ${quoteName(id)}`);
  }
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE tidy AS
     SELECT t.file, n.number, ${[...columns, ...marks].join(', ')}
     FROM (
       SELECT file, region, ${sums.join(', ')}
       FROM (
         SELECT file, unnest(regions) AS region, regions[1] AS own, ${[...summed, ...marks].join(', ')}
         FROM cleaned WHERE outcome NOT IN ('dropped', 'unmatched')
       ) GROUP BY ALL
     ) t LEFT JOIN region_numbers n USING (region)
     WHERE ${[...summed.map(name => `t.${name} IS NOT NULL`), ...marks.map(mark => `t.${mark}`)].join(' OR ')}`,
  );
}
