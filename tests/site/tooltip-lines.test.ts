import { describe, expect, it } from 'vitest';
import { tooltipLines } from '../../site/map/tooltip-lines.ts';

const COOK = { id: '17031', row: 0, name: 'Cook, Illinois', population: 5_150_233 };
const CITY = { id: '36061', row: 1, name: 'New York City, New York', population: null };
const FIGURES = { date: '2020-06-30', total: [90_536, 215_179, null], new: [377, -4, null] };
const TOTAL = { change: 'total', words: 'confirmed cases' } as const;

const textOf = (...args: Parameters<typeof tooltipLines>) => tooltipLines(...args).map(({ text }) => text);

describe('tooltipLines(shapeName, place, figures, shown)', () => {
  it('gives place, figure, rate and change', () => {
    expect(textOf('Cook', COOK, FIGURES, TOTAL)).toEqual([
      'Cook, Illinois',
      '90,536 confirmed cases',
      '1,758 per 100,000 people',
      '+377 from the day before',
    ]);
  });

  it('says where a shape is counted with others, and that a population is not known', () => {
    expect(textOf('Kings', CITY, FIGURES, TOTAL)).toEqual([
      'New York City, New York',
      '215,179 confirmed cases',
      'No population to compare with',
      '−4 from the day before',
      'Kings is counted in it',
    ]);
  });

  it('says "No report", never zero, for a shape without one', () => {
    expect(textOf('Aleutians West', null, FIGURES, TOTAL)).toEqual(['Aleutians West', 'No report']);
    expect(textOf('Cook', { ...COOK, row: 2 }, FIGURES, TOTAL)).toEqual(['Cook, Illinois', 'No report']);
  });

  it('leaves the change out where the figure is itself a change', () => {
    expect(textOf('Cook', COOK, FIGURES, { change: 'new', words: 'new confirmed cases' })).toHaveLength(3);
  });
});
