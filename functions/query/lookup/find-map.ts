import type { MapDescription, Snapshot } from '../../contract/snapshot.ts';
import { nearestNames } from '../../measures/similar-names.ts';
import { badParameter } from '../parameters/bad-parameter.ts';

/** A map of the snapshot by its id; the first one where none is asked for. */
export function findMap(snapshot: Snapshot, id: string | null): MapDescription {
  const map = id === null ? snapshot.maps[0] : snapshot.maps.find(candidate => candidate.id === id);
  if (map) return map;
  const known = snapshot.maps.map(candidate => candidate.id);
  throw badParameter('"map"', `a map of "${snapshot.dataset}"`, id ?? '', nearestNames(id ?? '', known));
}
