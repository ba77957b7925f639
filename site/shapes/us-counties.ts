import { fitFeatures } from './fit-features.ts';
import { type Mark, markSmallShapes } from './mark-small-shapes.ts';
import { readPlanarAtlas } from './read-planar-atlas.ts';
import type { ShapeFeature } from './shape-feature.ts';
import type { ShapeMap } from './shape-map.ts';
import { countyRegions, countySuccession } from './us-county-regions.ts';
import { US_CREDIT } from './us-credit.ts';

/** Eleven of Virginia's independent cities are less than a pixel, three of them have no area left in the atlas. */
const CITY_MARK: Mark = { below: 0.6, radius: 0.75 };

/** Counties and their equivalents as of 2017, Alaska and Hawaii as insets; the territories have no shape. */
export const usCounties: ShapeMap = {
  map: 'us-counties',
  title: 'US counties',
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
