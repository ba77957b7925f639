import type { Cell, CsvTable } from '../../../functions/contract/csv.ts';
import { type Calendar, DAILY } from '../../../functions/contract/period.ts';
import type { MeasureDescription, Snapshot } from '../../../functions/contract/snapshot.ts';
import { lookbackDays } from '../../../functions/measures/derive.ts';
import { deriveHeld } from '../../../functions/measures/held-back.ts';
import { dimensionParameters } from '../../address/dimensions.ts';
import { formatCell, type TableRemarks } from '../../controls/table-rows.ts';
import type { Published } from '../../data/published.ts';
import type { Exportable } from '../../export/exportable.ts';
import { capitalized, derivedMeasureLabel, measureLabel } from '../../format/measures.ts';
import { periodNoun } from '../../format/periods.ts';
import { creditOf, formatList, readableSentence } from '../../format/sentences.ts';
import { alignmentText, type CurvesView } from './address.ts';
import { type Curve, type CurveSet, calendarOf, dayDate, type Timeline } from './curve-set.ts';
import { dayAxisLabel, formOf, valueAxisLabel } from './format.ts';
import type { CurveStyle } from './layers.ts';
import type { LegendGroup } from './legend.ts';
import type { CurvesModel } from './model.ts';
import { LACKING_MARK } from './readout.ts';

/** The curves as they are on the page. */
export interface ShownCurves {
  readonly view: CurvesView;
  readonly model: CurvesModel;
  readonly title: string;
  readonly legend: readonly LegendGroup[];
  readonly nameOf: (region: string) => string;
}

/** What can be exported: a picture, the numbers, and the API call that gives them. */
export function curvesExportable(
  { id, snapshot }: Published,
  address: () => string,
  shown: () => ShownCurves,
  style: () => CurveStyle,
): Exportable {
  const table = () => curvesTable(shown().model.set, shown().view, snapshot);
  return {
    fileName: () => curvesFileName(shown().view, snapshot),
    title: () => shown().title,
    address,
    call: () => new URL(curvesCall(shown().view, snapshot, id), location.href).href,
    table,
    remarks: () => curvesRemarks(shown().model.set, shown().view, table().columns, shown().nameOf, snapshot.period),
    picture: async () => {
      const { curvesPicture } = await import('./picture.ts');
      const { view, model, title, legend } = shown();
      const measures = snapshot.measures.filter(measure => view.measures.includes(measure.id));
      const [leading] = snapshot.measures;
      const texts = {
        title,
        valueAxis: valueAxisLabel({ ...view, scale: model.scale }, measures, snapshot.period),
        dayAxis: leading === undefined ? '' : dayAxisLabel(view.align, leading, { calendar: snapshot.period }),
        credit: [creditOf(snapshot), address()].filter(words => words !== '').join(' '),
      };
      return curvesPicture({ model, legend, smooth: view.smooth, calendar: snapshot.period, texts }, style());
    },
  };
}

/**
 * The numbers of the curves: a row for each place and day from its first total on, and for each measure a column as
 * reported and one averaged. The column titles describe the numbers completely and do not depend on the visitor's
 * locale: the file has the same bytes for everyone.
 */
export function curvesTable(
  set: CurveSet,
  { align, change, per, smooth }: Pick<CurvesView, 'align' | 'change' | 'per' | 'smooth'>,
  { measures, ...timeline }: Pick<Snapshot, 'measures'> & Timeline,
): CsvTable {
  const calendar = calendarOf(timeline);
  const byPlace = Map.groupBy(set.curves, ({ place }) => place.id);
  const [leading] = measures;
  const numbers = numberColumns(set, { change, per, smooth }, measures, calendar).map(({ title }) => title);
  const days =
    align === null || leading === undefined ? [] : [dayAxisLabel(align, leading, { write: String, calendar })];
  const rows = [...byPlace.values()].flatMap(curves => rowsOf(curves, { align, smooth }, timeline));
  return { columns: ['Place', 'Date', ...days, ...numbers, 'Region'], rows };
}

interface NumberColumn {
  readonly title: string;
  readonly measure: string;
  /** 1 for values as reported. */
  readonly smooth: number;
}

/** The columns with values, in their order. */
function numberColumns(
  { curves }: Pick<CurveSet, 'curves'>,
  { change, per, smooth }: Pick<CurvesView, 'change' | 'per' | 'smooth'>,
  measures: readonly MeasureDescription[],
  calendar: Calendar,
): NumberColumn[] {
  return measures
    .filter(({ id }) => curves.some(({ measure }) => measure.id === id))
    .flatMap(measure => {
      const isTotal = change === 'total' && measure.kind === 'cumulative';
      const { unit } = formOf(measure, change);
      const words = capitalized(
        `${isTotal ? 'total ' : ''}${measureLabel(measure, change)}${unit === null ? '' : `, ${unit}`}`,
      );
      const days = smooth > 1 ? [1, smooth] : [1];
      return days.map(of => ({
        title: derivedMeasureLabel(words, per, of, { write: String, calendar }),
        measure: measure.id,
        smooth: of,
      }));
    });
}

