import * as v from 'valibot';
import { PERIOD_UNITS } from '../contract/period.ts';
import { day, flag, list, oneOf, text } from '../contract/schema.ts';
import { measureKind } from '../contract/snapshot.ts';
import { COLUMN_TYPES } from '../contract/table.ts';
import { MAX_DECIMALS } from '../ingest/column-types.ts';
import { checksFields } from './check-fields.ts';
import { fieldsOf, maybe, meant, namedOf } from './documented-fields.ts';
import { RESERVED_NAMES, sqlNameSchema } from './known-names.ts';
import { siteFields, viewsFields } from './view-fields.ts';

const whole = v.pipe(v.number('zero or more'), v.integer('an integer'), v.minValue(0, 'zero or more'));
const decimals = v.pipe(whole, v.maxValue(MAX_DECIMALS, `a number from 0 to ${MAX_DECIMALS}`));
const marks = list(text);

const creditFields = fieldsOf({
  name: meant(text, 'The name, as it is shown.', 'Bureau of Labor Statistics'),
  url: meant(text, 'The page that says more.', 'https://example.org'),
});

/** What both forms say of the data set as a whole. */
const ABOUT = {
  description: maybe(meant(text, 'One or two sentences below the title.'), ''),
  notice: maybe(meant(text, 'A sentence that every page shows, such as that the data are no longer updated.')),
};
const CREDIT = meant(creditFields, 'Who the data are from.');
const LICENSE = meant(creditFields, 'What others may do with the data.');
const LICENCE = meant(creditFields, 'The same as `license`.');
const IGNORE = meant(list(text), 'Patterns of files that are not data.', ['**/*.pdf']);
const SITE = meant(siteFields, 'The name of a site that has this data set alone.');

/** Of a measure, in both forms. */
const MEASURE = {
  description: maybe(meant(text, 'A sentence that says what is measured.'), ''),
  noun: maybe(
    meant(text, 'What is counted, within a sentence; left out: the title in lower case.', 'visits to a doctor'),
  ),
  unit: maybe(meant(text, 'What the values are in; left out: a count.', '%', 'USD')),
};
const KIND_MEANING =
  '`cumulative`: a total so far. `flow`: the count of the period. `level`: a stock at that time. `rate`: a ratio, percentage, index or price, which is never summed.';

const shortMeasure = fieldsOf({
  title: maybe(meant(text, 'How it is called; left out: its id.', 'Unemployment rate')),
  column: maybe(meant(text, 'The heading of its column; left out: its id.', 'Rate (%)')),
  kind: maybe(
    meant(
      measureKind,
      `${KIND_MEANING} Left out: \`rate\` with a unit in %, else \`level\`; a kind that is not declared is never summed.`,
      'rate',
    ),
  ),
  guessed: maybe(
    meant(flag, 'Whether the kind is a guess, as if it were left out: nothing is summed, nor divided by population.'),
    false,
  ),
  ...MEASURE,
  decimals: maybe(meant(decimals, 'How many decimals values have; more are an error. Left out: the digits found.', 1)),
});

const timeFields = fieldsOf({
  column: maybe(meant(text, 'The heading of the column with the dates or periods.', 'week')),
  file: maybe(
    meant(
      v.pipe(v.string('a pattern like YYYY-MM-DD'), v.regex(/YYYY/, 'a pattern like YYYY-MM-DD')),
      'Instead of `column`: how the date is written in the name of each file.',
      'YYYY-MM-DD',
    ),
  ),
  unit: maybe(meant(oneOf(...PERIOD_UNITS), 'The length of a period; left out: recognized.', 'week')),
  starts: maybe(meant(oneOf('monday', 'sunday'), 'The first day of a week.'), 'monday'),
  order: maybe(
    meant(
      oneOf('iso', 'day first', 'month first'),
      'Of day and month, where dates are not written as 2026-02-05; `iso`: as the dates of a file show.',
      'day first',
    ),
    'iso',
  ),
});

const PLACE_COLUMN = meant(text, 'The heading of the column that names the places: codes or names.', 'state');
const WITHIN = maybe(
  meant(text, 'The heading of the column that says in which larger region a place lies, for names that several have.'),
);
const levelFields = fieldsOf({
  column: PLACE_COLUMN,
  map: meant(text, 'The map whose regions they are.', 'wards'),
  within: WITHIN,
});

const regionFields = fieldsOf({
  column: PLACE_COLUMN,
  map: maybe(meant(text, 'The map whose regions they are.', 'wards')),
  within: WITHIN,
  latitude: maybe(
    meant(text, 'Instead of `map`: the heading of the column with the latitudes of the places, in degrees.', 'lat'),
  ),
  longitude: maybe(meant(text, 'The heading of the column with their longitudes.', 'lon')),
  name: maybe(
    meant(text, 'With coordinates: the heading of the column with the names; left out: `column`.', 'station'),
  ),
  title: maybe(meant(text, 'With coordinates: how their map is called; left out: `column`.', 'Stations')),
});

