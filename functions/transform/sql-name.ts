import { expected } from '../contract/expect.ts';

/** Names that become columns and tables: the same alphabet everywhere, and none that the transform gives itself. */
export function sqlName(name: string, where: string, reserved: ReadonlySet<string> = new Set()): string {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw expected('a name of small letters, digits and _', name, where);
  if (!reserved.has(name)) return name;
  throw expected(`a name that is not ${[...reserved].slice(0, -1).join(', ')} or ${[...reserved].at(-1)}`, name, where);
}
