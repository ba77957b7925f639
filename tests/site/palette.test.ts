import { describe, expect, it } from 'vitest';
import { mixOklab, PALETTES, RAMP_STEPS, toOklab } from '../../site/color/palette.ts';

const lightness = (hex: string) => toOklab(hex)[0];

describe('PALETTES', () => {
  it.each(['light', 'dark'] as const)(
    '%s: every step differs in lightness the same way, so hue is not needed',
    theme => {
      const steps = PALETTES[theme].ramp.map(lightness);
      const direction = theme === 'light' ? -1 : 1;
      const falls = steps.slice(1).filter((step, index) => (step - (steps[index] ?? 0)) * direction <= 0);
      expect(steps).toHaveLength(RAMP_STEPS);
      expect(falls).toEqual([]);
    },
  );

  it.each(['light', 'dark'] as const)(
    '%s: zero, no population, correction and the ramp are all different colors',
    theme => {
      const { ramp, zero, noPopulation, negative, missing } = PALETTES[theme];
      expect(new Set([...ramp, zero, noPopulation, negative, missing]).size).toBe(RAMP_STEPS + 4);
    },
  );
});

describe('mixOklab(stops, position)', () => {
  it('gives the stops back at their places', () => {
    const stops = ['#fde7c2', '#d0454f', '#4a1259'];
    expect([0, 0.5, 1].map(position => mixOklab(stops, position))).toEqual(stops);
  });

  it('mixes black and white to a grey of half the lightness', () => {
    expect(lightness(mixOklab(['#000000', '#ffffff'], 0.5))).toBeCloseTo(0.5, 2);
  });
});
