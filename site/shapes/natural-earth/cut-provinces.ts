import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { merge, quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** Codes that Natural Earth invented for places that have none of ISO, by the province they are drawn with. */
const PART_OF: Readonly<Record<string, string>> = { 'AU-X02~': 'AU-ACT' };
/** Divided further in the file; data counts them as one. */
const WHOLE: Readonly<Record<string, string>> = { HKG: 'CN-HK', MAC: 'CN-MO' };
/** Islands far out at sea would make the mainland small. */
const FAR_OUT = ['Lord Howe Island', 'Macquarie Island', 'Paracel Islands'];
/** The usual English name, where the file has another. */
const NAMES: Readonly<Record<string, string>> = {
  ...{ 'CA-QC': 'Quebec', 'CN-HK': 'Hong Kong', 'CN-MO': 'Macau', 'CN-NM': 'Inner Mongolia', 'CN-XZ': 'Tibet' },
  'AU-ACT': 'Australian Capital Territory',
};
/** In square degrees; finer than the maps are drawn. */
const MIN_TRIANGLE = 0.0005;
/** Steps of the grid from west to east. */
const PRECISION = 40_000;

type Properties = { readonly id: string; readonly name: string };
type Areas = FeatureCollection<Polygon | MultiPolygon, Properties>;

/** Writes `provinces.json`. @param file Natural Earth's `ne_10m_admin_1_states_provinces` as GeoJSON */
function cutProvinces(file: string): void {
  const { features }: FeatureCollection<Polygon | MultiPolygon> = JSON.parse(readFileSync(file, 'utf8'));
  const named = features.flatMap(feature => {
    const properties = propertiesOf(feature);
    return properties === null ? [] : [{ type: feature.type, geometry: feature.geometry, properties }];
  });
  const simple = simplify(presimplify(topologyOf(named)), MIN_TRIANGLE);
  const whole = quantize(topologyOf(joined(simple)), PRECISION);
  writeFileSync(join(import.meta.dirname, 'provinces.json'), `${JSON.stringify(whole)}\n`);
}

function topologyOf(features: Areas['features']): Topology<{ provinces: GeometryCollection<Properties> }> {
  const provinces: Areas = { type: 'FeatureCollection', features };
  // As plain values: the types of topojson's packages do not fit together.
  return JSON.parse(JSON.stringify(topology({ provinces })));
}

function propertiesOf({ properties }: Feature): Properties | null {
  const { iso_3166_2: code, adm0_a3: country, name } = properties ?? {};
  if (typeof code !== 'string' || typeof country !== 'string' || FAR_OUT.includes(String(name))) return null;
  const id = WHOLE[country] ?? PART_OF[code] ?? code;
  return /^(AU|CA|CN)-[A-Z]{2,3}$/.test(id) ? { id, name: NAMES[id] ?? String(name) } : null;
}

/** One feature per id, in the order of the ids. */
function joined(simple: ReturnType<typeof topologyOf>): Areas['features'] {
  const groups = Map.groupBy(simple.objects.provinces.geometries, ({ properties }) => textOf(properties, 'id'));
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, parts]) => {
      const areas = parts.flatMap(part => (part.type === 'Polygon' || part.type === 'MultiPolygon' ? [part] : []));
      const name = textOf(parts[0]?.properties, 'name');
      return { type: 'Feature', properties: { id, name }, geometry: merge(simple, areas) };
    });
}

function textOf(properties: unknown, key: string): string {
  return String(Object(properties)[key]);
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('cut-provinces.ts FILE');
cutProvinces(file);
