import { chunkName } from '../clean/chunks.ts';
import { type CleanedReports, portionsOf } from '../clean/clean.ts';
import type { RegionTable } from '../clean/load-regions.ts';
import type { CheckResult, Replaced } from '../contract/check-report.ts';
import type { Dataset } from '../contract/dataset.ts';
import type { Input, NamedRegion } from '../contract/receipt.ts';
import type { Staged } from '../ingest/stage.ts';
import type { TableRows } from '../ingest/staged.ts';
import type { Build } from '../job/build.ts';
import { sha256 } from '../job/hash.ts';
import type { LastSnapshot, Plan } from '../job/plan.ts';
import { addsUp, KINDS, type KindRules } from '../measures/kinds.ts';
import { inParallel } from '../store/in-parallel.ts';
import { checkResults, type Found } from './check-results.ts';
import { type ChosenInput, chooseInputs, withNotes } from './choose-inputs.ts';
import { createFigures, type Figures, type FiguresMemory } from './figures.ts';
import { counted } from './format.ts';
import type { Holds } from './holds.ts';
import { judgeReports } from './judge-reports.ts';
import { judgeTables } from './judge-tables.ts';
import { isReport, type Report } from './report.ts';

/** The uploads of a build, each with its verdict; or why none of them can be published. */
export type Checked = CheckedInputs | RefusedInputs;

export interface CheckedInputs {
  readonly refusal: null;
  readonly inputs: readonly ChosenInput[];
  /** The reports that are in, by day. */
  readonly reports: readonly Report[];
  /** What is held back of them, by day. */
  readonly holds: ReadonlyMap<string, Holds>;
  readonly results: readonly CheckResult[];
  readonly regionTable: RegionTable;
  readonly cleaned: CleanedReports;
  /** Names everything that all reports depend on: code, descriptor and the tables without a date. */
  readonly basis: string;
  /** Regions by map that the newest snapshot has, if some may have been lost. */
  readonly before: ReadonlyMap<string, readonly NamedRegion[]>;
  /** The part of the memory that this build used or added. */
  readonly used: FiguresMemory;
}

export interface RefusedInputs {
  /** One sentence without its period. */
  readonly refusal: string;
  readonly inputs: readonly ChosenInput[];
}

export interface Prepared {
  readonly staged: Staged;
  readonly cleaned: CleanedReports;
  /** What became of the uploads that are published row by row and are part of no series, and what the checks found. */
  readonly rows: { readonly inputs: readonly Input[]; readonly found: readonly Found[] };
}

/** Checks every upload: by itself, a table against its last good version, a report and its places against the days around it. */
export async function checkInputs(
  build: Build,
  plan: Plan,
  { staged, cleaned, rows }: Prepared,
  memory: FiguresMemory,
): Promise<Checked> {
  const { dataset, connection } = build;
  const notes = plan.notes.byUpload;
  const refused = (inputs: readonly ChosenInput[], refusal: string) => {
    return { refusal, inputs: withNotes(inputs, plan.notes, { holds: new Map(), rowInputs: rows.inputs }) };
  };
  const chosen = chooseInputs(plan, staged);
  const lacking = lackingTable(chosen, dataset);
  if (lacking !== null) return refused(chosen, lacking);
  const judgedTables = await judgeTables(chosen, { dataset, connection, notes, rows: staged.rows });
  const { tables, regionTable } = judgedTables;
  const { period, measures, dimensions } = dataset;
  const described = [dataset.sources, period, measures, dimensions];
  const basis = sha256(JSON.stringify([build.code, described, tables.map(({ sha256 }) => sha256)]));
  await cleaned.recall(basis);
  const figures = createFigures(dataset, regionTable, cleaned, { memory, basis: basis.slice(0, 32) });
  await measureNew(judgedTables.inputs.filter(isReport), cleaned, figures, build);
  const { inputs, holds, found } = await judgeReports(judgedTables.inputs, {
    ...{ limits: dataset.checks, figures, regionTable, rules: rulesOf(dataset), notes, period },
  });
  const known = await withReplaced(inputs, plan.last?.receipt.inputs ?? [], figures);
  const empty = lackingTable(known, dataset);
  if (empty !== null) return refused(known, empty);
  return {
    refusal: null,
    inputs: withNotes(known, plan.notes, { holds, rowInputs: rows.inputs }),
    reports: known.filter(isReport).sort((a, b) => (a.date < b.date ? -1 : 1)),
    holds,
    results: checkResults(known, [...found, ...rows.found], dataset.checks),
    regionTable,
    cleaned,
    basis,
    before: await regionsBefore(plan, tables, build),
    used: figures.used,
  };
}

