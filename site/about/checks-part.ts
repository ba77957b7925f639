import type { Receipt } from '../../functions/contract/receipt.ts';
import { element } from '../controls/element.ts';
import { capitalized } from '../text/measure-words.ts';
import { readableSentence } from '../text/readable-sentence.ts';
import { plainTable } from './plain-table.ts';

/** The checks that numbers must pass before they are shown. */
export function checksPart({ checks }: Receipt): readonly Node[] {
  if (checks.length === 0) return [];
  return [
    element('h3', {}, 'Checks'),
    element('p', {}, 'Numbers are published only when these checks pass; “Population” is reported and stops nothing.'),
    plainTable({
      title: 'Checks of the whole',
      columns: ['Check', 'Result', 'Found'],
      rows: checks.map(({ check, passed, detail }) => [
        capitalized(check.replaceAll('-', ' ')),
        passed ? 'passed' : 'not passed',
        readableSentence(detail),
      ]),
    }),
  ];
}
