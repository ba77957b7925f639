import * as v from 'valibot';
import { list, oneOf, text } from '../contract/schema.ts';
import { fieldsOf, maybe, meant, namedOf } from './documented-fields.ts';

/** Of `checks:`; shares are of 1. */
export const CHECK_DEFAULTS = {
  unreadableRows: 0.05,
  repeatedRows: 0.95,
  lostRows: 0.4,
  zeroAfter: 1000,
  fall: 0.01,
  rise: 4,
  small: 1000,
  gap: 30,
  lostRegions: 0,
  lostColumns: 0,
  changedTypes: 0,
  unknownRows: 0.05,
  unknownTotal: 0.01,
  withoutShape: 0.5,
  population: 0.3,
} as const;

/** Of each map under `checks.places`. */
export const PLACE_DEFAULTS = { small: 250, fall: 0.05, lost: 0.25, rise: 2 } as const;

const A_SHARE = 'a share from 0 to 1, or off';
const share = v.union([v.pipe(v.number(), v.minValue(0, A_SHARE), v.maxValue(1, A_SHARE)), v.literal('off')], A_SHARE);
const A_NUMBER = 'a number of 0 or more, or off';
const number = v.union([v.pipe(v.number(), v.minValue(0, A_NUMBER)), v.literal('off')], A_NUMBER);

const standard = (name: keyof typeof CHECK_DEFAULTS, schema: typeof share | typeof number, sentence: string) =>
  maybe(meant(schema, sentence), CHECK_DEFAULTS[name]);
const ofPlace = (name: keyof typeof PLACE_DEFAULTS, schema: typeof share | typeof number, sentence: string) =>
  maybe(meant(schema, sentence), PLACE_DEFAULTS[name]);

const placesFields = fieldsOf({
  measures: maybe(meant(list(text), 'The measures that are checked; left out: all that grow.', ['visits'])),
  small: ofPlace('small', number, 'Totals and falls below this are not checked.'),
  fall: ofPlace('fall', share, 'Share by which a total may fall.'),
  lost: ofPlace('lost', share, 'Share of the places that a report may lack, before the whole report is wrong.'),
  rise: ofPlace('rise', number, 'Times that a total may grow to within a period.'),
});

/** `checks:` of a `dataset.yaml`. */
export const checksFields = fieldsOf({
  unreadableRows: standard('unreadableRows', share, "Share of a file's rows that may be unreadable."),
  repeatedRows: standard('repeatedRows', share, "Share of a report's rows that may also be in that of another period."),
  lostRows: standard('lostRows', share, 'Share of the rows of the report before that one may lack.'),
  zeroAfter: standard('zeroAfter', number, 'A total of this many may not be followed by zero.'),
  fall: standard('fall', share, 'Share by which a total over the whole report may fall.'),
  rise: standard('rise', number, 'Times that a total over the whole report may grow to within a period.'),
  small: standard('small', number, 'Falls and rises of totals below this are not checked.'),
  gap: standard('gap', number, 'Times the usual distance between reports that one may lie after the one before it.'),
  places: maybe(
    meant(
      v.union(
        [oneOf('off'), namedOf(v.string(), v.union([oneOf('off'), placesFields], 'an object, or off'))],
        'an object',
      ),
      'The maps whose regions are checked one by one, each with its limits.',
    ),
    'off',
  ),
  lostRegions: standard('lostRegions', number, 'How many regions a new version of a table without dates may lack.'),
  lostColumns: standard('lostColumns', number, 'How many columns a new version of a table may lack.'),
  changedTypes: standard('changedTypes', number, 'How many columns of a table may change their type.'),
  unknownRows: standard('unknownRows', share, 'Share of the rows that may be of an unknown place; 0.1 without SQL.'),
  unknownTotal: standard('unknownTotal', share, 'Share of a total that may belong to places that count nowhere.'),
  withoutShape: standard('withoutShape', share, "Share of a map's regions that may have no shape."),
  remainder: maybe(meant(share, 'Share of a total that parents may count and their regions not.'), 'off'),
  population: standard(
    'population',
    number,
    "Share by which the populations of a parent's regions may differ from its own.",
  ),
});
