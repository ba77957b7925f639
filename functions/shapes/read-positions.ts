import { Problem } from '../contract/problem.ts';
import type { FlatRing } from './map-file.ts';

/** Coordinates are degrees or meters; more is an error of the file. */
const MAX_COORDINATE = 1e9;

/** A ring of GeoJSON positions, closed if it was not. @param where names file and feature */
export function readPositions(ring: unknown, where: string): FlatRing {
  if (!Array.isArray(ring)) throw new Problem('bad-input', `${where}: a ring must be a list of points`);
  const flat = new Float64Array(2 * ring.length);
  for (const [index, position] of ring.entries()) {
    const [x, y]: unknown[] = Array.isArray(position) ? position : [];
    flat[2 * index] = coordinate(x, position, where);
    flat[2 * index + 1] = coordinate(y, position, where);
  }
  return flat;
}

export function coordinate(value: unknown, position: unknown, where: string): number {
  if (typeof value === 'number' && Math.abs(value) <= MAX_COORDINATE) return value;
  const found = Array.isArray(position) ? `[${position.slice(0, 4).map(shown).join(', ')}]` : shown(position);
  throw new Problem('bad-input', `${where}: a point must be a list of two numbers up to a billion; found ${found}`);
}

function shown(value: unknown): string {
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'nothing').slice(0, 40);
}
