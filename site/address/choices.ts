import type { Calendar, PeriodUnit } from '../../functions/contract/period.ts';
import {
  type Dimension,
  type DimensionChoice,
  type MapDescription,
  type MeasureDescription,
  measureKey,
  type Snapshot,
} from '../../functions/contract/snapshot.ts';
import { isPerCapita as isCountOfPeople, KINDS } from '../../functions/measures/kinds.ts';

export const CHANGES = ['total', 'new'] as const;
/** The total to date, or what is new on the day. */
export type Change = (typeof CHANGES)[number];

export const SCALES = ['log', 'linear'] as const;
export type ScaleKind = (typeof SCALES)[number];
export const SCALE_TITLES: Readonly<Record<ScaleKind, string>> = { log: 'Log', linear: 'Linear' };

/** The sizes of population that a rate can be for. */
export const PER_PEOPLE = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000] as const;
export const STANDARD_PER = 100_000;

/** The longest moving average, in days. */
export const MAX_SMOOTH = 28;

/** The windows of moving averages over other periods than days; 1 for none. */
const WINDOWS: Readonly<Record<Exclude<PeriodUnit, 'day'>, readonly number[]>> = {
  week: [1, 4],
  month: [1, 3, 12],
  quarter: [1, 4],
  year: [1],
  none: [1],
};

/** Over how many periods a line may be averaged; 1 alone where averages make no sense. */
export function smoothWindows({ unit, every }: Calendar): readonly number[] {
  if (unit === 'day') return Array.from({ length: MAX_SMOOTH }, (_, index) => index + 1);
  return every === 1 ? WINDOWS[unit] : [1];
}

/** Periods per second of the animation. */
export const SPEEDS = [1, 2, 5, 10, 20, 30, 60] as const;

function standardSpeed({ unit }: Calendar): number {
  if (unit === 'day') return 10;
  return unit === 'week' || unit === 'month' ? 5 : 2;
}

/** What a visitor has chosen to see on the map of one data set. The address holds all of it. */
export interface View {
  readonly map: string;
  readonly measure: string;
  /** The chosen value of each dimension, by its id. */
  readonly dimensions: DimensionChoice;
  readonly change: Change;
  readonly scale: ScaleKind;
  /** Rates are for so many people; null for counts. */
  readonly per: number | null;
  /** The length of the moving average in periods; 1 for none. */
  readonly smooth: number;
  /** A period that the map has. */
  readonly date: string;
  readonly speed: number;
  readonly loop: boolean;
  /** The selected region, or null. */
  readonly place: string | null;
  /** The regions chosen for the curves, in the order in which they were chosen. */
  readonly regions: readonly string[];
}

/** The measures that a map has values of, in the order of the data set. */
export function measuresOf(
  { measures }: Pick<Snapshot, 'measures'>,
  map: MapDescription,
): readonly MeasureDescription[] {
  return measures.filter(({ id }) => map.measures.some(key => key === id || key.startsWith(`${id};`)));
}

/** What the published files name the values of a view by. */
export function keyOf(
  view: Pick<View, 'measure' | 'dimensions'>,
  { dimensions }: Pick<Snapshot, 'dimensions'>,
): string {
  return measureKey(view.measure, view.dimensions, dimensions);
}

/** What is chosen of dimensions unless an address says otherwise: the first value of each. */
export function standardChoice(dimensions: readonly Dimension[]): DimensionChoice {
  return Object.fromEntries(dimensions.map(({ id, values: [first = ''] }) => [id, first]));
}

/** Counts of things, which are few here and many there; other values have a range of their own. */
export function isCount({ kind, unit, decimals }: Pick<MeasureDescription, 'kind' | 'unit' | 'decimals'>): boolean {
  return kind === 'cumulative' || (kind === 'level' && unit === null && decimals === 0);
}

/** The scale that suits a measure: counts and flows differ by powers of ten from place to place. */
export function standardScale(measure: MeasureDescription | undefined): ScaleKind {
  return measure === undefined || isCount(measure) || measure.kind === 'flow' ? 'log' : 'linear';
}

/** Whether a measure can be divided by the people of a place. */
export function isPerCapita(measure: MeasureDescription | undefined): boolean {
  return measure === undefined || isCountOfPeople(measure);
}

/** A view of another measure: what was left as the measure before has it by itself follows the new one. */
export function viewOfMeasure(view: View, measure: string, snapshot: Snapshot): View {
  const find = (id: string) => snapshot.measures.find(candidate => candidate.id === id);
  const [before, after] = [find(view.measure), find(measure)];
  if (after === undefined) return view;
  const isUsual = before !== undefined && view.change === KINDS[before.kind].change;
  return {
    ...view,
    measure,
    change: isUsual ? KINDS[after.kind].change : view.change,
    scale: view.scale === standardScale(before) ? standardScale(after) : view.scale,
    per: isPerCapita(after) ? view.per : null,
  };
}

/** What an address without choices shows of a map: its first measure, in the newest period. Throws if there is no map. */
export function standardView(snapshot: Snapshot, mapId: string | null = null, measureId: string | null = null): View {
  const map = (mapId === null ? undefined : mapOf(snapshot, mapId)) ?? snapshot.maps[0];
  if (map === undefined) throw new Error(`the data set "${snapshot.dataset}" has no map`);
  const ofMap = measuresOf(snapshot, map);
  const measure = ofMap.find(({ id }) => id === measureId) ?? ofMap[0] ?? snapshot.measures[0];
  return {
    map: map.id,
    measure: measure?.id ?? '',
    dimensions: standardChoice(snapshot.dimensions),
    change: measure === undefined ? 'total' : KINDS[measure.kind].change,
    scale: standardScale(measure),
    per: null,
    smooth: 1,
    date: map.lastDate,
    speed: standardSpeed(snapshot.period),
    loop: false,
    place: null,
    regions: [],
  };
}

export function mapOf({ maps }: Snapshot, id: string): MapDescription | undefined {
  return maps.find(map => map.id === id);
}
