import type { Checked, CheckedInputs, RefusedInputs } from '../checks/check-inputs.ts';
import { checkResults, type Found } from '../checks/check-results.ts';
import { type ChosenInput, NO_ROWS } from '../checks/choose-inputs.ts';
import { counted } from '../checks/format.ts';
import type { RegionTable } from '../clean/load-regions.ts';
import type { CheckResult } from '../contract/check-report.ts';
import { type Dataset, WHOLE_REGION } from '../contract/dataset.ts';
import type {
  EndedMeasure,
  Finding,
  Findings,
  HeldPlace,
  Input,
  MapReport,
  Receipt,
  TableReport,
  Totals,
} from '../contract/receipt.ts';
import type { StagedUpload } from '../ingest/staged.ts';
import type { Build } from '../job/build.ts';
import { KINDS } from '../measures/kinds.ts';
import type { Assembled } from './assemble.ts';
import { joined, joinRules, joinUnmatched } from './assemble-chunk.ts';
import { checkSnapshot, type ReceiptParts, refusingFault } from './check-snapshot.ts';
import type { MapState } from './memory.ts';

type ReceiptInputs = Checked | Pick<RefusedInputs, 'inputs' | 'refusal'>;

/**
 * What a build did with its input, without a word of when or how fast, so that equal inputs give equal bytes. Refused if
 * the inputs are, or if a check of the whole snapshot fails.
 * @param assembled null: the inputs are refused
 */
export function makeReceipt(
  build: Pick<Build, 'id' | 'code' | 'dataset' | 'shapes' | 'remarks'>,
  checked: ReceiptInputs,
  assembled: Assembled | null,
  rows: RowReports = NO_REPORTS,
): Receipt {
  if (checked.refusal !== null || assembled === null) return refusedReceipt(build, checked);
  const parts = { build, checked, assembled };
  const written = checked.inputs.map(input => describeInput(input, assembled));
  const remarks = Map.groupBy(build.remarks, ({ key }) => key);
  const ofSeries = written.map((input, index) => {
    // Of a file with many periods, the first entry is the file itself.
    const isFirst = written[index - 1]?.key !== input.key;
    const own = isFirst ? (remarks.get(input.key) ?? []) : [];
    const warnings = [...input.warnings, ...own.map(({ text }) => text)];
    return { ...inUnits(input, build.dataset), warnings };
  });
  const inputs = [...ofSeries, ...rows.inputs].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const maps = mapReports(parts);
  const checks = [...checked.results, ...checkSnapshot(parts, inputs, maps)];
  const held = heldPlaces(checked);
  const refusal = refusingFault(checks)?.detail ?? null;
  const records = assembled.chunks.map(({ record }) => record);
  const isWhole = held.length === 0 && isComplete(inputs, maps, checks);
  return {
    schema: 'receipt/1',
    dataset: build.id,
    outcome: refusal !== null ? 'refused' : isWhole ? 'published' : 'quarantined',
    summary: refusal === null ? summaryOf(inputs, held.length, assembled) : `Nothing is published: ${refusal}.`,
    code: build.code,
    inputs,
    rules: joinRules(records.flatMap(({ rules }) => rules)).map(rule => {
      return { ...rule, totals: totalsIn(rule.totals, build.dataset) };
    }),
    maps,
    tables: rows.reports,
    unmatched: joinUnmatched(records.flatMap(({ unmatched }) => unmatched)).map(place => {
      return { ...place, totals: totalsIn(place.totals, build.dataset) };
    }),
    gaps: joined(records.map(({ gaps }) => gaps)),
    corrections: findingsIn(joined(records.map(({ corrections }) => corrections)), build.dataset),
    checks,
    held,
    ended: endedMeasures(written),
  };
}

/** What was done with files that are published row by row. */
export interface RowReports {
  readonly reports: readonly TableReport[];
  readonly inputs: readonly Input[];
}

const NO_REPORTS: RowReports = { reports: [], inputs: [] };

