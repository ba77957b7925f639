import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Feature, GeoJsonProperties, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import type { ShapeFeature } from '../../functions/shapes/shape-feature.ts';

const require = createRequire(import.meta.url);

export type AtlasFeature = Feature<Polygon | MultiPolygon> & { readonly code: string; readonly name: string };

/** The polygons of one object of an atlas package's file, such as `us-atlas/states-albers-10m.json`, in its order. */
export function readAtlas(file: string, object: string): AtlasFeature[] {
  const atlas: unknown = JSON.parse(readFileSync(require.resolve(file), 'utf8'));
  if (!isTopology(atlas)) throw new Error(`${file} must be a TopoJSON topology`);
  const collection = atlas.objects[object];
  if (collection?.type !== 'GeometryCollection') throw new Error(`${file} must have a collection "${object}"`);
  return feature(atlas, collection).features.map(item => {
    if (!isPolygonal(item)) throw new Error(`${file} must hold polygons; found ${item.geometry.type}`);
    return { ...item, code: String(item.id ?? ''), name: nameOf(item.properties) };
  });
}

/** The polygons of a geometry as lists of rings. */
export function polygonsOf(geometry: Polygon | MultiPolygon): readonly (readonly (readonly number[][])[])[] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}

function isTopology(value: unknown): value is Topology {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Topology';
}

function isPolygonal(item: Feature): item is Feature<Polygon | MultiPolygon> {
  return item.geometry.type === 'Polygon' || item.geometry.type === 'MultiPolygon';
}

function nameOf(properties: GeoJsonProperties): string {
  const name: unknown = properties?.name;
  return typeof name === 'string' ? name : '';
}

/** The shapes of an atlas file that is projected already; `idOf` turns its codes into shape ids. */
export function readPlanarAtlas(file: string, object: string, idOf: (code: string) => string): ShapeFeature[] {
  return readAtlas(file, object).map(item => ({ id: idOf(item.code), name: item.name, polygons: planar(item) }));
}

function planar({ geometry }: AtlasFeature): ShapeFeature['polygons'] {
  return polygonsOf(geometry).map(rings => rings.map(ring => ring.map(([x = 0, y = 0]) => [x, y])));
}
