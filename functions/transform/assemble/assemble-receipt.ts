import type { GateFigure } from '../../contract/gate-report.ts';
import type { MapShapes } from '../../contract/map-shapes.ts';
import type { Outcome } from '../../contract/pointer.ts';
import type { Check, Input, MapReport, Receipt, Rule, Totals, UnmatchedPlace } from '../../contract/receipt.ts';
import type { RegionTable } from '../clean/load-regions.ts';
import type { Descriptor } from '../descriptor.ts';
import { NO_ROWS } from '../gate/choose-inputs.ts';
import type { ChosenInput } from '../gate/chosen-input.ts';
import { judgeWhole } from '../gate/judge-whole.ts';
import { joined } from './assemble-month.ts';
import type { AssembledMonths } from './assemble-months.ts';
import { counted } from './counted.ts';
import type { MapState } from './month-state.ts';

export interface ReceiptParts {
  readonly dataset: string;
  readonly code: string;
  readonly descriptor: Descriptor | null;
  readonly inputs: readonly ChosenInput[];
  readonly assembled: AssembledMonths | null;
  readonly regionTable: RegionTable | null;
  readonly shapes: ReadonlyMap<string, MapShapes>;
  /** What the checks of single uploads found; nothing where a build was refused before them. */
  readonly gate?: readonly GateFigure[];
  /** Why nothing is published, or null where something is. */
  readonly refusal: string | null;
}

/** What a build did with its input, without a word of when or how fast, so that equal inputs give equal bytes. */
export function assembleReceipt(parts: ReceiptParts): Receipt {
  const { assembled } = parts;
  const records = assembled?.months.map(({ record }) => record) ?? [];
  const inputs = parts.inputs.map(input => describeInput(input, assembled));
  const unmatched = joinUnmatched(records.flatMap(({ unmatched }) => unmatched));
  const maps = mapReports(parts);
  const outcome = outcomeOf(parts);
  return {
    schema: 'receipt/1',
    dataset: parts.dataset,
    outcome,
    summary: summaryOf(outcome, parts, inputs),
    code: parts.code,
    inputs,
    rules: joinRules(records.flatMap(({ rules }) => rules)),
    maps,
    unmatched,
    gaps: joined(records.map(({ gaps }) => gaps)),
    corrections: joined(records.map(({ corrections }) => corrections)),
    checks: checksOf(parts, inputs, unmatched, maps),
    gate: parts.gate ?? [],
  };
}

function outcomeOf({ refusal, inputs }: ReceiptParts): Outcome {
  if (refusal !== null) return 'refused';
  return inputs.some(({ state }) => state === 'quarantined') ? 'quarantined' : 'published';
}

function summaryOf(outcome: Outcome, { refusal, assembled }: ReceiptParts, inputs: readonly Input[]): string {
  if (outcome === 'refused') return `Nothing is published: ${refusal}.`;
  const reports = inputs.filter(({ date, sha256 }) => date !== null && sha256 !== null).length;
  const quarantined = inputs.filter(({ state }) => state === 'quarantined').length;
  const rejected = inputs.reduce((sum, { state, rows }) => sum + (state === 'used' ? rows.rejected : 0), 0);
  const lastDate = assembled?.months.at(-1)?.month.lastDay ?? '';
  return [
    `${counted(reports, 'report')} up to ${lastDate} ${reports === 1 ? 'is' : 'are'} live`,
    ...(quarantined > 0 ? [`${counted(quarantined, 'upload')} quarantined`] : []),
    ...(rejected > 0 ? [`${counted(rejected, 'row')} rejected`] : []),
  ]
    .join('; ')
    .concat('.');
}

