import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ANSWERS, EXAMPLE_QUERIES, exampleNames } from '../functions/contract/examples.ts';
import { LIVE_SECONDS } from '../functions/contract/headers.ts';
import { type ProblemCode, STATUS_OF } from '../functions/contract/problem.ts';
import { PROBLEM_EXAMPLE } from '../functions/contract/problem-body.ts';
import { MAX_ADDRESS_LENGTH } from '../functions/query/http/api-app.ts';
import { BASE_PATH } from '../functions/query/http/api-response.ts';
import type { RouteDescription } from '../functions/query/http/route.ts';
import { parameterSchema } from '../functions/query/openapi/component-schemas.ts';
import { isRequired, type Parameter } from '../functions/query/parameters/parameter.ts';
import { DOCUMENTED } from '../functions/query/routes/routes.ts';
import { MAX_VALUES } from '../functions/query/series/read-series.ts';
import { MAX_ANSWER_BYTES, MAX_GROUPS, MAX_ROWS, MAX_SAMPLE } from '../functions/query/table-queries/table-routes.ts';
import { MAX_SECONDS } from '../functions/tables/tables-app.ts';

/** `docs/api.md`, generated from the routes that validate the requests, so that it cannot contradict them. */
export function apiGuide(): string {
  return `# The query API

\`npm run docs\` writes this page from the routes in \`functions/query/routes/\` and the schemas of their answers. A test checks
that it is up to date, and sends every request in it.

The API is at \`${BASE_PATH}\` on the same host as the site; after \`npm start\`, at \`http://127.0.0.1:3000${BASE_PATH}\`. It needs no key. Any page
may call it with any request header (CORS), and it answers GET, HEAD and OPTIONS. For programs, the same is described in
[OpenAPI 3.1](https://spec.openapis.org/oas/v3.1.0) at \`${BASE_PATH}/openapi.json\`; every answer points to it with a \`Link\` header,
\`rel="service-desc"\`. [format.md](format.md#arithmetic) defines the numbers.

## First requests
\`\`\`
${REQUESTS.map(([path, summary]) => `# ${summary}\nGET ${BASE_PATH}${path}`).join('\n\n')}
\`\`\`

## Paths
${DOCUMENTED.map(pathSection).join('\n')}
## Formats
Every list takes \`format=csv\`: RFC 4180 in UTF-8 without a byte order mark, with a header row and CRLF line ends. A missing value is
an empty cell. Text that a spreadsheet would take for a formula begins with an apostrophe. Read ids as text: \`06037\` needs its
leading zero. A series has a row for each region and period and a column for each measure. With \`align\`, the columns \`dayZero\` and
\`day\` replace \`date\`, just as \`days\` replaces \`periods\` in JSON. The address alone decides the format; if the \`Accept\` header rules that
format out, the answer is 406. Decimals use a point; for a spreadsheet that expects a comma, see [spreadsheets.md](spreadsheets.md).

## Periods, kinds and dimensions
A period is ISO text in the unit of the data set: \`2020-06-30\`, \`2020-06\`, \`2020-Q2\` or \`2020\`. A week is written as the date of its
first day. Data without time have the single period \`all\`. The description of the data set names the unit, and the kind of each measure:
a total so far (\`cumulative\`), the count of a period (\`flow\`), a stock at that time (\`level\`), or a share, index or price
(\`rate\`). [Kinds](publish-your-own-data.md#kinds) says what each allows. Numbers are plain decimals, such as 5.3.

Data may be split by a dimension, such as age. \`dimension=purpose:Business\` chooses a value, once for each dimension; a dimension that
is left out is answered by its first value, which is the total where there is one. With the [example](../examples/README.md) of
monthly visitors, \`${BASE_PATH}/datasets/monthly-visitors/series?regions=FRA&dimension=purpose:Business\` answers visitors on business. A colon
within a name is written \`\\:\`, and + as \`%2B\`, as everywhere in an address.

## Tables
Columns are named as in the header of the file. \`where\` is \`column:op:value\`, and given several times, all must hold:

| op | rows match if the value | of columns of |
|---|---|---|
| \`eq\`, \`ne\` | is the given one, or another | any type |
| \`in\` | is one of several, separated by \`\\|\` | any type |
| \`lt\`, \`le\`, \`gt\`, \`ge\` | is less, at most, greater, at least | numbers, dates, timestamps, text |
| \`contains\`, \`starts\` | contains the text, or starts with it; case and accents do not matter | text |
| \`missing\` | is missing (\`missing:true\`) or not (\`missing:false\`) | any type |

A missing value matches \`missing:true\` and nothing else: \`ne\` does not find it. Text is compared by code point, so \`Z\` comes before
\`a\`. Dates are written \`2020-06-30\`, timestamps \`2020-06-30T14:05:00\` without a zone, as the file has them; a date alone is its first
moment. Numbers have a decimal point. \`\\:\`, \`\\|\`, \`\\,\` and \`\\-\` are the characters themselves, and \`\\\\\` is a backslash; a colon
within a value needs none.

\`sort=-price,name\` sorts by price in descending order and then by name. Missing values come last either way, and ties are in the
order of the file, so pages never overlap. A row is named by its number in that order: \`rowNumbers\` lists them, and \`row=17\` asks for
one. The next page is \`cursor\`, which is good for one snapshot, \`where\` and \`sort\`; any page is \`offset\`.

The whole table is a Parquet file, to which \`format=parquet\` redirects; a table of many files lists them at
\`/datasets/{dataset}/tables/{table}\`.

## Missing values
A missing value is \`null\` in JSON and an empty cell in CSV. If a check held it back, \`held\` gives the period and the reason. If its source
keeps it back, as it does with small numbers, \`suppressed\` names the period. A sum over
regions of which some are held back uses their last accepted values and names these regions in \`lacks\`. A region that never
reports a measure has \`null\` in all periods. If a map has no values of a measure, \`entries\` of the ranking is empty. The description
of the data set lists the measures of each map.

## Errors
Every error is \`application/problem+json\` (RFC 9457) with a \`code\` for programs, a message that says what was expected and what
was found, and the nearest valid names:

\`\`\`json
${JSON.stringify(PROBLEM_EXAMPLE, null, 2)}
\`\`\`

| status | code | when |
|---|---|---|
${ERRORS.map(([code, when]) => `| ${STATUS_OF[code]} | \`${code}\` | ${when} |`).join('\n')}

