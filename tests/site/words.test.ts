import { describe, expect, it } from 'vitest';
import { monthMarks } from '../../site/date/month-marks.ts';
import { dateWords } from '../../site/text/date-words.ts';
import { changeWords, countWords, rateWords } from '../../site/text/number-words.ts';

describe('the words of the page', () => {
  it('writes dates out, in any time zone', () => {
    expect(dateWords('2020-06-30')).toBe('June 30, 2020');
    expect(dateWords('2020-01-01')).toBe('January 1, 2020');
  });

  it('separates thousands', () => {
    expect(countWords(2_635_417)).toBe('2,635,417');
    expect(countWords(-4)).toBe('−4');
  });

  it('writes rates in plain notation, however small', () => {
    expect([2581.1, 12.34, 0.0421, 0].map(rateWords)).toEqual(['2,581', '12.3', '0.042', '0']);
  });

  it('signs changes and says when there is none or none is known', () => {
    expect([284, -4, 0, null].map(changeWords)).toEqual(['+284', '−4', 'no change', null]);
  });
});

describe('monthMarks(firstDate, lastDate)', () => {
  it('marks the beginnings of months', () => {
    expect(monthMarks('2020-03-22', '2020-06-30').map(({ name }) => name)).toEqual(['Apr', 'May', 'Jun']);
    expect(monthMarks('2020-04-01', '2020-04-11')).toEqual([{ name: 'Apr', position: 0 }]);
  });

  it('thins them out over years, and each year keeps its own', () => {
    const names = monthMarks('2020-01-22', '2023-03-09').map(({ name }) => name);
    expect(names.length).toBeLessThanOrEqual(13);
    expect(names).toEqual(expect.arrayContaining(['2021', '2022', '2023']));
  });

  it('of a single day does not divide by nothing', () => {
    expect(monthMarks('2020-06-01', '2020-06-01')).toEqual([{ name: 'Jun', position: 0 }]);
  });
});
