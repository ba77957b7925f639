import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { READER_VERSION } from '../../functions/ingest/staged.ts';
import { sha256 } from '../../functions/job/hash.ts';

/** What decides into which rows the same bytes are read. */
const READING_CODE = [
  'ingest/receive-upload',
  'ingest/read-uploads',
  'ingest/byte-source',
  'ingest/line-blocks',
  'ingest/line-runs',
  'ingest/survey-bytes',
  'ingest/inspect-csv',
  'ingest/line-endings',
  'ingest/match-columns',
  'ingest/read-batch',
  'ingest/large-batch',
  'ingest/row-accounts',
  'ingest/row-periods',
  'ingest/parse-period',
  'ingest/broken-lines',
  'ingest/column-types',
  'ingest/record-lines',
  'ingest/file-kind',
  'ingest/corrupt-lines',
  'ingest/repeated-block',
  'ingest/canonical-csv',
  'ingest/read-table',
  'ingest/read-csv-table',
  'ingest/read-json-table',
  'ingest/read-parquet-table',
  'ingest/table-kind',
  'ingest/table-cells',
  'ingest/sniff-csv',
  'ingest/data-cells',
  'ingest/decode-text',
  'ingest/column-names',
  'ingest/recognize-columns',
  'ingest/column-facts',
  'ingest/column-candidates',
  'ingest/column-readings',
  'ingest/code-headings',
  'ingest/marks',
  'ingest/upload-limits',
];

/** The code that reads as it was when its version was last looked at. */
const LOOKED_AT = { version: 12, code: 'b7ab34534b0afcb2' };

test('READER_VERSION is raised whenever the code that reads changes what it reads', async () => {
  const folder = join(import.meta.dirname, '../../functions');
  const sources = await Promise.all(READING_CODE.map(name => readFile(join(folder, `${name}.ts`), 'utf8')));
  const code = sha256(sources.map(source => source.replaceAll('\r\n', '\n')).join('\0')).slice(0, 16);
  expect(
    { version: READER_VERSION, code },
    `The code that reads uploads has changed. If the same bytes may now be read into other rows, or rejected for another
     reason, raise READER_VERSION in staged.ts, so that rows staged before are not used again. Then note both here.`,
  ).toEqual(LOOKED_AT);
});