A parameter that is unknown, empty, given twice or not percent-encoded UTF-8 is an error, never a silent default. Requests that
the gateway in front of the API refuses (429 and 503) have the gateway's own body.

## Caching
- Every answer has an \`ETag\` that depends on the snapshot and the request. The order of parameters does not matter, nor whether a
  default that the tables above name is written out. A default that depends on the data, such as that of \`change\`, \`measure\` or
  \`date\`, has another tag when it is written out. \`If-None-Match\` with that tag (or a list of tags, or \`*\`) is answered with 304 and no body.
- Shared caches may keep an answer about live data for ${LIVE_SECONDS} seconds (\`s-maxage\`). A browser revalidates each time and gets 304 if
  nothing is new. A warm function keeps live data in memory for at most as long.
- With \`snapshot=\` an answer never changes: \`max-age=31536000, immutable\`. All answers name their snapshot; pass the one from your
  first request to all that follow, and the numbers are consistent.
- Shared caches compare addresses as they are written. Keep the parameters in the order above to get more cache hits.
- Answers of 1 kB or more are compressed with brotli or gzip, by CloudFront or by the local server.

## Limits
- A request for series takes up to 50 regions and 50 measures, and its answer holds at most ${MAX_VALUES.toLocaleString('en')} values (50 regions, 4 measures
  and five years are 365,200); beyond that the error is \`too-large\`. Periods outside the data are cut off; if none are left, that is an error.
- Lists of regions and rankings have at most 10,000 entries, more than any map has.
- Rows have at most ${MAX_ROWS.toLocaleString('en')} entries or ${MAX_ANSWER_BYTES / 1_000_000} MB, whichever comes first; a CSV without \`limit\` has at most ${MAX_ANSWER_BYTES / 1_000_000} MB, a sample ${MAX_SAMPLE.toLocaleString('en')} rows,
  a summary ${MAX_GROUPS.toLocaleString('en')} groups. A query of a table may take ${MAX_SECONDS} seconds; then it is \`too-slow\`.
- An address has at most ${MAX_ADDRESS_LENGTH.toLocaleString('en')} characters, a name at most 200.

## What will not change
**Until version 1.0, anything may change**; the [changelog](../CHANGELOG.md) says what did. From 1.0 on, this holds: within \`${BASE_PATH}\`, keys may be added to answers, columns to the end of tables, and parameters to paths. No key, column, path,
parameter, code or meaning is removed or changed; that would be \`/api/v2\`, next to this one. Every JSON answer names its own
schema and version. Ids of regions, measures and maps belong to the data set and stay as long as its publisher keeps them. A
snapshot can be requested as long as it is kept. Only a person deletes one, with \`seecovid collect\`; then it is \`unknown-snapshot\`.
`;
}

