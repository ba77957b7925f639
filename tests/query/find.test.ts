import { describe, expect, test } from 'vitest';
import type { Calendar } from '../../functions/contract/period.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { type Dimension, SNAPSHOT_EXAMPLE, type Snapshot } from '../../functions/contract/snapshot.ts';
import { checkPer, findChoice, findPeriod, findWindow } from '../../functions/query/lookup/find.ts';
import { DIMENSION } from '../../functions/query/parameters/dataset-parameters.ts';
import { parseParameters } from '../../functions/query/parameters/parse-query.ts';

function refusal(ask: () => unknown): { message: string; nearest: readonly string[] } {
  try {
    ask();
  } catch (error) {
    if (error instanceof Problem) return { message: error.message, nearest: error.nearest };
    throw error;
  }
  throw new Error('it was not refused');
}

const dimensionsOf = (query: string) => parseParameters({ dimension: DIMENSION }, new URLSearchParams(query)).dimension;

describe('the parameter "dimension"', () => {
  test('is a list of what was given, however often', () => {
    expect(dimensionsOf('')).toEqual([]);
    expect(dimensionsOf('dimension=age:0-17')).toEqual(['age:0-17']);
    expect(dimensionsOf('dimension=sex:f&dimension=age:0-17')).toEqual(['sex:f', 'age:0-17']);
    expect(dimensionsOf('dimension=age:0%2C17')).toEqual(['age:0,17']);
  });

  test('must not be empty, nor be given too often, nor hold control characters', () => {
    expect(refusal(() => dimensionsOf('dimension=')).message).toMatch(/"dimension" must not be empty/);
    expect(refusal(() => dimensionsOf('dimension=age:a&dimension=')).message).toMatch(/"dimension" must not be empty/);
    const many = Array.from({ length: 21 }, (_, index) => `dimension=d${index}:a`).join('&');
    expect(refusal(() => dimensionsOf(many)).message).toMatch(/"dimension" takes at most 20 values; found 21/);
    expect(refusal(() => dimensionsOf('dimension=age%00:a')).message).toMatch(
      /"dimension" must be text without control/,
    );
  });
});

const AGE: Dimension = { id: 'age', title: 'Age', values: ['all', '0-17', '18+'], total: 'all' };
const ODD: Dimension = { id: 'a:b\\c', title: 'Odd', values: ['x:y', 'z'], total: null };
const DIVIDED: Snapshot = { ...SNAPSHOT_EXAMPLE, dimensions: [AGE, ODD] };

describe('findChoice(snapshot, asked)', () => {
  test('is the value of each dimension that was asked for', () => {
    expect(findChoice(DIVIDED, [])).toEqual({});
    expect(findChoice(DIVIDED, ['age:18+'])).toEqual({ age: '18+' });
    expect(findChoice(DIVIDED, ['a\\:b\\\\c:z', 'age:all'])).toEqual({ 'a:b\\c': 'z', age: 'all' });
  });

  test('takes a colon in a value as it is, and one in a name behind a backslash', () => {
    expect(findChoice(DIVIDED, ['a\\:b\\\\c:x:y'])).toEqual({ 'a:b\\c': 'x:y' });
    expect(findChoice(DIVIDED, ['a\\:b\\\\c:x\\:y'])).toEqual({ 'a:b\\c': 'x:y' });
  });

  test('names what is near an unknown dimension or value', () => {
    expect(refusal(() => findChoice(DIVIDED, ['agee:18+']))).toEqual({
      message: '"dimension" must be column:value of a dimension of "covid"; found "agee:18+"',
      nearest: ['age'],
    });
    expect(refusal(() => findChoice(DIVIDED, ['age:18']))).toEqual({
      message: '"dimension" must be a value of "age"; found "18"',
      nearest: ['18+'],
    });
    expect(refusal(() => findChoice(DIVIDED, ['age'])).message).toBe('"dimension" must be a value of "age"; found ""');
    expect(refusal(() => findChoice(SNAPSHOT_EXAMPLE, ['age:18+'])).nearest).toEqual([]);
  });
});

describe('checkPer(measure, per)', () => {
  const [MEASURE] = SNAPSHOT_EXAMPLE.measures;
  if (MEASURE === undefined) throw new Error('the example has no measure');

  test.each(['cumulative', 'flow', 'level'] as const)('divides a %s by people', kind => {
    expect(() => checkPer({ ...MEASURE, kind }, 1000)).not.toThrow();
  });

  test('divides no rate, and nothing of a guessed kind', () => {
    expect(refusal(() => checkPer({ ...MEASURE, kind: 'rate' }, 1000)).message).toBe(
      '"per" must be left out for "confirmed": it is a rate',
    );
    expect(refusal(() => checkPer({ ...MEASURE, guessed: true }, 1000)).message).toBe(
      '"per" must be left out for "confirmed": its kind is guessed, not declared',
    );
  });

  test('takes anything without "per"', () => {
    expect(() => checkPer({ ...MEASURE, kind: 'rate', guessed: true }, null)).not.toThrow();
  });
});

