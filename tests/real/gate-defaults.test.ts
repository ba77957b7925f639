import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeReal } from './describe-real.ts';
import { realSite } from './real-site.ts';

describeReal('the gate’s defaults over the real reports', folder => {
  const { result } = realSite(folder);

  test('quarantine none of them', () => {
    const { inputs, outcome, checks } = result().receipt;
    expect(outcome).toBe('published');
    expect(inputs.filter(({ date, state }) => date !== null && state === 'used')).toHaveLength(161);
    expect(inputs.flatMap(({ remarks }) => remarks)).toEqual([]);
    expect(checks.every(({ passed }) => passed)).toBe(true);
  });

  test('leave room to each limit, as docs/gate.md says', async () => {
    const page = await readFile(join(import.meta.dirname, '../../docs/gate.md'), 'utf8');
    for (const { check, level, limit, most } of result().receipt.gate) {
      expect(most ?? 0, `${check} ${level}`).toBeLessThan(limit ?? 0);
      expect(page).toContain(`| \`${check}\`${level === null ? '' : ` of a ${level}`} | ${most} | ${limit} |`);
    }
    expect(result().receipt.gate).toHaveLength(11);
  });
});
