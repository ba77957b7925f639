import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../site/views/sandbox/model.ts';
import { MAX_DAYS, POPULATION, simulate } from '../../site/views/sandbox/sir.ts';

const at = (t: number, d: number, r: number) => ({ t, d, r });
const SWEEP_MS = 1_000;

describe('simulate', () => {
  it('begins with one infected among 10,000 and keeps everyone in one of the groups', () => {
    for (const changes of [
      [at(0, 14, 3)],
      [at(0, 1, 8)],
      [at(0, 28, 1.1)],
      [at(0, 1, 0)],
      [at(0, 14, 3), at(50, 3, 0.2)],
    ]) {
      const { susceptible, infected, removed, days } = simulate(changes);
      expect([susceptible[0], infected[0], removed[0]]).toEqual([9_999, 1, 0]);
      expect([susceptible.length, infected.length, removed.length]).toEqual([days + 1, days + 1, days + 1]);
      susceptible.forEach((count, day) => {
        const [i, r] = [infected[day] ?? Number.NaN, removed[day] ?? Number.NaN];
        expect(Math.abs(count + i + r - POPULATION)).toBeLessThan(1e-6);
        expect(Math.min(count, i, r)).toBeGreaterThanOrEqual(0);
      });
    }
  });

  it('follows S = S0·exp(−r·R/N), which SIR obeys exactly, to a hundredth of a person', () => {
    for (const [d, r] of [
      [1, 8],
      [2, 3.5],
      [14, 1.5],
      [28, 8],
    ] as const) {
      const { susceptible, removed } = simulate([at(0, d, r)]);
      susceptible.forEach((count, day) => {
        const exact = 9_999 * Math.exp((-r * (removed[day] ?? 0)) / POPULATION);
        expect(Math.abs(count - exact)).toBeLessThan(0.01);
      });
    }
  });

  it('without infections, lets one case fade as exp(−t/d)', () => {
    const { infected } = simulate([at(0, 7, 0)]);
    infected.forEach((count, day) => {
      expect(Math.abs(count - Math.exp(-day / 7))).toBeLessThan(1e-5);
    });
  });

  it('ends at every position of the sliders, all of them in under a second', () => {
    const begin = performance.now();
    let runs = 0;
    for (let d = 1; d <= 28; d += 1) {
      for (let r = 0; r <= 80; r += 1) {
        const course = simulate([at(0, d, r / 10)]);
        if (!course.ended || course.days >= MAX_DAYS) throw new Error(`d ${d}, r ${r / 10} must end`);
        runs += 1;
      }
    }
    expect(runs).toBe(28 * 81);
    expect(performance.now() - begin).toBeLessThan(SWEEP_MS);
  });

  it('goes on from where it stood when the rates change, from the day of the change on', () => {
    const before = simulate([at(0, 14, 3)]);
    const after = simulate([at(0, 14, 3), at(50, 14, 1.5)]);
    expect(after.infected.slice(0, 50)).toEqual(before.infected.slice(0, 50));
    expect(after.infected[50]).toBeLessThan(before.infected[50] ?? 0);
    expect(after.infected[50]).toBeGreaterThan(after.infected[49] ?? 0);
  });

  it('is not changed by a change to the same rates', () => {
    const whole = simulate([at(0, 14, 3)]);
    const parts = simulate([at(0, 14, 3), at(20, 14, 3), at(90, 14, 3)]);
    expect(parts).toEqual(whole);
  });

  it('follows a rise that comes after r was 1 or less', () => {
    const changes = [at(0, 14, 0.9), at(60, 14, 3)];
    const course = simulate(changes);
    const { peak, returnsFromNobody } = outcomeOf(course, changes);
    expect(course.ended).toBe(true);
    expect(peak.day).toBeGreaterThan(60);
    expect(peak.infected).toBeGreaterThan(2_900);
    expect(returnsFromNobody).toBe(false);
  });

  it('says when a wave comes back from less than half a person', () => {
    const changes = [at(0, 14, 0.2), at(100, 14, 3)];
    expect(outcomeOf(simulate(changes), changes).returnsFromNobody).toBe(true);
  });

  it('ends where nobody is left, even if the infection could grow', () => {
    const course = simulate([at(0, 1, 0), at(1_000, 1, 8)]);
    expect(course.ended).toBe(true);
    expect(course.days).toBe(1_028);
  });

  it('runs at least as long as it is asked to', () => {
    expect(simulate([at(0, 1, 0)], 300).days).toBe(300);
  });
});

describe('outcomeOf', () => {
  it('peaks when N/r are susceptible', () => {
    for (const r of [1.5, 2, 3]) {
      const changes = [at(0, 28, r)];
      const { peak } = outcomeOf(simulate(changes), changes);
      expect(peak.susceptible / POPULATION).toBeCloseTo(1 / r, 2);
    }
  });

  it('counts the never infected alike for any d: it depends on r alone', () => {
    const never = [3, 14, 28].map(d => {
      const changes = [at(0, d, 1.3)];
      return outcomeOf(simulate(changes), changes).neverInfected;
    });
    expect(Math.max(...never) - Math.min(...never)).toBeLessThan(0.01);
  });

  it('has its peak on day 0 where there is no wave', () => {
    const changes = [at(0, 14, 1)];
    expect(outcomeOf(simulate(changes), changes).peak).toMatchObject({ day: 0, infected: 1 });
  });
});
