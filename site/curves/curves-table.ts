import type { Cell, Table } from '../../functions/contract/csv.ts';
import type { Curve, CurveSet } from './curve.ts';
import type { CurvesView } from './curves-view.ts';
import { dayDate } from './readout-content.ts';

/**
 * The numbers of the curves: a row for each place and day from its first case on, and for each case type a column as
 * reported and one averaged.
 */
export function curvesTable(
  set: CurveSet,
  { align, smooth }: Pick<CurvesView, 'align' | 'smooth'>,
  firstDate: string,
): Table {
  const byPlace = Map.groupBy(set.curves, ({ place }) => place.id);
  const measures = [...new Set(set.curves.map(({ measure }) => measure.id))];
  const numbers = measures.flatMap(id => (smooth > 1 ? [id, `${id} (${smooth}-day average)`] : [id]));
  const rows = [...byPlace.values()].flatMap(curves => rowsOf(curves, { align, smooth }, firstDate));
  return { columns: ['region', 'name', 'date', ...(align === null ? [] : ['day']), ...numbers], rows };
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
    rows.push([place.id, place.name, dayDate(day, zero, { firstDate }), ...(align === null ? [] : [day]), ...numbers]);
  }
  return rows;
}
