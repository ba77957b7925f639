import type { Snapshot } from '../../functions/contract/snapshot.ts';
import { element } from '../controls/element.ts';
import { aboutSection } from './about-section.ts';
import { creditLine } from './credit-line.ts';
import { CITY_CREDIT, mapCredits } from './map-credits.ts';
import { webLink } from './web-link.ts';

/** Who counted, who drew the shapes, who lists the cities, and what may be done with all of it. */
export function sourceSection({ source, licence, notice, maps }: Snapshot): HTMLElement {
  const creditOf = (what: string, credit: string) =>
    element('li', {}, element('strong', {}, what), ': ', ...creditLine(credit), '.');
  const credits = [
    ...mapCredits(maps).map(({ maps, credit }) => creditOf(maps.join(', '), credit)),
    creditOf('Cities in the search', CITY_CREDIT),
  ];
  return aboutSection(
    'source',
    'Source and licence',
    ...(notice === null ? [] : [element('p', {}, element('strong', {}, notice))]),
    element('p', {}, 'The numbers come from ', webLink(source.name, source.url), '.'),
    element('p', {}, 'They may be used under the licence ', webLink(licence.name, licence.url), '.'),
    element('h3', {}, 'Shapes and cities'),
    element('ul', {}, ...credits),
  );
}
