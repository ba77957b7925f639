import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { tablePreview } from '../assemble/table-preview.ts';
import { judge } from '../checks/check.ts';
import type { Found } from '../checks/check-results.ts';
import { acceptsVersion, NO_ROWS } from '../checks/choose-inputs.ts';
import { PERSONAL_DATA, type TableVersions, takenOver, VERSION_CHECKS } from '../checks/table-checks.ts';
import type { CheckRemark } from '../contract/check-report.ts';
import type { Input, TableReport } from '../contract/receipt.ts';
import type { RecognizedColumn, RecognizedTable } from '../contract/recognized.ts';
import type { TableDescription, TablePart } from '../contract/table.ts';
import { personalColumns } from '../describe/personal-data.ts';
import { titleOf } from '../describe/short-dataset.ts';
import type { TextTable } from '../ingest/read-table.ts';
import { recognizeColumns } from '../ingest/recognize-columns.ts';
import type { Build } from '../job/build.ts';
import { sha256 } from '../job/hash.ts';
import type { AcceptNote, Plan } from '../job/plan.ts';
import { profileTable } from '../profile/profile-table.ts';
import { writePart } from '../profile/write-part.ts';
import { type FileGroup, groupTables, splitByColumns } from './group-tables.ts';
import { type ReadFile, readFiles } from './read-files.ts';

/** The files of a data set as tables, row by row. */
export interface Tabulated extends TableRecord {
  /** The texts of the tables that were read now; those that were known are not read again. */
  readonly texts: ReadonlyMap<string, readonly TextTable[]>;
  readonly used: TablesMemory;
  /** How many files were read. */
  readonly read: number;
}

/** What came of files that may be one table. */
export interface TableRecord {
  readonly tables: readonly TableDescription[];
  readonly reports: readonly TableReport[];
  readonly recognized: readonly RecognizedTable[];
  /** Of the uploads that are part of no series. */
  readonly inputs: readonly Input[];
  /** What the checks found. */
  readonly found: readonly Found[];
  /** A picture of the first table, as SVG; null: that of the version before. */
  readonly picture: string | null;
}

/** What earlier builds made of equal files, by the name of all that it follows from. */
export type TablesMemory = ReadonlyMap<string, TableRecord>;

export interface TabulateTools {
  readonly memory: TablesMemory;
  /** Whether what the columns mean is known, so that equal files need not be read again. */
  readonly isKnown: boolean;
  /** The results of an engine's statements keep their memory until they are collected, so each group of files has its own. */
  inOwnEngine<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
}

/**
 * Publishes the files of a data set as tables. A new version of a table is held against the one that is live; where a check
 * fails, that one stays.
 */
export async function tabulate(
  build: Build,
  plan: Plan,
  { memory, isKnown, inOwnEngine }: TabulateTools,
): Promise<Tabulated> {
  const { rowFiles, places } = plan.dataset;
  const files = plan.uploads.filter(
    ({ match }) => match.is === 'rows' || (match.is === 'data' && match.table.name === places?.table),
  );
  const records: TableRecord[] = [];
  const texts = new Map<string, readonly TextTable[]>();
  const used = new Map<string, TableRecord>();
  for (const group of rowFiles === null ? [] : groupTables(files, rowFiles, build.id)) {
    const name = nameOf(group, build, plan);
    const known = isKnown ? memory.get(name) : undefined;
    const isReady = known !== undefined && isStored(known, build);
    const make = (connection: DuckDBConnection) => tablesOf(group, { build, plan, texts, connection });
    const record = isReady ? known : await inOwnEngine(make);
    records.push(record);
    used.set(name, record);
    build.stepDone(`what was read of ${used.size} tables`);
  }
  return {
    tables: records.flatMap(({ tables }) => tables),
    reports: records.flatMap(({ reports }) => reports),
    recognized: records.flatMap(({ recognized }) => recognized),
    inputs: records.flatMap(({ inputs }) => inputs),
    found: records.flatMap(({ found }) => found),
    picture: records.flatMap(({ picture }) => picture ?? [])[0] ?? null,
    texts,
    used,
    read: [...texts.values()].flat().length,
  };
}

