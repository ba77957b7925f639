import { describe, expect, it } from 'vitest';
import { runPair } from '../../site/views/sandbox/model.ts';
import { type Course, simulate } from '../../site/views/sandbox/sir.ts';

const WITHIN = 0.0005;

/** What the original's sandbox gave: whole people, the rest cut off. */
const REFERENCES = [
  { name: 'd 14, r 1.5', changes: [at(0, 14, 1.5)], peak: 631, day: 225, never: 4174 },
  { name: 'd 14, r 3', changes: [at(0, 14, 3)], peak: 3004, day: 70, never: 595 },
  { name: 'd 10, r 1.5', changes: [at(0, 10, 1.5)], peak: 631, day: 161, never: 4174 },
  { name: 'd 10, r 3', changes: [at(0, 10, 3)], peak: 3004, day: 50, never: 595 },
  { name: 'd 28, r 8', changes: [at(0, 28, 8)], peak: 6149, day: 45, never: 3 },
  {
    name: 'd 14, r 3, from day 50 r 1.5',
    changes: [at(0, 14, 3), at(50, 14, 1.5)],
    peak: 1120,
    day: 72,
    never: 3512,
  },
];

describe('simulate against the reference results', () => {
  it.each(REFERENCES)('$name: the peak and its day', ({ changes, peak, day }) => {
    const { outcome } = runPair(changes, changes).runs[0];
    expect(outcome.peak.day).toBe(day);
    expect(Math.abs(outcome.peak.infected - peak) / peak).toBeLessThan(WITHIN);
  });

  it.each(REFERENCES)('$name: the susceptible where the original stopped', ({ changes, never }) => {
    const course = simulate(changes);
    const left = course.susceptible[originalEnd(course, changes.at(-1)?.d ?? 0)] ?? 0;
    expect(Math.abs(left - never)).toBeLessThan(Math.max(1, WITHIN * never));
  });

  it.each(REFERENCES)('$name: those never infected, though we wait longer', ({ changes, never }) => {
    const { outcome } = runPair(changes, changes).runs[0];
    expect(Math.abs(outcome.neverInfected - never)).toBeLessThan(Math.max(1, 0.005 * never));
  });
});

/** The original ended with the first block of d days in which the infected fell by less than one person. */
function originalEnd({ infected, days }: Course, d: number): number {
  let end = 0;
  for (let day = d; day <= days; day += d) {
    const fall = (infected[day - d] ?? 0) - (infected[day] ?? 0);
    end = day;
    if (fall >= 0 && fall < 1) break;
  }
  return end;
}

function at(t: number, d: number, r: number) {
  return { t, d, r };
}
