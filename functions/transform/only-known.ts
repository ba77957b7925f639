import { Problem } from '../contract/problem.ts';
import { nearestName } from '../measures/similar-names.ts';

/** Throws a Problem that names the first field which is none of `known`, and the known one that is nearest to it. */
export function onlyKnown(fields: Readonly<Record<string, unknown>>, known: ReadonlySet<string>, what: string): void {
  const unknown = Object.keys(fields).find(key => !known.has(key));
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, [...known]);
  const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
  throw new Problem('bad-descriptor', `"${unknown}" is no field of ${what}${hint}`);
}