/** Requests to the data set "covid". A test sends them all. */
const REQUESTS: readonly (readonly [path: string, summary: string])[] = [
  ['/datasets', 'All data sets'],
  ['/datasets/covid', 'Measures, maps and periods of one data set'],
  ['/datasets/covid/regions?q=new%20york', 'The ids of places called New York'],
  ['/datasets/covid/series?regions=USA,ITA&measures=confirmed,deaths', 'Two measures of two countries'],
  [
    '/datasets/covid/series?regions=US-NY&change=new&smooth=7&per=100000&format=csv',
    'New cases in a state per 100,000 people, as a 7-day average, in CSV',
  ],
  [
    '/datasets/covid/series?regions=USA,ITA&measures=deaths&align=total:100',
    'Deaths by days since each country had 100',
  ],
  ['/datasets/covid/ranking?map=us-counties&change=new&limit=20', 'The twenty counties with the most new cases'],
];

/** The errors that a client can get, by status. */
export const ERRORS: readonly (readonly [code: ProblemCode, when: string])[] = [
  ['bad-parameter', 'a value is missing, empty, malformed, given twice, or names no measure, map or period'],
  ['unknown-parameter', 'the path has no such parameter'],
  ['too-large', 'the request asks for more than one answer holds; the message gives the limit'],
  ['bad-cursor', 'the cursor is of another snapshot, table, filter or order; begin again without it'],
  ['unknown-dataset', 'no data set has this id'],
  ['unknown-region', 'no map has a region with this id'],
  ['unknown-table', 'the data set has no table with this id'],
  ['unknown-snapshot', 'this snapshot is not kept'],
  ['unknown-path', 'there is no such path'],
  ['not-published', 'the data set is known, but none of its builds has passed yet'],
  ['method-not-allowed', 'not GET, HEAD or OPTIONS, as `Allow` says'],
  ['not-acceptable', '`Accept` rules the format out'],
  ['address-too-long', 'the address is too long'],
  ['internal', 'a server error; details are in the log, not in the answer'],
  ['store-failed', 'the published data cannot be read at the moment; `Retry-After` says when to try again'],
  ['too-slow', 'the answer took longer than it may; `Retry-After` says when to try again'],
];

function pathSection(route: RouteDescription): string {
  const contract = ANSWERS.find(({ where }) => where === BASE_PATH + route.path);
  const parameters = Object.entries(route.parameters);
  return [
    `### \`${route.path}\``,
    route.summary,
    '',
    ...(parameters.length === 0 ? [] : ['| parameter | what | takes |', '|---|---|---|', ...parameters.map(row), '']),
    ...(contract && parameters.some(([name]) => name === 'format') ? exampleOf(route, contract) : []),
  ].join('\n');
}

function exampleOf(
  route: RouteDescription,
  { example, csv }: { readonly example: object; readonly csv: string | null },
): string[] {
  const query = new URLSearchParams(EXAMPLE_QUERIES[route.path]).toString();
  const { dataset, table: name } = exampleNames(route.path);
  const path = route.path.replace('{dataset}', dataset).replace('{table}', name);
  const url = `${BASE_PATH}${path}${query === '' ? '' : `?${query}`}`;
  const table = ['```csv', ...(csv ?? '').trimEnd().split('\r\n'), '```'];
  return [
    '```',
    `GET ${url}`,
    '```',
    '```json',
    JSON.stringify(example),
    '```',
    'The same with `format=csv`:',
    ...table,
    '',
  ];
}

function row([name, parameter]: readonly [string, Parameter]): string {
  const schema = parameterSchema(parameter);
  const standard = 'default' in schema ? String(schema.default) : '';
  const fallback = standard === '' ? '' : `\`${standard}\` if left out`;
  // As code, since Markdown would take the backslash away.
  const says = parameter.says.replaceAll(/"(\\+[^"]?)"/g, '`$1`');
  const cells = [
    `\`${name}\`${isRequired(parameter) ? ', required' : ''}`,
    says,
    [takes(schema, parameter), fallback].filter(Boolean).join('; '),
  ];
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function takes(schema: ReturnType<typeof parameterSchema>, { isRepeated }: Parameter): string {
  if (Array.isArray(schema.enum)) return schema.enum.map(value => `\`${value}\``).join(' or ');
  if (schema.type === 'integer') return `${amount(schema.minimum)} to ${amount(schema.maximum)}`;
  if (schema.type === 'array' && schema.maxItems === undefined) return 'names';
  if (schema.type === 'array') return `up to ${schema.maxItems} ${isRepeated ? 'times' : 'names'}`;
  if (schema.format === 'date') return 'a day, `2020-06-30`';
  if (Array.isArray(schema.examples)) return `\`${schema.examples.join('` or `')}\``;
  return schema.maxLength === undefined ? '32 hexadecimal digits' : 'text';
}

function amount(value: unknown): string {
  return Number(value).toLocaleString('en');
}

if (process.argv[1] === import.meta.filename) {
  await writeFile(join(import.meta.dirname, 'api.md'), apiGuide());
}
