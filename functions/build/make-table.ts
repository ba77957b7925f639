import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { tablePreview } from '../assemble/table-preview.ts';
import { judge } from '../checks/check.ts';
import type { Found } from '../checks/check-results.ts';
import { acceptsVersion } from '../checks/choose-inputs.ts';
import { PERSONAL_DATA, type TableVersions, takenOver, VERSION_CHECKS } from '../checks/table-checks.ts';
import type { CheckRemark } from '../contract/check-report.ts';
import { Problem } from '../contract/problem.ts';
import type { TableReport } from '../contract/receipt.ts';
import type { RecognizedColumn, RecognizedTable } from '../contract/recognized.ts';
import type { TableDescription, TablePart } from '../contract/table.ts';
import { titleOf } from '../describe/dataset-head.ts';
import { personalColumns } from '../describe/personal-data.ts';
import type { Lanes } from '../engine/lanes.ts';
import type { DeclaredColumns } from '../ingest/declared-columns.ts';
import type { TextTable } from '../ingest/read-table.ts';
import { recognizeColumns } from '../ingest/recognize-columns.ts';
import type { Build } from '../job/build.ts';
import type { AcceptNote, Plan } from '../job/plan.ts';
import { profileTable } from '../profile/profile-table.ts';
import { partsOf, writePart } from '../profile/write-part.ts';
import { inParallel } from '../store/in-parallel.ts';
import type { ReadFile } from './read-files.ts';

/** What a table is made with. */
export interface Making {
  readonly build: Build;
  readonly connection: DuckDBConnection;
  /** For statements that run side by side. */
  readonly lanes: Lanes;
  readonly plan: Plan;
  readonly texts: Map<string, readonly TextTable[]>;
  /** Over all files that were read. */
  readonly headings: Set<string>;
}

export interface MadeTable {
  /** Null: a check failed, and no version of it is live. */
  readonly table: TableDescription | null;
  readonly report: TableReport;
  readonly recognized: RecognizedTable | null;
  readonly found: readonly Found[];
  readonly remarks: readonly CheckRemark[];
  readonly warnings: readonly string[];
  readonly picture: string | null;
}

/** A file that could be read. */
export type ReadableFile = Omit<ReadFile, 'text'> & { readonly text: TextTable };

/** Recognizes, checks and publishes files with the same columns as one table. */
export async function makeTable(id: string, files: readonly ReadableFile[], making: Making): Promise<MadeTable> {
  const { plan, texts, connection } = making;
  const tables = files.map(({ text }) => text);
  const rows = tables.reduce((sum, { rows }) => sum + rows, 0);
  const { columns: declared } = making.build.dataset;
  const fresh = withoutEqualNames(await recognizeColumns(tables, connection, declared));
  const before = lastVersion(id, plan);
  const versions = before === null ? null : comparable(before.facts, { rows, columns: fresh }, declared);
  const faults =
    versions === null ? await personalFaults(fresh, tables, making) : versionFaults(versions, files, making.build);
  const noteOf = ({ check }: TableFault) => noteFor(files, check, plan);
  const open = faults.filter(fault => fault.holds && noteOf(fault) === undefined);
  const key = files[0]?.upload.key ?? '';
  const found = faults.map((fault): Found => {
    return {
      check: fault.check,
      level: null,
      value: fault.value,
      key,
      fault: open.includes(fault) ? fault.detail : null,
    };
  });
  const warnings = faults.flatMap(({ holds, detail }) => (holds ? [] : [detail]));
  const named = { table: id, files: files.map(({ upload }) => upload.key) };
  const [first] = open;
  if (first !== undefined) {
    const reason = before === null ? first.detail : `${first.detail}; its last good version stays in use`;
    const report: TableReport = { ...sizeOf(before?.table), ...named, state: 'quarantined', reason };
    const remarks = open.map(({ check, detail }): CheckRemark => {
      return { check, verdict: 'quarantined', detail, note: null };
    });
    const kept = { table: before?.table ?? null, recognized: before?.recognized ?? null, picture: null };
    return { ...kept, report, found, remarks, warnings };
  }
  const columns = versions === null ? fresh : takenOver(versions);
  const { table, picture } = await publishTable(id, tables, columns, making);
  texts.set(id, tables);
  const remarks = faults
    .filter(({ holds }) => holds)
    .map((fault): CheckRemark => {
      return { check: fault.check, verdict: 'accepted', detail: fault.detail, note: noteOf(fault)?.reason ?? null };
    });
  const [text] = tables;
  const reading = text?.reading ?? { format: 'csv', delimiter: ',', encoding: 'utf-8', header: true };
  const report: TableReport = { ...sizeOf(table), ...named, state: 'used', reason: null };
  return { table, report, recognized: { id, reading, columns }, found, remarks, warnings, picture };
}

