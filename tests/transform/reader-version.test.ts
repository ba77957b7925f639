import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sha256 } from '../../functions/transform/hash.ts';
import { READER_VERSION } from '../../functions/transform/stage/stage.ts';

/** What decides into which rows the same bytes are read. */
const READING_CODE = [
  'stage/inspect-csv',
  'stage/match-headings',
  'stage/batch-file',
  'stage/read-batch',
  'stage/broken-lines',
  'stage/wrong-cells',
  'stage/record-lines',
  'stage/file-kind',
  'stage/corrupt-lines',
  'stage/repeated-block',
  'stage/upload-limits',
  'engine/quote',
];

/** The code that reads as it was when its version was last looked at. */
const LOOKED_AT = { version: 5, code: '185278595440dfdf' };

test('READER_VERSION is raised whenever the code that reads changes what it reads', async () => {
  const folder = join(import.meta.dirname, '../../functions/transform');
  const sources = await Promise.all(READING_CODE.map(name => readFile(join(folder, `${name}.ts`), 'utf8')));
  const code = sha256(sources.map(source => source.replaceAll('\r\n', '\n')).join('\0')).slice(0, 16);
  expect(
    { version: READER_VERSION, code },
    `The code that reads uploads has changed. If the same bytes may now be read into other rows, or rejected for another
     reason, raise READER_VERSION in stage.ts, so that rows staged before are not used again. Then note both here.`,
  ).toEqual(LOOKED_AT);
});
