import type { Snapshot } from '../../../functions/contract/snapshot.ts';
import { element } from '../../controls/element.ts';
import { isExported } from '../../data/ask-api.ts';
import type { Published } from '../../data/published.ts';
import { copyButton } from '../../export/copy.ts';
import { formatSpan } from '../../format/periods.ts';
import type { AboutSection } from './section.ts';

const REFUSED = 'The browser does not allow copying. The text is selected: copy it with the keyboard.';

/** How to cite these numbers, ready to be copied. @param site the title of the site */
export function citeSection({ id, snapshot }: Published, site: string): AboutSection {
  // A copy of the site has this version alone.
  const path = isExported() ? `/${snapshot.dataset}/map` : permanentPath(snapshot.dataset, id);
  const address = `${location.origin}${path}`;
  const text = citation(snapshot, { id, site, address });
  const [before = '', after = ''] = text.split(address);
  const quote = element('p', { className: 'about-quote' }, before, element('a', { href: path }, address), after);
  const copy = () => navigator.clipboard.writeText(text);
  const refused = () => {
    getSelection()?.selectAllChildren(quote);
    return REFUSED;
  };
  return {
    id: 'cite',
    title: 'How to cite',
    blocks: [
      { node: quote },
      { node: copyButton('Copy this text', copy, refused) },
      isExported()
        ? 'This is a copy of a site, and may be replaced by a newer one. The version names these numbers for good.'
        : 'Every publication of new numbers is a version of its own and keeps its address. The address above is the permanent one of what you see.',
    ],
  };
}

/** Where a version of a data set can be seen for as long as it is kept: `/rain@<snapshot>/map`. */
export function permanentPath(dataset: string, snapshotId: string): string {
  return `/${dataset}@${snapshotId}/map`;
}

interface CitedVersion {
  /** Of the snapshot. */
  readonly id: string;
  readonly site: string;
  readonly address: string;
}

/** How to name these numbers in a text: source, days, license, version and address. */
export function citation(snapshot: Snapshot, { id, site, address }: CitedVersion): string {
  const { title, source, licence, firstDate, lastDate, period } = snapshot;
  const span = formatSpan(firstDate, lastDate, period);
  return [
    `${source === null ? '' : `${source.name}: `}${title}${span === '' ? '' : `, ${span}`}.`,
    ...(licence === null ? [] : [`License: ${licence.name}.`]),
    `As published by ${site}, version ${id},`,
    address,
  ].join(' ');
}
