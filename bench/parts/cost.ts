import { findChromium } from '../../tests/site/with-browser.ts';
import { bill, totalOf } from '../cost/bill.ts';
import { measureUsage } from '../cost/measure-usage.ts';
import { readSetup } from '../cost/read-setup.ts';
import type { Row } from '../report/row.ts';
import type { Part } from '../workbench/workbench.ts';

const IDLE = { visits: 0, uploads: 0 };
const BUSY = { visits: 10_000, uploads: 30 };

/** The bill of a month from usage measured here: idle, and with 10,000 visits and an upload a day. */
export const cost: Part = {
  name: 'cost',
  async measure({ scratch }) {
    const chromium = findChromium();
    if (chromium === null) return rows(() => [], 'no Chromium found');
    const [usage, setup] = [await measureUsage(scratch, chromium), await readSetup()];
    return rows((traffic, free) => [totalOf(bill(usage, traffic, setup, free))], 'three years of data');
  },
};

function rows(totals: (traffic: typeof IDLE, free: boolean) => number[], note: string): Row[] {
  const more = (free: boolean) => totals(BUSY, free).map((busy, index) => busy - (totals(IDLE, free)[index] ?? 0));
  const row = (label: string, samples: number[], budget: number | null): Row => ({ label, samples, unit: '$', budget });
  return [
    { ...row('idle month, with the free tier', totals(IDLE, true), 0.05), note },
    row('idle month, without it', totals(IDLE, false), 0.65),
    row('10,000 visits and 30 uploads, on top', more(true), 0.5),
    row('the same without the free tier', more(false), null),
  ];
}
