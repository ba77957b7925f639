import { is } from 'valibot';
import { anyObject } from '../contract/schema.ts';
import { badFile, type FlatRing, MAX_POINTS } from './map-file.ts';
import { coordinate } from './read-positions.ts';

/** Reads rings of a TopoJSON topology: lists of arcs, `~index` backwards (TopoJSON specification, 2.1.4 and 2.2). */
export function createArcReader(topology: Readonly<Record<string, unknown>>, file: string) {
  const arcs = decodeArcs(topology, file);
  // A short file can use a long arc in each of its rings.
  let points = 0;
  return (ring: unknown, label: string): FlatRing => {
    if (!Array.isArray(ring)) throw badFile(file, `${label}: a ring must be a list of arcs`);
    const parts = ring.map((index: unknown) => {
      const arc = typeof index === 'number' ? arcs[index < 0 ? ~index : index] : undefined;
      if (arc === undefined) throw badFile(file, `${label}: arc ${JSON.stringify(index)} does not exist`);
      points += arc.length / 2;
      if (points > MAX_POINTS)
        throw badFile(file, `its rings have more than ${MAX_POINTS.toLocaleString('en-US')} points`);
      return { arc, isBackwards: Number(index) < 0 };
    });
    return joined(parts);
  };
}

/** Each arc begins with the last point of the one before. */
function joined(parts: readonly { readonly arc: FlatRing; readonly isBackwards: boolean }[]): FlatRing {
  const length = parts.reduce((sum, { arc }) => sum + Math.max(0, arc.length - 2), parts.length > 0 ? 2 : 0);
  const flat = new Float64Array(length);
  let at = 0;
  for (const [index, { arc, isBackwards }] of parts.entries()) {
    const count = arc.length / 2;
    for (let step = index === 0 ? 0 : 1; step < count; step++) {
      const from = isBackwards ? count - 1 - step : step;
      flat[at] = arc[2 * from] ?? 0;
      flat[at + 1] = arc[2 * from + 1] ?? 0;
      at += 2;
    }
  }
  return flat;
}

function decodeArcs({ arcs, transform }: Readonly<Record<string, unknown>>, file: string): FlatRing[] {
  if (!Array.isArray(arcs)) throw badFile(file, 'a topology must have a list of arcs');
  const given = is(anyObject, transform) ? transform : null;
  const [scaleX, scaleY] = given === null ? [1, 1] : pair(given.scale, file, 'transform.scale');
  const [shiftX, shiftY] = given === null ? [0, 0] : pair(given.translate, file, 'transform.translate');
  return arcs.map((arc: unknown, number) => {
    const where = `${file}: arc ${number}`;
    if (!Array.isArray(arc)) throw badFile(file, `arc ${number} must be a list of points`);
    const flat = new Float64Array(2 * arc.length);
    let [x, y] = [0, 0];
    for (const [index, position] of arc.entries()) {
      const [dx, dy]: unknown[] = Array.isArray(position) ? position : [];
      x = coordinate(dx, position, where) + (given === null ? 0 : x);
      y = coordinate(dy, position, where) + (given === null ? 0 : y);
      flat[2 * index] = coordinate(x * scaleX + shiftX, position, where);
      flat[2 * index + 1] = coordinate(y * scaleY + shiftY, position, where);
    }
    return flat;
  });
}

function pair(value: unknown, file: string, what: string): readonly [number, number] {
  const [x, y]: unknown[] = Array.isArray(value) ? value : [];
  const where = `${file}: ${what}`;
  return [coordinate(x, value, where), coordinate(y, value, where)];
}
