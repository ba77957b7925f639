import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHECKS } from '../../functions/checks/checks.ts';
import { checkId } from '../../functions/contract/check-report.ts';
import { reportCsv } from '../build/report-csv.ts';
import { workshop } from '../build/workshop.ts';

const PAGE = await readFile(join(import.meta.dirname, '../../docs/checks.md'), 'utf8');
const [limits = '', note = ''] = [...PAGE.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => yaml ?? '');
const DAY = reportCsv(
  Array.from({ length: 30 }, (_, index) => ({ country: 'France', province: `P${index}`, confirmed: 9 })),
);

test('the limits of the page are understood, and do what it says', async () => {
  const days = { '05-20-2020.csv': DAY, '05-21-2020.csv': DAY };
  const { receipt } = await (await workshop({ ...days, 'dataset.yaml': limits })).build();
  expect(receipt.outcome).not.toBe('refused');
  expect(receipt.inputs.filter(({ date, state }) => date !== null && state === 'used')).toHaveLength(2);
  expect(receipt.checks.filter(({ scope }) => scope === 'place').map(({ level }) => level)).not.toContain(
    'us-counties',
  );
  expect(receipt.checks.find(({ check, level }) => check === 'fall' && level === 'us-states')?.limit).toBe(0.05);
});

test('the note of the page is understood; it speaks of other bytes than these', async () => {
  const days = { '05-20-2020.csv': DAY, '05-21-2020.csv': DAY };
  const noted = await workshop({ ...days, '05-21-2020.csv.accept.yaml': note });
  const { input } = await noted.build();
  expect(input('05-21-2020.csv.accept.yaml').reason).toMatch(/it is for another version of 05-21-2020\.csv$/);
  await noted.put('05-21-2020.csv.accept.yaml', note.replace(/^sha256.*$/m, ''));
  expect((await noted.build()).input('05-21-2020.csv').remarks).toMatchObject([
    { check: 'repeated-rows', verdict: 'accepted', note: expect.stringContaining('holiday') },
  ]);
});

test('the page names every check', () => {
  expect(new Set(CHECKS.map(({ id }) => id))).toEqual(new Set(checkId.options));
  for (const id of checkId.options) expect(PAGE).toContain(`| \`${id}\``);
});
