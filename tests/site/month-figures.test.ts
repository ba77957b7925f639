import { describe, expect, it } from 'vitest';
import { FRAMES_EXAMPLE } from '../../functions/contract/frames.ts';
import { monthFigures } from '../../site/data/day-figures.ts';

const FIRSTS = { regions: ['2020-03-22', '2020-03-22', '2020-04-03'], map: '2020-03-22' };

describe('monthFigures(frames, firsts)', () => {
  const days = monthFigures(FRAMES_EXAMPLE, FIRSTS);

  it('has every day of the month', () => {
    expect([...days.keys()]).toEqual(['2020-04-01', '2020-04-02', '2020-04-03']);
  });

  it('adds totals up from the base and leaves gaps as gaps', () => {
    expect(days.get('2020-04-01')?.total).toEqual([4152, 47_809, null]);
    expect(days.get('2020-04-03')?.total).toEqual([5039, null, 7]);
  });

  it('counts what is new on the first day against the base', () => {
    expect(days.get('2020-04-01')?.new).toEqual([425, 4690, null]);
  });

  it('counts a first record as new where the map has earlier days', () => {
    expect(days.get('2020-04-03')?.new).toEqual([414, null, 7]);
  });

  it('knows nothing new on the first day of the map', () => {
    const first = monthFigures(
      { ...FRAMES_EXAMPLE, base: [null, null, null] },
      { regions: ['2020-04-01', '2020-04-01', '2020-04-03'], map: '2020-04-01' },
    );
    expect(first.get('2020-04-01')?.new).toEqual([null, null, null]);
    expect(first.get('2020-04-02')?.new).toEqual([473, 3990, null]);
  });

  it('gives each day what was held back on it and on the day before', () => {
    expect(days.get('2020-04-03')?.held.map(({ region }) => region)).toEqual(['36061']);
    expect(days.get('2020-04-02')?.held).toEqual([]);
  });

  it('of frames without days is empty', () => {
    expect(monthFigures({ ...FRAMES_EXAMPLE, dates: [], base: [], changes: [] }, FIRSTS).size).toBe(0);
  });
});
