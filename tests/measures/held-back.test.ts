import { describe, expect, it } from 'vitest';
import { lookbackDays } from '../../functions/measures/derive.ts';
import { deriveHeld, heldDaysOf, heldOn, NO_HELD_DAYS } from '../../functions/measures/held-back.ts';
import { daysFrom } from '../../functions/measures/periods.ts';

const HELD = { period: '2020-10-03', reason: 'Kosovo on 2020-10-03: 1,578 confirmed after 15,705 on 2020-10-02' };
const DAYS = {
  held: [HELD],
  lacks: [
    { period: '2020-10-03', children: ['XKS'] },
    { period: '2020-10-05', children: ['SRB', 'MNE'] },
  ],
};

describe('deriveHeld(days, first, last, lead)', () => {
  const derived = (first: string, last: string, lead: number) => deriveHeld(DAYS, first, last, lead);

  it('of totals gives the days themselves', () => {
    expect(derived('2020-10-01', '2020-10-31', 0)).toEqual({
      held: [HELD],
      lacks: [
        { period: '2020-10-03', children: ['XKS'] },
        { period: '2020-10-05', children: ['MNE', 'SRB'] },
      ],
    });
  });

  it('of new values lets the day after lack the same', () => {
    const lead = lookbackDays({ change: 'new', smooth: 1, per: null });
    expect(derived('2020-10-01', '2020-10-31', lead).lacks.map(({ period }) => period)).toEqual([
      '2020-10-03',
      '2020-10-04',
      '2020-10-05',
      '2020-10-06',
    ]);
  });

  it('of a mean lacks what any day of its window lacks', () => {
    const lead = lookbackDays({ change: 'total', smooth: 3, per: null });
    expect(derived('2020-10-04', '2020-10-31', lead).lacks).toEqual([
      { period: '2020-10-04', children: ['XKS'] },
      { period: '2020-10-05', children: ['MNE', 'SRB', 'XKS'] },
      { period: '2020-10-06', children: ['MNE', 'SRB'] },
      { period: '2020-10-07', children: ['MNE', 'SRB'] },
    ]);
  });

  it('names a held day before the first one where a window reaches back to it, and no other', () => {
    expect(derived('2020-10-04', '2020-10-31', 1).held).toEqual([HELD]);
    expect(derived('2020-10-04', '2020-10-31', 0).held).toEqual([]);
    expect(derived('2020-09-01', '2020-10-02', 7)).toEqual(NO_HELD_DAYS);
  });

  it('crosses the ends of months and years', () => {
    const days = { held: [], lacks: [{ period: '2020-12-31', children: ['US-NY'] }] };
    expect(deriveHeld(days, '2021-01-01', '2021-01-31', 1).lacks).toEqual([
      { period: '2021-01-01', children: ['US-NY'] },
    ]);
  });
});

describe('heldDaysOf(lists, region)', () => {
  it('takes the entries of one region, without its id', () => {
    const held = [
      { region: 'XKS', ...HELD },
      { region: 'ITA', period: '2020-10-03', reason: 'other' },
    ];
    expect(heldDaysOf({ held, lacks: [] }, 'XKS')).toEqual({ held: [HELD], lacks: [] });
    expect(heldDaysOf({ held, lacks: [] }, 'FRA')).toEqual(NO_HELD_DAYS);
  });
});

describe('heldOn(lists, date, lead)', () => {
  const lists = {
    held: [{ region: 'XKS', ...HELD }],
    lacks: [{ region: 'SRB', period: '2020-10-02', children: ['XKS'] }],
  };

  it('speaks of the day and of those that its window touches', () => {
    expect([...heldOn(lists, '2020-10-03', 0).held.keys()]).toEqual(['XKS']);
    expect(heldOn(lists, '2020-10-03', 0).lacks.size).toBe(0);
    expect([...heldOn(lists, '2020-10-03', 1).lacks]).toEqual([['SRB', ['XKS']]]);
    expect(heldOn(lists, '2020-10-05', 1)).toEqual({ held: new Map(), lacks: new Map() });
  });
});

describe('deriveHeld and heldOn', () => {
  it('say the same of each day, whatever the lead', () => {
    const region = 'SRB';
    const days = { held: DAYS.held, lacks: [...DAYS.lacks, { period: '2020-10-06', children: ['XKS'] }] };
    const lists = {
      held: days.held.map(entry => ({ region, ...entry })),
      lacks: days.lacks.map(entry => ({ region, ...entry })),
    };
    const dates = daysFrom('2020-10-01', '2020-10-31');
    for (const lead of [0, 1, 6, 7, 28]) {
      const whole = deriveHeld(days, dates[0] ?? '', dates.at(-1) ?? '', lead).lacks;
      const byDay = dates.flatMap(period => {
        const children = heldOn(lists, period, lead).lacks.get(region);
        return children === undefined ? [] : [{ period, children }];
      });
      expect(byDay).toEqual(whole);
    }
  });
});
