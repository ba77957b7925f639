import type { PlaceMatcher } from '../measures/match-places.ts';
import { namesCodesOf, namesMap } from './place-headings.ts';

export interface ColumnOfValues {
  readonly heading: string;
  /** As recognized over all rows: `text`, `integer`, `decimal`, `boolean`, `date`, `timestamp`. */
  readonly type: string;
  /** Each value once, as it is written. */
  readonly values: readonly string[];
}

export interface RecognizedPlaces {
  /** The heading of the column that names the places. */
  readonly column: string;
  readonly map: string;
  /** The heading of the column that names what contains them; null where they need none. */
  readonly within: string | null;
  /** Values that match no region, and values that match several whatever they are within. */
  readonly unmatched: readonly string[];
  /** Values such as "World", which are neither a match nor a miss. */
  readonly aggregates: readonly string[];
}

export interface PlaceRecognition {
  readonly places: RecognizedPlaces | null;
  /** A sentence or two: what was taken for places, or why nothing was. */
  readonly explanation: string;
}

/**
 * Finds the column of a table that names places: at least five, and at least nine tenths of its values. Of several, the
 * finest level, by codes rather than by names; names that several regions have need a column for what they are within.
 */
export function recognizePlaces(
  columns: readonly ColumnOfValues[],
  matchers: readonly PlaceMatcher[],
): PlaceRecognition {
  const remarks: string[] = [];
  const fits = columns.flatMap(column => {
    const fitting = matchers.flatMap(matcher => fitOf(column, matcher) ?? []);
    const named = fitting.filter(({ matcher }) => namesMap(column.heading, matcher.map));
    const [only] = fitting.length === 1 ? fitting : named.length === 1 ? named : [];
    if (fitting.length > 1 && only === undefined) remarks.push(undecided(column, named.length > 1 ? named : fitting));
    return only ?? [];
  });
  for (const fit of fits.toSorted(byFineness(matchers))) {
    const around = fits
      .filter(other => other.matcher.map === fit.matcher.parentMap && !needsWithin(other))
      .sort(byFineness(matchers))[0];
    if (needsWithin(fit) && around === undefined) {
      remarks.push(withoutParent(fit));
      continue;
    }
    const within = fit.byCode && fit.ambiguous.length === 0 ? null : (around?.column.heading ?? null);
    const places = {
      ...{ column: fit.column.heading, map: fit.matcher.map, within, aggregates: fit.aggregates },
      unmatched: within === null ? [...fit.missed, ...fit.ambiguous] : fit.missed,
    };
    return { places, explanation: [explained(places, fit.regions), ...remarks].join(' ') };
  }
  const few = columns.flatMap(column => matchers.flatMap(matcher => tooFew(column, matcher) ?? [])).slice(0, 1);
  const all = [...remarks, ...few];
  return { places: null, explanation: all.length > 0 ? all.join(' ') : 'No column names places.' };
}

const MIN_PLACES = 5;
/** More values per region than this, and so many beyond, are no names of places. */
const MAX_SPELLINGS = 4;
const MAX_OTHERS = 1000;
/** Most columns are no places at all, which a few values show. */
const SAMPLE = 100;
const SHOWN = 3;
const NOT_PLACES: ReadonlySet<string> = new Set(['boolean', 'date', 'timestamp']);

/** A column whose values are regions of a map. */
interface Fit {
  readonly column: ColumnOfValues;
  readonly matcher: PlaceMatcher;
  readonly regions: number;
  readonly ambiguous: readonly string[];
  readonly aggregates: readonly string[];
  readonly missed: readonly string[];
  readonly byCode: boolean;
}

function fitOf(column: ColumnOfValues, matcher: PlaceMatcher): Fit | null {
  if (NOT_PLACES.has(column.type) || column.values.length > matcher.size * MAX_SPELLINGS + MAX_OTHERS) return null;
  const values = column.values.filter(value => value.trim() !== '');
  if (values.length < MIN_PLACES || !mayName(column, values, matcher.map)) return null;
  const sample = values.filter((_, index) => index % Math.ceil(values.length / SAMPLE) === 0);
  if (sample.filter(value => 'nearest' in matcher.match(value)).length > sample.length / 2) return null;
  const regions = new Set<string>();
  const [ambiguous, aggregates, missed]: [string[], string[], string[]] = [[], [], []];
  let matched = 0;
  let codes = 0;
  for (const value of values) {
    const found = matcher.match(value);
    if ('nearest' in found) missed.push(value);
    else if ('aggregate' in found) aggregates.push(value);
    else if ('ambiguous' in found) ambiguous.push(value);
    else {
      matched += 1;
      regions.add(found.region);
    }
    if (('region' in found || 'ambiguous' in found) && matcher.isCode(value)) codes += 1;
    if (!isMost(values.length - missed.length, values.length)) return null;
  }
  const resolved = matched + ambiguous.length;
  const places = regions.size + ambiguous.length;
  if (places < MIN_PLACES || !isMost(resolved, resolved + missed.length) || aggregates.length >= resolved) return null;
  return {
    column,
    matcher,
    regions: regions.size,
    ambiguous,
    aggregates,
    missed,
    byCode: isMost(codes, resolved),
  };
}

