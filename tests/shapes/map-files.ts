import { expect } from 'vitest';
import type { MapFile } from '../../functions/contract/dataset.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { readShapes, type UploadedMap } from '../../functions/shapes/read-shapes.ts';
import { decodeDrawing } from '../../site/geo/decode-shapes.ts';
import type { MapDrawing, Point } from '../../site/geo/shape.ts';

export const WARDS: MapFile = {
  map: 'wards',
  title: 'Wards',
  file: 'wards.geojson',
  id: 'WARD',
  name: 'NAME',
  parent: null,
  object: null,
  credit: null,
};

export type Ring = readonly (readonly [number, number])[];

/** A rectangle, counterclockwise as RFC 7946 wants outer rings. */
export function box(west: number, south: number, east: number, north: number): Ring {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

export function ward(id: string | number, ...polygons: readonly (readonly Ring[])[]) {
  const properties = { WARD: id, NAME: `Ward ${id}` };
  return { type: 'Feature', properties, geometry: { type: 'MultiPolygon', coordinates: polygons } };
}

export function collection(...features: readonly unknown[]) {
  return { type: 'FeatureCollection', features };
}

export function read(document: unknown, rules: Partial<MapFile> = {}): UploadedMap {
  return readShapes(bytesOf(document), { ...WARDS, ...rules });
}

export function draw(document: unknown, rules: Partial<MapFile> = {}): MapDrawing {
  return decodeDrawing(read(document, rules).shapes);
}

export function bytesOf(document: unknown): Uint8Array {
  return Buffer.from(typeof document === 'string' ? document : JSON.stringify(document));
}

/** The error that a file is refused with. */
export function refusal(document: unknown, rules: Partial<MapFile> = {}): string {
  try {
    read(document, rules);
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    return error instanceof Problem ? `${error.code}: ${error.message}` : '';
  }
  throw new Error('the file was read');
}

/** The area of a shape by the even-odd rule, in square units of the drawing. */
export function areaOf({ shapes }: MapDrawing, id: string): number {
  const rings = shapes.find(shape => shape.id === id)?.rings ?? [];
  return Math.abs(rings.reduce((sum, ring) => sum + signedArea(ring), 0));
}

function signedArea(ring: readonly Point[]): number {
  return ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}
