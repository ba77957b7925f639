import { describe, expect, it } from 'vitest';
import type { Maybe } from '../../functions/contract/changes.ts';
import { type CurvesView, standardCurves } from '../../site/views/curves/address.ts';
import { curveSet } from '../../site/views/curves/curve-set.ts';
import { placeOf, totalsOf } from './places.ts';
import { SNAPSHOT } from './snapshot.ts';

const NONE = null;
const STANDARD = standardCurves({ measures: SNAPSHOT.measures, defaults: SNAPSHOT.curves, regions: [] });
const confirmed: readonly Maybe[] = [0, 0, 1, 3, NONE, 7, 6, 10, 100, 200];

function setOf(part: Partial<CurvesView>, place = placeOf('a'), totals = confirmed) {
  const view = { ...STANDARD, measures: ['confirmed'], ...part };
  const set = curveSet([[place, totalsOf({ confirmed: totals })]], SNAPSHOT, view);
  const [curve] = set.curves;
  if (curve === undefined) throw new Error('there must be a curve');
  return { set, curve };
}

describe('curveSet(places, snapshot, view)', () => {
  it('gives what is new, with gaps and corrections, and its trailing mean', () => {
    const { curve } = setOf({ smooth: 2 });
    expect(curve.raw).toEqual([NONE, 0, 1, 2, NONE, NONE, -1, 4, 90, 100]);
    expect(curve.average).toEqual([NONE, NONE, 0.5, 1.5, NONE, 2, NONE, 1.5, 47, 95]);
  });

  it('begins on the first day with a case', () => {
    expect(setOf({}).set).toMatchObject({ start: 2, length: 10 });
  });

  it('begins where records do if there never was a case', () => {
    expect(setOf({}, placeOf('a'), [NONE, NONE, 0, 0, 0, 0, 0, 0, 0, 0]).set.start).toBe(2);
  });

  it('counts a late first record as new from zero', () => {
    const totals = [NONE, NONE, NONE, NONE, 5, 6, 7, 8, 9, 10];
    const late = setOf({}, placeOf('c', { map: 'us-counties', firstDate: '2020-03-05' }), totals);
    expect(late.curve.raw.slice(3, 6)).toEqual([NONE, 5, 1]);
    const first = setOf({}, placeOf('c', { map: 'us-counties', firstDate: '2020-03-04' }), [
      NONE,
      NONE,
      NONE,
      5,
      6,
      7,
      8,
      9,
      10,
      11,
    ]);
    expect(first.curve.raw.slice(3, 6)).toEqual([NONE, 1, 1]);
  });

  it('moves the day of the n-th case to day 0', () => {
    const { set, curve } = setOf({ change: 'total', align: { by: 'total', count: 7 } });
    expect(curve.zero).toBe(5);
    expect(curve.raw).toEqual([7, 6, 10, 100, 200]);
    expect(set).toMatchObject({ start: 0, length: 5 });
  });

  it('moves the day of one case in 10,000 people to day 0', () => {
    const place = placeOf('a', { population: 100_000 });
    expect(setOf({ change: 'total', align: { by: 'rate', count: 10_000 } }, place).curve).toMatchObject({
      zero: 7,
      raw: [10, 100, 200],
    });
  });

  it('has no curve where day 0 never came, or nobody knows how many live there', () => {
    expect(setOf({ align: { by: 'total', count: 201 } })).toMatchObject({
      curve: { zero: null, raw: [] },
      set: { length: 0 },
    });
    const unknown = placeOf('a', { population: null });
    expect(setOf({ align: { by: 'rate', count: 10_000 } }, unknown).curve.zero).toBeNull();
  });

  it('is as long as its longest curve', () => {
    const view = { ...STANDARD, measures: ['confirmed'], align: { by: 'total', count: 1 } as const };
    const late = totalsOf({ confirmed: [0, 0, 0, 0, 0, 0, 0, 1, 2, 3] });
    const early = totalsOf({ confirmed });
    const { curves, length } = curveSet(
      [
        [placeOf('a'), late],
        [placeOf('b'), early],
      ],
      SNAPSHOT,
      view,
    );
    expect(curves.map(({ raw }) => raw.length)).toEqual([3, 8]);
    expect(length).toBe(8);
  });

  it('gives rates to six digits, and none without a population', () => {
    expect(setOf({ change: 'total', per: 100_000 }, placeOf('a', { population: 30_000 })).curve.raw.at(2)).toBe(
      3.33333,
    );
    expect(setOf({ per: 100_000 }, placeOf('a', { population: null })).curve.raw).toEqual(confirmed.map(() => NONE));
  });

  it('aligns by the first measure, whichever is shown', () => {
    const totals = totalsOf({ confirmed, deaths: [0, 0, 0, 0, 0, 0, 0, 1, 2, 3] });
    const view = { ...STANDARD, measures: ['deaths'], change: 'total', align: { by: 'total', count: 7 } } as const;
    expect(curveSet([[placeOf('a'), totals]], SNAPSHOT, view).curves[0]?.raw).toEqual([0, 0, 1, 2, 3]);
  });
});
