import { heldOn } from '../../../functions/measures/held-back.ts';
import { cellWords } from '../../controls/table-rows.ts';
import type { TableRemarks } from '../../export/exportable.ts';
import { measureTitle } from '../../format/measures.ts';
import { readableSentence } from '../../format/sentences.ts';
import { LACKING_MARK, lackingWords } from './held-words.ts';
import type { Shown } from './model.ts';

const MOST_REASONS = 5;
/** Columns that hold no value of the measure. */
const OTHERS = ['Rank', 'Region', 'Place', 'Population', 'Date'];

/** Tells places that are held back from those without a report, and sums that lack a part from whole ones. */
export function mapRemarks(shown: Shown, columns: readonly string[]): TableRemarks {
  const { day, measure, view, heldBack, session } = shown;
  const region = columns.indexOf('Region');
  const byColumn = columns.map(title => {
    if (OTHERS.includes(title)) return null;
    if (title === measureTitle(measure, 'total')) return heldOn(day, view.date, 0);
    return title === measureTitle(measure, 'new') ? heldOn(day, view.date, 1) : heldBack;
  });
  const reasons = [...new Set([...heldOn(day, view.date, 1).held.values(), ...heldBack.held.values()])];
  const more = reasons.length - MOST_REASONS;
  const lacking = session.data.places.flatMap(place => lackingWords(shown, place) ?? []);
  return {
    cell: (row, column) => {
      const { held, lacks } = byColumn[column] ?? {};
      const [id, value = null] = [String(row[region]), row[column]];
      if (value === null) return held?.has(id) === true ? 'held back' : null;
      return lacks?.has(id) === true ? `${cellWords(value)} ${LACKING_MARK}` : null;
    },
    sentences: [
      ...reasons.slice(0, MOST_REASONS).map(reason => `Held back: ${readableSentence(reason)}.`),
      ...(more > 0 ? [`And ${more} more; “About” lists them all.`] : []),
      ...[...new Set(lacking)].map(words => `${LACKING_MARK} ${words}.`),
    ],
  };
}
