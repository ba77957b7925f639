import type { RegionDescription, SeriesAnswer } from '../../contract/answers.ts';
import { Problem } from '../../contract/problem.ts';
import type { Snapshot } from '../../contract/snapshot.ts';
import { type Derivation, derive, lookbackDays } from '../../measures/derive.ts';
import { deriveHeld, NO_HELD_DAYS } from '../../measures/held-back.ts';
import { addDays, daysBetween, daysFrom } from '../../measures/periods.ts';
import { findMap, findMeasure, findMeasures, findRegions, findWindow, readRegionTables } from '../lookup/find.ts';
import type { DatasetView } from '../published/dataset-view.ts';
import type { PublishedReader } from '../published/published.ts';
import { type Alignment, alignSeries, type RegionCurves } from './align-series.ts';
import { readTotals } from './read-totals.ts';

export interface SeriesRequest extends Derivation {
  readonly regions: readonly string[];
  readonly measures: readonly string[] | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly align: Alignment | null;
}

/** 50 regions, 4 measures and three years are 219,000. */
export const MAX_VALUES = 400_000;

/** The curves asked for, with the regions that they belong to. */
export async function readSeries(
  published: PublishedReader,
  view: DatasetView,
  request: SeriesRequest,
): Promise<{ readonly answer: SeriesAnswer; readonly regions: readonly RegionDescription[] }> {
  const { snapshot } = view;
  const { from, to } = findWindow(snapshot, request.from, request.to);
  const measures = findMeasures(snapshot, request.measures);
  // Differences and means look back, so their lead is read too, and cut off again.
  const lead = lookbackDays(request);
  checkSize(request.regions.length * measures.length * (daysBetween(from, to) + 1));
  const dates = daysFrom(addDays(from, -lead), to);
  const regions = findRegions(await readRegionTables(published, view), request.regions);
  const totals = await readTotals(published, view, regions, dates);
  const curves = regions.map((region, index): RegionCurves => {
    const place = placeOf(snapshot, region, dates[0] ?? from);
    const { totalsOf = () => [], heldOf = () => NO_HELD_DAYS } = totals[index] ?? {};
    const series = measures.map(measure => ({
      region: region.id,
      measure,
      dayZero: null,
      values: derive(totalsOf(measure), place, request).slice(lead),
      ...deriveHeld(heldOf(measure), from, to, lead),
    }));
    return { region, series, totalsOf: (measure: string) => totalsOf(measure).slice(lead) };
  });
  const days = dates.slice(lead);
  const head = { schema: 'series-answer/1', dataset: view.dataset, snapshot: view.id } as const;
  const body = request.align
    ? alignSeries(curves, days, request.align, findMeasure(snapshot, null, '"align"'))
    : { dates: days, days: null, series: curves.flatMap(({ series }) => series) };
  return { answer: { ...head, ...body }, regions };
}

/** Where a region's records and its map's begin, counted from the first day that is read. */
function placeOf(snapshot: Snapshot, region: RegionDescription, start: string): Parameters<typeof derive>[1] {
  const first = daysBetween(start, region.firstDate);
  const mapFirst = daysBetween(start, findMap(snapshot, region.map).firstDate);
  return { origin: { first, mapFirst }, population: region.population };
}

function checkSize(values: number): void {
  if (values <= MAX_VALUES) return;
  const asked = `${values} were asked for: name fewer regions, measures or days`;
  throw new Problem('too-large', `an answer holds at most ${MAX_VALUES} values; ${asked}`);
}