/** Of all that its record follows from. */
function nameOf({ id, files }: FileGroup, { code, dataset }: Build, { last, notes }: Plan): string {
  const versions = files.map(({ key, etag, fault, match }) => [
    key,
    etag,
    fault,
    match.is,
    notes.byUpload.get(key) ?? null,
  ]);
  const before = [last?.snapshot.tables ?? [], last?.recognized?.tables ?? []];
  return sha256(JSON.stringify([code, id, versions, before, dataset.checks])).slice(0, 32);
}

function isStored({ tables }: TableRecord, { blobs }: Build): boolean {
  return tables.every(({ about, parts }) => blobs.has(about) && parts.every(({ id }) => blobs.hasAs(id, 'parquet')));
}

interface Making {
  readonly build: Build;
  readonly connection: DuckDBConnection;
  readonly plan: Plan;
  readonly texts: Map<string, readonly TextTable[]>;
}

async function tablesOf(group: FileGroup, making: Making): Promise<TableRecord> {
  const { build, plan, connection } = making;
  const folder = join(build.folder, 'tables', group.id);
  const read = await readFiles(group.files, plan, { uploads: build.uploads, folder, connection });
  const readable = read.flatMap(({ text, ...file }) => (text === null ? [] : [{ ...file, text }]));
  const made: MadeTable[] = [];
  for (const { id, files } of splitByColumns(group, readable, ({ text }) => text.names)) {
    made.push(await tableOf(id, files, making));
  }
  const kept = made.length === 0 ? keptTable(group, read, plan) : null;
  return {
    tables: [...made.flatMap(({ table }) => table ?? []), ...(kept?.table == null ? [] : [kept.table])],
    reports: [...made.map(({ report }) => report), ...(kept === null ? [] : [kept.report])],
    recognized: [
      ...made.flatMap(({ recognized }) => recognized ?? []),
      ...(kept?.recognized == null ? [] : [kept.recognized]),
    ],
    inputs: read.flatMap(file => (file.upload.match.is === 'rows' ? [inputOf(file, group, made)] : [])),
    found: [...read.flatMap(unreadable), ...made.flatMap(({ found }) => found)],
    picture: made.flatMap(({ picture }) => picture ?? [])[0] ?? null,
  };
}

type ReadableFile = Omit<ReadFile, 'text'> & { readonly text: TextTable };

interface MadeTable {
  /** Null: a check failed, and no version of it is live. */
  readonly table: TableDescription | null;
  readonly report: TableReport;
  readonly recognized: RecognizedTable | null;
  readonly found: readonly Found[];
  readonly remarks: readonly CheckRemark[];
  readonly warnings: readonly string[];
  readonly picture: string | null;
}

async function tableOf(id: string, files: readonly ReadableFile[], making: Making): Promise<MadeTable> {
  const { plan, texts, connection } = making;
  const tables = files.map(({ text }) => text);
  const rows = tables.reduce((sum, { rows }) => sum + rows, 0);
  const fresh = await recognizeColumns(tables, connection);
  const before = lastVersion(id, plan);
  const versions = before === null ? null : { before: before.facts, is: { rows, columns: fresh } };
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
    const detail = `the column "${column}" looks like ${looksLike}, such as ${example}`;
    return { check: PERSONAL_DATA.id, value: null, detail, holds: build.holdsPersonalData };
  });
}

async function publishTable(
  id: string,
  texts: readonly TextTable[],
  columns: readonly RecognizedColumn[],
  { build, connection }: Making,
): Promise<{ readonly table: TableDescription; readonly picture: string }> {
  const { blobs, dataset, folder } = build;
  const paths: string[] = [];
  const parts: TablePart[] = [];
  for (const [index, text] of texts.entries()) {
    const path = join(folder, `${id}-${index}.part.parquet`);
    const { rows, bytes } = await writePart(text, columns, path, connection);
    paths.push(path);
    parts.push({ id: await blobs.addRows(path), rows, bytes });
  }
  const named = { id, title: id === build.id ? dataset.title : titleOf(id) };
  const about = await profileTable(named, paths, columns, connection);
  const table = { ...named, rows: about.rows, columns: about.columns.length, about: await blobs.add(about), parts };
  return { table, picture: tablePreview(about) };
}