/** Two versions without the declared columns: changes to those are intended. */
function comparable(
  before: TableVersions['before'],
  is: TableVersions['is'],
  declared: DeclaredColumns,
): TableVersions {
  const isOpen = ({ name }: RecognizedColumn) => !(declared[name]?.isDropped || declared[name]?.type);
  return { before: { ...before, columns: before.columns.filter(isOpen) }, is };
}

function asPublished(column: RecognizedColumn): RecognizedColumn {
  return { ...column, name: column.publishedAs ?? column.name };
}

/** Throws `bad-descriptor` if a column would be published by the name of another. */
function withoutEqualNames(columns: RecognizedColumn[]): RecognizedColumn[] {
  const names = columns.map(column => asPublished(column).name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice === undefined) return columns;
  throw new Problem('bad-descriptor', `columns: two columns would have the name "${twice}"`);
}

interface TableFault {
  readonly check: CheckRemark['check'];
  readonly value: number | null;
  readonly detail: string;
  /** Whether the table is held back for it; else it is a warning. */
  readonly holds: boolean;
}

function versionFaults(
  versions: TableVersions,
  files: readonly ReadableFile[],
  { dataset }: Pick<Build, 'dataset'>,
): TableFault[] {
  // The checks of a series know which rows a file may leave out.
  const isOfSeries = files.some(({ upload }) => upload.match.is === 'data');
  const checks = VERSION_CHECKS.filter(({ id }) => !(isOfSeries && id === 'lost-table-rows'));
  return checks
    .flatMap(check => judge(check, versions, dataset.checks))
    .flatMap(({ figure, fault }) => {
      return fault === null ? [] : [{ check: fault.check, value: figure.value, detail: fault.detail, holds: true }];
    });
}

/** Rows are published for good, so what seems to be about persons is looked at before the first time. */
async function personalFaults(
  columns: readonly RecognizedColumn[],
  texts: readonly TextTable[],
  { connection, build }: Making,
): Promise<TableFault[]> {
  const found = await personalColumns(columns, texts, connection);
  return found.map(({ column, looksLike, example }) => {
    const remedy = `columns: { ${JSON.stringify(column)}: { drop: true } }`;
    const detail = `the column "${column}" looks like ${looksLike}, such as ${example}; "${remedy}" in dataset.yaml leaves it out`;
    return { check: PERSONAL_DATA.id, value: null, detail, holds: build.holdsPersonalData };
  });
}

async function publishTable(
  id: string,
  texts: readonly TextTable[],
  columns: readonly RecognizedColumn[],
  { build, lanes }: Making,
): Promise<{ readonly table: TableDescription; readonly picture: string }> {
  const { blobs, dataset, folder } = build;
  const ranges = texts.flatMap(text => partsOf(text.rows).map(range => [text, range] as const));
  const paths = ranges.map((_, index) => join(folder, `${id}-${index}.part.parquet`));
  const written = await inParallel(ranges.keys().toArray(), lanes.count, async (index): Promise<TablePart[]> => {
    const [[text, range] = [], path = ''] = [ranges[index], paths[index]];
    if (text === undefined) return [];
    const { rows, bytes } = await lanes.run(lane => writePart(text, columns, path, lane, range));
    return [{ id: await blobs.addRows(path), rows, bytes }];
  });
  const parts = written.flat();
  const named = { id, title: id === build.id ? dataset.title : titleOf(id) };
  const about = await profileTable(named, paths, columns.map(asPublished), lanes);
  const table = { ...named, rows: about.rows, columns: about.columns.length, about: await blobs.add(about), parts };
  return { table, picture: tablePreview(about) };
}

/** The table that is live, as what its columns were taken for. */
export function lastVersion(id: string, { last }: Plan) {
  const table = last?.snapshot.tables.find(table => table.id === id);
  const recognized = last?.recognized?.tables.find(table => table.id === id);
  if (table === undefined || recognized === undefined) return null;
  return { table, recognized, facts: { rows: table.rows, columns: recognized.columns } };
}

/** Nothing where no version is live. */
export function sizeOf(table: TableDescription | undefined) {
  return { rows: table?.rows ?? 0, columns: table?.columns ?? 0 };
}

function noteFor(files: readonly ReadableFile[], check: CheckRemark['check'], { notes }: Plan): AcceptNote | undefined {
  return files
    .flatMap(({ upload: { key, etag }, sha256 }) => {
      const note = notes.byUpload.get(key);
      return note !== undefined && acceptsVersion(note, { sha256, etag }, check) ? [note] : [];
    })
    .at(0);
}
