import { Problem } from './problem.ts';

/** A reader of one unknown value: gives it back typed, or throws a Problem that names the place. */
export interface Parser<T> {
  (value: unknown, where: string): T;
  /** What it is put together from, for who documents it; none where it looks at a value as it is. */
  readonly structure?: Structure;
  /** What stands for a key that is not there: it was added to a format after documents had been published. */
  readonly absent?: T;
}

export type Structure =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'nullable' | 'list' | 'map'; readonly of: Parser<unknown> }
  | { readonly kind: 'shape'; readonly fields: Readonly<Record<string, Parser<unknown>>> };

export function expected(what: string, value: unknown, where: string): Problem {
  return new Problem('malformed', `${where} must be ${what}; found ${show(value)}`);
}

export const text: Parser<string> = (value, where) => {
  if (typeof value === 'string') return value;
  throw expected('text', value, where);
};

export const integer: Parser<number> = (value, where) => {
  if (Number.isSafeInteger(value)) return value as number;
  throw expected('an integer', value, where);
};

export const count: Parser<number> = (value, where) => {
  if (integer(value, where) >= 0) return value as number;
  throw expected('zero or more', value, where);
};

export const finite: Parser<number> = (value, where) => {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw expected('a number', value, where);
};

export const flag: Parser<boolean> = (value, where) => {
  if (typeof value === 'boolean') return value;
  throw expected('true or false', value, where);
};

/** A calendar day, `YYYY-MM-DD`, that exists. */
export const day: Parser<string> = (value, where) => {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) {
    const time = Date.parse(`${value}T00:00:00Z`);
    if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(value)) return value;
  }
  throw expected('a day like 2020-06-30', value, where);
};

/** A moment in UTC, ISO 8601 with a Z. */
export const moment: Parser<string> = (value, where) => {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value)))
    return value;
  throw expected('a moment like 2020-06-30T04:05:06.000Z', value, where);
};

/** The name of a blob, receipt or snapshot: 32 hexadecimal digits. */
export const contentId: Parser<string> = (value, where) => {
  if (typeof value === 'string' && /^[0-9a-f]{32}$/.test(value)) return value;
  throw expected('32 hexadecimal digits', value, where);
};

export const datasetId: Parser<string> = (value, where) => {
  if (typeof value === 'string' && isDatasetId(value)) return value;
  throw expected('a data set id (small letters, digits and hyphens, first a letter)', value, where);
};

/** Names the site and the API keep for themselves. */
const RESERVED_IDS: ReadonlySet<string> = new Set(['api', 'data', 'assets', 'site']);

export function isDatasetId(id: string): boolean {
  return /^[a-z][a-z0-9-]*$/.test(id) && !RESERVED_IDS.has(id);
}

export function oneOf<const T extends string>(...names: readonly T[]): Parser<T> {
  return built({ kind: 'names', names }, (value, where) => {
    const found = names.find(name => name === value);
    if (found !== undefined) return found;
    throw expected(names.map(name => `"${name}"`).join(' or '), value, where);
  });
}

export function nullable<T>(parse: Parser<T>): Parser<T | null> {
  return built({ kind: 'nullable', of: parse }, (value, where) => (value === null ? null : parse(value, where)));
}

export function listOf<T>(parse: Parser<T>): Parser<readonly T[]> {
  return built({ kind: 'list', of: parse }, (value, where) => {
    if (!Array.isArray(value)) throw expected('a list', value, where);
    return value.map((item, index) => parse(item, `${where}[${index}]`));
  });
}

/** A column of whole numbers with gaps; reads a hundred thousand of them without building a hundred thousand names. */
export const maybeIntegers: Parser<readonly (number | null)[]> = (value, where) => {
  if (!Array.isArray(value)) throw expected('a list', value, where);
  const wrong = value.findIndex(item => item !== null && !Number.isSafeInteger(item));
  if (wrong >= 0) throw expected('an integer or null', value[wrong], `${where}[${wrong}]`);
  return value;
};

/** An object whose keys are data: `{visits: …, patients: …}`. */
export function mapOf<T>(parse: Parser<T>): Parser<Readonly<Record<string, T>>> {
  return built({ kind: 'map', of: parse }, (value, where) => {
    const fields = objectAt(value, where);
    return Object.fromEntries(Object.entries(fields).map(([key, item]) => [key, parse(item, `${where}.${key}`)]));
  });
}

/** An object with known keys; keys it does not name are left out, so that a format may grow. */
export function shape<T extends object>(parsers: { readonly [K in keyof T]-?: Parser<T[K]> }): Parser<T> {
  const entries = Object.entries<Parser<unknown>>(parsers);
  return built({ kind: 'shape', fields: Object.fromEntries(entries) }, (value, where) => {
    const fields = objectAt(value, where);
    const result: Record<string, unknown> = {};
    for (const [key, parse] of entries) {
      const at = where === '' ? `"${key}"` : `${where}.${key}`;
      if (key in fields) result[key] = parse(fields[key], at);
      else if (parse.absent !== undefined) result[key] = parse.absent;
      else throw new Problem('malformed', `${at} is missing`);
    }
    return result as T;
  });
}

/** A key that documents of before do not have; `absent` stands for it. */
export function added<T>(parse: Parser<T>, absent: T): Parser<T> {
  const own: Parser<T> = (value, where) => parse(value, where);
  return Object.assign(own, { structure: parse.structure, absent });
}

/** Holds when every list has the length of the first: the columns of one table. */
export function sameLength(where: string, lengths: Readonly<Record<string, number>>): void {
  const [first, ...rest] = Object.entries(lengths);
  for (const [name, length] of rest) {
    if (first && length !== first[1]) {
      throw new Problem('malformed', `${where}: ${name} has ${length} entries, ${first[0]} has ${first[1]}`);
    }
  }
}

/** Holds when coded rows are as many as they should be, and each as long. */
export function wantRows(
  where: string,
  coded: { readonly base: readonly unknown[]; readonly changes: readonly unknown[] },
  rows: number,
  days: number,
): void {
  sameLength(where, { rows, base: coded.base.length });
  sameLength(where, { 'rows times days': rows * days, changes: coded.changes.length });
}

function built<T>(structure: Structure, parse: Parser<T>): Parser<T> {
  return Object.assign(parse, { structure });
}

function objectAt(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw expected('an object', value, where === '' ? 'the document' : where);
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 80 ? `${json.slice(0, 77)}…` : json;
}
