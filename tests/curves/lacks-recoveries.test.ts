import { describe, expect, it } from 'vitest';
import type { Maybe } from '../../functions/contract/changes.ts';
import { lacksRecoveries } from '../../site/curves/lacks-recoveries.ts';
import { totalsOf } from './places.ts';

const DAYS = 40;
const growing = Array.from({ length: DAYS }, (_, day) => 100 + day);
const zeros: readonly Maybe[] = growing.map(() => 0);

describe('lacksRecoveries(totals)', () => {
  it('is true where nobody recovers for four weeks while cases grow', () => {
    expect(lacksRecoveries(totalsOf({ confirmed: growing, recovered: zeros }))).toBe(true);
  });

  it('is true where recoveries fell to zero, and past the last report', () => {
    expect(lacksRecoveries(totalsOf({ confirmed: growing, recovered: zeros.map((_, day) => (day < 5 ? 7 : 0)) }))).toBe(
      true,
    );
    expect(lacksRecoveries(totalsOf({ confirmed: growing, recovered: [...zeros.slice(3), null, null, null] }))).toBe(
      true,
    );
  });

  it('is false where some recovered, cases rest, or there are few', () => {
    expect(lacksRecoveries(totalsOf({ confirmed: growing, recovered: growing }))).toBe(false);
    expect(lacksRecoveries(totalsOf({ confirmed: growing.map(() => 100), recovered: zeros }))).toBe(false);
    expect(lacksRecoveries(totalsOf({ confirmed: growing.map(total => total - 99), recovered: zeros }))).toBe(false);
  });

  it('is false where nothing is known, or not for long enough', () => {
    expect(lacksRecoveries(totalsOf({}))).toBe(false);
    expect(lacksRecoveries(totalsOf({ confirmed: growing, recovered: zeros.map(() => null) }))).toBe(false);
    expect(lacksRecoveries(totalsOf({ confirmed: growing.slice(0, 20), recovered: zeros.slice(0, 20) }))).toBe(false);
  });
});
