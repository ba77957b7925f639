import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Column, Table } from '../../functions/contract/dataset.ts';
import { openEngine, quoteText } from '../../functions/engine/engine.ts';
import { readUploads, removeRead } from '../../functions/ingest/read-uploads.ts';
import { stageUploads } from '../../functions/ingest/stage-batch.ts';
import { READ_BUFFER_BYTES } from '../../functions/ingest/upload-limits.ts';
import { MemoryStore } from '../query/memory-store.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

const column = (name: string, type: Column['type']): Column => ({
  name,
  headings: [name],
  type,
  optional: false,
  decimals: null,
  missing: [],
  suppressed: [],
});
const TABLE: Table = {
  name: 'visits',
  files: 'visits.csv',
  time: null,
  noted: [],
  firstDate: null,
  unused: [],
  mistaken: {},
  columns: [column('place', 'text'), column('count', 'count'), column('more', 'text')],
};

/** Stages one upload with the engine's memory of a small function, and asks for rows as they were staged. */
async function staged(bytes: Uint8Array, ask: string) {
  const folder = join(await temporaryFolder(), 'seecovid-job-large');
  const [rows, reading] = [join(folder, 'rows'), join(folder, 'reading')];
  await mkdir(rows, { recursive: true });
  const { connection, lanes, close } = await openEngine(folder, { memoryMb: 256 });
  const store = new MemoryStore();
  const { etag } = await store.put('visits.csv', bytes);
  const upload = { key: 'visits.csv', etag, size: bytes.length, table: TABLE, date: null };
  const read = await readUploads([upload], { uploads: store, folder: reading, lanes });
  const [batch] = await stageUploads(read.read, { work: store, prefix: 'staged/', lanes, folder: reading, rows });
  await removeRead(read);
  const account = batch?.uploads[0]?.[1];
  if (account === undefined) throw new Error('the upload has no account');
  const path = join(rows, `${account.batch}.parquet`);
  const found =
    account.problem === null
      ? (await connection.runAndReadAll(`SELECT ${ask} FROM read_parquet(${quoteText(path)})`)).getRows()
      : [];
  close();
  return { account, found: found.map(row => row.map(String)) };
}

/** Rows that are all different, of more bytes than the engine reads at once. */
const MANY = 250_000;
const TEXT =
  'a text as long as those of a table of observations which makes rows of some hundred and forty bytes or a few more';
const ROWS = Array.from({ length: MANY }, (_, row) => `place ${row},${row % 1000},${TEXT} ${(row * 7919) % 9973}`);
const HEADER = 'place,count,more';
const csv = (lines: readonly string[], lineBreak = '\n') => Buffer.from(lines.join(lineBreak));
/** How far the line of each row is from the number in its name: the header line, and lines that lie between. */
const AWAY = "line - regexp_extract(place, '[0-9]+')::INT";
const SUMS = `count(*), min(${AWAY}), max(${AWAY}), sum("count")`;

test('a large upload is read into rows with their lines', async () => {
  const bytes = csv([HEADER, ...ROWS]);
  expect(bytes.length).toBeGreaterThan(READ_BUFFER_BYTES);
  const { account, found } = await staged(bytes, SUMS);
  expect(account).toMatchObject({ kept: MANY, rejected: 0, unreadable: 0, problem: null, samples: [] });
  expect(found).toEqual([[`${MANY}`, '2', '2', `${(MANY / 1000) * 499_500}`]]);
});

test('broken rows and wrong cells of a large upload are named by their lines, and the rows around them keep theirs', async () => {
  const rows = [...ROWS];
  rows[10] = 'place 10,1';
  rows[100_000] = '"place 100000\nnext line",1,2';
  rows[170_000] = 'place 170000,many,2';
  rows[220_000] = 'place 220000,1,2,3';
  rows[230_000] = `place 230000,1,${'x'.repeat(100_000)}`;
  rows[MANY - 1] = `"place ${MANY - 1},1,2`;
  const ask = `${SUMS}, count(cells), max(CASE WHEN cells IS NOT NULL THEN line END)`;
  const { account, found } = await staged(csv([HEADER, ...rows]), ask);
  expect(account).toMatchObject({ kept: MANY - 4, rejected: 4, unreadable: 1, problem: null });
  expect(account.samples.map(({ line, reason }) => [line, reason])).toEqual([
    [12, 'the row must have 3 cells; found 2'],
    [170_003, 'column "count" must be a whole number; found "many"'],
    [220_003, 'the row must have 3 cells; found more'],
    [230_003, 'the line must have at most 100,000 bytes; found more'],
    [MANY + 2, 'a quoted cell must end with its quote; found text after it, or no end'],
  ]);
  expect(found[0]?.slice(0, 3)).toEqual([`${MANY - 4}`, '2', '3']);
  expect(found[0]?.slice(4)).toEqual(['1', '170003']);
});

test('a wrong cell of a large upload whose lines are consecutive is named', async () => {
  const rows = [...ROWS];
  rows[170_000] = 'place 170000,many,2';
  const ask = `${SUMS}, max(CASE WHEN cells IS NOT NULL THEN cells[1].text || line END)`;
  const { account, found } = await staged(csv([HEADER, ...rows]), ask);
  expect(account).toMatchObject({
    kept: MANY,
    unreadable: 1,
    samples: [{ line: 170_002, column: 'count', value: 'many' }],
  });
  expect(found[0]?.[4]).toBe('many170002');
});

test('a large upload reads the same packed, and with other line breaks', async () => {
  const lines = [HEADER, ...ROWS.slice(0, 150_000)];
  const { account } = await staged(csv(lines), SUMS);
  const mixed = Buffer.concat([
    Buffer.from('\ufeff'),
    csv(lines.slice(0, 9), '\r\n'),
    csv(['', ...lines.slice(9), '', '']),
  ]);
  for (const bytes of [gzipSync(csv(lines)), csv(lines, '\r\n'), csv(lines, '\r'), mixed]) {
    const other = await staged(bytes, SUMS);
    expect(other.account).toMatchObject({ kept: 150_000, content: account.content, sums: account.sums });
    expect(other.found[0]?.slice(0, 3)).toEqual(['150000', '2', '2']);
  }
});

test('an upload of several megabytes is refused for what is wrong near its end', async () => {
  const rows = ROWS.slice(0, 25_000);
  const reason = async (...last: string[]) => (await staged(csv([HEADER, ...rows, ...last]), SUMS)).account.problem;
  expect(await reason('<<<<<<< HEAD')).toMatch(/^line 25002 is the mark of a merge conflict/);
  expect(await reason(HEADER, 'x,1,2')).toMatch(/^line 25002 repeats the column names of line 1/);
  expect(await reason(...ROWS.slice(12_000, 12_030))).toMatch(/^lines 25002 to 25031 repeat lines 12002 to 12031/);
  expect(await reason('a\rb,1,2')).toMatch(/^line 25002 has a carriage return/);
  expect(await reason('\0,1,2')).toMatch(/^the file is not text: byte 0 at offset \d+/);
});
