import type { Receipt } from '../../functions/contract/receipt.ts';
import { element } from '../controls/element.ts';
import { placeNames } from '../data/place-names.ts';
import type { Published } from '../data/published.ts';
import { happenedWords } from '../text/happened-words.ts';
import { aboutSection } from './about-section.ts';
import { attemptPart } from './attempt-part.ts';
import { receiptAddress } from './read-api.ts';
import { readReceipt } from './read-receipt.ts';
import { receiptParts } from './receipt-parts.ts';
import { shapeNames } from './shape-names.ts';

/** What the build did with its input, read when the tab is opened; the rest of the page does not wait for it. */
export function receiptSection(published: Published, whenRead: (receipt: Receipt) => void): HTMLElement {
  const content = element('div', { className: 'about-receipt', tabIndex: -1 });
  const load = async () => {
    content.ariaBusy = 'true';
    content.replaceChildren(element('p', { role: 'status' }, 'Reading the receipt.'));
    try {
      const [receipt, attempt] = await readBoth(published);
      const [placeName, shapeName] = await Promise.all([
        namesFor(receipt, published),
        shapeNames(receipt.maps).catch(() => (_: string, shape: string) => shape),
      ]);
      const { measures, maps } = published.snapshot;
      content.replaceChildren(
        ...(attempt === null ? [] : attemptPart(attempt)),
        ...receiptParts(receipt, { measures, maps, placeName, shapeName }),
      );
      whenRead(receipt);
    } catch (error) {
      content.replaceChildren(failure(error, () => void load().then(() => content.focus())));
    } finally {
      content.ariaBusy = 'false';
    }
  };
  void load();
  return aboutSection(
    'receipt',
    'What was read, and what was left out',
    element('p', {}, 'Every row of every report is accounted for. This is the receipt of these numbers.'),
    content,
    element(
      'p',
      {},
      element(
        'a',
        { href: receiptAddress(published.snapshot.dataset, published.id) },
        'The whole receipt, for programs',
      ),
      '.',
    ),
  );
}

/** The receipt of the numbers, and that of the last build where it published nothing or something else. */
async function readBoth({ pointer, snapshot }: Published): Promise<readonly [Receipt, Receipt | null]> {
  const { dataset, receipt } = snapshot;
  const attempt = pointer?.attempt.receipt ?? receipt;
  return Promise.all([readReceipt(dataset, receipt), attempt === receipt ? null : readReceipt(dataset, attempt)]);
}

/** Names of the places that the receipt lists by id, from the smaller maps first; an id where a name does not arrive. */
async function namesFor(receipt: Receipt, published: Published): Promise<(id: string) => string> {
  const maps = published.snapshot.maps.toSorted((a, b) => a.regionCount - b.regionCount);
  const names = placeNames({ ...published, snapshot: { ...published.snapshot, maps } });
  const findings = [...receipt.gaps.samples, ...receipt.corrections.samples].map(({ region }) => region);
  const ids = [...findings, ...receipt.unmatched.flatMap(({ countsIn }) => countsIn)];
  await names.learn(ids).catch(() => undefined);
  return id => names.nameOf(id) ?? id;
}

function failure(error: unknown, retry: () => void): HTMLElement {
  const button = element('button', { type: 'button', className: 'quiet' }, 'Try again');
  button.addEventListener('click', retry);
  return element(
    'div',
    { className: 'about-failure', role: 'alert' },
    element('p', {}, 'The receipt did not arrive. The rest of this page does not need it.'),
    element('p', {}, happenedWords(error)),
    button,
  );
}
