import type { Receipt } from '../../functions/contract/receipt.ts';
import { element } from '../controls/element.ts';
import { readableSentence } from '../text/readable-sentence.ts';
import { quarantineList, remarkList, warningList } from './uploads-part.ts';

/** What became of a last build that is not the one shown. */
export function attemptPart(attempt: Receipt): readonly Node[] {
  return [
    element('h3', {}, 'The last build'),
    element('p', {}, readableSentence(attempt.summary)),
    ...quarantineList(attempt.inputs),
    ...remarkList(attempt.inputs),
    ...warningList(attempt.inputs),
    element('h3', {}, 'The numbers shown'),
  ];
}
