import { describe, expect, it } from 'vitest';
import { PALETTES } from '../../site/color/palette.ts';
import { colorOf, colorScale, FIRST_STEP, MISSING, NEGATIVE, PAINT_COUNT, ZERO } from '../../site/color/scale.ts';

const OVER_ALL_DAYS = { smallest: 1, largest: 100_000 };

describe('colorScale(range, "log")', () => {
  const scale = colorScale(OVER_ALL_DAYS, 'log');

  it('keeps missing, zero and corrections apart from every step of the ramp', () => {
    expect(scale.paintOf(null)).toBe(MISSING);
    expect(scale.paintOf(0)).toBe(ZERO);
    expect(scale.paintOf(-3)).toBe(NEGATIVE);
    expect(scale.paintOf(1)).toBe(FIRST_STEP);
  });

  it('reaches the last step with the largest value and not before', () => {
    expect(scale.paintOf(100_000)).toBe(PAINT_COUNT - 1);
    expect(scale.paintOf(50_000)).toBeLessThan(PAINT_COUNT - 1);
  });

  it('gives each power of ten the same length', () => {
    expect([1, 10, 100, 1000].map(value => Number(scale.positionOf(value).toFixed(6)))).toEqual([0, 0.2, 0.4, 0.6]);
  });

  it('holds values outside of the range at its ends', () => {
    expect(scale.paintOf(0.01)).toBe(FIRST_STEP);
    expect(scale.paintOf(1e9)).toBe(PAINT_COUNT - 1);
  });

  it('paints the only value there is as the largest', () => {
    expect(colorScale({ smallest: 7, largest: 7 }, 'log').paintOf(7)).toBe(PAINT_COUNT - 1);
  });
});

describe('colorScale(range, "linear")', () => {
  it('begins at zero, whatever the smallest value is', () => {
    const scale = colorScale({ smallest: 50, largest: 100 }, 'linear');
    expect(scale.domain).toEqual([0, 100]);
    expect(scale.positionOf(50)).toBe(0.5);
  });
});

describe('colorScale of a range without a positive value', () => {
  it('has no domain and still tells zero from missing', () => {
    const scale = colorScale({ smallest: null, largest: null }, 'log');
    expect(scale.domain).toBeNull();
    expect([scale.paintOf(0), scale.paintOf(null)]).toEqual([ZERO, MISSING]);
  });
});

describe('colorScale(range, "linear", false)', () => {
  it('begins at the least value, and gives zero no paint of its own', () => {
    const scale = colorScale({ smallest: 2, largest: 10, least: 2 }, 'linear', false);
    expect([scale.domain, scale.ramp]).toEqual([[2, 10], 'ramp']);
    expect([scale.paintOf(2), scale.paintOf(10)]).toEqual([FIRST_STEP, PAINT_COUNT - 1]);
  });

  it('diverges around zero where both signs occur', () => {
    const scale = colorScale({ smallest: 1, largest: 4, least: -8 }, 'linear', false);
    expect([scale.domain, scale.ramp]).toEqual([[-8, 8], 'diverging']);
    expect(scale.positionOf(0)).toBe(0.5);
    const colors = [-8, 0, 8].map(value => colorOf(scale.paintOf(value), PALETTES.light));
    expect(colors[0]).toBe(PALETTES.light.diverging[0]);
    expect(colors[2]).toBe(PALETTES.light.diverging.at(-1));
    expect(new Set([...colors, ...PALETTES.light.ramp]).size).toBe(colors.length + PALETTES.light.ramp.length);
  });

  it('shows values that are all below zero', () => {
    const scale = colorScale({ smallest: null, largest: null, least: -8 }, 'linear', false);
    expect([scale.domain, scale.paintOf(-8)]).toEqual([[-8, 0], FIRST_STEP]);
  });
});
