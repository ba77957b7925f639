import { describe, expect, it } from 'vitest';
import { courseTable } from '../../site/sandbox/course-table.ts';
import { headlineOf, resultWords } from '../../site/sandbox/result-words.ts';
import { runPair } from '../../site/sandbox/run-pair.ts';
import { countWords } from '../../site/text/number-words.ts';

const at = (t: number, d: number, r: number) => ({ t, d, r });
const TWO = runPair([at(0, 14, 1.5)], [at(0, 14, 3)]);
const CALM = runPair([at(0, 14, 0.5)], [at(0, 14, 1)]);

describe('headlineOf', () => {
  it('says how high both waves are, and when', () => {
    expect(headlineOf('two', TWO.runs)).toEqual({
      figure: countWords(3005),
      words: 'infected at once on day 70 in scenario 2, 631 on day 225 in scenario 1',
    });
  });

  it('says where there is no wave', () => {
    expect(headlineOf('two', CALM.runs)).toEqual({ figure: 'No wave', words: 'in scenario 2, no wave in scenario 1' });
    const [calm] = CALM.runs;
    expect(headlineOf('change', [TWO.runs[0], calm])).toEqual({
      figure: 'No wave',
      words: 'with the last change, 631 infected at once on day 225 without it',
    });
  });
});

describe('resultWords', () => {
  it('says the peak, its day and how many are never infected', () => {
    expect(resultWords(TWO.runs[0])).toBe(
      `At the peak, on day 225, 631 of ${countWords(10_000)} people are infected at once. ${countWords(4171)} are never infected.`,
    );
  });

  it('says so where the infected only fall', () => {
    expect(resultWords(CALM.runs[0])).toMatch(/^There is no wave: .* are never infected\.$/);
  });

  it('says what the model alone can do: come back from nobody', () => {
    const [run] = runPair([at(0, 14, 0), at(100, 14, 3)], [at(0, 14, 3)]).runs;
    expect(resultWords(run)).toContain('less than half an infected person');
  });
});

describe('courseTable', () => {
  it('has a row per day and three columns per scenario, that add up to everyone', () => {
    const { columns, rows } = courseTable('change', TWO);
    const lines = [...rows];
    expect(columns).toEqual([
      'day',
      'baseline susceptible',
      'baseline infected',
      'baseline removed',
      'alternate susceptible',
      'alternate infected',
      'alternate removed',
    ]);
    expect(lines).toHaveLength(TWO.days + 1);
    expect(lines[0]).toEqual([0, 9_999, 1, 0, 9_999, 1, 0]);
    expect(lines[70]?.[5]).toBe(3004.82);
    const sum = lines[100]?.slice(1, 4).reduce<number>((total, cell) => total + Number(cell), 0);
    expect(sum).toBeCloseTo(10_000, 1);
  });
});
