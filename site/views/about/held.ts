import type { Calendar } from '../../../functions/contract/period.ts';
import type { HeldPlace, Receipt } from '../../../functions/contract/receipt.ts';
import { capitalized } from '../../format/measures.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { countedPeriods, formatPeriod, formatSpan, periodNoun } from '../../format/periods.ts';
import { formatList, readableSentence } from '../../format/sentences.ts';
import type { ReceiptWords } from './receipt-places.ts';
import type { AboutBlock } from './section.ts';

/** What the checks held back of single places, which measures ended, and which places are gone. */
export function heldPart({ held, ended, maps }: Receipt, words: ReceiptWords): readonly AboutBlock[] {
  const lost = maps.filter(map => map.lost.length > 0);
  if (held.length === 0 && ended.length === 0 && lost.length === 0) return [];
  const titleOf = (map: string) => words.maps.find(({ id }) => id === map)?.title ?? map;
  return [
    { heading: 'Held back and ended' },
    ...lost.map(map => {
      const names = formatList(map.lost.map(({ name }) => name));
      const them = map.lost.length === 1 ? 'it' : 'them';
      const text = `${names}. The version before had numbers of ${them}, and no row of these reports has any.`;
      return { text: [{ strong: `Gone from ${titleOf(map.map)}: ` }, text] };
    }),
    ...ended.map(
      ({ measure, lastDate }) =>
        `${titleOfMeasure(measure, words)}: not reported after ${formatPeriod(lastDate, words.calendar)}. It is missing since then, not zero.`,
    ),
    ...(held.length === 0
      ? []
      : [
          heldSentence(held, words.calendar),
          {
            title: 'Held back, by place',
            columns: ['Place', `${capitalized(periodNoun(words.calendar))}s`, 'What', 'Why'],
            rows: heldRows(held, words),
          },
        ]),
  ];
}

function heldSentence(held: readonly HeldPlace[], calendar: Calendar): string {
  const places = heldPlaces(held);
  const periods = new Set(held.map(({ date }) => date)).size;
  const of = `${formatCount(places)} ${places === 1 ? 'place' : 'places'} ${calendar.unit === 'day' ? 'on' : 'in'} ${countedPeriods(periods, calendar)}`;
  return `Checks held back the numbers of ${of}, because they cannot be right. These are missing here; the rest of their reports is shown.`;
}

/** How many places have a value that is held back. */
export function heldPlaces(held: readonly HeldPlace[]): number {
  return new Set(held.map(({ map, region }) => `${map} ${region}`)).size;
}

/** A row for each place and kind of fault, however many days it lasts. */
export function heldRows(held: readonly HeldPlace[], words: Pick<ReceiptWords, 'measures' | 'calendar'>): string[][] {
  const groups = Map.groupBy(held, ({ map, region, check }) => `${map} ${region} ${check}`);
  return [...groups.values()].map(group => heldRow(group, words));
}

/** @param of one place and check, at least one */
function heldRow(of: readonly HeldPlace[], words: Pick<ReceiptWords, 'measures' | 'calendar'>): string[] {
  const group = of.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const [first] = group;
  if (first === undefined) return [];
  const dates = group.map(({ date }) => date);
  const [from = '', to = ''] = [dates[0], dates.at(-1)];
  const days =
    from === to
      ? formatPeriod(from, words.calendar)
      : `${countedPeriods(new Set(dates).size, words.calendar)}, ${formatSpan(from, to, words.calendar)}`;
  const measures = new Set(group.flatMap(entry => entry.measures ?? []));
  const what = group.some(entry => entry.measures === null)
    ? 'everything'
    : formatList([...measures].map(measure => titleOfMeasure(measure, words)));
  const why = readableSentence(first.detail);
  return [first.name, days, what, group.length === 1 ? why : `First: ${why}`];
}

function titleOfMeasure(measure: string, { measures }: Pick<ReceiptWords, 'measures'>): string {
  return measures.find(({ id }) => id === measure)?.title ?? measure;
}