/** Of the measures that are added up from rows. */
export function rulesOf({ measures }: Dataset): Map<string, KindRules> {
  return new Map(
    measures.flatMap(measure => {
      const { id, kind, from } = measure;
      return from === null ? [[id, { ...KINDS[kind], adds: addsUp(measure) }] as const] : [];
    }),
  );
}

/** Why nothing can be published, or null. */
function lackingTable(inputs: readonly ChosenInput[], { tables }: Dataset): string | null {
  for (const table of tables) {
    const ofTable = inputs.filter(input => input.table?.name === table.name);
    if (ofTable.some(({ rows }) => rows !== null)) continue;
    const wrong = ofTable.find(({ reason }) => reason !== null);
    const found = wrong === undefined ? 'none is uploaded' : `${wrong.key}: ${wrong.reason}`;
    return `the table "${table.name}" needs an upload like ${table.files}; ${found}`;
  }
  return null;
}

/** Measures the reports that are new, with those of the same chunks: these are assembled again, so they are cleaned anyway. */
async function measureNew(
  reports: readonly Report[],
  cleaned: CleanedReports,
  figures: Figures,
  { dataset, lanes, stepDone }: Pick<Build, 'dataset' | 'lanes' | 'stepDone'>,
): Promise<void> {
  const chunkOf = ({ date }: Report) => chunkName(date, dataset.period);
  const fresh = reports.filter(report => !figures.knows(report));
  const chunks = new Set(fresh.map(chunkOf));
  const inOrder = reports.filter(report => chunks.has(chunkOf(report))).sort((a, b) => (a.date < b.date ? -1 : 1));
  let done = 0;
  // One more than there are lanes, which else would wait while a portion is measured.
  await inParallel(portionsOf(inOrder), lanes.count + 1, async portion => {
    await cleaned.clean(portion);
    for (const report of portion) await figures.report(report);
    for (const [index, report] of portion.entries()) {
      const before = portion[index - 1];
      if (before !== undefined) await figures.pair(before, report);
    }
    done += portion.length;
    if (done < inOrder.length) stepDone(`what was measured of ${done} of ${inOrder.length} reports`);
  });
}

/** The regions of the newest snapshot, if another table, fewer uploads or other code may have lost some. */
async function regionsBefore(
  { uploads, last }: Plan,
  tables: readonly TableRows[],
  { code }: Pick<Build, 'code'>,
): ReturnType<LastSnapshot['regions']> {
  if (last === null) return new Map();
  const listed = new Set(uploads.map(({ key }) => key));
  const { inputs } = last.receipt;
  const used = new Set(inputs.map(({ sha256 }) => sha256));
  const isAsBefore =
    last.receipt.code === code &&
    !uploads.some(({ match }) => match.is === 'data' && match.table.time?.from === 'column') &&
    tables.every(({ sha256 }) => used.has(sha256)) &&
    inputs.every(({ key, sha256 }) => sha256 === null || listed.has(key));
  return isAsBefore ? new Map() : last.regions();
}

/** Says of each upload in use which version was in use before it, where that was another one. */
async function withReplaced(
  inputs: readonly ChosenInput[],
  lastInputs: readonly Input[],
  figures: Figures,
): Promise<ChosenInput[]> {
  const lastSha = new Map(lastInputs.map(({ key, date, sha256 }) => [`${date} ${key}`, sha256]));
  return Promise.all(
    inputs.map(async input => ({
      ...input,
      replaced: await replacedOf(input, lastSha.get(`${input.date} ${input.key}`) ?? null, figures),
    })),
  );
}

async function replacedOf(input: ChosenInput, before: string | null, figures: Figures): Promise<Replaced | null> {
  const { key, rows, good, date } = input;
  if (input.state !== 'used' || rows === null || before === null || before === rows.sha256) return null;
  if (good?.id === rows.id) return null;
  if (good === null) {
    const detail = 'it replaced a version whose rows are not kept any more';
    return { sha256: before, same: null, totals: {}, detail };
  }
  const pair = date === null ? null : await figures.pair({ key, date, rows: good }, { key, date, rows });
  const moved = Object.entries(rows.sums).flatMap(([count, is]) => {
    const was = good.sums[count] ?? null;
    if (was === is) return [];
    const [now, then] = [is, was].map(sum => (sum === null ? 'nothing' : counted(sum)));
    return [`its ${count} add up to ${now} instead of ${then}`];
  });
  const kept = pair === null ? [] : [`${counted(pair.same)} of ${counted(pair.regions, 'place')} are as they were`];
  const detail = ['it replaced another version', ...kept, ...moved].join('; ');
  const totals = Object.entries(good.sums).flatMap(([count, sum]) => (sum === null ? [] : [[count, sum] as const]));
  return { sha256: before, same: pair?.same ?? null, totals: Object.fromEntries(totals), detail };
}
