import { lookbackDays } from '../../../functions/measures/derive.ts';
import { deriveHeld } from '../../../functions/measures/held-back.ts';
import type { TableRemarks } from '../../controls/table-rows.ts';
import { formatCell } from '../../controls/table-rows.ts';
import { formatList, readableSentence } from '../../format/sentences.ts';
import type { CurvesView } from './address.ts';
import { numberColumns } from './exportable.ts';
import type { Curve, CurveSet } from './model.ts';
import { LACKING_MARK } from './readout.ts';

const MOST_REASONS = 5;

/** Tells values that are held back from days without a report, and sums that lack a part from whole ones. */
export function curvesRemarks(
  { curves }: Pick<CurveSet, 'curves'>,
  view: Pick<CurvesView, 'change' | 'per' | 'smooth'>,
  columns: readonly string[],
  nameOf: (region: string) => string,
): TableRemarks {
  const [region, date] = [columns.indexOf('Region'), columns.indexOf('Date')];
  const measures = [...new Map(curves.map(({ measure }) => [measure.id, measure])).values()];
  const numbers = new Map(numberColumns({ curves }, view, measures).map(column => [column.title, column]));
  const byKey = new Map(curves.map(curve => [`${curve.place.id} ${curve.measure.id}`, curve]));
  const { held, lacks } = { held: curves.flatMap(reasonsOf), lacks: curves.flatMap(curve => lackingOf(curve, nameOf)) };
  const more = held.length - MOST_REASONS;
  return {
    cell: (row, column) => {
      const number = numbers.get(columns[column] ?? '');
      const curve = byKey.get(`${row[region]} ${number?.measure}`);
      if (number === undefined || curve === undefined) return null;
      const [day, value = null] = [String(row[date]), row[column]];
      const marks = deriveHeld(curve.heldDays, day, day, lookbackDays({ ...view, smooth: number.smooth }));
      if (value === null) return marks.held.length > 0 ? 'held back' : null;
      return marks.lacks.length > 0 ? `${formatCell(value)} ${LACKING_MARK}` : null;
    },
    sentences: [
      ...held.slice(0, MOST_REASONS).map(reason => `Held back: ${readableSentence(reason)}.`),
      ...(more > 0 ? [`And ${more} more; “About” lists them all.`] : []),
      ...new Set(lacks),
    ],
  };
}

function reasonsOf({ heldDays }: Curve): string[] {
  return heldDays.held.map(({ reason }) => reason);
}

function lackingOf({ heldDays }: Curve, nameOf: (region: string) => string): string[] {
  const parts = [...new Set(heldDays.lacks.flatMap(({ children }) => children))].map(nameOf);
  return parts.length === 0
    ? []
    : [`${LACKING_MARK} A day in it counts the last accepted value of ${formatList(parts)}.`];
}