const dimensionFields = fieldsOf({
  title: maybe(meant(text, 'How it is called; left out: its id.', 'Age group')),
  column: maybe(meant(text, 'The heading of its column; left out: its id.', 'age')),
  total: maybe(
    meant(text, 'The value that stands for all others together; left out: recognized, if there is one.', 'all'),
  ),
});

const A_MAP_ID = 'a name of lowercase letters, digits and hyphens';
const A_MAP_FILE = 'the name of a .geojson, .topojson or .json file beside the descriptor';
const filled = v.pipe(text, v.regex(/\S/, 'text'));
const mapFields = fieldsOf({
  file: meant(
    v.pipe(v.string('text'), v.regex(/^[^/\\]+\.([gG][eE][oO]|[tT][oO][pP][oO])?[jJ][sS][oO][nN]$/, A_MAP_FILE)),
    'A GeoJSON or TopoJSON file beside the descriptor.',
    'wards.geojson',
  ),
  id: maybe(meant(filled, 'The property that holds the id of a region.', 'WARD'), 'id'),
  name: maybe(meant(filled, 'The property that holds its name; left out: its id.', 'NAME')),
  parent: maybe(meant(filled, 'The property that holds the id of the region that it is part of.', 'BOROUGH')),
  title: maybe(meant(filled, 'How the map is called; left out: its id.', 'Wards')),
  object: maybe(meant(filled, 'The object to read of a TopoJSON file with several.')),
  credit: maybe(meant(filled, 'Who the shapes are from, as the map shows it.')),
});

const tableColumnFields = fieldsOf({
  name: maybe(meant(filled, 'What it is published as; left out: its heading.', 'body_mass')),
  type: maybe(
    meant(oneOf(...COLUMN_TYPES), 'What its values are; any other value is an error. Left out: recognized.', 'text'),
  ),
  order: maybe(
    meant(
      oneOf('iso', 'day first', 'month first'),
      'Of day and month in its dates; left out: recognized.',
      'day first',
    ),
  ),
  drop: maybe(meant(flag, 'Whether it is published nowhere.', true), false),
});

/** `dataset.yaml` without SQL. */
export const shortFields = fieldsOf({
  title: maybe(meant(text, 'The title of the data set; left out: its id.', 'Unemployment rate')),
  ...ABOUT,
  source: maybe(CREDIT),
  license: maybe(LICENSE),
  licence: maybe(LICENCE),
  files: maybe(
    meant(text, 'Which files hold the data; `*` stands for any text, `YYYY`, `MM` and `DD` for digits.', 'visits*.csv'),
    '*.csv',
  ),
  ignore: maybe(IGNORE, []),
  firstDate: maybe(meant(day, 'What is of an earlier period is not published.')),
  time: maybe(
    meant(
      v.union([oneOf('none'), timeFields], 'an object, or none'),
      'Where the period of a row comes from; `none`: all rows are of one moment. Left out: recognized.',
      'none',
    ),
  ),
  region: maybe(
    meant(
      v.union([oneOf('none'), regionFields], 'an object, or none'),
      'Which column names the places, and on which map; `none`: no places. Left out: recognized.',
    ),
  ),
  regions: maybe(meant(list(levelFields), 'Instead of `region`, for files with several levels: the coarsest first.')),
  maps: maybe(
    meant(
      namedOf(v.pipe(v.string(A_MAP_ID), v.regex(/^[a-z][a-z0-9-]*$/, A_MAP_ID)), mapFields),
      'Maps whose shapes come with the data set, by id; `region` names them like the built-in ones.',
    ),
  ),
  places: maybe(
    meant(
      fieldsOf({
        file: meant(text, 'A CSV file with the columns `id`, and `name`, `parent`, `population`.', 'places.csv'),
      }),
      'A file that says more of the places, such as their population.',
    ),
  ),
  population: maybe(
    meant(
      text,
      'The heading of the column with the number of people of the place of a row; where it changes, the newest counts.',
      'people',
    ),
  ),
  measures: maybe(
    meant(
      namedOf(sqlNameSchema(RESERVED_NAMES.measures), v.nullable(shortMeasure)),
      'The numbers to publish, by id; an id has lower-case letters, digits and `_`. Left out: recognized.',
    ),
  ),
  tables: maybe(
    meant(v.literal(false, 'false'), '`false`: the files are not published as tables, row by row, as well.'),
  ),
  columns: maybe(
    meant(
      namedOf(filled, tableColumnFields),
      'Columns of the tables that are published under another name, as another type, or not at all, by their headings.',
    ),
  ),
  dimensions: maybe(
    meant(
      v.union([list(text), namedOf(sqlNameSchema(), v.nullable(dimensionFields))], 'a list of headings, or an object'),
      'Columns that tell rows of the same place and period apart: headings, or an object of dimensions by id.',
      ['age', 'sex'],
    ),
  ),
  sum: maybe(
    meant(flag, 'Whether rows of the same place and period are added up; otherwise they are an error.'),
    false,
  ),
  missing: maybe(
    meant(marks, 'More marks of a missing value, beside `NA`, `N/A`, `null`, `-`, `.` and an empty cell.', ['unknown']),
    [],
  ),
  suppressed: maybe(
    meant(marks, 'More marks of a value that its source withholds, beside `*`, `**`, `s`, `(s)` and `..`.', ['<5']),
    [],
  ),
  provisional: maybe(meant(whole, 'How many of the newest periods are known to be incomplete.', 7), 0),
  unused: maybe(
    meant(list(text), 'Headings that are known and not read, so that none is taken for a misspelled column.'),
    [],
  ),
  views: maybe(
    meant(
      viewsFields,
      'The tabs, in order; left out: map, curves, table and about, as far as there are data for them.',
    ),
  ),
  site: maybe(SITE),
  checks: maybe(meant(checksFields, 'Limits of the checks that differ from the defaults.')),
});

