import type { RegionTable } from '../clean/load-regions.ts';
import type { Maybe } from '../contract/changes.ts';
import type { Measure } from '../contract/dataset.ts';
import type { ShapeTarget } from '../contract/map-shapes.ts';
import type { Fact, MapDescription, MeasureDescription } from '../contract/snapshot.ts';
import type { Build } from '../job/build.ts';
import { addsUp, KINDS } from '../measures/kinds.ts';
import { perCapita } from '../measures/per-capita.ts';
import { roundDerived } from '../measures/round.ts';
import type { Assembled } from './assemble.ts';
import type { MapState } from './memory.ts';
import { overallOf } from './overall.ts';
import { seriesPreview } from './preview.ts';

export interface SeriesParts {
  readonly build: Build;
  readonly regionTable: RegionTable;
  readonly assembled: Assembled;
}

/** What a card of the home page shows of a series: the first measure on the first map, as a figure and as a picture. */
export function seriesSummary(
  map: MapDescription | undefined,
  parts: SeriesParts,
): { readonly fact: Fact | null; readonly svg: string | null } {
  const { dataset } = parts.build;
  const state = map === undefined ? undefined : parts.assembled.end[map.id];
  const [measure] = dataset.measures;
  if (map === undefined || state === undefined || measure === undefined) return { fact: null, svg: null };
  return { fact: factOf(map, measure, state), svg: pictureOf(map.id, measure, state, parts) };
}

/** How the snapshot describes a measure, without the choice of a part of it. */
export function describeMeasure(measure: Measure): MeasureDescription {
  const { of: id, title, description, kind, noun, unit, decimals, guessed } = measure;
  return { id, title, description, kind, noun, unit, decimals, guessed };
}

function factOf({ title, nouns }: MapDescription, measure: Measure, state: MapState): Fact | null {
  const value = overallOf(newestValues(measure, state), measure);
  if (value === null) return null;
  return {
    value: roundDerived(value / 10 ** measure.decimals) ?? 0,
    over: addsUp(measure) ? 'sum' : 'median',
    change: KINDS[measure.kind].change,
    measure: describeMeasure(measure),
    map: state.ids.length === 1 ? null : { title, nouns },
  };
}

function pictureOf(map: string, measure: Measure, state: MapState, parts: SeriesParts): string | null {
  const { id, dataset, grids, shapes } = parts.build;
  const grid = grids.get(map);
  const targets = shapes.get(map)?.shapes;
  const overall = parts.assembled.chunks.flatMap(({ record }) => record.maps[map]?.overall ?? []);
  const isDrawn = grid !== undefined && targets !== undefined;
  return seriesPreview({
    dataset: id,
    map: isDrawn ? { grid, values: valuesByShape(targets, measure, state, parts.regionTable) } : null,
    line: dataset.period.unit === 'day' ? weeklyMeans(overall) : overall,
  });
}

/** In the order of the regions: the value so far, or what came in the period, as the map shows first. */
function newestValues({ id, kind }: Measure, { totals, news }: MapState): readonly Maybe[] {
  return (KINDS[kind].change === 'new' ? news[id] : totals[id]) ?? [];
}

/** What each shape is colored by: per person where people are counted and known, else the value itself. */
function valuesByShape(
  targets: Readonly<Record<string, ShapeTarget>>,
  measure: Measure,
  state: MapState,
  table: RegionTable,
): ReadonlyMap<string, number> {
  const rows = new Map(state.ids.map((id, row) => [id, row]));
  const newest = newestValues(measure, state);
  const people = state.ids.map(id => table.populations[table.numberOf.get(id) ?? -1] ?? null);
  const isPerCapita = KINDS[measure.kind].isPerCapita && !measure.guessed && people.some(count => count !== null);
  const values = new Map<string, number>();
  for (const [shape, { regions, successors }] of Object.entries(targets)) {
    const isReplaced = successors.some(id => rows.has(id));
    const own = regions.filter(id => successors.includes(id) === isReplaced).flatMap(id => rows.get(id) ?? []);
    const known = own.filter(row => newest[row] != null && (!isPerCapita || people[row] != null));
    const count = overallOf(
      known.map(row => newest[row] ?? null),
      measure,
    );
    const persons = known.reduce((sum, row) => sum + (people[row] ?? 0), 0);
    const value = isPerCapita ? perCapita(count, persons, 1) : count;
    if (value !== null) values.set(shape, value);
  }
  return values;
}

const WEEK = 7;

/** Each day with the six before it, so that no weekend shows. */
function weeklyMeans(days: readonly Maybe[]): Maybe[] {
  return days.map((day, at) => {
    const known = days.slice(Math.max(0, at + 1 - WEEK), at + 1).filter(value => value !== null);
    return day === null ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  });
}
