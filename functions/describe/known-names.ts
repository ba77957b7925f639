import * as v from 'valibot';
import { Problem } from '../contract/problem.ts';
import { anyObject, expected, type Output, parse } from '../contract/schema.ts';
import { nearestName } from '../measures/similar-names.ts';

export type Fields = Output<typeof anyObject>;

/** Names that become columns and tables: the same alphabet everywhere, and none that the transform gives itself. */
export function sqlName(name: string, where: string, reserved: ReadonlySet<string> = new Set()): string {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw expected('a name of lowercase letters, digits and _', name, where);
  if (!reserved.has(name)) return name;
  throw expected(`a name that is not ${[...reserved].slice(0, -1).join(', ')} or ${[...reserved].at(-1)}`, name, where);
}

/** The same for a schema. */
export function sqlNameSchema(reserved: ReadonlySet<string> = new Set()) {
  const name = 'a name of lowercase letters, digits and _';
  const unreserved = `a name that is not ${[...reserved].slice(0, -1).join(', ')} or ${[...reserved].at(-1)}`;
  return v.pipe(v.string(name), v.regex(/^[a-z][a-z0-9_]*$/, name), v.notValues([...reserved], unreserved));
}

/** The fields of an object in a YAML file. Throws a Problem that names the first unknown field and the most similar known one. */
export function knownFields(value: unknown, known: ReadonlySet<string>, what: string): Fields {
  const found = parse(anyObject, value, what);
  const unknown = Object.keys(found).find(key => !known.has(key));
  if (unknown === undefined) return found;
  const nearest = nearestName(unknown, [...known]);
  const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
  throw new Problem('bad-descriptor', `"${unknown}" is not a field of ${what}${hint}`);
}

/** Names that the transform itself gives to what stands beside those of a data set, by what they must not be. */
export const RESERVED_NAMES = {
  tables: new Set('regions region_numbers cleaned tidy read_rows raw broken scans counted'.split(' ')),
  columns: new Set('file date line regions upload filename'.split(' ')),
  measures: new Set('file date line regions place matched outcome rule number region'.split(' ')),
};
