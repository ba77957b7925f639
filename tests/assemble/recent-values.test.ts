import { expect, test } from 'vitest';
import type { MapState } from '../../functions/assemble/memory.ts';
import { latelyOf, RecentCollector } from '../../functions/assemble/recent-values.ts';
import type { Maybe } from '../../functions/contract/changes.ts';
import { DAILY } from '../../functions/contract/period.ts';
import { derive } from '../../functions/measures/derive.ts';
import { addPeriods } from '../../functions/measures/periods.ts';
import { seededRandom } from '../../local/sample/seeded-random.ts';

const FIRST = '2024-01-01';
const REGIONS = 5;
const PEOPLE = { population: null };

/** The state after some periods that came in chunks of random lengths. @param values by region and period, of one measure */
function stateAfter(values: readonly (readonly Maybe[])[], isFlow: boolean, random: () => number): MapState {
  let state: MapState | undefined;
  const count = values[0]?.length ?? 0;
  for (let from = 0; from < count; ) {
    const to = Math.min(count, from + 1 + Math.floor(random() * 12));
    const collector = new RecentCollector('m', isFlow, state, 7);
    const lasts: Maybe[] = [];
    for (const [row, all] of values.entries()) {
      const chunk = Float64Array.from(all.slice(from, to), value => value ?? Number.NaN);
      collector.add(row, { values: chunk, from: 0, to: chunk.length });
      lasts.push(all[to - 1] ?? null);
    }
    const [known, none]: Record<string, Maybe[]>[] = [{ m: lasts }, {}];
    const columns = { totals: (isFlow ? none : known) ?? {}, news: (isFlow ? known : none) ?? {} };
    const ids = values.map((_, row) => String(row));
    state = { ids, firsts: [], lasts: [], recent: { m: collector.take() }, ...columns };
    from = to;
  }
  return state ?? { ids: [], firsts: [], lasts: [], totals: {}, news: {} };
}

test.each([false, true])(
  'what is new in the last week is what `derive` says, however the days are stored (flow: %s)',
  isFlow => {
    const random = seededRandom(7);
    let known = 0;
    for (let round = 0; round < 300; round++) {
      const days = 1 + Math.floor(random() * 30);
      const firsts = Array.from({ length: REGIONS }, (_, row) => (row === 0 ? 0 : Math.floor(random() * days)));
      const values = firsts.map(first =>
        Array.from(
          { length: days },
          (_, day): Maybe => (day < first || random() < 0.1 ? null : Math.floor(random() * 100)),
        ),
      );
      const state = {
        ...stateAfter(values, isFlow, random),
        firsts: firsts.map(first => addPeriods(FIRST, first, DAILY)),
      };
      const date = addPeriods(FIRST, days - 1, DAILY);
      const lately = latelyOf(state, 'm', isFlow, { date, period: DAILY });
      const means = values.map((row, at) => {
        const region = { origin: { first: firsts[at] ?? 0, mapFirst: 0 }, ...PEOPLE };
        const stored = { decimals: 0, added: isFlow ? row : null };
        return derive(row, region, { change: 'new', smooth: 7, per: null }, stored).at(-1) ?? null;
      });
      expect(lately?.new.map(sum => (sum === null ? null : Number((sum / 7).toPrecision(6))))).toEqual(means);
      known += means.filter(mean => mean !== null).length;
    }
    expect(known).toBeGreaterThan(200);
  },
);

test('where the usual window is one period, there is nothing more to say', () => {
  const state = { ids: ['a'], firsts: ['2024'], lasts: [], totals: { m: [1] }, news: { m: [1] } };
  expect(latelyOf(state, 'm', false, { date: '2024', period: { ...DAILY, unit: 'year' } })).toBeNull();
});
