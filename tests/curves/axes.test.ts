import { describe, expect, it } from 'vitest';
import { NO_HELD_DAYS } from '../../functions/measures/held-back.ts';
import { dayTicks } from '../../site/charts/day-ticks.ts';
import { pointPath } from '../../site/charts/mark.ts';
import { tickLabel } from '../../site/charts/plot.ts';
import { valueTicks } from '../../site/charts/value-ticks.ts';
import type { Curve } from '../../site/views/curves/curve-set.ts';
import { valueRange } from '../../site/views/curves/layers.ts';
import { ACTIVE } from '../site/case-measures.ts';
import { placeOf } from './places.ts';
import { SNAPSHOT } from './snapshot.ts';

describe('valueTicks(low, high, kind)', () => {
  it.each([
    [0.8, 12_000, ['1', '10', '100', '1K', '10K']],
    [0.000_04, 1.2, ['0.0001', '0.001', '0.01', '0.1', '1']],
    [1.6, 3_000, ['10', '100', '1K']],
    [30, 600, ['50', '100', '200', '500']],
    [0.001, 20_000_000, ['0.01', '1', '100', '10K', '1M']],
  ])('names plain numbers of a logarithmic axis from %d to %d, and not too many', (low, high, names) => {
    expect(valueTicks(low, high, 'log').map(tickLabel)).toEqual(names);
  });

  it.each([
    [0, 12_000, ['0', '2K', '4K', '6K', '8K', '10K', '12K']],
    [-2_400, 12_000, ['0', '5K', '10K']],
    [-600, 700, ['−600', '−400', '−200', '0', '200', '400', '600']],
    [0, 0.7, ['0', '0.1', '0.2', '0.3', '0.4', '0.5', '0.6', '0.7']],
    [0, 2_600_000, ['0', '500K', '1M', '1.5M', '2M', '2.5M']],
  ])('names round steps of a linear axis from %d to %d', (low, high, names) => {
    expect(valueTicks(low, high, 'linear').map(tickLabel)).toEqual(names);
  });

  it('is empty where there is no room', () => {
    expect(valueTicks(5, 5, 'linear')).toEqual([]);
  });
});

describe('dayTicks(first, last, most)', () => {
  it('marks the beginnings of months, and a year by its number', () => {
    expect(dayTicks('2019-12-20', '2020-03-15', 8)).toEqual([
      { at: 12, name: '2020' },
      { at: 43, name: 'Feb' },
      { at: 72, name: 'Mar' },
    ]);
  });

  it('takes every second or third month, or years, where there is no room for more', () => {
    expect(dayTicks('2020-01-22', '2020-12-31', 6).map(({ name }) => name)).toEqual([
      'Mar 2020',
      'May',
      'Jul',
      'Sep',
      'Nov',
    ]);
    expect(dayTicks('2020-01-22', '2023-03-09', 4).map(({ name }) => name)).toEqual(['2021', '2022', '2023']);
  });

  it('marks weeks or days of a short time', () => {
    expect(dayTicks('2020-03-01', '2020-03-31', 8).map(({ name }) => name)).toEqual([
      'Mar 1',
      'Mar 8',
      'Mar 15',
      'Mar 22',
      'Mar 29',
    ]);
    expect(dayTicks('2020-03-01', '2020-03-01', 8)).toEqual([{ at: 0, name: 'Mar 1' }]);
  });
});

const LINEAR = { scale: 'linear', change: 'new' } as const;
const LOG = { scale: 'log', change: 'new' } as const;

describe('valueRange(curves, view)', () => {
  it('goes from 0 to a tenth above the highest on a linear axis', () => {
    expect(valueRange([curveOf([null, 0, 50, 100])], LINEAR)).toEqual([0, 100 * 1.1]);
  });

  it('goes from below the smallest that is reported on a logarithmic one', () => {
    const [low, high] = valueRange([curveOf([0, 2, 100], [null, 0.01, 60])], LOG) ?? [];
    expect(low).toBeCloseTo(1.6);
    expect(high).toBeCloseTo(140);
  });

  it('holds corrections, but not the deepest', () => {
    expect(valueRange([curveOf([100, -10])], LINEAR)?.[0]).toBeCloseTo(-11);
    expect(valueRange([curveOf([100, -10_000])], LINEAR)?.[0]).toBeCloseTo(-20);
  });

  it('holds whatever truly fell: active cases, and their mean', () => {
    expect(valueRange([{ ...curveOf([100, -10_000], [null, -4950]), measure: ACTIVE }], LINEAR)?.[0]).toBeCloseTo(
      -11_000,
    );
  });

  it('minds nothing before the first case', () => {
    expect(valueRange([{ ...curveOf([900, 1, 5]), start: 1 }], LINEAR)?.[1]).toBeCloseTo(5.5);
  });

  it('is null where nothing is above zero', () => {
    expect(valueRange([], LOG)).toBeNull();
    expect(valueRange([curveOf([0, 0, null])], LOG)).toBeNull();
  });
});

describe('pointPath(shape, r)', () => {
  it.each(['circle', 'triangle', 'rect', 'rectRot', 'crossRot'] as const)('draws a %s of its own', shape => {
    expect(pointPath(shape, 3)).toMatch(/^M-?[\d.]+ /);
    const others = (['circle', 'triangle', 'rect', 'rectRot', 'crossRot'] as const).filter(other => other !== shape);
    expect(others.map(other => pointPath(other, 3))).not.toContain(pointPath(shape, 3));
  });
});

function curveOf(raw: Curve['raw'], average: Curve['average'] = raw): Curve {
  const [measure] = SNAPSHOT.measures;
  if (measure === undefined) throw new Error('there must be a measure');
  return { place: placeOf('a'), measure, raw, average, zero: 0, start: 0, isReported: true, heldDays: NO_HELD_DAYS };
}
