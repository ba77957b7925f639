import type { Input, Receipt, RowCounts, RowOutcome, RowSample } from '../../functions/contract/receipt.ts';
import { element } from '../controls/element.ts';
import { countWords } from '../text/number-words.ts';
import { readableSentence } from '../text/readable-sentence.ts';
import { fileOf } from './file-of.ts';
import { fold } from './fold.ts';
import { plainTable } from './plain-table.ts';
import { rowCounts } from './row-counts.ts';

const FATES: Readonly<Record<keyof RowCounts, string>> = {
  kept: 'Counted as they stand',
  moved: 'Counted, but under another name than the row’s own',
  merged: 'Added to other rows of the same place',
  dropped: 'Not counted, because they repeat another row',
  unmatched: 'Not counted, because their place is not known',
  rejected: 'Not read, because the line is broken',
  read: 'All rows',
};

const OUTCOMES: Readonly<Record<RowOutcome, string>> = {
  kept: 'counted',
  moved: 'counted under another name',
  merged: 'added up',
  dropped: 'not counted',
  unmatched: 'not counted',
};

/** What became of the rows, by which rule, and which could not be read. */
export function rowsPart({ inputs, rules }: Receipt): readonly Node[] {
  const counts = rowCounts(inputs);
  const fates: readonly (keyof RowCounts)[] = ['kept', 'moved', 'merged', 'dropped', 'unmatched', 'rejected', 'read'];
  const summary = plainTable({
    title: 'What became of the rows',
    columns: ['Rows', 'How many'],
    rows: fates.map(fate => [FATES[fate], counts[fate]]),
  });
  summary.classList.add('about-sum');
  const byRule = () => {
    const ordered = rules.toSorted((a, b) => b.rows - a.rows);
    return plainTable({
      title: 'Rules, and the rows they were needed for',
      columns: ['Rule', 'Its rows are', 'Rows', 'For example'],
      rows: ordered.map(({ rule, outcome, rows, samples }) => {
        return [readableSentence(rule), OUTCOMES[outcome], rows, samples.map(sampleWords).join(' · ')];
      }),
    });
  };
  return [
    element('h3', {}, 'Rows'),
    summary,
    ...(rules.length > 0 ? [fold(`By rule: ${countWords(rules.length)}`, byRule)] : []),
    ...rejectedRows(inputs),
  ];
}

function rejectedRows(inputs: readonly Input[]): readonly Node[] {
  const rows = inputs.flatMap(({ key, rejected }) =>
    rejected.map(({ line, column, value, reason }) => {
      return [fileOf(key), line, column ?? 'the whole line', value ?? 'nothing', readableSentence(reason)];
    }),
  );
  if (rows.length === 0) return [];
  const columns = ['Upload', 'Line', 'Column', 'Found', 'Why'];
  return [fold('Broken rows', () => plainTable({ title: 'Broken rows, the first of each upload', columns, rows }))];
}

function sampleWords({ key, line, place }: RowSample): string {
  return `${place} (${fileOf(key)}, line ${countWords(line)})`;
}
