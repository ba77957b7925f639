import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ANSWERS } from '../functions/contract/examples.ts';
import { LIVE_SECONDS } from '../functions/contract/headers.ts';
import { type ProblemCode, STATUS_OF } from '../functions/contract/problem.ts';
import { PROBLEM_EXAMPLE } from '../functions/contract/problem-body.ts';
import { BASE_PATH } from '../functions/query/http/base-path.ts';
import type { Route } from '../functions/query/http/route.ts';
import type { Description } from '../functions/query/parameters/parameter.ts';
import { MAX_ADDRESS_LENGTH } from '../functions/query/query-app.ts';
import { ROUTES } from '../functions/query/routes/routes.ts';
import { MAX_VALUES } from '../functions/query/series/read-series.ts';

/** `docs/api.md`, generated from the routes that validate the input, so that it cannot promise anything else. */
export function apiGuide(): string {
  return `# The query API

\`npm run docs\` writes this page from the routes in \`functions/query/routes/\` and the contracts of their answers; a test
checks it and runs every request on it.

The API is at \`${BASE_PATH}\`, next to the site; after \`npm start\` at \`http://127.0.0.1:3000${BASE_PATH}\`. It needs no key. Any
page may call it, with any request header (CORS), and it answers GET, HEAD and OPTIONS. For programs, the same is
available as [OpenAPI 3.1](https://spec.openapis.org/oas/v3.1.0) at \`${BASE_PATH}/openapi.json\`; every answer links there
with \`rel="service-desc"\`. [format.md](format.md#arithmetic) defines the numbers.

## Example requests
\`\`\`
${QUESTIONS.map(([question, says]) => `# ${says}\nGET ${BASE_PATH}${question}`).join('\n\n')}
\`\`\`

## Paths
${ROUTES.map(pathSection).join('\n')}
## Formats
Every list accepts \`format=csv\`: RFC 4180 in UTF-8 without a byte order mark, a header row, CRLF, and empty cells for
missing values. Text that a spreadsheet would take for a formula starts with an apostrophe. Read ids as text: \`06037\` is
no id without its zero. Series have a row for each region and day and a column for each measure; with \`align\`, the
columns \`dayZero\` and \`day\` replace \`date\`, as \`days\` replaces \`dates\` in JSON. The address alone decides the format; an
\`Accept\` that excludes it is answered with 406. Decimals have a point; [spreadsheets.md](spreadsheets.md) explains how
to open a file where they have a comma.

## Missing values
A missing value is \`null\`, and its CSV cell is empty. If a check held it back, \`held\` has the day and the reason. If a
value comes from a sum that counts the last accepted values of some regions, \`lacks\` names these regions. A region that
never reports a measure has \`null\` on all days, and a map without a value for it has no ranking: \`entries\` is empty. The
description of the data set says which measures a map has, and whether a measure is \`cumulative\` or a \`level\`.

## Errors
Every error is \`application/problem+json\` (RFC 9457), with a \`code\` for programs, a message that says what was expected
and what was found, and the nearest valid names:

\`\`\`json
${JSON.stringify(PROBLEM_EXAMPLE, null, 2)}
\`\`\`

| status | code | when |
|---|---|---|
${ERRORS.map(([code, when]) => `| ${STATUS_OF[code]} | \`${code}\` | ${when} |`).join('\n')}

A parameter that is unknown, empty, repeated or not percent-encoded UTF-8 is an error, never a silent default. If a
gateway in front of the API refuses a request itself, with 429 or 503, the body is the gateway's.

## Caching
- The \`ETag\` of an answer identifies snapshot and request. It is the same however the request is written: parameters in
  any order, defaults spelled out or not. \`If-None-Match\` with it (or a list, or \`*\`) is answered with 304 and no body.
- Caches may keep answers about what is live for ${LIVE_SECONDS} seconds (\`s-maxage\`). A browser revalidates each time, and gets 304
  if nothing is new. A warm function checks again after at most as long.
- With \`snapshot=\`, an answer never changes: \`max-age=31536000, immutable\`. All answers name their snapshot. Pass the
  one from your first answer in later requests, so that all numbers come from one state.
- Caches use the address as it is written: keep parameters in the order above, so that equal requests share an answer.
- Answers of 1 kB or more are compressed with brotli or gzip, by CloudFront or by the local server.

## Limits
- A request for series takes at most 50 regions and 50 measures, and returns at most ${MAX_VALUES.toLocaleString('en')} values (50 regions, 4
  measures and five years are 365,200); beyond that it is \`too-large\`. Days outside the data are cut off; a range
  entirely outside is an error.
- Lists of regions and rankings have at most 10,000 entries, more than any map has.
- An address has at most ${MAX_ADDRESS_LENGTH.toLocaleString('en')} characters, a name 200.

## Stability
Within \`${BASE_PATH}\`, answers may gain keys, tables may gain columns at the end, and paths may gain parameters. No key,
column, path, parameter, code or meaning is removed or changed; that would be \`/api/v2\`, next to this one. Every JSON
answer names its own schema and version. Ids of regions, measures and maps belong to the data set; they stay as long as
its publisher keeps them. A snapshot is available for as long as it is kept: only a person deletes one, with
\`seecovid collect\`, and then it is \`unknown-snapshot\`.
`;
}

