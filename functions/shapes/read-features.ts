import { is } from 'valibot';
import type { MapFile } from '../contract/dataset.ts';
import { Problem } from '../contract/problem.ts';
import { anyObject } from '../contract/schema.ts';
import { nearestNames } from '../measures/similar-names.ts';
import {
  badFile,
  type FlatPolygon,
  type FlatRing,
  MAX_RINGS,
  MAX_SHAPES,
  type Notes,
  type SourceShape,
} from './map-file.ts';
import type { ParsedFile, RawFeature } from './parse-map-file.ts';

/** The features of a file by id, with their polygons. Those without a geometry are noted and have no polygons. */
export function readFeatures(parsed: ParsedFile, rules: MapFile, notes: Notes): SourceShape[] {
  const { file } = rules;
  const { features } = parsed;
  if (features.length > MAX_SHAPES) {
    const [most, found] = [MAX_SHAPES, features.length].map(count => count.toLocaleString('en-US'));
    throw badFile(file, `a map may have at most ${most} features; found ${found}. Merge them into larger regions`);
  }
  wantProperties(features, rules);
  const numbers = new Map<string, number>();
  const counter = { rings: 0 };
  return features.map(feature => {
    const id = idOf(feature, rules);
    const label = `feature ${feature.number} ("${id}")`;
    const before = numbers.get(id);
    if (before !== undefined) {
      throw badFile(file, `${label} has the id of feature ${before}; join the parts of a region into one MultiPolygon`);
    }
    numbers.set(id, feature.number);
    const polygons =
      feature.geometry == null ? [] : polygonsOf(feature.geometry, { parsed, file, label, notes, counter, depth: 0 });
    if (polygons.length === 0) notes.add('a feature without an area is not drawn', label);
    return {
      label,
      id,
      name: (rules.name === null ? undefined : textOf(feature.properties[rules.name])) ?? id,
      parent: (rules.parent === null ? undefined : textOf(feature.properties[rules.parent])) ?? null,
      polygons,
    };
  });
}

/** Throws `bad-descriptor` if no feature has a property that the descriptor names. */
function wantProperties(features: readonly RawFeature[], { file, id, name, parent }: MapFile): void {
  const known = new Set(features.slice(0, 1000).flatMap(({ properties }) => Object.keys(properties)));
  for (const [option, property] of Object.entries({ id, name, parent })) {
    if (property === null || features.some(({ properties }) => Object.hasOwn(properties, property))) continue;
    if (option === 'id' && property === 'id' && features.some(feature => textOf(feature.id) !== undefined)) continue;
    throw new Problem(
      'bad-descriptor',
      `${file}: no feature has the property "${property}"${hintOf(property, [...known])}`,
      {
        nearest: nearestNames(property, [...known]),
      },
    );
  }
}

function idOf({ number, id, properties }: RawFeature, rules: MapFile): string {
  const text = textOf(properties[rules.id]) ?? (rules.id === 'id' ? textOf(id) : undefined);
  if (text !== undefined) return text;
  const found = Object.hasOwn(properties, rules.id)
    ? `; found ${JSON.stringify(properties[rules.id])?.slice(0, 80)}`
    : hintOf(rules.id, Object.keys(properties));
  throw badFile(rules.file, `feature ${number} must have a text or number as property "${rules.id}"${found}`);
}

function hintOf(property: string, known: readonly string[]): string {
  if (known.length === 0) return '; it has no properties';
  const near = nearestNames(property, known);
  const list = (near.length > 0 ? near : known.slice(0, 10)).map(name => `"${name}"`).join(', ');
  return near.length > 0 ? `; did you mean ${list}?` : `; there are ${list}`;
}

/** The text of an id or a name; undefined if there is none. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

interface Place {
  readonly parsed: ParsedFile;
  readonly file: string;
  readonly label: string;
  readonly notes: Notes;
  /** Of the whole file. */
  readonly counter: { rings: number };
  /** How many geometry collections it is in. */
  readonly depth: number;
}

const MAX_DEPTH = 8;

function polygonsOf(geometry: unknown, place: Place): FlatPolygon[] {
  const { parsed, file, label, depth } = place;
  if (!is(anyObject, geometry)) throw badFile(file, `${label}: a geometry must be an object`);
  const { type } = geometry;
  if (type === null) return [];
  if (type === 'GeometryCollection') {
    if (depth === MAX_DEPTH) throw badFile(file, `${label}: geometry collections may be nested ${MAX_DEPTH} times`);
    return listOf(geometry.geometries, place, 'geometries').flatMap(part =>
      polygonsOf(part, { ...place, depth: depth + 1 }),
    );
  }
  const rings = geometry[parsed.ringsIn];
  if (type === 'Polygon') return polygonOf(rings, place);
  if (type === 'MultiPolygon') return listOf(rings, place, 'polygons').flatMap(polygon => polygonOf(polygon, place));
  throw badFile(
    file,
    `${label} is a ${JSON.stringify(type) ?? 'geometry without a type'}, and a map is drawn from Polygon and MultiPolygon. ${adviceOn(type)}`,
  );
}

function adviceOn(type: unknown): string {
  if (type === 'Point' || type === 'MultiPoint')
    return 'For points, give latitude and longitude in the columns of the data';
  if (type === 'LineString' || type === 'MultiLineString')
    return 'Lines have no area to color; turn closed ones into polygons';
  return 'Check how the file was written';
}

function polygonOf(rings: unknown, place: Place): FlatPolygon[] {
  const { parsed, file, label, notes, counter } = place;
  const given = listOf(rings, place, 'rings');
  counter.rings += given.length;
  if (counter.rings > MAX_RINGS) {
    throw badFile(file, `has more than ${MAX_RINGS.toLocaleString('en-US')} islands and holes; leave out the smallest`);
  }
  const [outer, ...holes] = given.map(ring => closed(parsed.readRing(ring, label), label, notes));
  if (outer === undefined || outer.length < 8) return [];
  return [[outer, ...holes.filter(hole => hole.length >= 8)]];
}

function closed(ring: FlatRing, label: string, notes: Notes): FlatRing {
  const end = ring.length - 2;
  if (end < 0 || (ring[0] === ring[end] && ring[1] === ring[end + 1])) return ring;
  notes.add('a ring that did not end where it began was closed', label);
  const longer = new Float64Array(ring.length + 2);
  longer.set(ring);
  longer.set(ring.subarray(0, 2), ring.length);
  return longer;
}

function listOf(value: unknown, { file, label }: Place, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw badFile(
    file,
    `${label}: must have a list of ${what}; found ${JSON.stringify(value)?.slice(0, 40) ?? 'nothing'}`,
  );
}