/** The table that is live, as what its columns were taken for. */
function lastVersion(id: string, { last }: Plan) {
  const table = last?.snapshot.tables.find(table => table.id === id);
  const recognized = last?.recognized?.tables.find(table => table.id === id);
  if (table === undefined || recognized === undefined) return null;
  return { table, recognized, facts: { rows: table.rows, columns: recognized.columns } };
}

/** A table whose file the series does not take stays as it was too: what is wrong with one is wrong with both. */
export function heldBackWith(
  tabulated: Tabulated,
  inputs: readonly Pick<Input, 'key' | 'state' | 'reason'>[],
  plan: Plan,
): Tabulated {
  const wrong = new Map(inputs.flatMap(({ key, state, reason }) => (state === 'quarantined' ? [[key, reason]] : [])));
  const held = new Map<string, TableReport>();
  for (const report of tabulated.reports) {
    const key = report.files.find(key => wrong.has(key));
    if (key === undefined || report.state === 'quarantined') continue;
    const before = lastVersion(report.table, plan);
    const size = sizeOf(before?.table);
    held.set(report.table, { ...report, ...size, state: 'quarantined', reason: `${key}: ${wrong.get(key)}` });
  }
  if (held.size === 0) return tabulated;
  return {
    ...tabulated,
    tables: tabulated.tables.flatMap(table =>
      held.has(table.id) ? (lastVersion(table.id, plan)?.table ?? []) : table,
    ),
    recognized: tabulated.recognized.map(table =>
      held.has(table.id) ? (lastVersion(table.id, plan)?.recognized ?? table) : table,
    ),
    reports: tabulated.reports.map(report => held.get(report.table) ?? report),
  };
}

/** Where no file of a table can be read, its last good version stays. */
function keptTable({ id, files }: FileGroup, read: readonly ReadFile[], plan: Plan) {
  const before = lastVersion(id, plan);
  const problem = read.flatMap(({ problem }) => problem ?? [])[0] ?? '';
  const reason = before === null ? problem : `${problem}; its last good version stays in use`;
  const size = sizeOf(before?.table);
  const keys = files.map(({ key }) => key);
  const report: TableReport = { ...size, table: id, state: 'quarantined', reason, files: keys };
  return { table: before?.table ?? null, recognized: before?.recognized ?? null, report };
}

/** Nothing where no version is live. */
function sizeOf(table: TableDescription | undefined) {
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

function unreadable({ upload: { key, match }, problem }: ReadFile): Found[] {
  if (problem === null || match.is !== 'rows') return [];
  return [{ check: 'readable', level: null, value: null, key, fault: problem }];
}

/** How a receipt lists an upload that is part of no series. */
function inputOf({ upload, sha256, text, problem }: ReadFile, group: FileGroup, made: readonly MadeTable[]): Input {
  const table = made.find(({ report }) => report.files.includes(upload.key));
  const isUsed = table?.report.state === 'used';
  const unread: CheckRemark[] =
    problem === null ? [] : [{ check: 'readable', verdict: 'quarantined', detail: problem, note: null }];
  const rows = text?.rows ?? 0;
  return {
    key: upload.key,
    sha256: isUsed ? sha256 : null,
    state: isUsed ? 'used' : 'quarantined',
    reason: isUsed ? null : (table?.report.reason ?? problem),
    table: table?.report.table ?? group.id,
    date: null,
    rows: { ...NO_ROWS, read: rows, ...(isUsed ? { kept: rows } : { rejected: rows }) },
    ...{ totals: null, left: null, remainders: {}, rules: {}, rejected: [], replaced: null },
    warnings: [...(text?.warnings ?? []), ...(table?.warnings ?? [])],
    remarks: [...unread, ...(table?.remarks ?? [])],
  };
}