const columnFields = fieldsOf({
  headings: meant(list(text), 'Its headings, in all spellings that occur.', ['Country_Region', 'Country/Region']),
  type: maybe(
    meant(
      oneOf('text', 'count', 'number', 'updated'),
      '`count`: a whole number. `number`: a number with decimals. `updated`: when the row was last changed.',
      'count',
    ),
    'text',
  ),
  optional: maybe(meant(flag, 'Whether files may lack it.'), false),
  decimals: maybe(meant(decimals, 'The most decimals that a number may have; left out: any.', 2)),
  missing: maybe(meant(marks, 'More marks of a missing value.'), []),
  suppressed: maybe(meant(marks, 'More marks of a value that its source withholds.'), []),
});

const onlyTheirs = 'column headers that only this file has';
const tableFields = fieldsOf({
  files: meant(
    text,
    'Which files fill it; `YYYY`, `MM` and `DD` stand for the digits of a date. One table must have a date.',
    'MM-DD-YYYY.csv',
  ),
  firstDate: maybe(meant(day, 'Files with an earlier date in their name are not read.', '2020-01-22')),
  columns: meant(
    namedOf(sqlNameSchema(RESERVED_NAMES.columns), columnFields),
    'The columns that the SQL reads, by the name that it knows them by.',
  ),
  unused: maybe(meant(list(text), 'Headings that are known and not read.', ['Lat', 'Long_']), []),
  mistaken: maybe(
    meant(
      namedOf(v.string(), v.pipe(list(text), v.minLength(1, onlyTheirs))),
      'Other files that are taken for this one, by what they are, with headings that only they have.',
    ),
  ),
});

const sqlMeasure = fieldsOf({
  title: meant(text, 'How it is called.', 'Confirmed'),
  kind: maybe(meant(measureKind, KIND_MEANING, 'level'), 'cumulative'),
  ...MEASURE,
  decimals: maybe(meant(decimals, 'How many decimals values have.', 1), 0),
  from: maybe(
    meant(
      text,
      'An SQL expression over other measures, for one that `clean.sql` does not give.',
      'arrivals - departures',
    ),
  ),
});

/** `dataset.yaml` with SQL; what it lacks after `extends` is filled in before. */
export const sqlFields = fieldsOf({
  title: meant(text, 'The title of the data set.', 'Visits to doctors'),
  ...ABOUT,
  kind: meant(oneOf('region-series'), 'Always `region-series`.', 'region-series'),
  source: CREDIT,
  license: maybe(LICENSE),
  licence: maybe(LICENCE),
  tables: meant(
    namedOf(sqlNameSchema(RESERVED_NAMES.tables), tableFields),
    'Which files fill which table, by its name.',
  ),
  ignore: maybe(IGNORE, []),
  regions: meant(sqlFile(), 'The file with the SELECT that lists the regions.', 'regions.sql'),
  clean: meant(sqlFile(), 'The file with the SELECT that assigns each row to its regions.', 'clean.sql'),
  measures: meant(
    namedOf(sqlNameSchema(RESERVED_NAMES.measures), sqlMeasure),
    'The numbers to publish, by their column in `clean.sql`.',
  ),
  maps: meant(list(text), 'The maps to show, the finest first.', ['wards', 'districts']),
  views: maybe(
    meant(
      viewsFields,
      'The tabs, in order; left out: map, curves, table and about, as far as there are data for them.',
    ),
  ),
  site: maybe(SITE),
  checks: maybe(meant(checksFields, 'Limits of the checks that differ from the defaults.')),
});

function sqlFile() {
  const what = 'the name of an .sql file beside the descriptor';
  return v.pipe(v.string('text'), v.regex(/^[\w.-]+\.sql$/, what));
}
