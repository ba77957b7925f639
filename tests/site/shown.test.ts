import { describe, expect, it } from 'vitest';
import { FIRST_STEP, INCOMPLETE, MISSING, NEGATIVE, NO_POPULATION } from '../../site/color/scale.ts';
import { DAY, shownDay } from './county-session.ts';

const [COOK, KINGS, BEAR_RIVER, ALEUTIANS] = [0, 1, 2, 3] as const;

describe('shownOf(session, view, window)', () => {
  it('paints what is missing, below zero and without a population each in its own way', () => {
    const { paints } = shownDay({ change: 'new', per: 100_000 });
    expect(paints[COOK]).toBeGreaterThanOrEqual(FIRST_STEP);
    expect(paints[KINGS]).toBe(NO_POPULATION);
    expect([paints[BEAR_RIVER], paints[ALEUTIANS]]).toEqual([MISSING, MISSING]);
    expect(shownDay({ change: 'new' }).paints[KINGS]).toBe(NEGATIVE);
  });

  it('gives rates for the people asked for, at 6 digits', () => {
    expect(shownDay({ per: 1000 }).values).toEqual([17.579, null, null]);
  });

  it('tells a report that lacks the day before from none', () => {
    const day = { ...DAY, new: [null, -4, null] };
    expect(shownDay({ change: 'new' }, day).paints[COOK]).toBe(INCOMPLETE);
  });

  it('has one scale for all days', () => {
    const other = { ...DAY, date: '2020-04-01', total: [1, 2, 3] };
    expect(shownDay({}, other).scale.domain).toEqual(shownDay().scale.domain);
    expect(shownDay().scale.domain).toEqual([1, 215_179]);
    expect(shownDay({ change: 'new', smooth: 7 }).scale.domain).toEqual([1, 8021]);
    expect(shownDay({ scale: 'linear' }).scale.domain).toEqual([0, 215_179]);
  });
});
