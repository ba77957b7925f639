import type { Succession } from '../../functions/contract/map-shapes.ts';
import { markSmallShapes, type ShapeMark } from '../../functions/shapes/mark-small-shapes.ts';
import { fitFeatures, type ShapeFeature } from '../../functions/shapes/shape-feature.ts';
import { readPlanarAtlas } from './read-atlas.ts';
import type { ShapeMap } from './shape-map.ts';
import { US_CREDIT } from './us-states.ts';

const NYC = ['36005', '36047', '36061', '36081', '36085'];

/** Small counties whose cases Utah's health districts report together. */
const UTAH_DISTRICTS: Readonly<Record<string, readonly string[]>> = {
  'bear-river': ['49003', '49005', '49033'],
  'central-utah': ['49023', '49027', '49031', '49039', '49041', '49055'],
  'southeast-utah': ['49007', '49015', '49019'],
  'southwest-utah': ['49001', '49017', '49021', '49025', '49053'],
  tricounty: ['49009', '49013', '49047'],
  'weber-morgan': ['49029', '49057'],
};

const DUKES_AND_NANTUCKET = ['25007', '25019'];

/** Connecticut's counties gave way to the planning regions of 2022, whose borders cross theirs. */
const CONNECTICUT = ['09001', '09003', '09005', '09007', '09009', '09011', '09013', '09015'];
const PLANNING_REGIONS = ['09110', '09120', '09130', '09140', '09150', '09160', '09170', '09180', '09190'];

/** By county, the regions whose cases its shape shows in its place from some day on. */
const REPLACED: Readonly<Record<string, readonly string[]>> = Object.fromEntries([
  ...DUKES_AND_NANTUCKET.map(fips => [fips, ['US-MA:dukes-and-nantucket']]),
  ...Object.entries(UTAH_DISTRICTS).flatMap(([district, counties]) =>
    counties.map(fips => [fips, [`US-UT:${district}`]]),
  ),
  // Valdez-Cordova was split into Chugach and Copper River.
  ['02261', ['02063', '02066']],
  // Bristol Bay is counted with Lake and Peninsula.
  ['02060', ['02164']],
]);

/** Lake and Peninsula had reported alone before: its first record does not tell. */
const REPLACED_FROM: Readonly<Record<string, string>> = { '02060': '2020-10-19' };

/** The regions that a county's shape is ever drawn for. The data counts New York's five boroughs under one of them. */
function countyRegions(fips: string): readonly string[] {
  return NYC.includes(fips) ? ['36061'] : [fips, ...(REPLACED[fips] ?? [])];
}

function countySuccession(fips: string): Succession {
  const successors = CONNECTICUT.includes(fips) ? PLANNING_REGIONS : (REPLACED[fips] ?? []);
  return { successors, from: REPLACED_FROM[fips] ?? null };
}

/** Eleven of Virginia's independent cities are less than a pixel, three of them have no area left in the atlas. */
const CITY_MARK: ShapeMark = { below: 0.6, radius: 0.75 };

/** Counties and their equivalents as of 2017, Alaska and Hawaii as insets; the territories have no shape. */
export const usCounties: ShapeMap = {
  map: 'us-counties',
  title: 'US counties',
  nouns: { one: 'county', many: 'US counties' },
  credit: US_CREDIT,
  draw: () => {
    const counties = readPlanarAtlas('us-atlas/counties-albers-10m.json', 'counties', code => code);
    const named = withCityNames(counties.sort((a, b) => Number(a.id) - Number(b.id)));
    const { features, ...size } = fitFeatures(named, 1000);
    return { ...size, features: markSmallShapes(features, () => CITY_MARK) };
  },
  step: 0.3,
  minTriangle: 1,
  minRing: 1,
  regionsOf: countyRegions,
  successionOf: countySuccession,
  groupOf: stateOf,
};

/** The atlas gives a city that is no part of a county the bare name of the county around it: "Richmond", twice. */
function withCityNames(counties: readonly ShapeFeature[]): ShapeFeature[] {
  const placeOf = (county: ShapeFeature) => `${stateOf(county.id)} ${county.name}`;
  const seen = new Set<string>();
  return counties.map(county => {
    if (seen.has(placeOf(county))) return { ...county, name: `${county.name} City` };
    seen.add(placeOf(county));
    return county;
  });
}

function stateOf(fips: string): string {
  return fips.slice(0, 2);
}
