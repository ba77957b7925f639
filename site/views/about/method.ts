import type { Calendar } from '../../../functions/contract/period.ts';
import type { Snapshot } from '../../../functions/contract/snapshot.ts';
import { isPerCapita } from '../../../functions/measures/kinds.ts';
import { smoothWindows } from '../../address/choices.ts';
import { periodNoun } from '../../format/periods.ts';
import type { AboutSection, Note } from './section.ts';

/** What is counted and how everything else is computed from it. */
export function methodSection({ measures, period }: Snapshot): AboutSection {
  return {
    id: 'method',
    title: 'How it is computed',
    blocks: [
      { heading: 'What is counted' },
      { notes: measures.map(({ title, description }) => note(title, description)) },
      { heading: 'What follows from it' },
      { notes: methodNotes(measures, period) },
    ],
  };
}

function note(title: string, text: string): Note {
  return { title: [title], text: [text] };
}

/** How a data set is computed, in the words of its periods. */
function methodNotes(measures: Snapshot['measures'], calendar: Calendar): readonly Note[] {
  if (calendar.unit === 'day' && measures.every(({ kind }) => kind === 'cumulative' || kind === 'level'))
    return DAILY_NOTES;
  const kinds = new Set(measures.map(({ kind }) => kind));
  const noun = periodNoun(calendar);
  const days = DAILY_NOTES.map(({ title: [title = ''], text: [text = ''] }) => {
    const words = calendar.unit === 'day' ? String(text) : inPeriods(String(text), noun, calendar);
    return note(String(title), words);
  });
  const isCounted = measures.some(isPerCapita);
  const left = new Set([
    ...(kinds.has('cumulative') ? [] : ['Total and new', 'Corrections']),
    ...(smoothWindows(calendar).length === 1 ? ['Smoothing'] : []),
    ...(isCounted ? [] : ['Per capita']),
  ]);
  return [
    ...measures.flatMap(({ kind }, index) =>
      measures.findIndex(measure => measure.kind === kind) === index ? kindNotes(kind, noun) : [],
    ),
    ...days.filter(({ title }) => !left.has(String(title[0]))),
  ];
}

function kindNotes(kind: Snapshot['measures'][number]['kind'], noun: string): readonly Note[] {
  switch (kind) {
    case 'flow':
      return [
        note(
          'Values and sums',
          `A value is what came in one ${noun}. The total so far is the sum of the ${noun}s that are known; one without a report adds nothing to it.`,
        ),
      ];
    case 'rate':
      return [
        note(
          'Rates',
          `A rate is shown as the source gives it. Rates of places are never added up or averaged; the number above the map is their median. The change of a percentage is in percentage points.`,
        ),
      ];
    case 'level':
    case 'cumulative':
      return [];
  }
}

/** Sentences about days, as sentences about longer periods. */
function inPeriods(text: string, noun: string, { unit }: Calendar): string {
  const window = unit === 'week' ? 4 : 3;
  return text
    .replaceAll(
      'The average of 7 days is that of a day and the six before it',
      `The average of ${window} ${noun}s is that of a ${noun} and the ${window === 4 ? 'three' : 'two'} before it`,
    )
    .replaceAll('divided by 7', `divided by ${window}`)
    .replaceAll(/\bon that day\b/g, `in that ${noun}`)
    .replaceAll(/\bdays\b/g, `${noun}s`)
    .replaceAll(/\bday\b/g, noun);
}

/** How daily counts are computed. */
const DAILY_NOTES: readonly Note[] = [
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
