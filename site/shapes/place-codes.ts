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

/** The codes of regions besides their ids, and the places counted in them, from ISO 3166 and `maps/*.json`. */
export function placeCodes(): Pick<Gazetteer, 'codes' | 'parts'> {
  const postal = POSTAL_MAPS.map(map => [map, Object.fromEntries(regionsOf(map).map(id => [id, [postalOf(id)]]))]);
  const states = [...stateFipsCodes()].map(([fips, id]) => [id, [postalOf(id), fips]] as const).sort(byId);
  const codes = { world: countryCodes(), 'us-states': Object.fromEntries(states), ...Object.fromEntries(postal) };
  return { codes, parts: Object.fromEntries(MAPS_WITH_PARTS.map(map => [map, partsOf(readMap(map))])) };
}

export function readMap(map: string): MapShapes {
  const file = join(import.meta.dirname, `../../maps/${map}.json`);
  return parseMapShapes(JSON.parse(readFileSync(file, 'utf8')), file);
}

function countryCodes(): Record<string, readonly string[]> {
  const official = Object.entries(countries.getAlpha3Codes())
    .filter(([, alpha2]) => alpha2 !== 'XK')
    .map(([alpha3, alpha2]) => [alpha3, [alpha2, countries.alpha2ToNumeric(alpha2) ?? '']] as const);
  // ISO leaves Kosovo to its users: XK and XKX are the European Commission's, XKS is the one in the JHU tables.
  return Object.fromEntries([...official, ['XKS', ['XK', 'XKX']] as const].sort(byId));
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
