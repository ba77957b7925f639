import type { CheckedInputs } from '../checks/check-inputs.ts';
import type { Holds } from '../checks/holds.ts';
import type { Month } from '../clean/chunks.ts';
import type { CleanedReport } from '../clean/clean-reports.ts';
import type { Findings, Rule, Totals, UnmatchedPlace } from '../contract/receipt.ts';
import type { Build } from '../job/build.ts';
import { sha256 } from '../job/hash.ts';
import { daysFrom } from '../measures/periods.ts';
import { applyHolds } from './apply-holds.ts';
import { balanceMonth } from './balance-month.ts';
import { assembleFrames, type Cube, cubesOf, monthDay } from './cube.ts';
import type { MonthMap, MonthRecord, MonthState } from './memory.ts';
import { MAX_FINDINGS, type Survey, surveyMonth } from './survey-month.ts';

export interface MadeMonth {
  readonly record: Omit<MonthRecord, 'end'>;
  readonly cubes: readonly Cube[];
  readonly end: MonthState;
}

/** Names a month by all that it is made from. */
export function monthKey(
  month: Month,
  stateName: string,
  { basis, holds }: Pick<CheckedInputs, 'basis' | 'holds'>,
): string {
  const files = month.reports.map(({ key, date, rows }) => {
    const ofDay = holds.get(date);
    const held = ofDay === undefined || ofDay.places.length === 0 ? [] : [ofDay.places, [...ofDay.sums()]];
    return [key, date, rows.sha256, ...held];
  });
  return sha256(JSON.stringify([basis, stateName, month.firstDay, month.lastDay, files])).slice(0, 32);
}

/** Makes of a month's cleaned reports its frames, its account and the state that the next one starts from. */
export async function assembleMonth(
  month: Month,
  cleaned: readonly CleanedReport[],
  start: MonthState,
  { build, holds, regionTable }: Pick<CheckedInputs, 'holds' | 'regionTable'> & { readonly build: Build },
): Promise<MadeMonth> {
  const { dataset } = build;
  const dates = daysFrom(month.firstDay, month.lastDay);
  const days = cleaned.map(({ rows }, index) => ({ day: monthDay(month.reports[index]?.date ?? ''), rows }));
  const cubes = cubesOf(days, dates, start, { regionTable, dataset });
  const outcomes = new Map(month.reports.map(({ date }, index) => [date, cleaned[index]?.outcome] as const));
  const remainders = balanceMonth(cubes, month.reports, outcomes, { regionTable, dataset });
  await applyHolds(cubes, heldIn(month, holds), regionTable, build);
  const surveys = cubes.map(cube => surveyMonth(cube, start[cube.map], regionTable, dataset));
  const maps: Record<string, MonthMap> = {};
  for (const [index, cube] of cubes.entries()) maps[cube.map] = await monthMap(cube, surveys[index], start, build);
  return {
    cubes,
    end: Object.assign({ ...start }, ...cubes.map((cube, index) => ({ [cube.map]: surveys[index]?.end }))),
    record: {
      maps,
      outcomes: Object.fromEntries(
        [...outcomes].flatMap(([date, outcome]) => (outcome === undefined ? [] : [[date, outcome]])),
      ),
      remainders: Object.fromEntries(remainders),
      rules: joinRules(cleaned.flatMap(({ rules }) => rules)),
      unmatched: joinUnmatched(cleaned.flatMap(({ unmatched }) => unmatched)),
      gaps: joined(surveys.map(({ gaps }) => gaps)),
      corrections: joined(surveys.map(({ corrections }) => corrections)),
    },
  };
}

async function monthMap(
  cube: Cube,
  survey: Survey | undefined,
  start: MonthState,
  { dataset, blobs }: Build,
): Promise<MonthMap> {
  const frames: Record<string, string> = {};
  for (const { id } of dataset.measures) frames[id] = await blobs.add(assembleFrames(cube, id, start[cube.map]));
  return {
    firstDate: cube.dates[0] ?? '',
    lastDate: cube.dates.at(-1) ?? '',
    frames,
    ranges: survey?.ranges ?? {},
    measures: dataset.measures.map(({ id }) => id).filter(id => cube.values[id]?.some(value => !Number.isNaN(value))),
    heldBack: Object.fromEntries(cube.heldBack),
  };
}

/** The findings of several maps or months together: the largest changes first, gaps in their order. */
export function joined(findings: readonly Findings[]): Findings {
  const samples = findings.flatMap(({ samples }) => samples);
  samples.sort((a, b) => (a.change ?? 0) - (b.change ?? 0));
  return { count: findings.reduce((sum, { count }) => sum + count, 0), samples: samples.slice(0, MAX_FINDINGS) };
}

function heldIn(month: Month, holds: ReadonlyMap<string, Holds>): Map<string, Holds> {
  return new Map([...holds].filter(([date, { places }]) => date.startsWith(month.name) && places.length > 0));
}

/** The same rules of several reports or months together. */
export function joinRules(rules: readonly Rule[]): Rule[] {
  const groups = Map.groupBy(rules, ({ rule, outcome }) => `${outcome} ${rule}`);
  return [...groups.keys()].sort().flatMap(key => {
    const group = groups.get(key) ?? [];
    const [first] = group;
    if (first === undefined) return [];
    const rows = group.reduce((sum, rule) => sum + rule.rows, 0);
    const samples = group.flatMap(({ samples }) => samples).slice(0, SAMPLES_PER_RULE);
    return [{ ...first, rows, samples, totals: group.map(({ totals }) => totals).reduce(addTotals) }];
  });
}

function addTotals(a: Totals, b: Totals): Totals {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(keys.map(key => [key, (a[key] ?? 0) + (b[key] ?? 0)]));
}

/** The same places of several reports or months together; the last entry of a place is its newest. */
export function joinUnmatched(places: readonly UnmatchedPlace[]): UnmatchedPlace[] {
  const groups = Map.groupBy(places, ({ place }) => place);
  return [...groups.keys()].sort().flatMap(place => {
    const group = groups.get(place) ?? [];
    const last = group.at(-1);
    if (last === undefined) return [];
    const rows = group.reduce((sum, item) => sum + item.rows, 0);
    return [{ ...last, rows, firstDate: group[0]?.firstDate ?? last.firstDate }];
  });
}

const SAMPLES_PER_RULE = 3;
