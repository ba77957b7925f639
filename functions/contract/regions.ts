import { count, day, listOf, mapOf, nullable, oneOf, type Parser, sameLength, shape, text } from './expect.ts';

/**
 * The regions of a map, as parallel columns. Ordered by the day of their first record, then by id: a region that
 * appears later is appended, so the columns of earlier frames stay as they are.
 */
export interface Regions {
  readonly schema: 'regions/1';
  readonly map: string;
  readonly ids: readonly string[];
  readonly names: readonly string[];
  /** The id of the region that holds it, or null. */
  readonly parents: readonly (string | null)[];
  readonly populations: readonly (number | null)[];
  /** The day of the first record. */
  readonly firsts: readonly string[];
  readonly parentNames: Readonly<Record<string, string>>;
}

const parseFields = shape<Regions>({
  schema: oneOf('regions/1'),
  map: text,
  ids: listOf(text),
  names: listOf(text),
  parents: listOf(nullable(text)),
  populations: listOf(nullable(count)),
  firsts: listOf(day),
  parentNames: mapOf(text),
});

export const parseRegions: Parser<Regions> = (value, where) => {
  const regions = parseFields(value, where);
  const { ids, names, parents, populations, firsts } = regions;
  sameLength(where === '' ? 'regions' : where, {
    ids: ids.length,
    names: names.length,
    parents: parents.length,
    populations: populations.length,
    firsts: firsts.length,
  });
  return regions;
};

export const REGIONS_EXAMPLE: Regions = {
  schema: 'regions/1',
  map: 'us-counties',
  ids: ['17031', '36061', 'US-UT:bear-river'],
  names: ['Cook', 'New York City', 'Bear River'],
  parents: ['US-IL', 'US-NY', 'US-UT'],
  populations: [5150233, 8336817, null],
  firsts: ['2020-03-22', '2020-03-22', '2020-04-19'],
  parentNames: { 'US-IL': 'Illinois', 'US-NY': 'New York', 'US-UT': 'Utah' },
};
