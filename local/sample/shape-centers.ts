import { createRequire } from 'node:module';
import type { Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

export interface ShapeCenter {
  readonly id: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
}

type Shapes = Topology<Record<string, GeometryCollection<{ name: string }>>>;

const require = createRequire(import.meta.url);

/** Every US county with its FIPS code, its name and the middle of its largest part. */
export const countyCenters = once(() => centers(require('us-atlas/counties-10m.json'), 'counties'));

/** Every country with its ISO 3166-1 numeric code. Shapes without a code have an empty id. */
export const countryCenters = once(() => centers(require('world-atlas/countries-50m.json'), 'countries'));

/** The maps are read when they are first asked for, and only then. */
function once(read: () => readonly ShapeCenter[]): () => readonly ShapeCenter[] {
  let found: readonly ShapeCenter[] | undefined;
  return () => {
    found ??= read();
    return found;
  };
}

function centers(shapes: Shapes, object: string): ShapeCenter[] {
  const collection = shapes.objects[object];
  if (collection === undefined) return [];
  return feature(shapes, collection).features.map(({ id, properties, geometry }) => {
    const rings =
      geometry.type === 'Polygon'
        ? [geometry.coordinates[0] ?? []]
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates.map(polygon => polygon[0] ?? [])
          : [];
    const parts = rings.map(centerOfRing).sort((a, b) => b.area - a.area);
    return {
      id: String(id ?? ''),
      name: properties.name,
      latitude: round(parts[0]?.latitude ?? 0),
      longitude: round(parts[0]?.longitude ?? 0),
    };
  });
}

/** On the flat plane of degrees: only + - * /, so the same bits everywhere, and good enough for a label. */
function centerOfRing(ring: readonly Position[]): { area: number; latitude: number; longitude: number } {
  const [east = 0, north = 0] = ring[0] ?? [];
  let area = 0;
  let x = 0;
  let y = 0;
  let x0 = 0;
  let y0 = 0;
  for (const [longitude = 0, latitude = 0] of ring) {
    const [x1, y1] = [x0 + shortWay(longitude - east - x0), latitude - north];
    const cross = x0 * y1 - x1 * y0;
    area += cross;
    x += (x0 + x1) * cross;
    y += (y0 + y1) * cross;
    [x0, y0] = [x1, y1];
  }
  // A place smaller than the grid of its map has no area: its first point will do.
  if (area === 0) return { area, latitude: north, longitude: east };
  return { area: Math.abs(area), latitude: north + y / (3 * area), longitude: shortWay(east + x / (3 * area)) };
}

/** Russia and Fiji lie on both sides of 180 degrees. */
function shortWay(degrees: number): number {
  return degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
}

function round(degrees: number): number {
  return Math.round(degrees * 10_000) / 10_000;
}
