import { describe, expect, it } from 'vitest';
import { formatAge, formatAgo, freshnessOf } from '../../site/controls/freshness.ts';
import { usualGap } from '../../site/data/read-receipt.ts';

const NOON = (day: string) => new Date(`${day}T12:00:00Z`);

describe('freshnessOf(lastDate, gapDays, now)', () => {
  it('is fresh up to three usual gaps, and late on the day after', () => {
    const on = (day: string) => freshnessOf('2020-06-30', 1, NOON(day)).state;
    expect(on('2020-06-30')).toBe('fresh');
    expect(on('2020-07-03')).toBe('fresh');
    expect(on('2020-07-04')).toBe('late');
  });

  it('says how old the numbers are and how often reports used to come', () => {
    expect(freshnessOf('2020-06-21', 1, NOON('2020-06-30')).sentence).toBe(
      'This data is 9 days old. Reports used to come daily; the newest is from June 21, 2020.',
    );
    expect(freshnessOf('2020-06-01', 7, NOON('2020-06-30')).sentence).toContain('Reports used to come weekly;');
    expect(freshnessOf('2020-06-01', 3, NOON('2020-06-30')).sentence).toContain('Reports used to come every 3 days;');
  });

  it('waits three weeks for weekly reports', () => {
    expect(freshnessOf('2020-06-09', 7, NOON('2020-06-30')).state).toBe('fresh');
    expect(freshnessOf('2020-06-08', 7, NOON('2020-06-30')).state).toBe('late');
  });

  it('calls numbers of half a year ago and older an archive, calmly', () => {
    expect(freshnessOf('2020-06-30', 1, NOON('2026-11-20'))).toEqual({
      state: 'archive',
      sentence:
        'The newest report is from June 30, 2020, 6 years ago. This site shows an archive unless new reports arrive.',
      isUnsure: false,
    });
    expect(freshnessOf('2020-06-30', 1, NOON('2020-12-26')).state).toBe('late');
    expect(freshnessOf('2020-06-30', 1, NOON('2020-12-27')).state).toBe('archive');
  });

  it('takes reports for monthly where nothing is known of them, and says that this decides', () => {
    const unknown = (day: string) => freshnessOf('2020-06-30', null, NOON(day));
    expect(unknown('2020-07-03')).toMatchObject({ state: 'fresh', isUnsure: false });
    expect(unknown('2020-07-04')).toMatchObject({ state: 'fresh', isUnsure: true });
    expect(unknown('2020-10-01')).toMatchObject({ state: 'fresh', isUnsure: true });
    expect(unknown('2020-10-02')).toMatchObject({ state: 'late', isUnsure: false });
    expect(unknown('2020-10-02').sentence).toBe('This data is 3 months old. The newest report is from June 30, 2020.');
  });

  it('does not wait years for yearly reports', () => {
    expect(freshnessOf('2018-12-31', 365, NOON('2020-06-30')).state).toBe('archive');
  });

  it('knows no report of tomorrow as older than expected', () => {
    expect(freshnessOf('2020-07-01', 1, NOON('2020-06-30'))).toMatchObject({
      state: 'fresh',
      sentence: 'The newest report is from July 1, 2020, today.',
    });
  });
});

describe('usualGap(days)', () => {
  const days = (...numbers: number[]) => numbers.map(day => `2020-06-${String(day).padStart(2, '0')}`);

  it('is the median, so that one day left out changes nothing', () => {
    expect(usualGap(days(1, 2, 3, 5, 6, 7))).toBe(1);
    expect(usualGap(days(1, 8, 15, 22, 29))).toBe(7);
  });

  it('counts a day once, in any order', () => {
    expect(usualGap(days(22, 1, 8, 8, 15, 15))).toBe(7);
  });

  it('looks at the newest reports', () => {
    const weekly = Array.from({ length: 60 }, (_, week) => new Date(Date.UTC(2019, 0, 1 + week * 7)));
    const daily = Array.from({ length: 29 }, (_, day) => new Date(Date.UTC(2020, 5, 1 + day)));
    expect(usualGap([...weekly, ...daily].map(day => day.toISOString().slice(0, 10)))).toBe(1);
  });

  it('tells nothing from three reports or fewer', () => {
    expect(usualGap([])).toBeNull();
    expect(usualGap(days(1, 2, 3))).toBeNull();
    expect(usualGap(days(1, 2, 3, 4))).toBe(1);
  });
});

describe('formatAge(date, today)', () => {
  it('counts whole days, months and years of the calendar', () => {
    expect(formatAge('2020-06-29', '2020-06-30')).toBe('1 day');
    expect(formatAge('2020-05-02', '2020-06-30')).toBe('59 days');
    expect(formatAge('2020-05-01', '2020-06-30')).toBe('1 month');
    expect(formatAge('2020-06-30', '2022-06-29')).toBe('23 months');
    expect(formatAge('2020-06-30', '2022-06-30')).toBe('2 years');
    expect(formatAge('2020-06-30', '2026-06-29')).toBe('5 years');
  });

  it('has words of their own for today and yesterday', () => {
    expect(formatAgo('2020-06-30', '2020-06-30')).toBe('today');
    expect(formatAgo('2020-06-29', '2020-06-30')).toBe('yesterday');
    expect(formatAgo('2020-06-28', '2020-06-30')).toBe('2 days ago');
  });
});
