import type { Snapshot } from '../../contract/snapshot.ts';
import { nearestNames } from '../../measures/similar-names.ts';
import { badParameter } from '../parameters/bad-parameter.ts';

/** The id of a measure of the snapshot; the first one where none is asked for. `where` names the parameter. */
export function findMeasure(snapshot: Snapshot, id: string | null, where: string): string {
  const known = snapshot.measures.map(measure => measure.id);
  const found = id === null ? known[0] : known.find(measure => measure === id);
  if (found !== undefined) return found;
  throw badParameter(where, `a measure of "${snapshot.dataset}"`, id ?? '', nearestNames(id ?? '', known));
}

/** The ids of the measures asked for, in that order; all where none are. */
export function findMeasures(snapshot: Snapshot, ids: readonly string[] | null): readonly string[] {
  if (ids === null) return snapshot.measures.map(measure => measure.id);
  return ids.map(id => findMeasure(snapshot, id, '"measures"'));
}
