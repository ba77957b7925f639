import { describe, expect, it } from 'vitest';
import { derivedLabel, measureLabel, measureTitle, perLabel, whenLabel } from '../../site/format/measures.ts';
import {
  formatChange,
  formatCount,
  formatDate,
  formatRate,
  formatValue,
  localeFor,
} from '../../site/format/numbers-and-dates.ts';
import { monthMarks } from '../../site/views/map/date-slider.ts';
import { ACTIVE, CONFIRMED } from './case-measures.ts';

describe('the words of the page', () => {
  it('writes dates out, in any time zone', () => {
    expect(formatDate('2020-06-30')).toBe('June 30, 2020');
    expect(formatDate('2020-01-01')).toBe('January 1, 2020');
  });

  it('separates thousands', () => {
    expect(formatCount(2_635_417)).toBe('2,635,417');
    expect(formatCount(-4)).toBe('−4');
  });

  it('writes rates in plain notation, however small', () => {
    expect([2581.1, 12.34, 0.0421, 0].map(formatRate)).toEqual(['2,581', '12.3', '0.042', '0']);
  });

  it('writes counts whole and means as they are', () => {
    expect([2_635_417, 12.34, 0.5].map(formatValue)).toEqual(['2,635,417', '12.3', '0.5']);
  });

  it('says what is done to a count', () => {
    expect([perLabel(null), perLabel(1), perLabel(1_000_000)]).toEqual(['', 'per person', 'per 1,000,000 people']);
    expect(derivedLabel(100_000, 7)).toBe('per 100,000 people, 7-day average');
    expect(derivedLabel(null, 1)).toBe('');
  });

  it('follows the kind of a measure: a level has a net change, and is there on a day, not by it', () => {
    expect([measureLabel(CONFIRMED, 'new'), measureLabel(ACTIVE, 'new')]).toEqual([
      'new confirmed cases',
      'net change in active cases',
    ]);
    expect([measureTitle(CONFIRMED, 'new'), measureTitle(ACTIVE, 'new')]).toEqual([
      'New confirmed',
      'Net change in active',
    ]);
    expect([whenLabel(CONFIRMED, '2020-06-30', 'total'), whenLabel(ACTIVE, '2020-06-30', 'total')]).toEqual([
      'by June 30, 2020',
      'on June 30, 2020',
    ]);
  });

  it('takes numbers and dates from the country of the visitor', () => {
    expect(['de-DE', 'fr', 'en-GB', 'ja', undefined, 'not a language'].map(language => localeFor(language))).toEqual([
      'en-DE',
      'en-FR',
      'en-GB',
      'en-JP',
      'en-US',
      'en-US',
    ]);
    expect(new Intl.NumberFormat(localeFor('de-DE')).format(2_635_417)).toBe('2.635.417');
  });

  it('signs changes and says when there is none or none is known', () => {
    expect([284, -4, 0, null].map(formatChange)).toEqual(['+284', '−4', 'No change', null]);
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
