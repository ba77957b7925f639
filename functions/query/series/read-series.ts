import type { RegionDescription, SeriesAnswer } from '../../contract/answers.ts';
import { Problem } from '../../contract/problem.ts';
import { type MeasureKind, measureKey, type Snapshot } from '../../contract/snapshot.ts';
import { type Derivation, derive, lookbackDays } from '../../measures/derive.ts';
import { deriveHeld, NO_HELD_DAYS } from '../../measures/held-back.ts';
import { KINDS } from '../../measures/kinds.ts';
import { addPeriods, periodsBetween, periodsFrom } from '../../measures/periods.ts';
import {
  checkPer,
  findChoice,
  findMap,
  findMeasure,
  findMeasures,
  findRegions,
  findWindow,
  readRegionTables,
} from '../lookup/find.ts';
import type { DatasetView } from '../published/dataset-view.ts';
import { type Alignment, alignSeries, type RegionCurves } from './align-series.ts';
import { readTotals, type SeriesReader } from './read-totals.ts';

export interface SeriesRequest extends Omit<Derivation, 'change'> {
  /** Null: as the kind of a measure has it. */
  readonly change: Derivation['change'] | null;
  readonly dimension: readonly string[];
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
  published: SeriesReader,
  view: DatasetView,
  request: SeriesRequest,
): Promise<{ readonly answer: SeriesAnswer; readonly regions: readonly RegionDescription[] }> {
  const { snapshot } = view;
  const { period } = snapshot;
  const { from, to } = findWindow(snapshot, request.from, request.to);
  const measures = findMeasures(snapshot, request.measures);
  const choice = findChoice(snapshot, request.dimension);
  for (const measure of measures) checkPer(measure, request.per);
  const derivationOf = (kind: MeasureKind) => ({ ...request, change: request.change ?? KINDS[kind].change });
  // Differences and means look back, so their lead is read too, and cut off again.
  const lead = period.unit === 'none' ? 0 : Math.max(...measures.map(({ kind }) => lookbackDays(derivationOf(kind))));
  checkSize(request.regions.length * measures.length * (periodsBetween(from, to, period) + 1));
  const dates = periodsFrom(addPeriods(from, -lead, period), to, period);
  const regions = findRegions(await readRegionTables(published, view), request.regions);
  const totals = await readTotals(published, view, regions, dates);
  const curves = regions.map((region, index): RegionCurves => {
    const place = placeOf(snapshot, region, dates[0] ?? from);
    const ofRegion = totals[index];
    const series = measures.map(({ id, kind, decimals }) => {
      const key = measureKey(id, choice, snapshot.dimensions);
      const derivation = derivationOf(kind);
      const lookback = lookbackDays(derivation);
      const stored = { decimals, added: KINDS[kind].isFlow ? (ofRegion?.addedOf(key) ?? []) : null };
      return {
        region: region.id,
        measure: id,
        dayZero: null,
        values: derive(ofRegion?.totalsOf(key) ?? [], place, derivation, stored).slice(lead),
        suppressed: (ofRegion?.suppressedOf(key) ?? []).filter(at => at >= from && at <= to),
        ...deriveHeld(ofRegion?.heldOf(key) ?? NO_HELD_DAYS, from, to, lookback, period),
      };
    });
    const totalsOf = (measure: string) => {
      const { decimals = 0 } = measures.find(({ id }) => id === measure) ?? {};
      const values = ofRegion?.totalsOf(measureKey(measure, choice, snapshot.dimensions)).slice(lead) ?? [];
      return values.map(value => (value === null ? null : value / 10 ** decimals));
    };
    return { region, series, totalsOf };
  });
  const days = dates.slice(lead);
  const head = { schema: 'series-answer/2', dataset: view.dataset, snapshot: view.id } as const;
  const body = request.align
    ? alignSeries(curves, days, request.align, findMeasure(snapshot, null, '"align"').id)
    : { periods: days, days: null, series: curves.flatMap(({ series }) => series) };
  return { answer: { ...head, ...body }, regions };
}

/** Where a region's records and its map's begin, counted from the first day that is read. */
function placeOf(snapshot: Snapshot, region: RegionDescription, start: string): Parameters<typeof derive>[1] {
  const first = periodsBetween(start, region.firstDate, snapshot.period);
  const mapFirst = periodsBetween(start, findMap(snapshot, region.map).firstDate, snapshot.period);
  return { origin: { first, mapFirst }, population: region.population };
}

function checkSize(values: number): void {
  if (values <= MAX_VALUES) return;
  const asked = `${values} were asked for: name fewer regions, measures or periods`;
  throw new Problem('too-large', `an answer holds at most ${MAX_VALUES} values; ${asked}`);
}