/** The receipt of a data set of tables alone. */
export function tablesReceipt(
  { id, code, dataset }: Pick<Build, 'id' | 'code' | 'dataset'>,
  { reports, inputs: ofRows, found }: RowReports & { readonly found: readonly Found[] },
  others: readonly ChosenInput[],
): Receipt {
  const inputs = [...ofRows, ...others.map(input => describeInput(input, null))].sort((a, b) =>
    a.key < b.key ? -1 : 1,
  );
  const live = reports.filter(({ rows, columns }) => rows + columns > 0);
  const [problem] = inputs.flatMap(({ key, state, reason }) => (state === 'quarantined' ? [`${key}: ${reason}`] : []));
  const none = { count: 0, samples: [] };
  const isWhole =
    inputs.every(({ state }) => state !== 'quarantined') && reports.every(({ state }) => state === 'used');
  return {
    schema: 'receipt/1',
    dataset: id,
    outcome: live.length === 0 ? 'refused' : isWhole ? 'published' : 'quarantined',
    summary:
      live.length === 0
        ? `Nothing is published: ${problem ?? `there are no files with rows; upload ${ROW_FORMATS}`}.`
        : tablesSummary(live, inputs),
    code,
    inputs,
    ...{ rules: [], maps: [], tables: reports, unmatched: [], gaps: none, corrections: none, held: [], ended: [] },
    checks: checkResults([], found, dataset.checks),
  };
}

const ROW_FORMATS = 'a CSV, TSV, JSON, NDJSON or Parquet file';

function tablesSummary(live: readonly TableReport[], inputs: readonly Input[]): string {
  const rows = live.reduce((sum, table) => sum + table.rows, 0);
  const quarantined = inputs.filter(({ state }) => state === 'quarantined').length;
  const verb = live.length === 1 ? 'is' : 'are';
  const what = `${counted(live.length, 'table')} with ${counted(rows, 'row')} ${verb} live`;
  return `${what}${quarantined > 0 ? `; ${counted(quarantined, 'upload')} quarantined` : ''}.`;
}

/** The receipt of a build that assembled nothing. */
export function refusedReceipt(
  { id, code }: Pick<Build, 'id' | 'code'>,
  { inputs, refusal }: { readonly inputs: readonly ChosenInput[]; readonly refusal: string | null },
): Receipt {
  const described = inputs.map(input => describeInput(input, null));
  const none = { count: 0, samples: [] };
  return {
    schema: 'receipt/1',
    dataset: id,
    outcome: 'refused',
    summary: `Nothing is published: ${refusal}.`,
    code,
    inputs: described,
    ...{ rules: [], maps: [], tables: [], unmatched: [], gaps: none, corrections: none, checks: [], held: [] },
    ended: endedMeasures(described),
  };
}

/** Whether nothing is missing that whoever publishes should look at. */
function isComplete(inputs: readonly Input[], maps: readonly MapReport[], checks: readonly CheckResult[]): boolean {
  return (
    inputs.every(({ state, rows, left }) => state !== 'quarantined' && (rows.unmatched === 0 || !counts(left))) &&
    maps.every(({ lost }) => lost.length === 0) &&
    checks.every(({ passed }) => passed)
  );
}

function counts(totals: Input['totals']): boolean {
  return Object.values(totals ?? {}).some(total => total !== 0);
}

function summaryOf(inputs: readonly Input[], held: number, assembled: Assembled): string {
  const reports = inputs.filter(({ date, sha256 }) => date !== null && sha256 !== null).length;
  const quarantined = inputs.filter(({ state }) => state === 'quarantined').length;
  const rejected = inputs.reduce((sum, { state, rows }) => sum + (state === 'used' ? rows.rejected : 0), 0);
  const lastDate = assembled.chunks.at(-1)?.chunk.last ?? '';
  return [
    `${counted(reports, 'report')} up to ${lastDate} ${reports === 1 ? 'is' : 'are'} live`,
    ...(quarantined > 0 ? [`${counted(quarantined, 'upload')} quarantined`] : []),
    ...(held > 0 ? [`${counted(held, 'place')} held back`] : []),
    ...(rejected > 0 ? [`${counted(rejected, 'row')} rejected`] : []),
  ]
    .join('; ')
    .concat('.');
}

/** Sums in the units of their measures; those of rates say nothing. */
function totalsIn(totals: Totals, { measures }: Dataset): Totals {
  return Object.fromEntries(
    Object.entries(totals).flatMap(([id, total]) => {
      const { kind = 'cumulative', decimals = 0 } = measures.find(measure => measure.id === id) ?? {};
      return KINDS[kind].adds ? [[id, total / 10 ** decimals] as const] : [];
    }),
  );
}

function inUnits(input: Input, dataset: Dataset): Input {
  const units = (totals: Input['totals']) => (totals === null ? null : totalsIn(totals, dataset));
  const remainders = Object.entries(input.remainders).map(([map, totals]) => [map, totalsIn(totals, dataset)] as const);
  return { ...input, totals: units(input.totals), left: units(input.left), remainders: Object.fromEntries(remainders) };
}

function findingsIn({ count, samples }: Findings, { measures }: Dataset): Findings {
  const inUnit = ({ measure, change, ...sample }: Finding): Finding => {
    const { decimals = 0 } = measures.find(({ id }) => id === measure) ?? {};
    return { ...sample, measure, change: change === null ? null : change / 10 ** decimals };
  };
  return { count, samples: samples.map(inUnit) };
}

