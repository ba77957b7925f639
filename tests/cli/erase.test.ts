import { expect, test } from 'vitest';
import { reportCsv } from '../build/report-csv.ts';
import { findAnywhere } from '../snapshots/find-anywhere.ts';
import { runCli, uploadsOf } from './run-cli.ts';

test('erase asks for the name again, and says what would come back', async () => {
  const { uploads, out } = await uploadsOf({ '06-29-2020.csv': reportCsv([{ country: 'Italy', confirmed: 1 }]) });
  const run = (...args: string[]) => runCli(...args, '--uploads', uploads, '--out', out);
  await run('transform');
  expect(await run('erase', 'covid')).toMatchObject({ code: 1, err: 'seecovid erase: confirm with --yes covid\n' });
  expect(await run('erase', 'covid', '--yes', 'covi')).toMatchObject({ code: 1 });
  expect(await run('erase')).toMatchObject({ code: 1, err: expect.stringContaining('name the data set to erase') });
  expect((await run('snapshots')).out).toContain('1 snapshot kept');
  const erased = await run('erase', 'covid', '--yes', 'covid');
  expect(erased).toMatchObject({ code: 0, err: '' });
  expect(erased.out).toMatch(
    /^covid: erased \d+ published objects, \d+ work files, 0 uploads\.\n {2}\d uploads kept: the next build publishes/,
  );
  expect(await findAnywhere('06-29-2020', out)).toEqual([]);
});
