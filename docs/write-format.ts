import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ANSWERS, type Contract, PUBLISHED } from '../functions/contract/examples.ts';
import { headersOf } from '../functions/contract/headers.ts';
import {
  blobKey,
  CATALOG_KEY,
  historyKey,
  INDEX_KEY,
  packageKey,
  pageKey,
  pointerKey,
  receiptKey,
  SITE_KEY,
  snapshotKey,
  wholeTableKey,
} from '../functions/contract/keys.ts';
import { STATUS_OF } from '../functions/contract/problem.ts';
import { PROBLEM_EXAMPLE } from '../functions/contract/problem-body.ts';
import { NEUTRAL_SITE } from '../functions/contract/site-file.ts';
import { SNAPSHOT_EXAMPLE, type Snapshot } from '../functions/contract/snapshot.ts';
import { TABLE_EXAMPLE } from '../functions/contract/table.ts';
import { catalogOf } from '../functions/publish/catalog.ts';
import { dataPackage } from '../functions/publish/data-package.ts';

const PUBLISHED_AT = '2024-06-01T12:00:00.000Z';
/** A data set of one table. */
const LISTED: Snapshot = {
  ...SNAPSHOT_EXAMPLE,
  ...{ dataset: 'iris', kind: 'table', title: 'Iris', description: '', measures: [], maps: [] },
  source: null,
  licence: { name: 'Public domain', url: 'https://creativecommons.org/publicdomain/mark/1.0/' },
  ...{ firstDate: 'all', lastDate: 'all' },
  tables: [
    {
      id: 'iris',
      title: 'Iris',
      rows: 150,
      columns: 5,
      about: '55ee66ff77008899aabbccddeeff0011',
      parts: [{ id: '66ff77008899aabbccddeeff00112233', rows: 150, bytes: 2745 }],
    },
  ],
};

/** `docs/format.md`, generated from the contracts, so that it cannot contradict the code. */
export function formatDocument(): string {
  return `# The published format and the API's answers

\`npm run docs\` writes this page from the schemas in \`functions/contract/\`; a test checks that it is up to date. Every
example is parsed by the parser that the code uses.

## Conventions
- The top level is an object with \`schema: "<name>/1"\`. Within a version keys may be added; anything else is a new version.
- A table is a set of columns, as lists of equal length. Dates are text, \`YYYY-MM-DD\`. Missing is \`null\`: never 0, never left out.
- The same input gives the same bytes. A blob, receipt or snapshot is named by the first 32 hexadecimal digits of the
  SHA-256 of its JSON before compression, so what did not change keeps its name and is not written again.
- \`latest.json\` is the only object of a data set that ever changes. It is written last, and only if it is still the
  one that the build started from. The version it replaces is kept under \`history\`, named by its \`sequence\` in eight digits.
- Objects are deleted only by hand, with \`seecovid collect\`, and never while a kept snapshot refers to them.

## Keys and their headers
| Key | Content-Encoding | Cache-Control |
|---|---|---|
${KEYS.map(([shown, key]) => headerRow(shown, key)).join('\n')}

## Reading the files
Programs should use the [API](api.md), which answers every client in plain JSON or CSV, receipts included. The site reads the files:

\`\`\`sh
curl https://<site>/api/v1/datasets/<dataset>/receipt
curl https://<site>/data/index.json
curl https://<site>/data/<dataset>/latest.json
curl https://<site>/data/<dataset>/snapshots/<id>.json
curl --compressed https://<site>/data/<dataset>/blobs/<id>.json
\`\`\`
Receipts and blobs are stored as brotli and sent that way whatever the client accepts, hence \`--compressed\`; only the local
server decompresses them. For a host that cannot send \`Content-Encoding: br\`, \`seecovid export\` writes plain files,
and beside them \`${wholeTableKey('<dataset>', '<table>')}\` with all rows of a table that is not large.

## Totals as differences
Frames and series hold totals as differences from day to day, all rows one after the other. A row starts from its
\`base\`, the total of the day before the first (\`null\`: there was none, and the first change counts from 0). A \`null\` is a
day without a record; the next change counts from the last known total. So base 5 and changes \`[2, null, 1]\` are the
totals 7, none, 8.

## Arithmetic
- \`new[d] = total[d] − total[d−1]\`, \`null\` where either is. Before a region's first record its total counts as 0 if the
  map has earlier periods, else it is unknown. For a cumulative measure it is a new count, or a correction if it is
  negative; for a level it is a net change of either sign.
- The moving average over n periods trails: for new values \`(total[d] − total[d−n]) / n\`, for totals the mean of n periods.
- Per n people is \`value × n / population\`, \`null\` where the population is unknown. Derived values have 6 significant digits.
- Ties in a ranking share a rank and are sorted by name.

## Held back and lacking
- A value that a check holds back is \`null\`, and \`held\` gives the reason. A missing day without an entry in \`held\` has no report.
- A sum over regions of which some are held back counts their last accepted values. It has a value, and \`lacks\` names them.
- A derived value lacks what any day of its window lacks: for new values also the day before, for an average every day of it.
- \`measures\` of a map lists the measures that have a value on some day. Frames and series of any other hold only \`null\`.

## For portals and other tools
\`${CATALOG_KEY}\` lists all data sets as JSON-LD in two vocabularies at once: schema.org, which search engines read in the HTML
of the first page too, and DCAT, which data portals harvest. Addresses in it are relative to the site.

\`\`\`json
${JSON.stringify(catalogOf({ ...NEUTRAL_SITE, title: 'Open data of Elm' }, [{ snapshot: LISTED, publishedAt: PUBLISHED_AT }]), null, 2)}
\`\`\`

\`${packageKey('<dataset>')}\` describes what is live of a data set as a [Data Package](https://datapackage.org), with paths
relative to itself.

\`\`\`json
${JSON.stringify(dataPackage(LISTED, [TABLE_EXAMPLE], PUBLISHED_AT), null, 2)}
\`\`\`

## Published objects
${PUBLISHED.map(section).join('\n')}
## Answers of the API
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
  [SITE_KEY, SITE_KEY],
  [CATALOG_KEY, CATALOG_KEY],
  [packageKey('<dataset>'), packageKey('covid')],
  [pageKey('<page>'), pageKey('index')],
  [pointerKey('<dataset>'), pointerKey('covid')],
  ['data/<dataset>/history/<sequence>.json', historyKey('covid', 161)],
  [snapshotKey('<dataset>', ID), snapshotKey('covid', '0'.repeat(32))],
  [receiptKey('<dataset>', ID), receiptKey('covid', '0'.repeat(32))],
  [blobKey('<dataset>', ID), blobKey('covid', '0'.repeat(32))],
  [blobKey('<dataset>', ID, 'parquet'), blobKey('covid', '0'.repeat(32), 'parquet')],
  [blobKey('<dataset>', ID, 'svg'), blobKey('covid', '0'.repeat(32), 'svg')],
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
