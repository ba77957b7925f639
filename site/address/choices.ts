import type { MapDescription, MeasureDescription, Snapshot } from '../../functions/contract/snapshot.ts';

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

/** Days per second of the animation. */
export const SPEEDS = [1, 2, 5, 10, 20, 30, 60] as const;
const STANDARD_SPEED = 10;

/** What a visitor has chosen to see on the map of one data set. The address holds all of it. */
export interface View {
  readonly map: string;
  readonly measure: string;
  readonly change: Change;
  readonly scale: ScaleKind;
  /** Rates are for so many people; null for counts. */
  readonly per: number | null;
  /** The length of the moving average in days; 1 for none. */
  readonly smooth: number;
  /** A day that the map has. */
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
  return measures.filter(({ id }) => map.measures.includes(id));
}

/** What an address without choices shows of a map: its first measure, in total, on the newest day. Throws if there is no map. */
export function standardView(snapshot: Snapshot, mapId: string | null = null): View {
  const map = (mapId === null ? undefined : mapOf(snapshot, mapId)) ?? snapshot.maps[0];
  if (map === undefined) throw new Error(`the data set "${snapshot.dataset}" has no map`);
  return {
    map: map.id,
    measure: (measuresOf(snapshot, map)[0] ?? snapshot.measures[0])?.id ?? '',
    change: 'total',
    scale: 'log',
    per: null,
    smooth: 1,
    date: map.lastDate,
    speed: STANDARD_SPEED,
    loop: false,
    place: null,
    regions: [],
  };
}

export function mapOf({ maps }: Snapshot, id: string): MapDescription | undefined {
  return maps.find(map => map.id === id);
}
