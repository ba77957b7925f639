import type { Cell, Table } from '../../../functions/contract/csv.ts';
import type { MeasureDescription, Snapshot } from '../../../functions/contract/snapshot.ts';
import { capitalized, derivedMeasureWords, measureWords } from '../../format/measures.ts';
import { alignmentText, type CurvesView } from './address.ts';
import { dayAxisWords } from './format.ts';
import type { Curve, CurveSet } from './model.ts';
import { dayDate } from './readout.ts';

/**
 * The numbers of the curves: a row for each place and day from its first total on, and for each measure a column as
 * reported and one averaged. The columns say what their numbers are, whatever becomes of the table, and in the same
 * words for every visitor: a file has the same bytes.
 */
export function curvesTable(
  set: CurveSet,
  { align, change, per, smooth }: Pick<CurvesView, 'align' | 'change' | 'per' | 'smooth'>,
  { firstDate, measures }: Pick<Snapshot, 'firstDate' | 'measures'>,
): Table {
  const byPlace = Map.groupBy(set.curves, ({ place }) => place.id);
  const [leading] = measures;
  const numbers = numberColumns(set, { change, per, smooth }, measures).map(({ title }) => title);
  const days = align === null || leading === undefined ? [] : [dayAxisWords(align, leading, String)];
  const rows = [...byPlace.values()].flatMap(curves => rowsOf(curves, { align, smooth }, firstDate));
  return { columns: ['Place', 'Date', ...days, ...numbers, 'Region'], rows };
}

export interface NumberColumn {
  readonly title: string;
  readonly measure: string;
  /** 1 for values as reported. */
  readonly smooth: number;
}

/** The columns that hold values, in their order. */
export function numberColumns(
  { curves }: Pick<CurveSet, 'curves'>,
  { change, per, smooth }: Pick<CurvesView, 'change' | 'per' | 'smooth'>,
  measures: readonly MeasureDescription[],
): NumberColumn[] {
  return measures
    .filter(({ id }) => curves.some(({ measure }) => measure.id === id))
    .flatMap(measure => {
      const isTotal = change === 'total' && measure.kind === 'cumulative';
      const words = capitalized(`${isTotal ? 'total ' : ''}${measureWords(measure, change)}`);
      const days = smooth > 1 ? [1, smooth] : [1];
      return days.map(of => ({ title: derivedMeasureWords(words, per, of, String), measure: measure.id, smooth: of }));
    });
}

function rowsOf(
  curves: readonly Curve[],
  { align, smooth }: Pick<CurvesView, 'align' | 'smooth'>,
  firstDate: string,
): Cell[][] {
  const [first] = curves;
  if (first === undefined || first.zero === null) return [];
  const { place, zero, start } = first;
  const rows: Cell[][] = [];
  for (let day = start; day < first.raw.length; day += 1) {
    const numbers = curves.flatMap(({ raw, average }) =>
      smooth > 1 ? [raw[day] ?? null, average[day] ?? null] : [raw[day] ?? null],
    );
    const days = align === null ? [] : [day];
    rows.push([place.name, dayDate(day, zero, { firstDate }), ...days, ...numbers, place.id]);
  }
  return rows;
}

/** The path that answers with the lines of the curves, pinned to the snapshot. */
export function curvesCall(view: CurvesView, dataset: string, snapshot: string): string {
  const query = new URLSearchParams({
    regions: view.regions.join(','),
    measures: view.measures.join(','),
    change: view.change,
    ...(view.per === null ? {} : { per: String(view.per) }),
    ...(view.smooth === 1 ? {} : { smooth: String(view.smooth) }),
    ...(view.align === null ? {} : { align: alignmentText(view.align) }),
    snapshot,
    format: 'csv',
  });
  return `/api/v1/datasets/${dataset}/series?${query}`
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/');
}

/** More places are counted, not named. */
const MOST_NAMED = 3;

/** Says in a file's name what is in it: `rain-curves-new-per-100000-14-days-from-100-elm-2020-06-30`. */
export function curvesFileName(
  view: CurvesView,
  { dataset, lastDate }: Pick<Snapshot, 'dataset' | 'lastDate'>,
): string {
  const { align, change, per, regions, smooth } = view;
  const parts = [
    ...(per === null ? [] : [`per-${per}`]),
    ...(smooth === 1 ? [] : [`${smooth}-days`]),
    ...(align === null ? [] : [align.by === 'total' ? `from-${align.count}` : `from-1-in-${align.count}`]),
    ...(regions.length > MOST_NAMED ? [`${regions.length}-places`] : regions),
  ];
  return [dataset, 'curves', change, ...parts, lastDate].join('-');
}
