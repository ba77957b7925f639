import { describe, expect, it } from 'vitest';
import { NO_HELD_DAYS } from '../../functions/measures/held-back.ts';
import { markOf } from '../../site/charts/mark.ts';
import { linePath } from '../../site/views/curves/chart-panel.ts';
import { curveAfter, dayAfter, nearestFirst } from '../../site/views/curves/stage.ts';
import { placeOf } from './places.ts';
import { SNAPSHOT } from './snapshot.ts';

const curves = ['a', 'b', 'c'].flatMap((id, place) =>
  SNAPSHOT.measures.slice(0, 2).map((measure, index) => ({
    curve: {
      place: placeOf(id),
      measure,
      raw: [],
      average: [],
      zero: 0,
      start: 0,
      isReported: true,
      heldDays: NO_HELD_DAYS,
    },
    mark: markOf(place, index, 3),
  })),
);
const [first, second, third, fourth] = curves;
const last = curves.at(-1);
if (!first || !second || !third || !fourth || !last) throw new Error('there must be six curves');

describe('dayAfter(key, day, days)', () => {
  it('begins at the last day, and stays within', () => {
    expect(dayAfter('ArrowLeft', null, [0, 9])).toBe(9);
    expect(dayAfter('ArrowLeft', 5, [0, 9])).toBe(4);
    expect(dayAfter('PageDown', 5, [0, 9])).toBe(0);
    expect(dayAfter('ArrowRight', 9, [0, 9])).toBe(9);
    expect(dayAfter('ArrowUp', 5, [0, 9])).toBeNull();
  });
});

describe('curveAfter(key, one, curves)', () => {
  it('goes round and round', () => {
    expect(curveAfter('ArrowDown', null, curves)).toBe(first);
    expect(curveAfter('ArrowDown', first, curves)).toBe(second);
    expect(curveAfter('ArrowDown', last, curves)).toBe(first);
    expect(curveAfter('ArrowUp', null, curves)).toBe(last);
    expect(curveAfter('ArrowUp', first, curves)).toBe(last);
  });

  it('is null for other keys, and without curves', () => {
    expect(curveAfter('ArrowLeft', first, curves)).toBeNull();
    expect(curveAfter('ArrowDown', null, [])).toBeNull();
  });
});

describe('nearestFirst(curves, one)', () => {
  it('brings a curve to the front, and the others of its place after it', () => {
    expect(nearestFirst(curves, fourth)).toEqual([fourth, third, first, second, ...curves.slice(4)]);
    expect(nearestFirst(curves, null)).toBe(curves);
  });
});

describe('linePath(values, start, leftOf, topOf)', () => {
  it('joins what has a height, and breaks where nothing has', () => {
    const top = (value: number | null) => (value === null || value <= 0 ? null : 10 - value);
    expect(linePath([9, 1, 2, null, 0, 3, 4], 1, day => day * 2, top)).toBe('M2.0 9.0L4.0 8.0M10.0 7.0L12.0 6.0');
  });
});
