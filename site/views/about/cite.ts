import type { Snapshot } from '../../../functions/contract/snapshot.ts';
import { element } from '../../controls/element.ts';
import type { Published } from '../../data/published.ts';
import { copyButton } from '../../export/copy.ts';
import { formatDate } from '../../format/numbers-and-dates.ts';
import { notesOf } from './notes.ts';
import { aboutSection } from './section.ts';

const REFUSED = 'The browser does not allow copying. The text is selected: copy it with the keyboard.';

/** How to name these numbers in a text, ready to be copied. */
export function citeSection({ id, snapshot }: Published): HTMLElement {
  const text = citation(snapshot, id, location.origin);
  const path = permanentPath(snapshot.dataset, id);
  const address = `${location.origin}${path}`;
  const [before = '', after = ''] = text.split(address);
  const quote = element('p', { className: 'about-quote' }, before, element('a', { href: path }, address), after);
  const copy = () => navigator.clipboard.writeText(text);
  const refused = () => {
    getSelection()?.selectAllChildren(quote);
    return REFUSED;
  };
  const { publication } = notesOf(snapshot.dataset);
  const asked = publication === null ? [] : [askedFor(publication)];
  return aboutSection(
    'cite',
    'How to cite',
    quote,
    copyButton('Copy this text', copy, refused),
    ...asked,
    element(
      'p',
      {},
      'Every publication of new numbers is a version of its own and keeps its address. The address above is the permanent one of what you see.',
    ),
  );
}

function askedFor({ name, url }: { readonly name: string; readonly url: string }): HTMLElement {
  return element('p', {}, 'The source asks that publications also name: ', element('a', { href: url }, name), '.');
}

/** Where a version of a data set can be seen for as long as it is kept: `/covid@<snapshot>/map`. */
export function permanentPath(dataset: string, snapshotId: string): string {
  return `/${dataset}@${snapshotId}/map`;
}

/** How to name these numbers in a text: source, days, licence, version and permanent address. */
export function citation(snapshot: Snapshot, snapshotId: string, origin: string): string {
  const { dataset, title, source, licence, firstDate, lastDate } = snapshot;
  return [
    `${source.name}: ${title}, ${formatDate(firstDate)} to ${formatDate(lastDate)}.`,
    `Licence: ${licence.name}.`,
    `As published by See COVID, version ${snapshotId},`,
    `${origin}${permanentPath(dataset, snapshotId)}`,
  ].join(' ');
}