function describeInput(input: ChosenInput, assembled: AssembledMonths | null): Input {
  const month = assembled?.months.find(({ month }) => month.name === input.date?.slice(0, 7));
  const fate = input.rows === null ? undefined : month?.record.fates[input.date ?? ''];
  const account = input.listed ?? input.rows;
  const inUse = input.rows !== null && input.rows === account;
  const read = (account?.kept ?? 0) + (account?.rejected ?? 0);
  return {
    key: input.key,
    sha256: input.rows?.sha256 ?? null,
    state: input.state,
    reason: input.reason,
    table: input.table?.name ?? null,
    date: input.date,
    rows: {
      ...NO_ROWS,
      ...(fate?.rows ?? { kept: inUse ? (account?.kept ?? 0) : 0 }),
      read: inUse || fate === undefined ? read : Object.values(fate.rows).reduce((sum, rows) => sum + rows, 0),
      rejected: inUse || fate === undefined ? read - (inUse ? (account?.kept ?? 0) : 0) : 0,
    },
    totals: fate?.totals ?? null,
    left: fate?.left ?? null,
    remainders: fate === undefined ? {} : (month?.record.remainders[input.date ?? ''] ?? {}),
    rules: fate?.rules ?? {},
    rejected: account?.samples ?? [],
    warnings: account?.warnings ?? [],
    remarks: input.remarks,
    replaced: input.replaced,
  };
}

function joinRules(rules: readonly Rule[]): Rule[] {
  const groups = Map.groupBy(rules, ({ rule, outcome }) => `${outcome} ${rule}`);
  return [...groups.keys()].sort().flatMap(key => {
    const group = groups.get(key) ?? [];
    const [first] = group;
    if (first === undefined) return [];
    const rows = group.reduce((sum, rule) => sum + rule.rows, 0);
    return [{ ...first, rows, totals: group.map(({ totals }) => totals).reduce(addTotals) }];
  });
}

function addTotals(a: Totals, b: Totals): Totals {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(keys.map(key => [key, (a[key] ?? 0) + (b[key] ?? 0)]));
}

/** The months come oldest first, so the last entry of a place is its newest. */
function joinUnmatched(places: readonly UnmatchedPlace[]): UnmatchedPlace[] {
  const groups = Map.groupBy(places, ({ place }) => place);
  return [...groups.keys()].sort().flatMap(place => {
    const group = groups.get(place) ?? [];
    const last = group.at(-1);
    if (last === undefined) return [];
    const rows = group.reduce((sum, item) => sum + item.rows, 0);
    return [{ ...last, rows, firstDate: group[0]?.firstDate ?? last.firstDate }];
  });
}

function mapReports({ assembled, descriptor, regionTable, shapes }: ReceiptParts): MapReport[] {
  if (assembled === null || descriptor === null || regionTable === null) return [];
  return descriptor.maps.flatMap(map => {
    const state = assembled.end[map];
    if (state === undefined || state.ids.length === 0) return [];
    const targets = Object.entries(shapes.get(map)?.shapes ?? {});
    const drawn = new Set(targets.flatMap(([, { regions }]) => regions));
    const known = new Set(state.ids);
    const bare = state.ids.flatMap((id, row) => (drawn.has(id) ? [] : [placeFigure(id, row, state, regionTable)]));
    return [
      {
        map,
        regions: state.ids.length,
        withoutShape: bare.sort((a, b) => (a.region < b.region ? -1 : 1)),
        shapesWithoutRegion: targets
          .filter(([, { regions }]) => !regions.some(id => known.has(id)))
          .map(([id]) => id)
          .sort(),
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

function checksOf(
  { assembled, descriptor, shapes }: ReceiptParts,
  inputs: readonly Input[],
  unmatched: readonly UnmatchedPlace[],
  maps: readonly MapReport[],
): Check[] {
  if (assembled === null || descriptor === null) return [];
  const read = inputs.reduce((sum, { rows }) => sum + rows.read, 0);
  const used = inputs.filter(({ totals }) => totals !== null);
  return [
    { check: 'every row read has one outcome', passed: true, detail: `${counted(read, 'row')} accounted for` },
    {
      check: 'regions without a parent add up to the rows that count',
      passed: true,
      detail: `for each measure on ${counted(used.length, 'day')}`,
    },
    ...judgeWhole({ inputs, unmatched, maps, drawn: new Set(shapes.keys()), gate: descriptor.gate }),
  ];
}