/** The warning for a column whose heading promises a map and whose values are all on it, but too few of them. */
function tooFew({ heading, type, values }: ColumnOfValues, { map, match }: PlaceMatcher): string | null {
  const named = values.filter(value => value.trim() !== '');
  if (NOT_PLACES.has(type) || named.length === 0 || named.length >= MIN_PLACES || !namesMap(heading, map)) return null;
  if (!named.every(value => 'region' in match(value))) return null;
  const what = named.length === 1 ? 'names 1 region' : `names ${named.length} regions`;
  return `"${heading}" ${what} of ${map}; a map is drawn from five on, or where a dataset.yaml names the column.`;
}

/** At least nine tenths. */
function isMost(part: number, whole: number): boolean {
  return part * 10 >= whole * 9;
}

/** Numbers and pairs of letters are found everywhere: only a heading makes them codes. */
function mayName({ heading }: ColumnOfValues, values: readonly string[], map: string): boolean {
  const most = (pattern: RegExp) => isMost(values.filter(value => pattern.test(value.trim())).length, values.length);
  if (most(/^[+-]?[\d.,\s]+$/)) return namesCodesOf(heading, map) && !isNumbering(values);
  return most(/^[a-z]{1,2}$/i) ? namesMap(heading, map) : true;
}

/** One, two, three and so on to the end: an index, where codes of places have gaps. */
function isNumbering(values: readonly string[]): boolean {
  const numbers = new Set(values.map(Number));
  return values.every((_, index) => numbers.has(index + 1));
}

function needsWithin({ regions, ambiguous }: Fit): boolean {
  return !isMost(regions, regions + ambiguous.length);
}

/** Finest first, then codes before names, then the column whose heading says what it is, then the best. */
function byFineness(matchers: readonly PlaceMatcher[]): (a: Fit, b: Fit) => number {
  const depthOf = (map: string | null): number => {
    const matcher = matchers.find(other => other.map === map);
    return matcher === undefined ? 0 : 1 + depthOf(matcher.parentMap);
  };
  const rank = (fit: Fit) => [
    depthOf(fit.matcher.map),
    Number(fit.byCode && !needsWithin(fit)),
    Number(namesMap(fit.column.heading, fit.matcher.map)),
    fit.regions - fit.missed.length,
  ];
  return (a, b) => {
    const [first, second] = [rank(a), rank(b)];
    return first.map((value, index) => (second[index] ?? 0) - value).find(difference => difference !== 0) ?? 0;
  };
}

function undecided({ heading }: ColumnOfValues, fits: readonly Fit[]): string {
  const maps = fits.map(({ matcher }) => matcher.map).join(' or of ');
  return `"${heading}" may name regions of ${maps}, and its heading does not say which: it was not taken for places.`;
}

function withoutParent({ column, matcher, ambiguous }: Fit): string {
  const examples = quoted(ambiguous);
  return `"${column.heading}" has names that several regions of ${matcher.map} share (${examples}), and no column says which region of ${matcher.parentMap} they are in: it was not taken for places.`;
}

function explained({ column, map, within, unmatched, aggregates }: RecognizedPlaces, regions: number): string {
  const names =
    within === null
      ? `names ${regions.toLocaleString('en')} regions of ${map}`
      : `names regions of ${map} within "${within}"`;
  const groups = aggregates.length === 0 ? '' : `; ${counted(aggregates, 'groups of places, left out')}`;
  const others = unmatched.length === 0 ? '' : `; ${counted(unmatched, 'no place that is known')}`;
  return `"${column}" ${names}${groups}${others}.`;
}

function counted(values: readonly string[], what: string): string {
  const count = values.length === 1 ? '1 value is' : `${values.length.toLocaleString('en')} values are`;
  return `${count} ${what} (${quoted(values)})`;
}

function quoted(values: readonly string[]): string {
  const shown = values.slice(0, SHOWN).map(value => `"${value}"`);
  return values.length > SHOWN ? `${shown.join(', ')}, …` : shown.join(', ');
}
