import countries from 'i18n-iso-countries';
import { parseRegionLists, type RegionLists } from '../../functions/contract/region-lists.ts';
import { readMap } from './place-codes.ts';
import { readAtlas } from './read-atlas.ts';
import { stateFipsCodes } from './us-states.ts';

/** The country of a map's regions; counties have a state, countries have nothing. */
const COUNTRY_OF: Readonly<Record<string, string>> = {
  'us-states': 'USA',
  'ca-provinces': 'CAN',
  'cn-provinces': 'CHN',
  'au-states': 'AUS',
};

/**
 * The regions of every map: those that its shapes stand for, and places without a shape that data commonly count, such
 * as Tuvalu on the map of the world and the municipios of Puerto Rico on that of the counties.
 */
export function regionLists(): RegionLists {
  const maps = {
    'us-counties': siblings(countyNames(), countyParents()),
    'us-states': siblings(stateNames(), () => 'USA'),
    world: siblings(countryNames(), () => null),
    ...Object.fromEntries(
      ['ca-provinces', 'cn-provinces', 'au-states'].map(map => [
        map,
        siblings(shapeNames(map), () => COUNTRY_OF[map] ?? null),
      ]),
    ),
  };
  return parseRegionLists({ schema: 'region-lists/1', maps }, 'the lists of regions');
}

/** The text of `maps/gazetteer/regions.json`: a line per parent. */
export function formatRegionLists({ schema, maps }: RegionLists): string {
  const blocks = Object.entries(maps).map(([map, groups]) => {
    const lines = groups.map(({ parent, ids, names }) => `    ${JSON.stringify({ parent, ids, names })}`);
    return `    ${JSON.stringify(map)}: [\n${lines.join(',\n')}\n    ]`;
  });
  return `{\n  "schema": ${JSON.stringify(schema)},\n  "maps": {\n${blocks.join(',\n')}\n  }\n}\n`;
}

function siblings(
  names: ReadonlyMap<string, string>,
  parentOf: (id: string) => string | null,
): RegionLists['maps'][string] {
  const ids = [...names.keys()].sort();
  const parents = [...Map.groupBy(ids, parentOf)].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return parents.map(([parent, ids]) => ({ parent, ids, names: ids.map(id => names.get(id) ?? id) }));
}

function countryNames(): Map<string, string> {
  const names = new Map<string, string>();
  for (const [alpha3, alpha2] of Object.entries(countries.getAlpha3Codes())) {
    if (alpha2 !== 'XK') names.set(alpha3, countries.getName(alpha2, 'en') ?? alpha3);
  }
  for (const [id, { name, regions }] of Object.entries(readMap('world').shapes)) {
    // Kosovo and a few other shapes have no ISO code: they are named by the region that they stand for, if it has none.
    const region = names.has(id) ? id : regions[0];
    if (region !== undefined && (region === id || !names.has(region))) names.set(region, name ?? region);
  }
  return names;
}

function stateNames(): Map<string, string> {
  return new Map([...shapeNames('us-states'), ...Object.entries(TERRITORIES)]);
}

function countyNames(): Map<string, string> {
  const drawn = shapeNames('us-counties');
  const territories = readAtlas('us-atlas/counties-10m.json', 'counties').filter(({ code }) => !drawn.has(code));
  return new Map([
    ...drawn,
    ...territories.map(({ code, name }) => [code, name] as const),
    ...Object.entries(readMap('us-counties').shapes).map(([id, { name }]) => [id, name ?? id] as const),
    ...Object.entries(COUNTIES_WITHOUT_SHAPE),
  ]);
}

function countyParents(): (id: string) => string | null {
  const states = stateFipsCodes();
  return id => states.get(id.slice(0, 2)) ?? id.slice(0, 'US-XX'.length);
}

/** Regions that have shapes, by id; one with several is named by its mainland. */
function shapeNames(map: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const [id, { name, regions, successors }] of Object.entries(readMap(map).shapes)) {
    const [own = id] = regions;
    if (own === id || !names.has(own) || id.endsWith('-mainland'))
      names.set(own, (name ?? id).replace(/ Mainland$/, ''));
    for (const other of [...regions, ...successors]) if (!names.has(other)) names.set(other, other);
  }
  return names;
}

const TERRITORIES: Readonly<Record<string, string>> = {
  'US-AS': 'American Samoa',
  'US-GU': 'Guam',
  'US-MP': 'Northern Mariana Islands',
  'US-PR': 'Puerto Rico',
  'US-VI': 'Virgin Islands',
};

/** Counties of today, and districts that report together, whose shapes are those of other counties. */
const COUNTIES_WITHOUT_SHAPE: Readonly<Record<string, string>> = {
  '02063': 'Chugach',
  '02066': 'Copper River',
  '09110': 'Capitol',
  '09120': 'Greater Bridgeport',
  '09130': 'Lower Connecticut River Valley',
  '09140': 'Naugatuck Valley',
  '09150': 'Northeastern Connecticut',
  '09160': 'Northwest Hills',
  '09170': 'South Central Connecticut',
  '09180': 'Southeastern Connecticut',
  '09190': 'Western Connecticut',
  'US-MA:dukes-and-nantucket': 'Dukes and Nantucket',
  'US-UT:bear-river': 'Bear River',
  'US-UT:central-utah': 'Central Utah',
  'US-UT:southeast-utah': 'Southeast Utah',
  'US-UT:southwest-utah': 'Southwest Utah',
  'US-UT:tricounty': 'TriCounty',
  'US-UT:weber-morgan': 'Weber-Morgan',
};
