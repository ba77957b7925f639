import { describe, expect, test } from 'vitest';
import { dateOrderOf, inUnit, parsePeriod, periodOfRows } from '../../functions/ingest/parse-period.ts';

const read = (cell: string, order: Parameters<typeof parsePeriod>[1] = 'iso') => {
  const period = parsePeriod(cell, order);
  return period === null ? null : `${period.unit} ${period.text}`;
};

describe('parsePeriod(cell, order)', () => {
  test.each([
    ['2020-06-30', 'day 2020-06-30'],
    [' 2020-06-30 ', 'day 2020-06-30'],
    ['2020-06-30T23:59:59Z', 'day 2020-06-30'],
    ['2020-06-30T23:59:59.123+09:00', 'day 2020-06-30'],
    ['2020-06-30 05:33', 'day 2020-06-30'],
    ['2020/6/3', 'day 2020-06-03'],
    ['2020.06.30', 'day 2020-06-30'],
    ['2020/06/30 10:00', 'day 2020-06-30'],
    ['20200630', 'day 2020-06-30'],
    ['Jun 30 2020', 'day 2020-06-30'],
    ['June 30, 2020', 'day 2020-06-30'],
    ['Sept. 3, 2020', 'day 2020-09-03'],
    ['30 June 2020', 'day 2020-06-30'],
    ['3-JUN-20', 'day 2020-06-03'],
    ['3-Jun-69', 'day 2069-06-03'],
    ['3-Jun-70', 'day 1970-06-03'],
    ['2020-02-29', 'day 2020-02-29'],
    ['2020-06', 'month 2020-06'],
    ['2020-6', 'month 2020-06'],
    ['2020/12', 'month 2020-12'],
    ['2020M12', 'month 2020-12'],
    ['Dec 2020', 'month 2020-12'],
    ['December 2020', 'month 2020-12'],
    ['Dec-2020', 'month 2020-12'],
    ['2020-Q4', 'quarter 2020-Q4'],
    ['2020Q4', 'quarter 2020-Q4'],
    ['2020 q1', 'quarter 2020-Q1'],
    ['Q2 2020', 'quarter 2020-Q2'],
    ['q3/2020', 'quarter 2020-Q3'],
    ['2020', 'year 2020'],
    ['2020.0', 'year 2020'],
    ['0001', 'year 0001'],
  ])('reads %s', (cell, period) => {
    expect(read(cell)).toBe(period);
    expect(read(cell, 'day first')).toBe(period);
    expect(read(cell, 'month first')).toBe(period);
  });

  test.each([
    ['03/04/2020', '2020-04-03', '2020-03-04'],
    ['3.4.2020', '2020-04-03', '2020-03-04'],
    ['03-04-2020', '2020-04-03', '2020-03-04'],
    ['3/4/20', '2020-04-03', '2020-03-04'],
    ['3/4/99 12:30', '1999-04-03', '1999-03-04'],
    ['31/12/2020', '2020-12-31', null],
    ['12/31/2020', null, '2020-12-31'],
  ])('reads %s by the order of day and month', (cell, dayFirst, monthFirst) => {
    expect(parsePeriod(cell, 'day first')?.text ?? null).toBe(dayFirst);
    expect(parsePeriod(cell, 'month first')?.text ?? null).toBe(monthFirst);
  });

  test.each([
    // Week 1 has the first Thursday of the year.
    ['2020-W01', '2019-12-30'],
    ['2021-W01', '2021-01-04'],
    ['2016-W01', '2016-01-04'],
    ['2020W27', '2020-06-29'],
    ['2020-W27-1', '2020-06-29'],
    ['2020-w27', '2020-06-29'],
    ['2020-W53', '2020-12-28'],
    ['2015-W53', '2015-12-28'],
  ])('reads the ISO week %s as its Monday', (cell, monday) => {
    expect(read(cell)).toBe(`week ${monday}`);
  });

  test.each(['2021-W53', '2019-W53', '2020-W54', '2020-W00', '2020-W1', '2020-W27-2', '0000-W01'])(
    'refuses the week %s',
    cell => {
      expect(read(cell)).toBeNull();
    },
  );

  test.each([
    '',
    ' ',
    'n/a',
    'total',
    '2020-02-30',
    '2021-02-29',
    '1900-02-29',
    '2020-13-01',
    '2020-00',
    '2020-13',
    '2020-Q5',
    '2020-Q0',
    '0000',
    '0000-01-01',
    '0000-Q1',
    '99',
    '20201',
    '202013',
    '20201301',
    '2020-06-30x',
    '2020.5',
    'Foo 2020',
    'Foo 3 2020',
    'Jun 31 2020',
    '3/4',
    '3/4.2020',
    '2020-06-30/2020-07-06',
    '1.5',
    '-2020',
  ])('refuses "%s"', cell => {
    expect(read(cell)).toBeNull();
    expect(read(cell, 'day first')).toBeNull();
    expect(read(cell, 'month first')).toBeNull();
  });
});

