import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Found } from '../checks/check-results.ts';
import { NO_ROWS } from '../checks/choose-inputs.ts';
import type { CheckRemark } from '../contract/check-report.ts';
import { Problem } from '../contract/problem.ts';
import type { Input, TableReport } from '../contract/receipt.ts';
import type { RecognizedTable } from '../contract/recognized.ts';
import type { TableDescription } from '../contract/table.ts';
import type { Lanes } from '../engine/lanes.ts';
import type { TextTable } from '../ingest/read-table.ts';
import type { Build } from '../job/build.ts';
import { sha256 } from '../job/hash.ts';
import type { Plan } from '../job/plan.ts';
import { nearestName } from '../measures/similar-names.ts';
import { type FileGroup, groupTables, splitByColumns } from './group-tables.ts';
import { lastVersion, type MadeTable, type Making, makeTable, sizeOf } from './make-table.ts';
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
  inOwnEngine<T>(work: (connection: DuckDBConnection, lanes: Lanes) => Promise<T>): Promise<T>;
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
  const headings = new Set<string>();
  let isAllRead = true;
  for (const group of rowFiles === null ? [] : groupTables(files, rowFiles, build.id)) {
    const name = nameOf(group, build, plan);
    const known = isKnown ? memory.get(name) : undefined;
    const isReady = known !== undefined && isStored(known, build);
    const make = (connection: DuckDBConnection, lanes: Lanes) =>
      tablesOf(group, { build, plan, texts, headings, connection, lanes });
    isAllRead &&= !isReady;
    const record = isReady ? known : await inOwnEngine(make);
    records.push(record);
    used.set(name, record);
    build.stepDone(`what was read of ${used.size} tables`);
  }
  if (isAllRead && headings.size > 0) refuseUnknown(Object.keys(build.dataset.columns), [...headings]);
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

/** Throws `bad-descriptor` for a declared column that no file has. */
function refuseUnknown(declared: readonly string[], headings: readonly string[]): void {
  const unknown = declared.find(name => !headings.includes(name));
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, headings);
  const hint =
    nearest === undefined ? `there are ${headings.slice(0, MOST_NAMED).join(', ')}` : `did you mean "${nearest}"?`;
  throw new Problem('bad-descriptor', `columns: no file has a column "${unknown}"; ${hint}`);
}

const MOST_NAMED = 10;

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
  return sha256(JSON.stringify([code, id, versions, before, dataset.checks, dataset.columns])).slice(0, 32);
}

function isStored({ tables }: TableRecord, { blobs }: Build): boolean {
  return tables.every(({ about, parts }) => blobs.has(about) && parts.every(({ id }) => blobs.hasAs(id, 'parquet')));
}

async function tablesOf(group: FileGroup, making: Making): Promise<TableRecord> {
  const { build, plan, connection } = making;
  const folder = join(build.folder, 'tables', group.id);
  const read = await readFiles(group.files, plan, { uploads: build.uploads, folder, connection });
  const readable = read.flatMap(({ text, ...file }) => (text === null ? [] : [{ ...file, text }]));
  for (const { text } of readable) for (const name of text.names) making.headings.add(name);
  const made: MadeTable[] = [];
  for (const { id, files } of splitByColumns(group, readable, ({ text }) => text.names)) {
    made.push(await makeTable(id, files, making));
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
