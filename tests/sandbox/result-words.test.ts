import { describe, expect, it } from 'vitest';
import { formatCount } from '../../site/format/numbers-and-dates.ts';
import { courseTable } from '../../site/views/sandbox/exportable.ts';
import { headlineOf, resultText } from '../../site/views/sandbox/format.ts';
import { runPair } from '../../site/views/sandbox/model.ts';

const at = (t: number, d: number, r: number) => ({ t, d, r });
const TWO = runPair([at(0, 14, 1.5)], [at(0, 14, 3)]);
const CALM = runPair([at(0, 14, 0.5)], [at(0, 14, 1)]);

describe('headlineOf', () => {
  it('says how high both waves are, and when', () => {
    expect(headlineOf('two', TWO.runs)).toEqual({
      figure: formatCount(3005),
      words: 'infected at once on day 70 in scenario 2, 631 on day 225 in scenario 1',
    });
  });

  it('says where there is no wave', () => {
    expect(headlineOf('two', CALM.runs)).toEqual({ figure: 'No wave', words: 'in scenario 2, no wave in scenario 1' });
    const lower = runPair([at(0, 14, 1.5)], [at(0, 14, 1.5), at(1, 14, 0.5)]);
    expect(headlineOf('change', lower.runs)).toEqual({
      figure: 'No wave',
      words: 'with the last change, 631 infected at once on day 225 without it',
    });
  });
});

describe('headlineOf without a change', () => {
  it('speaks of no last change', () => {
    const alone = runPair([at(0, 14, 3)], [at(0, 14, 3)]);
    expect(headlineOf('change', alone.runs)).toEqual({
      figure: formatCount(3005),
      words: 'infected at once on day 70 without a change on the way',
    });
    expect(headlineOf('change', runPair([at(0, 14, 1)], [at(0, 14, 1)]).runs)).toEqual({
      figure: 'No wave',
      words: 'without a change on the way',
    });
  });
});

describe('resultText', () => {
  it('says the peak, its day and how many are never infected', () => {
    expect(resultText(TWO.runs[0])).toBe(
      `At the peak, on day 225, 631 of ${formatCount(10_000)} people are infected at once. ${formatCount(4171)} are never infected.`,
    );
  });

  it('says so where the infected only fall', () => {
    expect(resultText(CALM.runs[0])).toMatch(/^There is no wave: .* are never infected\.$/);
  });

  it('says what the model alone can do: come back from nobody', () => {
    const [run] = runPair([at(0, 14, 0), at(100, 14, 3)], [at(0, 14, 3)]).runs;
    expect(resultText(run)).toContain('less than half an infected person');
  });
});

describe('resultText of a change that comes too late', () => {
  it.each([
    ['nobody at all', [at(0, 1, 0), at(1_000, 1, 8)], 1_000],
    ['next to nobody', [at(0, 1, 0), at(400, 28, 1.1)], 400],
  ])('says that the model counts %s by then', (_, changes, day) => {
    const words = resultText(runPair(changes, changes).runs[1]);
    expect(words).toBe(
      `There is no wave: the number of infected people only falls. 9,999 are never infected. From day ${formatCount(day)} on ` +
        'the infection could grow again, but by then the model counts almost nobody infected, so no wave comes of it.',
    );
  });

  it('says nothing of it where a wave has passed and r stays too low for another', () => {
    const changes = [at(0, 14, 3), at(400, 14, 4)];
    expect(resultText(runPair(changes, changes).runs[1])).not.toContain('could grow again');
  });
});

describe('courseTable', () => {
  it('has a row per day and three columns per scenario, that add up to everyone', () => {
    const pair = runPair([at(0, 14, 3)], [at(0, 14, 3), at(50, 14, 1.5)]);
    const { columns, rows } = courseTable('change', pair);
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
    expect(lines).toHaveLength(pair.days + 1);
    expect(lines[0]).toEqual([0, 9_999, 1, 0, 9_999, 1, 0]);
    expect(lines[70]?.[2]).toBe(3004.82);
    expect(lines[72]?.[5]).toBe(1120.08);
    const sum = lines[100]?.slice(1, 4).reduce<number>((total, cell) => total + Number(cell), 0);
    expect(sum).toBeCloseTo(10_000, 1);
  });

  it('has one scenario where there is no change', () => {
    const { columns } = courseTable('change', runPair([at(0, 14, 3)], [at(0, 14, 3)]));
    expect(columns).toEqual([
      'day',
      'without a change susceptible',
      'without a change infected',
      'without a change removed',
    ]);
  });
});