function describeInput(input: ChosenInput, assembled: Assembled | null): Input {
  const made = assembled?.chunks.find(({ record }) => input.date !== null && input.date in record.outcomes);
  const outcome = input.rows === null ? undefined : made?.record.outcomes[input.date ?? ''];
  const account = input.listed ?? input.rows;
  const inUse = input.rows !== null && input.rows === account;
  // Of a file with many periods, the rows that are read are those of its reports.
  const isOfMany = input.date === null && input.table?.time?.from === 'column';
  const read = (isOfMany ? 0 : (account?.kept ?? 0)) + (account?.rejected ?? 0);
  const unused = inUse || outcome === undefined ? read - (inUse ? (account?.kept ?? 0) : 0) : 0;
  const isSuperseded = input.state === 'ignored' && input.listed !== null;
  return {
    key: input.key,
    sha256: (isOfMany ? fileInUse(input) : input.rows)?.sha256 ?? null,
    state: input.state,
    reason: input.reason,
    table: input.table?.name ?? null,
    date: input.date,
    rows: {
      ...NO_ROWS,
      ...(outcome?.rows ?? { kept: inUse ? (account?.kept ?? 0) : 0 }),
      read: inUse || outcome === undefined ? read : Object.values(outcome.rows).reduce((sum, rows) => sum + rows, 0),
      ...(isSuperseded ? { superseded: unused } : { rejected: unused }),
    },
    totals: outcome?.totals ?? null,
    left: outcome?.left ?? null,
    remainders: outcome === undefined ? {} : (made?.record.remainders[input.date ?? ''] ?? {}),
    rules: outcome?.rules ?? {},
    rejected: account?.samples ?? [],
    warnings: account?.warnings ?? [],
    remarks: input.remarks,
    replaced: input.replaced,
  };
}

/** The version of a file with many periods whose reports are in. */
function fileInUse({ state, listed, good }: ChosenInput): StagedUpload | null {
  return state === 'used' ? listed : good;
}

function mapReports({ build: { dataset, shapes }, checked, assembled }: ReceiptParts): MapReport[] {
  const { regionTable, before } = checked;
  return dataset.maps.flatMap(map => {
    const state = assembled.end[map];
    if (state === undefined || state.ids.length === 0) return [];
    const targets = Object.entries(shapes.get(map)?.shapes ?? {});
    const drawn = new Set(targets.flatMap(([, { regions }]) => regions));
    const known = new Set(state.ids);
    const hasShapes = map !== WHOLE_REGION;
    const bare = state.ids.flatMap((id, row) =>
      !hasShapes || drawn.has(id) ? [] : [placeFigure(id, row, state, regionTable)],
    );
    return [
      {
        map,
        regions: state.ids.length,
        withoutShape: bare.sort((a, b) => (a.region < b.region ? -1 : 1)),
        shapesWithoutRegion: targets
          .filter(([, { regions }]) => !regions.some(id => known.has(id)))
          .map(([id]) => id)
          .sort(),
        lost: (before.get(map) ?? []).filter(({ region }) => !known.has(region)),
      },
    ];
  });
}

function placeFigure(
  region: string,
  row: number,
  state: MapState,
  table: RegionTable,
): MapReport['withoutShape'][number] {
  const totals = Object.entries(state.totals).flatMap(([id, column]) => {
    const value = column[row] ?? null;
    return value === null ? [] : [[id, value] as const];
  });
  const name = table.names[table.numberOf.get(region) ?? -1] ?? region;
  return { region, name, date: state.lasts[row] ?? '', totals: Object.fromEntries(totals) };
}

function heldPlaces({ holds }: CheckedInputs): HeldPlace[] {
  return [...holds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([date, { places }]) =>
      places.map(({ map, region, name, measures, check, detail }) => ({
        map,
        region,
        name,
        date,
        measures,
        check,
        detail,
      })),
    );
}

/** Measures that the newest report leaves blank, and an earlier one does not. */
function endedMeasures(inputs: readonly Input[]): EndedMeasure[] {
  const reports = inputs.flatMap(({ date, totals }) => (date === null || totals === null ? [] : [{ date, totals }]));
  const last = new Map<string, string>();
  for (const { date, totals } of reports) {
    for (const measure of Object.keys(totals)) if (date > (last.get(measure) ?? '')) last.set(measure, date);
  }
  const newest = reports.reduce((most, { date }) => (date > most ? date : most), '');
  return [...last].filter(([, date]) => date < newest).map(([measure, lastDate]) => ({ measure, lastDate }));
}
