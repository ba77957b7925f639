import { describe, expect, it } from 'vitest';
import { herdShares } from '../../site/views/sandbox/herd-plot.ts';

describe('herdShares', () => {
  const shares = herdShares();
  const shareAt = (r: number) => shares.find(share => share.r === r);

  it('has a share for every r of the slider', () => {
    expect(shares.map(({ r }) => r)).toEqual(Array.from({ length: 81 }, (_, index) => index / 10));
  });

  it('comes from the model: 58% in the end for r 1.5, 94% for r 3', () => {
    expect(shareAt(1.5)?.everInfected).toBeCloseTo(0.583, 3);
    expect(shareAt(3)?.everInfected).toBeCloseTo(0.94, 2);
  });

  it('has its threshold at 1 − 1/r, and none where no wave begins', () => {
    expect(shareAt(1.5)?.threshold).toBeCloseTo(1 / 3, 9);
    expect(shareAt(3)?.threshold).toBeCloseTo(2 / 3, 9);
    expect(shareAt(1)?.threshold).toBe(0);
    expect(shareAt(0.5)?.threshold).toBe(0);
  });

  it('grows with r, and always beyond the threshold', () => {
    shares.forEach(({ everInfected, threshold }, index) => {
      expect(everInfected).toBeGreaterThan(threshold);
      expect(everInfected).toBeGreaterThanOrEqual((shares[index - 1]?.everInfected ?? 0) - 1e-9);
    });
  });
});
