import { describe, expect, it } from 'vitest';
import { periodTicks } from '../../site/charts/day-ticks.ts';
import { timeMarks } from '../../site/views/map/date-slider.ts';

describe('periodTicks(first, last, most, calendar)', () => {
  it('marks the first week of a month', () => {
    const ticks = periodTicks('2024-01-01', '2024-06-24', 6, { unit: 'week', every: 1 });
    expect(ticks.map(({ name }) => name)).toEqual(['2024', 'Feb', 'Mar', 'Apr', 'May', 'Jun']);
    expect(ticks.map(({ at }) => at)).toEqual([0, 5, 9, 13, 18, 22]);
  });

  it('marks months at their place', () => {
    const ticks = periodTicks('2019-11', '2020-12', 4, { unit: 'month', every: 1 });
    expect(ticks.map(({ at, name }) => [at, name])).toEqual([
      [2, '2020'],
      [8, 'Jul'],
    ]);
  });

  it('names quarters where they fit, and years beyond', () => {
    const quarters = { unit: 'quarter', every: 1 } as const;
    expect(periodTicks('2020-Q1', '2020-Q3', 6, quarters).map(({ name }) => name)).toEqual([
      'Q1 2020',
      'Q2 2020',
      'Q3 2020',
    ]);
    expect(periodTicks('2010-Q1', '2020-Q4', 6, quarters).map(({ name }) => name)).toContain('2020');
  });

  it('names round years, also of every fifth year', () => {
    const names = (first: string, last: string, every: number) =>
      periodTicks(first, last, 5, { unit: 'year', every }).map(({ name }) => name);
    expect(names('1987', '2021', 1)).toEqual(['1990', '2000', '2010', '2020']);
    expect(names('1955', '2025', 5)).toEqual(['1960', '1980', '2000', '2020']);
  });
});

describe('timeMarks(firstDate, lastDate, calendar)', () => {
  const names = (...of: Parameters<typeof timeMarks>) => timeMarks(...of).map(({ name }) => name);

  it('are few enough, whatever the unit', () => {
    expect(names('2024-01-01', '2025-12-29', { unit: 'week', every: 1 })).toEqual(['Jul', '2025', 'Jul']);
    expect(names('2019-01', '2021-11', { unit: 'month', every: 1 })).toEqual([
      '2019',
      'Jul',
      '2020',
      'Jul',
      '2021',
      'Jul',
    ]);
    expect(names('1900', '2025', { unit: 'year', every: 1 })).toEqual([
      '1900',
      '1920',
      '1940',
      '1960',
      '1980',
      '2000',
      '2020',
    ]);
    expect(names('1955', '2025', { unit: 'year', every: 5 })).toEqual(['1955', '1980', '2005']);
  });

  it('are none without time', () => {
    expect(names('all', 'all', { unit: 'none', every: 1 })).toEqual([]);
  });
});
