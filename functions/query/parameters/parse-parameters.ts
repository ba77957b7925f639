import { shape } from '../../contract/expect.ts';
import { Problem } from '../../contract/problem.ts';
import { nearestNames } from '../lookup/nearest-names.ts';
import type { Parameter } from './parameter.ts';
import { quoteGiven } from './quote-given.ts';

/** Every parameter that a route has; what it does not name is an error. */
export type ParameterTable<T> = { readonly [K in keyof T]-?: Parameter<T[K]> };

/** The query as values, in the order of the table, whatever order they were given in. */
export function parseParameters<T extends object>(table: ParameterTable<T>, query: URLSearchParams): T {
  const names = Object.keys(table);
  for (const name of query.keys()) checkGiven(name, names, query);
  return shape<T>(table)(Object.fromEntries(names.map(name => [name, query.get(name)])), '');
}

function checkGiven(name: string, names: readonly string[], query: URLSearchParams): void {
  if (!names.includes(name)) {
    const known = names.length > 0 ? `it has ${names.join(', ')}` : 'it has none';
    const nearest = nearestNames(name, names);
    throw new Problem('unknown-parameter', `this path has no parameter ${quoteGiven(name)}; ${known}`, { nearest });
  }
  if (query.getAll(name).length > 1) {
    throw new Problem('bad-parameter', `"${name}" must be given once; several values go into one, parted by commas`);
  }
  if (query.get(name) === '') {
    throw new Problem('bad-parameter', `"${name}" must not be empty; leave it out for its default`);
  }
}
