import { describe, expect, it } from 'vitest';
import { legendTicks } from '../../site/charts/value-ticks.ts';
import { formatTick } from '../../site/format/numbers-and-dates.ts';

describe('legendTicks(domain, "log")', () => {
  it('names every power of ten within', () => {
    expect(legendTicks([1, 215_179], 'log').map(formatTick)).toEqual(['1', '10', '100', '1K', '10K', '100K']);
  });

  it('goes below one for rates', () => {
    expect(legendTicks([0.004, 12], 'log').map(formatTick)).toEqual(['0.01', '0.1', '1', '10']);
  });

  it('leaves powers out where they would not fit, the largest never', () => {
    expect(legendTicks([0.004, 1_200_000], 'log').map(formatTick)).toEqual(['0.01', '1', '100', '10K', '1M']);
    expect(legendTicks([1, 1_200_000], 'log', 4).map(formatTick)).toEqual(['1', '100', '10K', '1M']);
  });

  it('keeps a power of ten that is an end', () => {
    expect(legendTicks([0.001, 1000], 'log')).toEqual([0.001, 0.01, 0.1, 1, 10, 100, 1000]);
  });

  it('takes twos and fives along where hardly a power of ten lies within', () => {
    expect(legendTicks([2, 8], 'log')).toEqual([2, 5]);
    expect(legendTicks([0.3, 12], 'log')).toEqual([0.5, 1, 2, 5, 10]);
  });
});

describe('legendTicks(domain, "linear")', () => {
  it('takes round steps from zero', () => {
    expect(legendTicks([0, 215_179], 'linear')).toEqual([0, 50_000, 100_000, 150_000, 200_000]);
    expect(legendTicks([0, 0.7], 'linear')).toEqual([0, 0.2, 0.4, 0.6]);
    expect(legendTicks([0, 0.3], 'linear')).toEqual([0, 0.1, 0.2, 0.3]);
  });
});
