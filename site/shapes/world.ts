import { type GeoProjection, geoEqualEarth, geoStream } from 'd3-geo';
import countries from 'i18n-iso-countries';
import { markSmallShapes, type ShapeMark } from '../../functions/shapes/mark-small-shapes.ts';
import { nestRings } from '../../functions/shapes/nest-rings.ts';
import {
  fitFeatures,
  type Point,
  type Polygon,
  type Ring,
  type ShapeFeature,
} from '../../functions/shapes/shape-feature.ts';
import { type AtlasFeature, polygonsOf, readAtlas } from './read-atlas.ts';
import type { ShapeMap } from './shape-map.ts';

/** The cut runs through the Bering Strait: Russia and Fiji stay whole, Alaska's westernmost islands are in the east. */
const CENTER_LONGITUDE = 11.5;

/**
 * Singapore or Malta would be half a pixel: countries that small are dots three units wide. Dependent territories have
 * the color of their country and smaller dots, or the Caribbean would be nothing but dots.
 */
const COUNTRY_MARK: ShapeMark = { below: 1.5, radius: 1.5 };
const TERRITORY_MARK: ShapeMark = { below: 0.4, radius: 0.6 };

/** Equal Earth, so that a country's weight on the page is its area. Antarctica, where nobody is counted, is not drawn. */
export const world: ShapeMap = {
  map: 'world',
  title: 'Countries of the world',
  nouns: { one: 'country', many: 'countries of the world' },
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
  const projection = geoEqualEarth().rotate([-CENTER_LONGITUDE, 0]).scale(200).precision(0);
  return readAtlas('world-atlas/countries-50m.json', 'countries')
    .filter(item => item.name !== 'Antarctica')
    .map(item => ({ ...identityOf(item), polygons: projectPolygons(item, projection) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * A feature of the globe as polygons of the plane, cut where the projection is. The projection must not resample
 * (precision 0): points between two corners depend on the direction walked, and neighbors would not meet.
 */
function projectPolygons(feature: AtlasFeature, projection: GeoProjection): Polygon[] {
  return polygonsOf(feature.geometry).flatMap(rings => {
    const projected: Ring[] = [];
    let ring: Point[] = [];
    const sink = projection.stream({
      polygonStart: () => undefined,
      polygonEnd: () => undefined,
      lineStart: () => {
        ring = [];
      },
      point: (x, y) => {
        ring.push([x, y]);
      },
      lineEnd: () => {
        const [first] = ring;
        if (first) projected.push([...ring, first]);
      },
    });
    geoStream({ type: 'Polygon', coordinates: rings.map(points => [...points]) }, sink);
    return nestRings(projected);
  });
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

function markOf(id: string): ShapeMark {
  return regionsOf(id).includes(id) ? COUNTRY_MARK : TERRITORY_MARK;
}

/** The atlas shortens names for labels; a reader gets them in full. */
const COUNTRY_NAMES: Readonly<Record<string, string>> = {
  'Antigua and Barb.': 'Antigua and Barbuda',
  'Ashmore and Cartier Is.': 'Ashmore and Cartier Islands',
  'Bosnia and Herz.': 'Bosnia and Herzegovina',
  'Br. Indian Ocean Ter.': 'British Indian Ocean Territory',
  'British Virgin Is.': 'British Virgin Islands',
  'Cayman Is.': 'Cayman Islands',
  'Central African Rep.': 'Central African Republic',
  Congo: 'Republic of the Congo',
  'Cook Is.': 'Cook Islands',
  'Dem. Rep. Congo': 'Democratic Republic of the Congo',
  'Dominican Rep.': 'Dominican Republic',
  'Eq. Guinea': 'Equatorial Guinea',
  eSwatini: 'Eswatini',
  'Faeroe Is.': 'Faroe Islands',
  'Falkland Is.': 'Falkland Islands',
  'Fr. Polynesia': 'French Polynesia',
  'Fr. S. Antarctic Lands': 'French Southern and Antarctic Lands',
  'Heard I. and McDonald Is.': 'Heard Island and McDonald Islands',
  'Indian Ocean Ter.': 'Australian Indian Ocean Territories',
  Macao: 'Macau',
  Macedonia: 'North Macedonia',
  'Marshall Is.': 'Marshall Islands',
  'N. Cyprus': 'Northern Cyprus',
  'N. Mariana Is.': 'Northern Mariana Islands',
  'Pitcairn Is.': 'Pitcairn Islands',
  'S. Geo. and the Is.': 'South Georgia and the South Sandwich Islands',
  'S. Sudan': 'South Sudan',
  'Solomon Is.': 'Solomon Islands',
  'St-Barthélemy': 'Saint Barthélemy',
  'St-Martin': 'Saint Martin',
  'St. Kitts and Nevis': 'Saint Kitts and Nevis',
  'St. Pierre and Miquelon': 'Saint Pierre and Miquelon',
  'St. Vin. and Gren.': 'Saint Vincent and the Grenadines',
  'São Tomé and Principe': 'São Tomé and Príncipe',
  'Turks and Caicos Is.': 'Turks and Caicos Islands',
  'U.S. Virgin Is.': 'United States Virgin Islands',
  'W. Sahara': 'Western Sahara',
  'Wallis and Futuna Is.': 'Wallis and Futuna',
};

/**
 * Territories without a region of their own: the data counts their people in the country, and a territory where nobody
 * is counted has the color of the country it belongs to. The Cook Islands and Niue govern themselves and stand alone.
 */
const TERRITORIES: Readonly<Record<string, string>> = {
  AUS: 'HMD NFK ashmore-and-cartier-islands australian-indian-ocean-territories',
  CHN: 'HKG MAC',
  DNK: 'FRO GRL',
  FIN: 'ALA',
  FRA: 'ATF BLM MAF NCL PYF SPM WLF',
  GBR: 'AIA BMU CYM FLK GGY IMN IOT JEY MSR PCN SGS SHN TCA VGB',
  NLD: 'ABW CUW SXM',
  SOM: 'somaliland',
  USA: 'ASM GUM MNP PRI VIR',
};

/** Shapes that stand for something else than their own id; an empty list is drawn as "no data". */
const WORLD_REGIONS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    Object.entries(TERRITORIES).flatMap(([country, ids]) => ids.split(' ').map(id => [id, [country]])),
  ),
  kosovo: ['XKS'],
  'northern-cyprus': [],
  'siachen-glacier': [],
};
