import * as v from 'valibot';
import { Problem } from '../../contract/problem.ts';
import { nearestNames } from '../../measures/similar-names.ts';
import { badParameter, quoteGiven } from './bad-parameter.ts';
import { isRequired, type Parameter, type ParameterTable, type Values } from './parameter.ts';

/** The query as values, in the order of the table, whatever order they were given in. */
export function parseParameters<T extends ParameterTable>(table: T, query: URLSearchParams): Values<T> {
  const known = new Map<string, Parameter>(Object.entries(table));
  for (const name of query.keys()) checkGiven(name, known, query);
  const given = Object.fromEntries(
    [...known].map(([name, { isRepeated }]) => [
      name,
      isRepeated === true ? query.getAll(name) : query.get(name) || null,
    ]),
  );
  const { success, output, issues } = v.safeParse(v.object(table), given, { abortEarly: true });
  if (success) return output;
  const name = String(issues[0].path?.[0].key);
  throw explain(issues[0], name, { given: query.getAll(name).join(', ') || null, parameter: known.get(name) });
}

function checkGiven(name: string, known: ReadonlyMap<string, Parameter>, query: URLSearchParams): void {
  const parameter = known.get(name);
  if (parameter === undefined) throw unknownParameter(name, [...known.keys()]);
  const found = query.getAll(name);
  if (found.length > 1 && parameter.isRepeated !== true) {
    const isList = Array.isArray(v.safeParse(parameter, 'name').output);
    const hint = isList ? '; several names go into one, separated by commas' : '';
    throw new Problem('bad-parameter', `"${name}" must be given once; found it ${found.length} times${hint}`);
  }
  // A required one that is empty is missing, which is explained below.
  if (found.includes('') && !isRequired(parameter)) {
    throw new Problem('bad-parameter', `"${name}" must not be empty; leave it out for its default`);
  }
}

function unknownParameter(name: string, names: readonly string[]): Problem {
  const has = names.length > 0 ? `it has ${names.join(', ')}` : 'it has none';
  const nearest = nearestNames(name, names);
  return new Problem('unknown-parameter', `this path has no parameter ${quoteGiven(name)}; ${has}`, { nearest });
}

interface Context {
  readonly given: string | null;
  readonly parameter: Parameter | undefined;
}

function explain({ type, input, message }: v.BaseIssue<unknown>, name: string, { given, parameter }: Context): Problem {
  if (given === null) {
    const wanted = lowerFirst(parameter?.says ?? '');
    return new Problem('bad-parameter', `"${name}" is missing; it must be ${wanted}`);
  }
  if (type === 'max_length' && Array.isArray(input)) {
    return new Problem('too-large', `"${name}" takes ${message}; found ${input.length}`);
  }
  const reader = parameter?.reader;
  const options = reader && 'options' in reader && Array.isArray(reader.options) ? reader.options : [];
  return badParameter(`"${name}"`, message, given, nearestNames(given, options));
}

/** A sentence of the documentation, as the end of another one. */
function lowerFirst(says: string): string {
  return says.charAt(0).toLowerCase() + says.slice(1).replace(/\.$/, '');
}

/** The query of an address. What is not UTF-8 in percent signs is an error, where a browser would put in a � silently. */
export function readQuery({ search, searchParams }: URL): URLSearchParams {
  if (!search.includes('%')) return searchParams;
  for (const part of search.slice(1).split('&')) {
    const [name = '', ...value] = part.split('=');
    if (!isEncoded(name)) {
      throw new Problem('unknown-parameter', `the name of a parameter must be percent-encoded UTF-8; found ${name}`);
    }
    const given = value.join('=');
    if (isEncoded(given)) continue;
    throw badParameter(`"${decodeURIComponent(name)}"`, 'percent-encoded UTF-8 (a percent sign itself is %25)', given);
  }
  return searchParams;
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}
