// @module-tag exhaustive
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeReal } from './describe-real.ts';
import { realSite } from './real-site.ts';

describeReal('the checks’ defaults over the real reports', folder => {
  const { result } = realSite(folder);

  test('quarantine none of them', () => {
    const { inputs, outcome, checks } = result().receipt;
    expect(outcome).toBe('published');
    expect(inputs.filter(({ date, state }) => date !== null && state === 'used')).toHaveLength(161);
    // Nova Scotia was left out for four days.
    expect(inputs.flatMap(({ remarks }) => remarks)).toMatchObject([{ check: 'vanished', verdict: 'confirmed' }]);
    expect(result().receipt.held).toEqual([]);
    expect(checks.every(({ passed }) => passed)).toBe(true);
  });

  test('leave room to each limit, as docs/checks.md says', async () => {
    const page = await readFile(join(import.meta.dirname, '../../docs/checks.md'), 'utf8');
    const measured = result().receipt.checks.filter(({ scope }) => scope !== 'snapshot');
    for (const { check, level, limit, figure } of measured) {
      expect(figure ?? 0, `${check} ${level}`).toBeLessThan(limit ?? 0);
      expect(page).toContain(`| \`${check}\`${level === null ? '' : ` of ${level}`} | ${figure ?? '–'} | ${limit} |`);
    }
    const [, table = ''] = page.split('| Check | Most in a real report |');
    expect(table.match(/^\| `/gm)).toHaveLength(measured.length);
  });
});
