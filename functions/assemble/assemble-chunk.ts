import type { CheckedInputs } from '../checks/check-inputs.ts';
import type { Holds } from '../checks/holds.ts';
import type { Chunk } from '../clean/chunks.ts';
import type { CleanedReport } from '../clean/clean-reports.ts';
import type { Findings, Rule, Totals, UnmatchedPlace } from '../contract/receipt.ts';
import type { Build } from '../job/build.ts';
import { sha256 } from '../job/hash.ts';
import { periodsBetween, periodsFrom } from '../measures/periods.ts';
import { applyHolds } from './apply-holds.ts';
import { balanceChunk } from './balance-chunk.ts';
import { assembleFrames, type Cube, cubesOf, runTotals } from './cube.ts';
import type { ChunkMap, ChunkRecord, ChunkState } from './memory.ts';
import { overallByPeriod } from './overall.ts';
import { MAX_FINDINGS, type Survey, surveyChunk } from './survey-chunk.ts';

export interface MadeChunk {
  readonly record: Omit<ChunkRecord, 'end'>;
  readonly cubes: readonly Cube[];
  readonly end: ChunkState;
}

/** Names a chunk by all that it is made from. */
export function chunkKey(
  chunk: Chunk,
  stateName: string,
  { basis, holds }: Pick<CheckedInputs, 'basis' | 'holds'>,
): string {
  const files = chunk.reports.map(({ key, date, rows }) => {
    const ofDay = holds.get(date);
    const held = ofDay === undefined || ofDay.places.length === 0 ? [] : [ofDay.places, [...ofDay.sums()]];
    return [key, date, rows.id, ...held];
  });
  return sha256(JSON.stringify([basis, stateName, chunk.first, chunk.last, files])).slice(0, 32);
}

/** Makes of a chunk's cleaned reports its frames, its account and the state that the next one starts from. */
export async function assembleChunk(
  chunk: Chunk,
  cleaned: readonly CleanedReport[],
  start: ChunkState,
  { build, holds, regionTable }: Pick<CheckedInputs, 'holds' | 'regionTable'> & { readonly build: Build },
): Promise<MadeChunk> {
  const { dataset } = build;
  const { period } = dataset;
  const dates = periodsFrom(chunk.first, chunk.last, period);
  const reports = cleaned.map(({ rows }, index) => {
    return { at: periodsBetween(chunk.first, chunk.reports[index]?.date ?? chunk.first, period), rows };
  });
  const cubes = cubesOf(reports, dates, start, { regionTable, dataset });
  const outcomes = new Map(chunk.reports.map(({ date }, index) => [date, cleaned[index]?.outcome] as const));
  const remainders = balanceChunk(cubes, chunk.reports, outcomes, { regionTable, dataset });
  await applyHolds(cubes, heldIn(chunk, holds), regionTable, build);
  for (const cube of cubes) runTotals(cube, start[cube.map], dataset.measures);
  const surveys = cubes.map(cube => surveyChunk(cube, start[cube.map], regionTable, dataset));
  const maps: Record<string, ChunkMap> = {};
  for (const [index, cube] of cubes.entries()) maps[cube.map] = await chunkMap(cube, surveys[index], start, build);
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

async function chunkMap(
  cube: Cube,
  survey: Survey | undefined,
  start: ChunkState,
  { dataset, blobs }: Build,
): Promise<ChunkMap> {
  const [first] = dataset.measures;
  const frames: Record<string, string> = {};
  for (const { id } of dataset.measures) frames[id] = await blobs.add(assembleFrames(cube, id, start[cube.map]));
  return {
    firstDate: cube.dates[0] ?? '',
    lastDate: cube.dates.at(-1) ?? '',
    frames,
    ranges: survey?.ranges ?? {},
    sketches: survey?.sketches ?? {},
    overall: first === undefined ? [] : overallByPeriod(cube, first, start[cube.map]),
    measures: dataset.measures.map(({ id }) => id).filter(id => cube.values[id]?.some(value => !Number.isNaN(value))),
    heldBack: Object.fromEntries(cube.heldBack),
  };
}

/** The findings of several maps or chunks together: the largest changes first, gaps in their order. */
export function joined(findings: readonly Findings[]): Findings {
  const samples = findings.flatMap(({ samples }) => samples);
  samples.sort((a, b) => (a.change ?? 0) - (b.change ?? 0));
  return { count: findings.reduce((sum, { count }) => sum + count, 0), samples: samples.slice(0, MAX_FINDINGS) };
}

function heldIn({ first, last }: Chunk, holds: ReadonlyMap<string, Holds>): Map<string, Holds> {
  return new Map([...holds].filter(([date, { places }]) => first <= date && date <= last && places.length > 0));
}

/** The same rules of several reports or chunks together. */
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

/** The same places of several reports or chunks together; the last entry of a place is its newest. */
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
