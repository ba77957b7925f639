import { findChromium } from '../../tests/site/with-browser.ts';
import { bill, totalOf } from '../cost/bill.ts';
import { measureUsage } from '../cost/measure-usage.ts';
import { readSetup } from '../cost/read-setup.ts';
import type { Row } from '../report/row.ts';
import type { Part } from '../workbench/workbench.ts';

const IDLE = { visits: 0, uploads: 0 };
const BUSY = { visits: 10_000, uploads: 30 };

/** The bill of a month, from what is measured here: idle, and what 10,000 visits and an upload a day add to it. */
export const cost: Part = {
  name: 'cost',
  async measure({ scratch }) {
    const chromium = findChromium();
    if (chromium === null) return rows(() => [], 'no Chromium here');
    const [usage, setup] = [await measureUsage(scratch, chromium), await readSetup()];
    return rows((traffic, free) => [totalOf(bill(usage, traffic, setup, free))], 'three years of data');
  },
};

function rows(totals: (traffic: typeof IDLE, free: boolean) => number[], note: string): Row[] {
  const more = (free: boolean) => totals(BUSY, free).map((busy, index) => busy - (totals(IDLE, free)[index] ?? 0));
  const row = (what: string, samples: number[], budget: number | null): Row => ({ what, samples, unit: '$', budget });
  return [
    { ...row('a month idle, with the free tiers', totals(IDLE, true), 0.05), note },
    row('a month idle, without them', totals(IDLE, false), 0.65),
    row('10,000 visits and 30 uploads more', more(true), 0.5),
    row('the same without the free tiers', more(false), null),
  ];
}