function over(firstDate: string, lastDate: string, period: Calendar) {
  const [map] = SNAPSHOT_EXAMPLE.maps;
  if (map === undefined) throw new Error('the example has no map');
  const snapshot: Snapshot = { ...SNAPSHOT_EXAMPLE, firstDate, lastDate, period };
  return { snapshot, map: { ...map, firstDate, lastDate } };
}

describe('findPeriod(snapshot, map, date)', () => {
  test('is the period asked for, the last one where none is', () => {
    const { snapshot, map } = over('2019-Q3', '2020-Q4', { unit: 'quarter', every: 1 });
    expect(findPeriod(snapshot, map, null)).toBe('2020-Q4');
    expect(findPeriod(snapshot, map, '2019-Q3')).toBe('2019-Q3');
    expect(findPeriod(snapshot, map, '2020-Q2')).toBe('2020-Q2');
  });

  test('refuses a period of another unit, with an example', () => {
    for (const [first, last, unit, wrong, example] of [
      ['2020-01-22', '2020-06-30', 'day', '2020-06', 'a day like 2020-06-30'],
      ['2020-01', '2020-06', 'month', '2020-06-30', 'a month like 2020-06'],
      ['2020-Q1', '2020-Q2', 'quarter', '2020-06', 'a quarter like 2020-Q2'],
      ['2010', '2020', 'year', '2020-06', 'a year like 2020'],
      ['all', 'all', 'none', '2020', '"all"'],
    ] as const) {
      const { snapshot, map } = over(first, last, { unit, every: 1 });
      const { message } = refusal(() => findPeriod(snapshot, map, wrong));
      expect(message).toBe(`"date" must be ${example}; found "${wrong}"`);
    }
  });

  test('refuses what is before or after the map, or between two of its periods', () => {
    const years = over('2000', '2020', { unit: 'year', every: 5 });
    expect(findPeriod(years.snapshot, years.map, '2005')).toBe('2005');
    for (const wrong of ['1995', '2025', '2003', '2001', '2004']) {
      expect(refusal(() => findPeriod(years.snapshot, years.map, wrong)).message).toBe(
        `"date" must be a year of map "us-counties", 2000 to 2020, every 5 years; found "${wrong}"`,
      );
    }
    const weeks = over('2020-06-01', '2020-06-29', { unit: 'week', every: 1 });
    expect(findPeriod(weeks.snapshot, weeks.map, '2020-06-15')).toBe('2020-06-15');
    expect(refusal(() => findPeriod(weeks.snapshot, weeks.map, '2020-06-16')).message).toBe(
      '"date" must be a week of map "us-counties", 2020-06-01 to 2020-06-29; found "2020-06-16"',
    );
  });

  test('is the single period of data without time', () => {
    const { snapshot, map } = over('all', 'all', { unit: 'none', every: 1 });
    expect(findPeriod(snapshot, map, null)).toBe('all');
    expect(findPeriod(snapshot, map, 'all')).toBe('all');
  });
});

describe('findWindow(snapshot, from, to)', () => {
  const { snapshot } = over('2000', '2020', { unit: 'year', every: 5 });

  test('has the periods within what is asked for, on the calendar', () => {
    expect(findWindow(snapshot, null, null)).toEqual({ from: '2000', to: '2020' });
    expect(findWindow(snapshot, '1900', '2100')).toEqual({ from: '2000', to: '2020' });
    expect(findWindow(snapshot, '2003', '2017')).toEqual({ from: '2005', to: '2015' });
    expect(findWindow(snapshot, '2004', '2006')).toEqual({ from: '2005', to: '2005' });
    expect(findWindow(snapshot, '2005', '2015')).toEqual({ from: '2005', to: '2015' });
  });

  test('refuses a window between two periods', () => {
    expect(refusal(() => findWindow(snapshot, '2001', '2004')).message).toBe(
      'the periods must meet the data, 2000 to 2020, every 5 years; none lies from 2001 to 2004',
    );
    const weeks = over('2020-06-01', '2020-06-29', { unit: 'week', every: 1 }).snapshot;
    expect(findWindow(weeks, '2020-06-15', '2020-06-21')).toEqual({ from: '2020-06-15', to: '2020-06-15' });
    expect(refusal(() => findWindow(weeks, '2020-06-16', '2020-06-21')).message).toBe(
      'the periods must meet the data, 2020-06-01 to 2020-06-29; none lies from 2020-06-16 to 2020-06-21',
    );
  });
});
