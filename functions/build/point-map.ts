import { type Dataset, POINT_MAP } from '../contract/dataset.ts';
import type { Build, OwnMap } from '../job/build.ts';
import { sha256 } from '../job/hash.ts';
import { pack, readJson } from '../job/work-json.ts';
import { pointShapes } from '../shapes/point-shapes.ts';
import type { PlacedPoints } from './place-points.ts';

/** The map of places that are points. What was drawn before is not drawn again. */
export async function readPointMap(
  { places }: Dataset,
  points: PlacedPoints,
  { id, code, work }: Pick<Build, 'id' | 'code' | 'work'>,
): Promise<OwnMap> {
  const title = places?.facts.point?.title ?? POINT_MAP;
  const drawn = points.places.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const name = sha256(JSON.stringify([code, title, drawn, points.regions])).slice(0, 32);
  const key = `${id}/maps/${POINT_MAP}.json.br`;
  const known = await readJson(key, work);
  if (known.name === name) return known;
  const { regions } = points;
  const map: OwnMap = { name, regions, ...(await pointShapes(drawn, { map: POINT_MAP, title })) };
  await work.put(key, await pack(map));
  return map;
}
