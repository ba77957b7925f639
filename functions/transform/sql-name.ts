import { expected } from '../contract/expect.ts';

/** Names that become columns and tables: the same alphabet everywhere, and none of the engine's own. */
export function sqlName(name: string, where: string): string {
  if (/^[a-z][a-z0-9_]*$/.test(name) && !['file', 'date', 'line', 'regions'].includes(name)) return name;
  throw expected('a name of small letters, digits and _ that is not file, date, line or regions', name, where);
}
