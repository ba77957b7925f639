import { describe, expect, it } from 'vitest';
import { runPair } from '../../site/views/sandbox/model.ts';
import { simulate } from '../../site/views/sandbox/sir.ts';

const at = (t: number, d: number, r: number) => ({ t, d, r });

describe('runPair', () => {
  it('runs both to the length of the longer one', () => {
    const { runs, days } = runPair([at(0, 14, 1.5)], [at(0, 14, 3)]);
    expect(days).toBe(simulate([at(0, 14, 1.5)]).days);
    expect(days).toBeGreaterThan(simulate([at(0, 14, 3)]).days);
    expect(runs.map(({ course }) => course.infected.length)).toEqual([days + 1, days + 1]);
  });

  it('runs on to the day that an axis is held at, and comes to the same', () => {
    const short = runPair([at(0, 14, 3)], [at(0, 7, 3)]);
    const held = runPair([at(0, 14, 3)], [at(0, 7, 3)], 600);
    expect(held.days).toBe(600);
    expect(held.runs.map(({ course }) => course.infected.length)).toEqual([601, 601]);
    expect(held.runs.map(({ outcome }) => outcome)).toEqual(short.runs.map(({ outcome }) => outcome));
  });
});
