import { describe, expect, it } from 'vitest';
import { DAILY } from '../../functions/contract/period.ts';
import type { HeldPlace } from '../../functions/contract/receipt.ts';
import { SNAPSHOT_EXAMPLE } from '../../functions/contract/snapshot.ts';
import { heldPlaces, heldRows } from '../../site/views/about/held.ts';

const KOSOVO: HeldPlace = {
  map: 'world',
  region: 'XKS',
  name: 'Kosovo',
  date: '2020-10-03',
  measures: null,
  check: 'fall',
  detail: 'Kosovo on 2020-10-03: 1,578 confirmed after 15,705 on 2020-10-02',
};

describe('heldRows(held, words)', () => {
  const rows = (...held: HeldPlace[]) => heldRows(held, { ...SNAPSHOT_EXAMPLE, calendar: DAILY });

  it('gives place, day, what and why', () => {
    expect(rows(KOSOVO)).toEqual([
      [
        'Kosovo',
        'October 3, 2020',
        'everything',
        'Kosovo on October 3, 2020: 1,578 confirmed after 15,705 on October 2, 2020',
      ],
    ]);
    expect(rows({ ...KOSOVO, measures: ['confirmed'] })[0]?.[2]).toBe('Confirmed');
  });

  it('has one row for a fault that lasts, whatever the order of its days', () => {
    const later = { ...KOSOVO, date: '2020-10-05', detail: 'Kosovo on 2020-10-05: 9 confirmed after 15,900' };
    expect(rows(later, KOSOVO)).toHaveLength(1);
    expect(rows(later, KOSOVO)[0]?.slice(0, 2)).toEqual(['Kosovo', '2 days, October 3, 2020 to October 5, 2020']);
    expect(rows(later, KOSOVO)[0]?.[3]).toMatch(/^First: Kosovo on October 3/);
  });

  it('keeps places, maps and checks apart', () => {
    const others = [
      { ...KOSOVO, region: 'ITA', name: 'Italy' },
      { ...KOSOVO, check: 'rise' as const },
    ];
    expect(rows(KOSOVO, ...others)).toHaveLength(3);
    expect(heldPlaces([KOSOVO, ...others])).toBe(2);
  });

  it('is empty where nothing is held back', () => {
    expect(rows()).toEqual([]);
  });
});
