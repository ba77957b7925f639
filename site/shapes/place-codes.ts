import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import countries from 'i18n-iso-countries';
import type { Gazetteer } from '../../functions/contract/gazetteer.ts';
import { type MapShapes, parseMapShapes } from '../../functions/contract/map-shapes.ts';
import { stateFipsCodes } from './us-states.ts';

/** Maps whose shapes have ids that a data set may use for regions. */
const MAPS_WITH_PARTS = ['us-counties', 'world'];
/** Postal codes are the ends of ISO 3166-2 codes; those of China's provinces are used by nobody else. */
const POSTAL_MAPS = ['ca-provinces', 'au-states'];

/** Counties that were renumbered when they got a new name; data of before have the old code. */
const FORMER_COUNTY_CODES: Readonly<Record<string, readonly string[]>> = { '02158': ['02270'], '46102': ['46113'] };

/** Greece as the European Union writes it, and codes that ISO has withdrawn. */
const OTHER_COUNTRY_CODES: Readonly<Record<string, readonly string[]>> = {
  COD: ['ZAR'],
  GRC: ['EL'],
  PSE: ['WBG'],
  ROU: ['ROM'],
  TLS: ['TMP'],
};

/** What the census of Canada numbers its provinces. */
const CENSUS_CODES: Readonly<Record<string, readonly string[]>> = {
  'CA-NL': ['10'],
  'CA-PE': ['11'],
  'CA-NS': ['12'],
  'CA-NB': ['13'],
  'CA-QC': ['24'],
  'CA-ON': ['35'],
  'CA-MB': ['46'],
  'CA-SK': ['47'],
  'CA-AB': ['48'],
  'CA-BC': ['59'],
  'CA-YT': ['60'],
  'CA-NT': ['61'],
  'CA-NU': ['62'],
};

/** The codes of regions besides their ids, and the places counted in them, from ISO 3166 and `maps/*.json`. */
export function placeCodes(): Pick<Gazetteer, 'codes' | 'parts'> {
  const postal = POSTAL_MAPS.map(map => [
    map,
    Object.fromEntries(regionsOf(map).map(id => [id, [postalOf(id), ...(CENSUS_CODES[id] ?? [])]])),
  ]);
  const states = [...stateFipsCodes()].map(([fips, id]) => [id, [postalOf(id), fips]] as const).sort(byId);
  const codes = {
    'us-counties': FORMER_COUNTY_CODES,
    world: countryCodes(),
    'us-states': Object.fromEntries(states),
    ...Object.fromEntries(postal),
  };
  return { codes, parts: Object.fromEntries(MAPS_WITH_PARTS.map(map => [map, partsOf(readMap(map))])) };
}

export function readMap(map: string): MapShapes {
  const file = join(import.meta.dirname, `../../maps/${map}.json`);
  return parseMapShapes(JSON.parse(readFileSync(file, 'utf8')), file);
}

function countryCodes(): Record<string, readonly string[]> {
  const official = Object.entries(countries.getAlpha3Codes())
    .filter(([, alpha2]) => alpha2 !== 'XK')
    .map(([alpha3, alpha2]) => {
      const codes = [alpha2, countries.alpha2ToNumeric(alpha2) ?? '', ...(OTHER_COUNTRY_CODES[alpha3] ?? [])];
      return [alpha3, codes] as const;
    });
  // ISO leaves Kosovo to its users: XK and XKX are the European Commission's, XKS is the one in the JHU tables.
  return Object.fromEntries([...official, ['XKS', ['XK', 'XKX', 'KSV', 'OWID_KOS']] as const].sort(byId));
}

function partsOf({ shapes }: MapShapes): Record<string, Record<string, string>> {
  const parts: Record<string, Record<string, string>> = {};
  for (const [id, { name, regions }] of Object.entries(shapes)) {
    for (const region of regions) {
      if (region === id || name === null) continue;
      parts[region] = { ...parts[region], [id]: name };
    }
  }
  return Object.fromEntries(Object.entries(parts).sort(byId));
}

function regionsOf(map: string): string[] {
  return [...new Set(Object.values(readMap(map).shapes).flatMap(({ regions }) => regions))].sort();
}

function postalOf(id: string): string {
  return id.slice(id.indexOf('-') + 1);
}

function byId([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
