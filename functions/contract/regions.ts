import * as v from 'valibot';
import { period } from './period.ts';
import { count, list, type Output, object, oneOf, type Parser, parse, record, sameLength, text } from './schema.ts';

/**
 * The regions of a map, as parallel columns. Ordered by the day of their first record, then by id: a region that
 * appears later is appended, so the columns of earlier frames stay as they are.
 */
export type Regions = Output<typeof regionsSchema>;

const regionsSchema = object({
  schema: oneOf('regions/1'),
  map: text,
  ids: list(text),
  names: list(text),
  /** The id of the region that contains it, or null. */
  parents: list(v.nullable(text)),
  populations: list(v.nullable(count)),
  /** The day of the first record. */
  firsts: list(period),
  parentNames: record(text),
});

export const parseRegions: Parser<Regions> = (value, where) => {
  const regions = parse(regionsSchema, value, where);
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
