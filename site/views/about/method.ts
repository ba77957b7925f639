import type { Snapshot } from '../../../functions/contract/snapshot.ts';
import type { AboutSection, Note } from './section.ts';

/** What is counted and how everything else is computed from it. */
export function methodSection({ measures }: Snapshot): AboutSection {
  return {
    id: 'method',
    title: 'How it is computed',
    blocks: [
      { heading: 'What is counted' },
      { notes: measures.map(({ title, description }) => note(title, description)) },
      { heading: 'What follows from it' },
      { notes: METHOD_NOTES },
    ],
  };
}

function note(title: string, text: string): Note {
  return { title: [title], text: [text] };
}

/** How every data set of this kind is computed. */
const METHOD_NOTES: readonly Note[] = [
  note(
    'Total and new',
    'A total counts everything up to and including a day. New is the total of a day minus the total of the day before. When a place reports for the first time, its whole total is new on that day, unless the map begins with that day: then nothing is known of the day before, and new is unknown. A measure that says how many there are at the time has a net change instead of a new number; it may fall without a correction.',
  ),
  note(
    'Smoothing',
    'The average of 7 days is that of a day and the six before it, so it never looks ahead. For new numbers it is what the total rose by in those days, divided by 7. Where a total that this needs is missing, there is no average.',
  ),
  note(
    'Per capita',
    'A count is divided by the population of the place, then multiplied by 100,000 or whatever is chosen. A place whose population is not known has no rate and is left out of maps and rankings of rates.',
  ),
  note(
    'Missing is not zero',
    'A day without a record of a place is a gap in its curve and is hatched on the map, even if its last report was zero: nobody has said that it still is. Only a reported zero is a zero. When records begin again, the new number of that first day is unknown too.',
  ),
  note(
    'Held back',
    'When one place’s number cannot be right, such as a tenth of the day before, that number alone is held back: it is missing and named, with the reason, and everything else of the report is shown. A sum counts the last accepted number of such a place and is marked, as is every new number and average that reaches back to that day.',
  ),
  note(
    'Places that were split or joined',
    'A shape shows the place that reports for it. When a place is split, its shape shows the parts together from their first report on; when it is counted with another, both shapes show the joint number. Where new borders cross the old ones, the old shapes show no data.',
  ),
  note(
    'Corrections',
    'When a source corrects itself, a total can fall. The new number of that day is then below zero. It stays as it is: nothing is cut off or spread over other days.',
  ),
  note(
    'Ranking',
    'Places with the same value share a rank and are listed in the order of their names. The next place is ranked as if they had each had a rank of their own: 1, 2, 2, 4. A place without a value has no rank.',
  ),
  note(
    'Rounding',
    'Counts are exact. Averages and rates are computed from exact counts and then rounded to six digits.',
  ),
];