describe('inUnit(period, wanted, weekStart)', () => {
  const units = ['day', 'week', 'month', 'quarter', 'year', 'none'] as const;
  const all = (cell: string, weekStart = 1) => {
    const period = parsePeriod(cell, 'iso');
    if (period === null) throw new Error(`"${cell}" is no period`);
    return units.map(unit => inUnit(period, unit, weekStart));
  };

  test('puts a day into any period', () => {
    expect(all('2021-01-01')).toEqual(['2021-01-01', '2020-12-28', '2021-01', '2021-Q1', '2021', 'all']);
    expect(all('2021-01-01', 0)[1]).toBe('2020-12-27');
  });

  test('leaves what is coarser than wanted, or not divided by it, untold', () => {
    expect(all('2021-01')).toEqual([null, null, '2021-01', null, null, null]);
    expect(all('2021')).toEqual([null, null, null, null, '2021', null]);
    expect(all('2021-Q1')).toEqual([null, null, null, '2021-Q1', null, null]);
  });

  test('takes ISO weeks where weeks begin on a Monday', () => {
    expect(all('2021-W01')).toEqual([null, '2021-01-04', null, null, null, null]);
    expect(all('2021-W01', 0)).toEqual([null, null, null, null, null, null]);
  });
});

test('periodOfRows(text, unit, weekStart) puts days into the unit, and leaves other periods', () => {
  expect(periodOfRows('2021-01-01', 'week', 1)).toBe('2020-12-28');
  expect(periodOfRows('2021-01-01', 'week', 6)).toBe('2020-12-26');
  expect(periodOfRows('2021-01-01', 'month', 1)).toBe('2021-01');
  expect(periodOfRows('2021-01', 'month', 1)).toBe('2021-01');
  expect(periodOfRows('2021-Q3', 'quarter', 1)).toBe('2021-Q3');
});

describe('dateOrderOf(cells)', () => {
  test('is told by one number above 12', () => {
    expect(dateOrderOf(['03/04/2020', '13/04/2020'])).toBe('day first');
    expect(dateOrderOf(['03/04/2020', '03/14/2020'])).toBe('month first');
    expect(dateOrderOf([' 31.12.20 ', '1.2.20 10:00'])).toBe('day first');
  });

  test('is ambiguous where no number tells, unless both are the same day', () => {
    expect(dateOrderOf(['03/04/2020', '12/12/2020'])).toBe('ambiguous');
    expect(dateOrderOf(['12/12/2020', '1/1/2020'])).toBe('month first');
  });

  test('is mixed where they contradict each other', () => {
    expect(dateOrderOf(['13/04/2020', '04/13/2020'])).toBe('mixed');
  });

  test('is null where no date has two such numbers', () => {
    expect(dateOrderOf(['2020-06-30', '2020', 'n/a', '20200630', ''])).toBeNull();
    expect(dateOrderOf([])).toBeNull();
  });
});
