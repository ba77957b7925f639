import { shape } from '../../contract/expect.ts';
import { Problem } from '../../contract/problem.ts';
import { nearestNames } from '../../measures/similar-names.ts';
import type { Description, Parameter } from './parameter.ts';
import { quoteGiven } from './quote-given.ts';

/** Every parameter that a route has; what it does not name is an error. */
export type ParameterTable<T> = { readonly [K in keyof T]-?: Parameter<T[K]> };

/** The query as values, in the order of the table, whatever order they were given in. */
export function parseParameters<T extends object>(table: ParameterTable<T>, query: URLSearchParams): T {
  const descriptions = Object.entries<Description>(table);
  const known = new Map(descriptions);
  for (const name of query.keys()) checkGiven(name, known, query);
  return shape<T>(table)(Object.fromEntries(descriptions.map(([name]) => [name, query.get(name)])), '');
}

function checkGiven(name: string, known: ReadonlyMap<string, Description>, query: URLSearchParams): void {
  const description = known.get(name);
  if (description === undefined) throw unknownParameter(name, [...known.keys()]);
  const found = query.getAll(name);
  if (found.length > 1) {
    const hint = description.schema.type === 'array' ? '; several names go into one, parted by commas' : '';
    throw new Problem('bad-parameter', `"${name}" must be given once; found it ${found.length} times${hint}`);
  }
  // What is required says itself what is missing.
  if (found[0] === '' && !description.required) {
    throw new Problem('bad-parameter', `"${name}" must not be empty; leave it out for its default`);
  }
}

function unknownParameter(name: string, names: readonly string[]): Problem {
  const has = names.length > 0 ? `it has ${names.join(', ')}` : 'it has none';
  const nearest = nearestNames(name, names);
  return new Problem('unknown-parameter', `this path has no parameter ${quoteGiven(name)}; ${has}`, { nearest });
}
