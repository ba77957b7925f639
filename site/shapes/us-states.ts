import { fitFeatures } from '../../functions/shapes/shape-feature.ts';
import { readPlanarAtlas } from './read-atlas.ts';
import type { ShapeMap } from './shape-map.ts';

/** Both maps of the United States come from one atlas. */
export const US_CREDIT =
  'U.S. Census Bureau, cartographic boundary files 2017 (public domain), via us-atlas by Michael Bostock (ISC); simplified';

/** The fifty states and the District of Columbia; the territories have no shape. */
export const usStates: ShapeMap = {
  map: 'us-states',
  title: 'US states',
  nouns: { one: 'state', many: 'US states' },
  credit: US_CREDIT,
  draw: () => {
    const states = readPlanarAtlas('us-atlas/states-albers-10m.json', 'states', regionOf);
    return fitFeatures(
      states.sort((a, b) => (a.id < b.id ? -1 : 1)),
      1000,
    );
  },
  step: 0.25,
  minTriangle: 0.6,
  minRing: 0.6,
  regionsOf: id => [id],
};

/** Postal codes at the place of their FIPS number; the numbers have gaps. */
const POSTAL_CODES = (
  '- AL AK - AZ AR CA - CO CT DE DC FL GA - HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND ' +
  'OH OK OR PA - RI SC SD TN TX UT VT VA - WA WV WI WY'
).split(' ');

const TERRITORIES = ['60 AS', '66 GU', '69 MP', '72 PR', '78 VI'];

/** The ids of states and territories by their two-digit FIPS codes. */
export function stateFipsCodes(): ReadonlyMap<string, string> {
  const states = POSTAL_CODES.flatMap((code, fips) =>
    code === '-' ? [] : [`${String(fips).padStart(2, '0')} ${code}`],
  );
  return new Map(
    [...states, ...TERRITORIES].map(entry => {
      const [fips = '', code = ''] = entry.split(' ');
      return [fips, `US-${code}`];
    }),
  );
}

function regionOf(fips: string): string {
  const code = POSTAL_CODES[Number(fips)] ?? '-';
  if (code === '-') throw new Error(`a state must have a known FIPS number; found ${fips}`);
  return `US-${code}`;
}
