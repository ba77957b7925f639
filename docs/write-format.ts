import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ANSWERS, type Contract, PUBLISHED } from '../functions/contract/examples.ts';
import { headersOf } from '../functions/contract/headers.ts';
import { blobKey, historyKey, INDEX_KEY, pointerKey, receiptKey, snapshotKey } from '../functions/contract/keys.ts';
import { STATUS_OF } from '../functions/contract/problem.ts';
import { PROBLEM_EXAMPLE } from '../functions/contract/problem-body.ts';

/** `docs/format.md`, generated from the contracts, so that it cannot contradict the code. */
export function formatDocument(): string {
  return `# The published format and the API's answers

\`npm run docs\` writes this page from the contracts in \`functions/contract/\`, and a test checks it. The parsers that the
code uses parse every example.

## Common rules
- The top level is an object with \`schema: "<name>/1"\`. Within a version keys may be added; anything else is a new
  version.
- Columns are parallel lists of equal length. Dates are text, \`YYYY-MM-DD\`. Missing is \`null\`: never 0, never left out.
- The same input gives the same bytes. A blob, receipt or snapshot is named by the first 32 hexadecimal digits of the
  SHA-256 of its JSON before compression, so unchanged objects keep their names and are not written again.
- \`latest.json\` is the only object of a data set that ever changes. It is written last, and only if it is still the one
  that the build began with. What it replaces is kept under \`history\`, by its \`sequence\` in eight digits.
- Objects are deleted only on request, by \`seecovid collect\`, and never if a kept snapshot names them.

## Keys and headers
| Key | Content-Encoding | Cache-Control |
|---|---|---|
${KEYS.map(([shown, key]) => headerRow(shown, key)).join('\n')}

## Reading the files
Programs should call the [API](api.md): it answers every client in plain JSON or CSV, receipts included. The site reads
these files:

\`\`\`sh
curl https://<site>/api/v1/datasets/<dataset>/receipt
curl https://<site>/data/index.json
curl https://<site>/data/<dataset>/latest.json
curl https://<site>/data/<dataset>/snapshots/<id>.json
curl --compressed https://<site>/data/<dataset>/blobs/<id>.json
\`\`\`
Receipts and blobs are stored as brotli and sent that way whatever the client accepts, hence \`--compressed\`; only the
local server unpacks them. If you serve a published folder from another host, send \`Content-Encoding: br\` with them;
most static hosts do not.

## Totals as differences
Frames and series store totals as differences from day to day, with all rows in one list. A row starts from its \`base\`,
the total of the day before the first (\`null\`: there was none, and the first change counts from 0). A \`null\` is a day
without a record; the next change counts from the last known total. So base 5 and changes \`[2, null, 1]\` are the totals
7, none, 8.

## Arithmetic
- \`new[d] = total[d] − total[d−1]\`, \`null\` if either is. Before a region's first record, its total counts as 0 if the
  map has earlier days, else it is unknown. For a cumulative measure this is a new count, or a correction if negative;
  for a level it is a net change, which may be either.
- Smoothing over n days is a trailing average: \`(total[d] − total[d−n]) / n\` for new values, the mean of n days for
  totals.
- Per n people is \`value × n / population\`, \`null\` if the population is unknown. Derived values have 6 significant
  digits.
- Ties in a ranking share a rank and are ordered by name.

## Values held back
- A value that a check holds back is \`null\`, and \`held\` has the reason. A missing value without an entry there has no
  report.
- A sum over regions, some of them held back, counts their last accepted values. It has a value, and \`lacks\` names them.
- A derived value lacks what any day of its window lacks: new values include the day before, averages every day of
  theirs.
- A map lists in \`measures\` those that have a value on some day. For any other, its frames and series contain only
  \`null\`.

## Published objects
${PUBLISHED.map(section).join('\n')}
## API answers
${ANSWERS.map(section).join('\n')}
## Errors
\`application/problem+json\` (RFC 9457), the same for every error:

\`\`\`json
${JSON.stringify(PROBLEM_EXAMPLE, null, 2)}
\`\`\`

| code | status |
|---|---|
${Object.entries(STATUS_OF)
  .map(([code, status]) => `| \`${code}\` | ${status} |`)
  .join('\n')}
`;
}

const ID = '<id>';

const KEYS: readonly (readonly [shown: string, key: string])[] = [
  [INDEX_KEY, INDEX_KEY],
  [pointerKey('<dataset>'), pointerKey('covid')],
  ['data/<dataset>/history/<sequence>.json', historyKey('covid', 161)],
  [snapshotKey('<dataset>', ID), snapshotKey('covid', '0'.repeat(32))],
  [receiptKey('<dataset>', ID), receiptKey('covid', '0'.repeat(32))],
  [blobKey('<dataset>', ID), blobKey('covid', '0'.repeat(32))],
];

function headerRow(shown: string, key: string): string {
  const { contentEncoding, cacheControl } = headersOf(key);
  return `| \`${shown}\` | ${contentEncoding ?? '–'} | ${cacheControl} |`;
}

function section({ schema, where, says, example }: Contract): string {
  return `### \`${schema}\`
\`${where}\`: ${says}

\`\`\`json
${JSON.stringify(example, null, 2)}
\`\`\`
`;
}

if (process.argv[1] === import.meta.filename) {
  await writeFile(join(import.meta.dirname, 'format.md'), formatDocument());
}
