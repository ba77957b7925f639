import type { Snapshot } from '../../../functions/contract/snapshot.ts';
import { element } from '../../controls/element.ts';
import { type Note, notesOf } from './notes.ts';
import { aboutSection } from './section.ts';

/** What is counted and how everything else is worked out from it, in plain words. */
export function methodSection({ dataset, measures, title }: Snapshot): HTMLElement {
  const { method } = notesOf(dataset);
  const counted = measures.map(({ title, description }) => ({ title, text: description }));
  const own = [element('h3', {}, `Special cases of ${title}`), noteList(method)];
  return aboutSection(
    'method',
    'How it is worked out',
    element('h3', {}, 'What is counted'),
    noteList(counted),
    element('h3', {}, 'What follows from it'),
    noteList(METHOD_NOTES),
    ...(method.length === 0 ? [] : own),
  );
}

function noteList(notes: readonly Note[]): HTMLElement {
  const items = notes.map(({ title, text }) => element('div', {}, element('dt', {}, title), element('dd', {}, text)));
  return element('dl', { className: 'about-notes' }, ...items);
}

/** How every data set of this kind is worked out. */
const METHOD_NOTES: readonly Note[] = [
  {
    title: 'Total and new',
    text: 'A total counts everything up to a day and with it. New is the total of a day less the total of the day before. When a place reports for the first time, its whole total is new on that day, unless the map begins with that day: then nothing is known of the day before, and new is unknown. A measure that tells how many there are at the time has a net change instead of a new number; it may fall without a correction.',
  },
  {
    title: 'Smoothing',
    text: 'The average of 7 days is that of a day and the six before it, so it never looks ahead. For new numbers it is what the total rose by in those days, divided by 7. Where a total that this needs is missing, there is no average.',
  },
  {
    title: 'Per capita',
    text: 'A count is divided by the people who live in the place, then multiplied by 100,000 or whatever is chosen. A place whose population is not known has no rate and is left out of maps and rankings of rates.',
  },
  {
    title: 'Missing is not zero',
    text: 'A day without a record of a place is a gap in its curve and is hatched on the map, even if its last report was zero: nobody has said that it still is. Only a reported zero is a zero. When records begin again, the new number of that first day is unknown too.',
  },
  {
    title: 'Held back',
    text: 'When one place’s number cannot be right, such as a tenth of the day before, that number alone is held back: it is missing and named, with the reason, and everything else of the report is shown. A sum counts the last accepted number of such a place and is marked, as is every new number and average that reaches back to that day.',
  },
  {
    title: 'Places that were split or joined',
    text: 'A shape shows the place that reports for it. When a county is split, its shape shows the parts together from their first report on; when it is counted with another, both shapes show the joint number. Where the new borders cross the old ones, as in Connecticut since 2022, the old shapes show no data.',
  },
  {
    title: 'Corrections',
    text: 'When a source corrects itself, a total can fall. The new number of that day is then below zero. It stays as it is: nothing is cut off or spread over other days.',
  },
  {
    title: 'Ranking',
    text: 'Places with the same value share a rank and stand in the order of their names. The next place is ranked as if they had each had a rank of their own: 1, 2, 2, 4. A place without a value has no rank.',
  },
  {
    title: 'Rounding',
    text: 'Counts are exact. Averages and rates are worked out from exact counts and then rounded to six digits.',
  },
];
