import { is } from 'valibot';
import type { MapFile } from '../contract/dataset.ts';
import type { Output } from '../contract/schema.ts';
import { anyObject } from '../contract/schema.ts';
import { badFile, type FlatRing, MAX_FILE_BYTES, MAX_POINTS } from './map-file.ts';
import { createArcReader } from './read-arcs.ts';
import { readPositions } from './read-positions.ts';

export type Fields = Output<typeof anyObject>;

/** A feature that has not been looked into. */
export interface RawFeature {
  readonly number: number;
  /** Its own `id`, beside the properties. */
  readonly id: unknown;
  readonly properties: Fields;
  readonly geometry: unknown;
}

export interface ParsedFile {
  readonly features: readonly RawFeature[];
  /** The coordinate system that a `crs` member names. */
  readonly crs: string | null;
  /** The key that holds the rings of a geometry. */
  readonly ringsIn: 'coordinates' | 'arcs';
  /** A ring of a geometry as points. @param label names its feature */
  readonly readRing: (ring: unknown, label: string) => FlatRing;
}

/** The features of a GeoJSON or TopoJSON file. Throws `bad-input` if it is neither, or too large to be read. */
export function parseMapFile(bytes: Uint8Array, { file, object }: Pick<MapFile, 'file' | 'object'>): ParsedFile {
  const document = parseDocument(bytes, file);
  const { type } = document;
  if (type === 'Topology') {
    return {
      features: featuresOf(topologyObject(document, file, object), file),
      crs: crsOf(document),
      ringsIn: 'arcs',
      readRing: createArcReader(document, file),
    };
  }
  return {
    features: featuresOf(document, file),
    crs: crsOf(document),
    ringsIn: 'coordinates',
    readRing: (ring, label) => readPositions(ring, `${file}: ${label}`),
  };
}

function parseDocument(bytes: Uint8Array, file: string): Fields {
  if (bytes.length > MAX_FILE_BYTES) {
    const found = `found ${(bytes.length / 1e6).toFixed(1)} MB`;
    throw badFile(file, `a map may have at most 50 MB; ${found}. Simplify it first, for example with mapshaper.org`);
  }
  if (countValues(bytes) > MAX_POINTS) {
    const most = MAX_POINTS.toLocaleString('en-US');
    throw badFile(file, `has more than ${most} points and texts. Simplify it first, for example with mapshaper.org`);
  }
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.slice(0, 200) : 'unreadable';
    throw badFile(file, `must be GeoJSON or TopoJSON, and is not JSON: ${reason}`);
  }
  if (!is(anyObject, document)) throw badFile(file, 'must be GeoJSON or TopoJSON; found JSON that is not an object');
  return document;
}

const [BRACKET, BRACE, QUOTE] = [0x5b, 0x7b, 0x22];

/** An upper limit of how many lists, objects and texts a file has, each of which takes memory. */
function countValues(bytes: Uint8Array): number {
  let opened = 0;
  let quotes = 0;
  for (const byte of bytes) {
    if (byte === BRACKET || byte === BRACE) opened += 1;
    else if (byte === QUOTE) quotes += 1;
  }
  return opened + quotes / 2;
}

function featuresOf(value: Fields, file: string): RawFeature[] {
  const { type, features, geometries } = value;
  const items = type === 'FeatureCollection' ? features : type === 'GeometryCollection' ? geometries : [value];
  if (typeof type !== 'string') {
    throw badFile(file, 'must be GeoJSON or TopoJSON; found an object without "type", such as "FeatureCollection"');
  }
  if (!Array.isArray(items))
    throw badFile(file, `a ${type} must have a list of ${type === 'FeatureCollection' ? 'features' : 'geometries'}`);
  if (items.length === 0) throw badFile(file, 'must have at least one feature; found none');
  return items.map((item: unknown, index) => {
    const number = index + 1;
    if (!is(anyObject, item)) throw badFile(file, `feature ${number} must be an object; found ${JSON.stringify(item)}`);
    const properties = is(anyObject, item.properties) ? item.properties : {};
    return { number, id: item.id, properties, geometry: item.type === 'Feature' ? item.geometry : item };
  });
}

/** The object of a topology that holds the shapes. */
function topologyObject({ objects }: Fields, file: string, wanted: string | null): Fields {
  const named = is(anyObject, objects) ? objects : {};
  const names = Object.keys(named);
  const [only = ''] = names;
  const list = names.slice(0, 10).join(', ');
  if (wanted !== null && !Object.hasOwn(named, wanted)) {
    throw badFile(file, `has no object "${wanted}"; it has ${list || 'none'}`);
  }
  if (wanted === null && names.length !== 1) {
    const advice = names.length === 0 ? 'found none' : `found ${list}. Name one with "object:"`;
    throw badFile(file, `a topology must have one object; ${advice}`);
  }
  const chosen = named[wanted ?? only];
  if (!is(anyObject, chosen)) throw badFile(file, `object "${wanted ?? only}" must be a collection of geometries`);
  return chosen;
}

function crsOf({ crs }: Fields): string | null {
  if (!is(anyObject, crs) || !is(anyObject, crs.properties)) return null;
  const { name } = crs.properties;
  return typeof name === 'string' ? name : null;
}