function rowsOf(
  curves: readonly Curve[],
  { align, smooth }: Pick<CurvesView, 'align' | 'smooth'>,
  timeline: Timeline,
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
    rows.push([place.name, dayDate(day, zero, timeline), ...days, ...numbers, place.id]);
  }
  return rows;
}

/** The path of the API call that gives the lines of the curves, pinned to the snapshot. */
export function curvesCall(
  view: CurvesView,
  { dataset, dimensions }: Pick<Snapshot, 'dataset' | 'dimensions'>,
  snapshot: string,
): string {
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
  for (const text of dimensionParameters(view.dimensions, dimensions)) query.append('dimension', text);
  return `/api/v1/datasets/${dataset}/series?${query}`
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/');
}

/** More places are counted, not named. */
const MOST_NAMED = 3;

type Named = Pick<Snapshot, 'dataset' | 'lastDate'> & Partial<Pick<Snapshot, 'dimensions' | 'period'>>;

/** Describes the content of a file in its name: `rain-curves-new-per-100000-14-days-from-100-elm-2020-06-30`. */
export function curvesFileName(view: CurvesView, { dataset, lastDate, dimensions = [], ...timeline }: Named): string {
  const { align, change, per, regions, smooth } = view;
  const parts = [
    ...dimensionParameters(view.dimensions, dimensions),
    ...(per === null ? [] : [`per-${per}`]),
    ...(smooth === 1 ? [] : [`${smooth}-${periodNoun(calendarOf(timeline))}s`]),
    ...(align === null ? [] : [align.by === 'total' ? `from-${align.count}` : `from-1-in-${align.count}`]),
    ...(regions.length > MOST_NAMED ? [`${regions.length}-places`] : regions),
  ];
  return [dataset, 'curves', change, ...parts, lastDate].join('-');
}

const MOST_REASONS = 5;

/** Marks values that are held back, as opposed to days without a report, and sums that lack a part. */
export function curvesRemarks(
  { curves }: Pick<CurveSet, 'curves'>,
  view: Pick<CurvesView, 'change' | 'per' | 'smooth'>,
  columns: readonly string[],
  nameOf: (region: string) => string,
  calendar: Calendar = DAILY,
): TableRemarks {
  const [region, date] = [columns.indexOf('Region'), columns.indexOf('Date')];
  const measures = [...new Map(curves.map(({ measure }) => [measure.id, measure])).values()];
  const numbers = new Map(numberColumns({ curves }, view, measures, calendar).map(column => [column.title, column]));
  const byKey = new Map(curves.map(curve => [`${curve.place.id} ${curve.measure.id}`, curve]));
  const held = curves.flatMap(({ heldDays }) => heldDays.held.map(({ reason }) => reason));
  const lacks = curves.flatMap(curve => lackingOf(curve, nameOf, calendar));
  const more = held.length - MOST_REASONS;
  return {
    cell: (row, column) => {
      const number = numbers.get(columns[column] ?? '');
      const curve = byKey.get(`${row[region]} ${number?.measure}`);
      if (number === undefined || curve === undefined) return null;
      const [day, value = null] = [String(row[date]), row[column]];
      const lookback = lookbackDays({ ...view, smooth: number.smooth });
      const marks = deriveHeld(curve.heldDays, day, day, lookback, calendar);
      if (value === null && marks.held.length > 0) return 'held back';
      if (value === null) return curve.suppressed?.includes(day) === true ? 'suppressed' : null;
      return marks.lacks.length > 0 ? `${formatCell(value)} ${LACKING_MARK}` : null;
    },
    sentences: [
      ...held.slice(0, MOST_REASONS).map(reason => `Held back: ${readableSentence(reason)}.`),
      ...(more > 0 ? [`And ${more} more; “About” lists them all.`] : []),
      ...new Set(lacks),
    ],
  };
}

function lackingOf({ heldDays }: Curve, nameOf: (region: string) => string, calendar: Calendar): string[] {
  const parts = [...new Set(heldDays.lacks.flatMap(({ children }) => children))].map(nameOf);
  return parts.length === 0
    ? []
    : [`${LACKING_MARK} A ${periodNoun(calendar)} in it counts the last accepted value of ${formatList(parts)}.`];
}
