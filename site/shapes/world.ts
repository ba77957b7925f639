import { geoEqualEarth } from 'd3-geo';
import countries from 'i18n-iso-countries';
import { fitFeatures } from './fit-features.ts';
import { type Mark, markSmallShapes } from './mark-small-shapes.ts';
import { projectPolygons } from './project-features.ts';
import { type AtlasFeature, readAtlas } from './read-atlas.ts';
import type { ShapeFeature } from './shape-feature.ts';
import type { ShapeMap } from './shape-map.ts';
import { COUNTRY_NAMES } from './world-names.ts';
import { WORLD_REGIONS } from './world-regions.ts';

/** The cut runs through the Bering Strait: Russia and Fiji stay whole, Alaska's westernmost islands are in the east. */
const CENTRE_LONGITUDE = 11.5;

/**
 * Singapore or Malta would be half a pixel: countries that small are dots three units wide. Dependent territories have
 * the colour of their country and smaller dots, or the Caribbean would be nothing but dots.
 */
const COUNTRY_MARK: Mark = { below: 1.5, radius: 1.5 };
const TERRITORY_MARK: Mark = { below: 0.4, radius: 0.6 };

/** Equal Earth, so that a country's weight on the page is its area. Antarctica, where nobody is counted, is not drawn. */
export const world: ShapeMap = {
  map: 'world',
  title: 'Countries of the world',
  credit: 'Natural Earth 1:50m (public domain), via world-atlas by Michael Bostock (ISC); simplified',
  draw: () => {
    const { features, ...size } = fitFeatures(projected(), 1000);
    return { ...size, features: markSmallShapes(features, markOf) };
  },
  step: 0.15,
  minTriangle: 0.1,
  minRing: 0.3,
  regionsOf,
};

function projected(): ShapeFeature[] {
  const projection = geoEqualEarth().rotate([-CENTRE_LONGITUDE, 0]).scale(200).precision(0);
  return readAtlas('world-atlas/countries-50m.json', 'countries')
    .filter(item => item.name !== 'Antarctica')
    .map(item => ({ ...identityOf(item), polygons: projectPolygons(item, projection) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** ISO alpha-3 where the atlas has a code of the country's own, else the name as an id. */
function identityOf({ code, name: atlasName }: AtlasFeature): { id: string; name: string } {
  const name = COUNTRY_NAMES[atlasName] ?? atlasName;
  const alpha3 = atlasName === 'Ashmore and Cartier Is.' ? undefined : countries.numericToAlpha3(code);
  return { id: alpha3 ?? name.toLowerCase().replaceAll(' ', '-'), name };
}

function regionsOf(id: string): readonly string[] {
  return WORLD_REGIONS[id] ?? [id];
}

function markOf(id: string): Mark {
  return regionsOf(id).includes(id) ? COUNTRY_MARK : TERRITORY_MARK;
}
