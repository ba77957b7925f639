import type { Receipt } from '../../../functions/contract/receipt.ts';
import { element } from '../../controls/element.ts';
import { placeNames } from '../../data/places.ts';
import type { Published } from '../../data/published.ts';
import { readReceipt } from '../../data/read-receipt.ts';
import { capitalized } from '../../format/measures.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { errorSentence, readableSentence } from '../../format/sentences.ts';
import { heldPart, heldPlaces } from './held.ts';
import type { PlainTable } from './plain-table.ts';
import { receiptAddress } from './programs.ts';
import { daysPart, type ReceiptWords, shapeNames, shapesPart, unmatchedPart } from './receipt-places.ts';
import { quarantineList, remarkList, rowCounts, rowsPart, uploadsPart, warningList } from './receipt-uploads.ts';
import { type AboutBlock, type AboutSection, drawBlocks } from './section.ts';

/** What the build did with its input, read when the tab is opened; the rest of the page does not wait for it. */
export function receiptSection(published: Published, whenRead: (receipt: Receipt) => void): AboutSection {
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
      const { measures, maps, period: calendar } = published.snapshot;
      content.replaceChildren(
        ...(attempt === null ? [] : drawBlocks(attemptPart(attempt))),
        ...receiptParts(receipt, { measures, maps, calendar, placeName, shapeName }),
      );
      whenRead(receipt);
    } catch (error) {
      content.replaceChildren(failure(error, () => void load().then(() => content.focus())));
    } finally {
      content.ariaBusy = 'false';
    }
  };
  void load();
  const whole = receiptAddress(published.snapshot, published.id);
  return {
    id: 'receipt',
    title: 'What was read, and what was left out',
    blocks: [
      'Every row of every report is accounted for. This is the receipt of these numbers.',
      { node: content },
      { text: [{ link: 'The whole receipt, for programs', url: whole }, '.'] },
    ],
  };
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
    ...drawBlocks(['The receipt did not arrive. The rest of this page does not need it.', errorSentence(error)]),
    button,
  );
}

/** What became of a last build that is not the one shown. */
function attemptPart(attempt: Receipt): readonly AboutBlock[] {
  return [
    { heading: 'The last build' },
    readableSentence(attempt.summary),
    ...quarantineList(attempt.inputs),
    ...remarkList(attempt.inputs),
    ...warningList(attempt.inputs),
    { heading: 'The numbers shown' },
  ];
}

/** The checks that numbers must pass before they are shown: of the whole, and how near single uploads came to a limit. */
function checksPart({ checks }: Receipt, { maps }: ReceiptWords): readonly AboutBlock[] {
  if (checks.length === 0) return [];
  const table = (title: string, listed: Receipt['checks']): PlainTable => ({
    title,
    columns: ['Check', 'Result', 'Found'],
    rows: listed.map(({ check, scope, level, passed, detail }) => {
      const of = scope === 'snapshot' ? undefined : maps.find(({ id }) => id === level);
      const name = capitalized(check.replaceAll('-', ' ')) + (of === undefined ? '' : `, ${of.title}`);
      return [name, passed ? 'passed' : 'not passed', readableSentence(detail)];
    }),
  });
  const whole = checks.filter(({ scope }) => scope === 'snapshot');
  const single = checks.filter(({ scope }) => scope !== 'snapshot');
  return [
    { heading: 'Checks' },
    'Numbers are published only when these checks pass; “Population” is reported and stops nothing.',
    table('Checks of the whole', whole),
    ...(single.length === 0
      ? []
      : [{ fold: 'Checks of uploads and places', open: () => table('Checks of uploads and places', single) }]),
  ];
}

/** A receipt made readable: the figures first, each part with its details folded. */
function receiptParts(receipt: Receipt, words: ReceiptWords): readonly Node[] {
  const held = heldPart(receipt, words);
  return [
    ...drawBlocks([readableSentence(receipt.summary)]),
    figures(receipt),
    element(
      'div',
      { className: 'about-parts' },
      ...(held.length === 0 ? [] : [part(held, 'about-wide')]),
      part(uploadsPart(receipt)),
      part(rowsPart(receipt)),
      part(unmatchedPart(receipt, words), 'about-wide'),
      part(shapesPart(receipt, words)),
      part([...daysPart(receipt, words), ...checksPart(receipt, words)]),
    ),
  ];
}

function part(blocks: readonly AboutBlock[], width = ''): HTMLElement {
  return element('div', { className: `about-part ${width}`, hidden: blocks.length === 0 }, ...drawBlocks(blocks));
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
    const figure = element('dd', {}, formatCount(count));
    figure.dataset.figure = id;
    return element('div', {}, element('dt', {}, name), figure);
  });
  return element('dl', { className: 'about-figures' }, ...items);
}
