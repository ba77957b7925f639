import type { Receipt } from '../../functions/contract/receipt.ts';
import type { MapDescription, MeasureDescription } from '../../functions/contract/snapshot.ts';
import { element } from '../controls/element.ts';
import { countWords } from '../text/number-words.ts';
import { readableSentence } from '../text/readable-sentence.ts';
import { checksPart } from './checks-part.ts';
import { daysPart } from './days-part.ts';
import { heldPart, heldPlaces } from './held-part.ts';
import { rowCounts } from './row-counts.ts';
import { rowsPart } from './rows-part.ts';
import type { ShapeNames } from './shape-names.ts';
import { shapesPart } from './shapes-part.ts';
import { unmatchedPart } from './unmatched-part.ts';
import { uploadsPart } from './uploads-part.ts';

/** How the page names what a receipt names by id. */
export interface ReceiptWords {
  readonly measures: readonly MeasureDescription[];
  readonly maps: readonly MapDescription[];
  readonly placeName: (id: string) => string;
  readonly shapeName: ShapeNames;
}

/** A receipt made readable: the figures first, each part with its details folded. */
export function receiptParts(receipt: Receipt, words: ReceiptWords): readonly Node[] {
  const held = heldPart(receipt, words);
  return [
    element('p', {}, readableSentence(receipt.summary)),
    figures(receipt),
    element(
      'div',
      { className: 'about-parts' },
      ...(held.length === 0 ? [] : [part(held, 'about-wide')]),
      part(uploadsPart(receipt)),
      part(rowsPart(receipt)),
      part(unmatchedPart(receipt, words), 'about-wide'),
      part(shapesPart(receipt, words)),
      part([...daysPart(receipt, words), ...checksPart(receipt)]),
    ),
  ];
}

function part(nodes: readonly Node[], width = ''): HTMLElement {
  return element('div', { className: `about-part ${width}`, hidden: nodes.length === 0 }, ...nodes);
}

function figures({ inputs, unmatched, held }: Receipt): HTMLElement {
  const { read, rejected, dropped } = rowCounts(inputs);
  const shown: readonly (readonly [string, string, number])[] = [
    ['used', 'uploads in use', inputs.filter(({ sha256 }) => sha256 !== null).length],
    ['read', 'rows read', read],
    ['dropped', 'rows that repeat others', dropped],
    ['rejected', 'rows that are broken', rejected],
    ['unmatched', 'places not known', unmatched.length],
    ['held', 'places held back', heldPlaces(held)],
  ];
  const items = shown.map(([id, name, count]) => {
    const figure = element('dd', {}, countWords(count));
    figure.dataset.figure = id;
    return element('div', {}, element('dt', {}, name), figure);
  });
  return element('dl', { className: 'about-figures' }, ...items);
}