/** Requests for the data set "covid"; a test runs them all. */
export const QUESTIONS: readonly (readonly [question: string, says: string])[] = [
  ['/datasets', 'The data sets'],
  ['/datasets/covid', 'Its measures, maps and days'],
  ['/datasets/covid/regions?q=new%20york', 'The ids of places called New York'],
  ['/datasets/covid/series?regions=USA,ITA&measures=confirmed,deaths', 'Two measures of two countries'],
  [
    '/datasets/covid/series?regions=US-NY&change=new&smooth=7&per=100000&format=csv',
    'New cases in a state per 100,000 people, seven-day average, as CSV',
  ],
  ['/datasets/covid/series?regions=USA,ITA&measures=deaths&align=cases:100', 'Aligned by the day of the 100th case'],
  ['/datasets/covid/ranking?map=us-counties&change=new&limit=20', 'The twenty counties with the most new cases'],
];

/** The errors that a caller can meet, in the order of their statuses. */
export const ERRORS: readonly (readonly [code: ProblemCode, when: string])[] = [
  ['bad-parameter', 'a value is missing, empty, malformed, repeated, or names no measure, map or day'],
  ['unknown-parameter', 'the path has no such parameter'],
  ['too-large', 'the request is for more than one answer holds; the message gives the limit'],
  ['unknown-dataset', 'no data set has this id'],
  ['unknown-region', 'no map has a region with this id'],
  ['unknown-snapshot', 'this snapshot is not kept'],
  ['unknown-path', 'there is no such path'],
  ['not-published', 'the data set is known, but no build of it has passed yet'],
  ['method-not-allowed', 'the method is not GET, HEAD or OPTIONS; see `Allow`'],
  ['not-acceptable', '`Accept` excludes the format'],
  ['address-too-long', 'the address is too long'],
  ['internal', 'our fault; it is logged, and answered without detail'],
  ['store-failed', 'published data cannot be read at the moment; `Retry-After` says when to try again'],
];

function pathSection(route: Route): string {
  const contract = ANSWERS.find(({ where }) => where === BASE_PATH + route.path);
  const parameters = Object.entries(route.parameters);
  return [
    `### \`${route.path}\``,
    route.summary,
    '',
    ...(parameters.length === 0
      ? []
      : ['| parameter | meaning | values |', '|---|---|---|', ...parameters.map(row), '']),
    ...(contract && parameters.some(([name]) => name === 'format') ? exampleOf(route, contract) : []),
  ].join('\n');
}

function exampleOf(
  route: Route,
  { example, csv }: { readonly example: object; readonly csv: string | null },
): string[] {
  const query = new URLSearchParams(route.example).toString();
  const asked = `${BASE_PATH}${route.path.replace('{dataset}', 'covid')}${query === '' ? '' : `?${query}`}`;
  const table = ['```csv', ...(csv ?? '').trimEnd().split('\r\n'), '```'];
  return ['```', `GET ${asked}`, '```', '```json', JSON.stringify(example), '```', 'With `format=csv`:', ...table, ''];
}

function row([name, { says, schema, required }]: readonly [string, Description]): string {
  const fallback = 'default' in schema ? `default \`${schema.default}\`` : '';
  return `| \`${name}\`${required ? ', required' : ''} | ${says} | ${[takes(schema), fallback].filter(Boolean).join('; ')} |`;
}

function takes(schema: Description['schema']): string {
  if (Array.isArray(schema.enum)) return schema.enum.map(value => `\`${value}\``).join(' or ');
  if (schema.type === 'integer') return `${amount(schema.minimum)} to ${amount(schema.maximum)}`;
  if (schema.type === 'array') return `up to ${schema.maxItems} names`;
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
