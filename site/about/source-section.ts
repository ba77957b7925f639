import type { Snapshot } from '../../functions/contract/snapshot.ts';
import { element } from '../controls/element.ts';
import { aboutSection } from './about-section.ts';
import { creditLine } from './credit-line.ts';
import { mapCredits } from './map-credits.ts';
import { webLink } from './web-link.ts';

/** Who counted, who drew the shapes, and what may be done with both. */
export function sourceSection({ source, licence, notice, maps }: Snapshot): HTMLElement {
  const credits = mapCredits(maps).map(({ maps, credit }) =>
    element('li', {}, element('strong', {}, maps.join(', ')), ': ', ...creditLine(credit), '.'),
  );
  const shapes = [element('h3', {}, 'Shapes of the maps'), element('ul', {}, ...credits)];
  return aboutSection(
    'source',
    'Source and licence',
    ...(notice === null ? [] : [element('p', {}, element('strong', {}, notice))]),
    element('p', {}, 'The numbers come from ', webLink(source.name, source.url), '.'),
    element('p', {}, 'They may be used under the licence ', webLink(licence.name, licence.url), '.'),
    ...(credits.length === 0 ? [] : shapes),
  );
}
