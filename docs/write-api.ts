import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ANSWERS, EXAMPLE_QUERIES } from '../functions/contract/examples.ts';
import { LIVE_SECONDS } from '../functions/contract/headers.ts';
import { type ProblemCode, STATUS_OF } from '../functions/contract/problem.ts';
import { PROBLEM_EXAMPLE } from '../functions/contract/problem-body.ts';
import { BASE_PATH } from '../functions/query/http/base-path.ts';
import type { Route } from '../functions/query/http/route.ts';
import type { Description } from '../functions/query/parameters/parameter.ts';
import { MAX_ADDRESS_LENGTH } from '../functions/query/query-app.ts';
import { ROUTES } from '../functions/query/routes/routes.ts';
import { MAX_VALUES } from '../functions/query/series/read-series.ts';

/** `docs/api.md`, made of the routes that check the input, so that it cannot promise anything else. */
export function apiGuide(): string {
  return `# The query API

This page is written by \`npm run docs\` from the routes in \`functions/query/routes/\` and the contracts of their answers; a
test holds it to them, and asks every question on it.

The API begins at \`${BASE_PATH}\`, beside the site; after \`npm start\` at \`http://127.0.0.1:3000${BASE_PATH}\`. It needs no key, any
page may ask it, with any request header (CORS), and it answers GET, HEAD and OPTIONS. The same as a document for programs:
[OpenAPI 3.1](https://spec.openapis.org/oas/v3.1.0) at \`${BASE_PATH}/openapi.json\`; every answer leads there with a \`Link\` of
\`rel="service-desc"\`. What the numbers are is in [format.md](format.md#arithmetic).

## Questions to begin with
\`\`\`
${QUESTIONS.map(([question, says]) => `# ${says}\nGET ${BASE_PATH}${question}`).join('\n\n')}
\`\`\`

## Paths
${ROUTES.map(pathSection).join('\n')}
## Formats
Every list takes \`format=csv\`: RFC 4180 in UTF-8 without a byte order mark, a header row, CRLF, an empty cell where a value is
missing. Text that a spreadsheet would take for a formula begins with an apostrophe. Read ids as text: \`06037\` is none without
its zero. Curves have a row for each region and day and a column for each measure; with \`align\` there are \`dayZero\` and \`day\` for
\`date\`, as in JSON \`days\` for \`dates\`. The format follows from the address alone; an \`Accept\` that rules it out is answered with 406.
Decimals have a point: a spreadsheet that writes a comma must be told, see [spreadsheets.md](spreadsheets.md).

## Missing values
A value is \`null\`, and its cell in a CSV empty, where there is none. Where a check held it back, \`held\` gives the day and the
reason; a value made from a sum that counts the last accepted values of some regions names these in \`lacks\`. A region that
never reports a measure has \`null\` on all days, and a map without a value of it ranks nobody: \`entries\` is empty. Which measures
a map has, and whether a measure is \`cumulative\` or a \`level\`, is in the description of the data set.

## Errors
Every error is \`application/problem+json\` (RFC 9457) with a \`code\` for programs, a sentence that says what was expected and what
was found, and the nearest valid names:

\`\`\`json
${JSON.stringify(PROBLEM_EXAMPLE, null, 2)}
\`\`\`

| status | code | when |
|---|---|---|
${ERRORS.map(([code, when]) => `| ${STATUS_OF[code]} | \`${code}\` | ${when} |`).join('\n')}

A parameter that is unknown, empty, given twice or not percent-encoded UTF-8 is an error, never a silent default. What a gateway
in front of the API refuses itself, 429 and 503, has the gateway's body.

