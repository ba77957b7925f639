import { describe, expect, it } from 'vitest';
import type { Calendar, PeriodUnit } from '../../functions/contract/period.ts';
import type { MeasureDescription } from '../../functions/contract/snapshot.ts';
import { smoothWindows, standardScale } from '../../site/address/choices.ts';
import { dimensionParameters } from '../../site/address/dimensions.ts';
import { changeForm, formatAmount, formatAmountChange, tickNames } from '../../site/format/amounts.ts';
import { changeTitles, choiceLabel, measureLabel, measureTitle, whenLabel } from '../../site/format/measures.ts';
import { averageLabel, formatPeriod, formatSpan, perPeriod, whenBy, whenIn } from '../../site/format/periods.ts';

const of = (unit: PeriodUnit, every = 1): Calendar => ({ unit, every });
const measure = (part: Partial<MeasureDescription>): MeasureDescription => ({
  ...{ id: 'm', title: 'Unemployment rate', description: '', kind: 'rate', noun: null, unit: '%', decimals: 1 },
  guessed: false,
  ...part,
});

describe('formatPeriod(period, calendar)', () => {
  it('names periods of every unit', () => {
    expect(formatPeriod('2020-06-30', of('day'))).toBe('June 30, 2020');
    expect(formatPeriod('2020-06-29', of('week'))).toBe('week of June 29, 2020');
    expect(formatPeriod('2020-06', of('month'))).toBe('June 2020');
    expect(formatPeriod('2020-Q2', of('quarter'))).toBe('Q2 2020');
    expect(formatPeriod('2020', of('year', 5))).toBe('2020');
    expect(formatPeriod('all', of('none'))).toBe('');
  });
});

describe('whenIn and whenBy', () => {
  it('are on a day and in a longer period', () => {
    expect([whenIn('2020-06-30', of('day')), whenBy('2020-06-30', of('day'))]).toEqual([
      'on June 30, 2020',
      'by June 30, 2020',
    ]);
    expect(whenIn('2020-06-29', of('week'))).toBe('in the week of June 29, 2020');
    expect(whenBy('2020-06', of('month'))).toBe('by the end of June 2020');
    expect([whenIn('all', of('none')), whenBy('all', of('none'))]).toEqual(['', '']);
  });

  it('follow the kind of a measure', () => {
    expect(whenLabel(measure({}), '2020', 'total', of('year'))).toBe('in 2020');
    expect(whenLabel({ kind: 'flow' }, '2020', 'total', of('year'))).toBe('by the end of 2020');
  });
});

it('formatSpan(first, last, calendar) names one period once', () => {
  expect(formatSpan('2019-Q1', '2020-Q2', of('quarter'))).toBe('Q1 2019 to Q2 2020');
  expect(formatSpan('2019', '2019', of('year'))).toBe('2019');
});

it('perPeriod and averageLabel count in the unit', () => {
  expect([perPeriod(of('week')), perPeriod(of('year', 5))]).toEqual(['per week', 'per 5 years']);
  expect([averageLabel(7), averageLabel(3, of('month'))]).toEqual(['7-day average', '3-month average']);
});

it('smoothWindows(calendar) are those that make sense', () => {
  expect(smoothWindows(of('day'))).toHaveLength(28);
  expect(smoothWindows(of('month'))).toEqual([1, 3, 12]);
  expect([smoothWindows(of('year')), smoothWindows(of('none')), smoothWindows(of('month', 2))]).toEqual([
    [1],
    [1],
    [1],
  ]);
});

describe('formatAmount(value, measure)', () => {
  it('writes the decimals and the unit of a measure', () => {
    expect(formatAmount(5, { unit: '%', decimals: 1 })).toBe('5.0%');
    expect(formatAmount(-12.1, { unit: '°C', decimals: 1 })).toBe('−12.1\u00a0°C');
    expect(formatAmount(-1234, { unit: '$', decimals: 0 })).toBe('−$1,234');
    expect(formatAmount(90_536, { unit: null, decimals: 0 })).toBe('90,536');
  });

  it('writes a change of a percentage in points', () => {
    expect(formatAmountChange(0.2, { unit: '%', decimals: 1 })).toBe('+0.2 percentage points');
    expect(formatAmountChange(-1, { unit: '%', decimals: 0 })).toBe('−1 percentage point');
    expect(formatAmountChange(284, { unit: null, decimals: 0 })).toBe('+284');
    expect(formatAmountChange(null, { unit: '%', decimals: 1 })).toBeNull();
    expect(changeForm(measure({})).unit).toBe('percentage points');
  });
});

describe('tickNames(values, unit)', () => {
  it('tells close ticks apart', () => {
    expect([100.25, 100.3, 100.35].map(tickNames([100.25, 100.3, 100.35]))).toEqual(['100.25', '100.30', '100.35']);
    expect([-5000, 0, 5000].map(tickNames([-5000, 0, 5000]))).toEqual(['−5K', '0', '5K']);
    expect([2, 4].map(tickNames([2, 4], '%'))).toEqual(['2%', '4%']);
  });
});

describe('the words of kinds', () => {
  it('call the running sum of a flow what it is', () => {
    const rain = measure({ title: 'Rainfall', kind: 'flow' });
    expect([measureLabel(rain, 'new'), measureLabel(rain, 'total')]).toEqual(['rainfall', 'rainfall so far']);
    expect([measureTitle(rain, 'new'), measureTitle(rain, 'total')]).toEqual(['Rainfall', 'Rainfall so far']);
  });

  it('keep abbreviations', () => {
    expect(measureLabel(measure({ title: 'GDP per Head' }), 'total')).toBe('GDP per head');
  });

  it('name the choice by the period', () => {
    expect(changeTitles('rate', of('month'))).toEqual({ total: 'In the month', new: 'Change' });
    expect(changeTitles('flow', of('week'))).toEqual({ total: 'Total so far', new: 'Per week' });
    expect(changeTitles('cumulative')).toEqual({ total: 'Total', new: 'New per day' });
  });

  it('have a linear scale for a rate and a level with a unit', () => {
    expect(standardScale(measure({}))).toBe('linear');
    expect(standardScale(measure({ kind: 'level', unit: '°C' }))).toBe('linear');
    expect(standardScale(measure({ kind: 'level', unit: null, decimals: 0 }))).toBe('log');
    expect(standardScale(measure({ kind: 'cumulative', unit: null, decimals: 0 }))).toBe('log');
  });
});

describe('dimensions', () => {
  const dimensions = [
    { id: 'age:group', title: 'Age', values: ['all', '0:17'], total: 'all' },
    { id: 'sex', title: 'Sex', values: ['women', 'men'], total: null },
  ];

  it('are named but for the total', () => {
    expect(choiceLabel({ 'age:group': 'all', sex: 'men' }, dimensions)).toBe(' (sex: men)');
    expect(choiceLabel({ 'age:group': '0:17' }, dimensions)).toBe(' (age: 0:17, sex: women)');
  });

  it('escape colons for the API, and leave the first values out', () => {
    expect(dimensionParameters({ 'age:group': '0:17', sex: 'women' }, dimensions)).toEqual(['age\\:group:0\\:17']);
  });
});
