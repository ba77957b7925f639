import * as v from 'valibot';
import { Problem } from './problem.ts';

/** Turns an unknown value into a typed one, or throws a Problem: where, what was expected, what was found. */
export type Parser<T> = (value: unknown, where: string) => T;

/** The type that a schema describes, deeply read-only. */
export type Output<S extends v.GenericSchema> = ReadOnly<v.InferOutput<S>>;

type ReadOnly<T> = T extends object ? { readonly [K in keyof T]: ReadOnly<T[K]> } : T;

/** @param where names the value in messages; '' is a whole document */
export function parse<S extends v.GenericSchema>(schema: S, value: unknown, where: string): Output<S> {
  const { success, output, issues } = v.safeParse(schema, value, { abortEarly: true });
  if (success) return output as Output<S>;
  const [{ type, path = [], message, input }] = issues;
  const at = path.reduce((at, { key }) => inside(at, key), where);
  // An object complains about itself only where a key is missing: `object` has checked the rest.
  if (type === 'object') throw new Problem('malformed', `${at} is missing`);
  throw expected(message, input, at === '' ? 'the document' : at);
}

export function parserOf<S extends v.GenericSchema>(schema: S): Parser<Output<S>> {
  return (value, where) => parse(schema, value, where);
}

export function expected(what: string, value: unknown, where: string): Problem {
  return new Problem('malformed', `${where} must be ${what}; found ${show(value)}`);
}

// The message of each schema ends the sentence "must be".
/** An object, whatever its keys. */
export const anyObject = v.custom<Readonly<Record<string, unknown>>>(
  value => typeof value === 'object' && value !== null && !Array.isArray(value),
  'an object',
);

/** An object with known keys. Others are dropped, so that a format may grow. */
export function object<const E extends v.ObjectEntries>(entries: E) {
  return v.pipe(anyObject, v.object(entries));
}

/**
 * An object whose keys are data: `{rain: …, snow: …}`. Keeps every key, where valibot's own record drops
 * `__proto__`, `prototype` and `constructor`: a region may have any of these names.
 */
export function record<S extends v.GenericSchema>(value: S) {
  const schema = v.record(v.string(), value);
  type Run = (typeof schema)['~run'];
  const run = (dataset: v.UnknownDataset, config: v.Config<v.BaseIssue<unknown>>): unknown => {
    const entries: [string, unknown][] = [];
    for (const [key, input] of Object.entries(Object(dataset.value))) {
      const item = value['~run']({ value: input }, config);
      entries.push([key, item.value]);
      if (item.issues === undefined) continue;
      const at = { type: 'object', origin: 'value', input: Object(dataset.value), key, value: input } as const;
      const issues = item.issues.map(issue => ({ ...issue, path: [at, ...(issue.path ?? [])] }));
      return Object.assign(dataset, { typed: false, issues });
    }
    return Object.assign(dataset, { typed: true, value: Object.fromEntries(entries) });
  };
  return v.pipe(anyObject, { ...schema, '~run': run as Run });
}

export function list<S extends v.GenericSchema>(item: S) {
  return v.array(item, 'a list');
}

export function oneOf<const T extends readonly string[]>(...names: T) {
  return v.picklist(names, names.map(name => `"${name}"`).join(' or '));
}

export const text = v.string('text');
export const flag = v.boolean('true or false');
export const finite = v.pipe(v.number('a number'), v.finite('a number'));
export const integer = v.pipe(v.number('an integer'), v.safeInteger('an integer'));
export const count = v.pipe(integer, v.minValue(0, 'zero or more'));

const A_DAY = 'a day like 2020-06-30';
/** A calendar day, `YYYY-MM-DD`, that exists. */
export const day = v.pipe(v.string(A_DAY), v.isoDate(A_DAY), v.check(isOnCalendar, A_DAY));

const A_MOMENT = 'a moment like 2020-06-30T04:05:06.000Z';
/** A moment in UTC, ISO 8601 with a Z. */
export const moment = v.pipe(v.string(A_MOMENT), v.isoTimestamp(A_MOMENT), v.regex(/T.*Z$/, A_MOMENT));

const A_CONTENT_ID = '32 hexadecimal digits';
/** The name of a blob, receipt or snapshot. */
export const contentId = v.pipe(v.string(A_CONTENT_ID), v.regex(/^[0-9a-f]{32}$/, A_CONTENT_ID));

const A_DATASET_ID = 'a data set id (lowercase letters, digits and hyphens, starting with a letter)';
/** Names the site and the API keep for themselves. */
const RESERVED_IDS: ReadonlySet<string> = new Set(['api', 'data', 'assets', 'site']);
export const datasetId = v.pipe(
  v.string(A_DATASET_ID),
  v.regex(/^[a-z][a-z0-9-]*$/, A_DATASET_ID),
  v.check(id => !RESERVED_IDS.has(id), A_DATASET_ID),
);

export function isDatasetId(id: string): boolean {
  return v.is(datasetId, id);
}

/** A column of integers with gaps. Checked in one pass: a column may have a hundred thousand entries. */
export const maybeIntegers = v.pipe(
  v.custom<readonly (number | null)[]>(Array.isArray, 'a list'),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const input = dataset.value;
    const key = input.findIndex(item => item !== null && !Number.isSafeInteger(item));
    if (key < 0) return;
    const value = input[key];
    addIssue({
      message: 'an integer or null',
      input: value,
      path: [{ type: 'unknown', origin: 'value', input, key, value }],
    });
  }),
);

/** Holds when every list has the length of the first: the columns of one table. */
export function sameLength(where: string, lengths: Readonly<Record<string, number>>): void {
  const [first, ...rest] = Object.entries(lengths);
  for (const [name, length] of rest) {
    if (first && length !== first[1]) {
      throw new Problem('malformed', `${where}: ${name} has ${length} entries, ${first[0]} has ${first[1]}`);
    }
  }
}

/** Holds when there is a base for each row, and a change for each row and day. */
export function wantRows(
  where: string,
  coded: { readonly base: readonly unknown[]; readonly changes: readonly unknown[] },
  rows: number,
  days: number,
): void {
  sameLength(where, { rows, base: coded.base.length });
  sameLength(where, { 'rows times days': rows * days, changes: coded.changes.length });
}

function isOnCalendar(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

function inside(at: string, key: unknown): string {
  if (typeof key === 'number') return `${at}[${key}]`;
  return at === '' ? `"${key}"` : `${at}.${key}`;
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 80 ? `${json.slice(0, 77)}…` : json;
}