## Caching
- An answer has an \`ETag\` made of snapshot and question. It is the same however the question is written: parameters in any order,
  defaults written out or not. \`If-None-Match\` with it (or a list, or \`*\`) is answered with 304 and no body.
- About what is live, caches on the way may answer for ${LIVE_SECONDS} seconds (\`s-maxage\`); a browser asks each time, and gets 304 where
  nothing is new. A function that is warm looks again after at most as long.
- With \`snapshot=\` an answer never changes: \`max-age=31536000, immutable\`. All answers name their snapshot; take it from the first
  one for all that follow, and what you put side by side is of one state.
- Caches on the way go by the address as it is written: keep to the order of parameters above, and they can answer for each other.
- Answers from 1 kB on are compressed with brotli or gzip, by CloudFront or by the local server.

## Limits
- A question about curves takes 50 regions and 50 measures, and its answer holds at most ${MAX_VALUES.toLocaleString('en')} values (50 regions, 4 measures and
  five years are 365,200): beyond that \`too-large\`. Days beyond the data are cut off; days that miss it altogether are an error.
- Lists of regions and rankings have at most 10,000 entries, more than any map has.
- An address has at most ${MAX_ADDRESS_LENGTH.toLocaleString('en')} characters, a name 200.

## What will not change
Within \`${BASE_PATH}\` keys may be added to answers, columns at the end of tables, and parameters to paths. No key, column, path,
parameter, code or meaning is taken away or changed; that would be \`/api/v2\`, beside this one. Every answer in JSON names its own
schema and version. Ids of regions, measures and maps belong to the data set; they stay as long as its publisher keeps them. A
snapshot is answered for as long as it is kept: only a person deletes one, with \`seecovid collect\`, and then it is \`unknown-snapshot\`.
`;
}

/** Asked of data set "covid"; a test asks them all. */
export const QUESTIONS: readonly (readonly [question: string, says: string])[] = [
  ['/datasets', 'What is there'],
  ['/datasets/covid', 'What it has: measures, maps, days'],
  ['/datasets/covid/regions?q=new%20york', 'The ids of places called New York'],
  ['/datasets/covid/series?regions=USA,ITA&measures=confirmed,deaths', 'Two curves of two countries'],
  [
    '/datasets/covid/series?regions=US-NY&change=new&smooth=7&per=100000&format=csv',
    'New cases in a state per 100,000 people, the mean of 7 days, as a table',
  ],
  ['/datasets/covid/series?regions=USA,ITA&measures=deaths&align=total:100', 'Days since each had 100 cases'],
  ['/datasets/covid/ranking?map=us-counties&change=new&limit=20', 'The twenty counties with most new cases'],
];

/** The errors that a caller can meet, in the order of their statuses. */
export const ERRORS: readonly (readonly [code: ProblemCode, when: string])[] = [
  ['bad-parameter', 'a value is missing, empty, malformed, given twice, or names no measure, map or day'],
  ['unknown-parameter', 'the path has no such parameter'],
  ['too-large', 'more is asked for than one answer holds; it says how much that is'],
  ['unknown-dataset', 'no data set has this id'],
  ['unknown-region', 'no map has a region with this id'],
  ['unknown-snapshot', 'this snapshot is not kept'],
  ['unknown-path', 'there is no such path'],
  ['not-published', 'the data set is known, and no build of it has passed yet'],
  ['method-not-allowed', 'not GET, HEAD or OPTIONS; `Allow` says so too'],
  ['not-acceptable', '`Accept` rules the format out'],
  ['address-too-long', 'the address is too long'],
  ['internal', 'our fault; it is logged, and told without detail'],
  ['store-failed', 'what is published cannot be read at the moment; `Retry-After` says when to try again'],
];

function pathSection(route: Route): string {
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
  route: Route,
  { example, csv }: { readonly example: object; readonly csv: string | null },
): string[] {
  const query = new URLSearchParams(EXAMPLE_QUERIES[route.path]).toString();
  const asked = `${BASE_PATH}${route.path.replace('{dataset}', 'covid')}${query === '' ? '' : `?${query}`}`;
  const table = ['```csv', ...(csv ?? '').trimEnd().split('\r\n'), '```'];
  return [
    '```',
    `GET ${asked}`,
    '```',
    '```json',
    JSON.stringify(example),
    '```',
    'The same with `format=csv`:',
    ...table,
    '',
  ];
}

function row([name, { says, schema, required }]: readonly [string, Description]): string {
  const fallback = 'default' in schema ? `\`${schema.default}\` if left out` : '';
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
