import type { DuckDBConnection } from '@duckdb/node-api';
import { loadRegions, type RegionTable } from '../clean/load-regions.ts';
import type { Dataset } from '../contract/dataset.ts';
import { Problem, type ProblemCode } from '../contract/problem.ts';
import type { StagedRows, TableRows } from '../ingest/staged.ts';
import type { AcceptNote } from '../job/plan.ts';
import { judge } from './check.ts';
import { accepts, type ChosenInput, quarantined } from './choose-inputs.ts';
import { lostRegions } from './upload-checks.ts';

export interface TableTools {
  readonly dataset: Dataset;
  readonly connection: DuckDBConnection;
  /** By the key of the upload. */
  readonly notes: ReadonlyMap<string, AcceptNote>;
  readonly rows: StagedRows;
}

export interface JudgedTables {
  readonly inputs: ChosenInput[];
  readonly tables: readonly TableRows[];
  readonly regionTable: RegionTable;
}

/**
 * Loads the regions. A table that all periods share and that replaced another one is held against it: a new version that lacks
 * regions would take published places away, so it is quarantined and the last good one stays in use.
 */
export async function judgeTables(inputs: readonly ChosenInput[], tools: TableTools): Promise<JudgedTables> {
  const replaced = inputs.filter(input => isReplaced(input));
  if (replaced.length === 0) return load(inputs, tools);
  const before = await load(
    inputs.map(input => (replaced.includes(input) ? { ...input, rows: input.good } : input)),
    tools,
  );
  const fault = await faultOf(inputs, before.regionTable, tools);
  if (fault === null) return load(inputs, tools);
  const note = (input: ChosenInput) => tools.notes.get(input.key);
  if (replaced.every(input => accepts(note(input), input, 'lost-regions'))) {
    const loaded = await load(inputs, tools);
    const accepted = { check: 'lost-regions' as const, verdict: 'accepted' as const, detail: fault };
    return {
      ...loaded,
      inputs: inputs.map(input => {
        if (!replaced.includes(input)) return input;
        return { ...input, remarks: [...input.remarks, { ...accepted, note: note(input)?.reason ?? null }] };
      }),
    };
  }
  const judged = inputs.map(input => {
    if (!replaced.includes(input)) return input;
    const remark = { check: 'lost-regions' as const, verdict: 'quarantined' as const, detail: fault, note: null };
    return quarantined({ ...input, remarks: [...input.remarks, remark], replaced: null }, fault);
  });
  return load(judged, tools);
}

const BLAMES_TABLE: ReadonlySet<ProblemCode> = new Set(['bad-input', 'bad-descriptor']);

function isReplaced({ state, date, table, rows, good }: ChosenInput): boolean {
  if (state !== 'used' || date !== null || table === null || table.time !== null) return false;
  return good !== null && good.sha256 !== rows?.sha256;
}

async function load(inputs: readonly ChosenInput[], tools: TableTools): Promise<JudgedTables> {
  const tables: TableRows[] = [];
  for (const table of tools.dataset.tables) {
    const upload =
      table.time !== null ? null : inputs.find(input => input.table === table && input.rows !== null)?.rows;
    if (upload == null) continue;
    tables.push({ table, path: tools.rows.pathOf(upload), sha256: upload.sha256 });
  }
  await tools.rows.fetch(tables.map(({ path }) => path));
  const regionTable = await loadRegions(tools.dataset, tables, tools.connection);
  return { inputs: [...inputs], tables, regionTable };
}

/** What is wrong with the regions that the new versions give, in words; null where nothing is. */
async function faultOf(inputs: readonly ChosenInput[], before: RegionTable, tools: TableTools): Promise<string | null> {
  if (tools.dataset.checks.lostRegions === null) return null;
  try {
    const { regionTable } = await load(inputs, tools);
    const lost = before.ids.filter(id => !regionTable.numberOf.has(id));
    return judge(lostRegions, { before, lost }, tools.dataset.checks)[0]?.fault?.detail ?? null;
  } catch (cause) {
    // The same SQL takes the version in use, so it is the new one that it cannot work with.
    if (cause instanceof Problem && BLAMES_TABLE.has(cause.code)) return cause.message;
    throw cause;
  }
}
