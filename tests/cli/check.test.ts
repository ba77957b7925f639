import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { runCli } from './run-cli.ts';

const YAML = `title: Unemployment rate
time: { column: week, unit: week }
region: { column: state, map: us-states }
measures:
  rate: { title: Unemployment rate, unit: "%", kind: rate, decimals: 1 }
`;
const STATES = ['California', 'Texas', 'Ohio', 'Nevada', 'Utah', 'Iowa'];
const WEEKS = ['2026-01-05', '2026-01-12', '2026-01-19', '2026-01-26'];
const ROWS = WEEKS.flatMap(week => STATES.map((state, index) => `${week},${state},${index + 4}.5`));
const csvOf = (rows: readonly string[]) => `week,state,rate\n${rows.join('\n')}\n`;

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

test('check shows what would be published, exits with 0 and leaves the folder as it is', async () => {
  const folder = await folderOf({ 'jobs/dataset.yaml': YAML, 'jobs/rates.csv': csvOf(ROWS) });
  const { code, out } = await runCli('check', join(folder, 'jobs'));
  expect(out).toBe(`jobs: everything would be published.
  periods: 2026-01-05 to 2026-01-26, by week
  map us-states: 6 places
  measure rate: Unemployment rate, rate, %, 1 decimal
`);
  expect(code).toBe(0);
  expect(await readdir(folder)).toEqual(['jobs']);
  expect((await readdir(join(folder, 'jobs'))).sort()).toEqual(['dataset.yaml', 'rates.csv']);
});

test('check lists all mistakes of a descriptor and exits with 4', async () => {
  const yaml = YAML.replace('column: week', 'colum: week').replace('kind: rate', 'kind: ratio');
  const folder = await folderOf({ 'jobs/dataset.yaml': yaml, 'jobs/rates.csv': csvOf(ROWS) });
  const { code, out } = await runCli('check', join(folder, 'jobs'));
  expect(out.split('\n')).toEqual([
    'jobs: nothing would be published: dataset.yaml has 3 mistakes. The files are read once it has none.',
    '  jobs/dataset.yaml line 2, column 1: time must be { column: … } or { file: … }; found {"colum":"week","unit":"week"}',
    '  jobs/dataset.yaml line 2, column 9: "colum" is not a field of time; did you mean "column"?',
    '  jobs/dataset.yaml line 5, column 54: measures.rate.kind must be "cumulative" or "flow" or "level" or "rate"; found "ratio"',
    '',
  ]);
  expect(code).toBe(4);
});

test('check lists unreadable rows and unknown places by file, and exits with 3', async () => {
  const more = Array.from({ length: 30 }, (_, index) => `2026-0${(index % 4) + 2}-02,${STATES[index % 6]},${index}.1`);
  const good = [...ROWS, ...new Map(more.map(row => [row.slice(0, row.lastIndexOf(',')), row])).values()];
  const files = {
    'jobs/dataset.yaml': YAML,
    'jobs/rates.csv': csvOf([...good, '2026-01-26,Maine,many', '2026-01-26,Texsa,4.1']),
    'jobs/other.csv': 'week,stat,rate\n2026-01-26,Ohio,4.4\n',
  };
  const { code, out } = await runCli('check', join(await folderOf(files), 'jobs'));
  expect(out).toContain('jobs: this would be published, without what is listed below.\n  periods: 2026-01-05 to');
  expect(out).toContain(
    '  jobs/other.csv\n    held back: the column header "stat" (column 2) is not known; did you mean "state"?',
  );
  expect(out).toContain('  jobs/rates.csv\n    line 38: column "rate" must be a number; found "many"');
  expect(out).toContain('  unknown place "Texsa" (1 row, 2026-01-26); did you mean Texas?');
  expect(code).toBe(3);
});

test('check looks behind bad rows that hold a whole file back', async () => {
  const rows = ['2026-01-05,Ohio,abc', '2026-01-05,Texas,4.25', '2026-13-12,Ohio,4.0', '2026-01-12,Texsa,4.1'];
  const files = { 'jobs/dataset.yaml': YAML, 'jobs/rates.csv': csvOf([...ROWS.slice(6), ...rows]) };
  const { code, out } = await runCli('check', join(await folderOf(files), 'jobs'));
  expect(out).toContain('jobs: nothing would be published: ');
  expect(out).toContain('    line 20: column "rate" must be a number; found "abc"');
  expect(out).toContain('    line 21: column "rate" must be a number with at most 1 decimal; found "4.25"');
  expect(out).toContain('    line 22: column "week" must be a week like 2020-06-29; found "2026-13-12"');
  expect(out).toContain('  unknown place "Texsa" (1 row, 2026-01-12); did you mean Texas?');
  expect(code).toBe(4);
});

test('check --json of a folder of uploads prints one JSON document', async () => {
  const folder = await folderOf({
    'jobs/dataset.yaml': YAML,
    'jobs/rates.csv': csvOf(ROWS),
    'wrong/dataset.yaml': 'titel: x\n',
    'Not An Id/rates.csv': 'a\n1\n',
    'site.yaml': 'title: Jobs\nhome: perhaps\n',
  });
  const { code, out } = await runCli('check', folder, '--json');
  expect(JSON.parse(out)).toMatchObject({
    datasets: [
      {
        dataset: 'jobs',
        mistakes: [],
        outcome: 'published',
        published: { firstDate: '2026-01-05', maps: [{ id: 'us-states', places: 6 }], measures: [{ id: 'rate' }] },
      },
      {
        dataset: 'wrong',
        mistakes: [{ line: 1, column: 1 }],
        published: null,
      },
    ],
    site: [{ file: 'site.yaml', line: 2, column: 7, message: 'home must be true or false; found "perhaps"' }],
    invalid: [expect.stringContaining('"Not An Id" cannot be a data set')],
  });
  expect(code).toBe(4);
});

test('check of no folder and of an empty one says so; one without a descriptor is recognized', async () => {
  const folder = await folderOf({ 'bare/rates.csv': csvOf(ROWS) });
  await mkdir(join(folder, 'empty'));
  expect(await runCli('check')).toMatchObject({ code: 1, err: expect.stringContaining('name a folder') });
  const absent = await runCli('check', join(folder, 'absent'));
  expect(absent).toMatchObject({ code: 1, err: expect.stringContaining('does not exist') });
  const empty = await runCli('check', join(folder, 'empty'));
  expect(empty).toMatchObject({ code: 1, err: expect.stringContaining('contains no data set') });
  const bare = await runCli('check', join(folder, 'bare'));
  expect(bare).toMatchObject({ code: 0, out: expect.stringContaining('map us-states: 6 places') });
});
