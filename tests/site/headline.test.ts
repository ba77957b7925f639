import { describe, expect, it } from 'vitest';
import type { View } from '../../site/address/choices.ts';
import { headlineOf, pictureSummary, titleOf } from '../../site/views/map/headline.ts';
import { type Shown, topPlaces } from '../../site/views/map/model.ts';
import { ACTIVE } from './case-measures.ts';
import { DAY, PLACES, shownDay } from './county-session.ts';

function read(shown: Shown): string {
  const { figure, words, summary } = headlineOf(shown, topPlaces(PLACES, shown.values));
  return `${figure} ${words}. ${summary}`.trimStart();
}

describe('headlineOf(shown, top)', () => {
  it('adds the totals of the day up', () => {
    expect(read(shownDay())).toBe(
      '305,715 confirmed cases in US counties by June 30, 2020. ' +
        '373 of them new on that day. Most in New York City, New York: 215,179.',
    );
  });

  it('says what is new on a day beside the total', () => {
    expect(read(shownDay({ change: 'new' }))).toBe(
      '373 new confirmed cases in US counties on June 30, 2020. In total 305,715 to that day. Most in Cook, Illinois: 377.',
    );
  });

  it('divides by the people whose number is known', () => {
    expect(read(shownDay({ per: 100_000 }))).toBe(
      '1,758 confirmed cases per 100,000 people in US counties by June 30, 2020. Most in Cook, Illinois: 1,758.',
    );
  });

  it('leaves the change out on the first day, and names nobody where two tie', () => {
    expect(read(shownDay({}, { ...DAY, total: [7, 7, null], new: [null, null, null] }))).toBe(
      '14 confirmed cases in US counties by June 30, 2020. At most 7 in one place.',
    );
  });

  it('does not call it zero where nothing was reported', () => {
    expect(read(shownDay({}, { ...DAY, total: [null, null, null], new: [null, null, null] }))).toBe(
      'No confirmed cases known in US counties by June 30, 2020. ',
    );
  });

  it('says why nothing is new on the first day of a map', () => {
    const day = { ...DAY, new: [null, null, null] };
    expect(read(shownDay({ change: 'new' }, day))).toBe(
      'No new confirmed cases known in US counties on June 30, 2020. It takes the day before, and this map begins on March 22, 2020.',
    );
  });

  it('keeps the parts of a mean', () => {
    expect(
      read({
        ...shownDay({ change: 'new' }),
        view: { ...shownDay({ change: 'new' }).view, smooth: 7 },
        values: [0.25, 0.125, null],
      }),
    ).toBe('0.38 new confirmed cases, 7-day average, in US counties on June 30, 2020. Most in Cook, Illinois: 0.25.');
  });

  it('names who is held back and not counted, and who counts a last accepted value', () => {
    const held = [{ region: '49005', period: '2020-06-30', reason: 'Bear River on 2020-06-30: 2 after 1,521' }];
    const lacks = [{ region: '17031', period: '2020-06-30', children: ['49003'] }];
    expect(read(shownDay({}, { ...DAY, held, lacks }))).toMatch(
      /215,179\. Held back and not counted: Bear River, Utah\. Counted with the last accepted value of a part: Cook, Illinois\.$/,
    );
  });

  it('speaks of a level as of what is there, and of its change as a net change', () => {
    const level = (part: Partial<View>) => read({ ...shownDay(part), measure: ACTIVE });
    expect(level({})).toBe(
      '305,715 active cases in US counties on June 30, 2020. +373 from the day before. Most in New York City, New York: 215,179.',
    );
    expect(level({ change: 'new' })).toBe(
      '373 net change in active cases in US counties on June 30, 2020. 305,715 on that day. Most in Cook, Illinois: 377.',
    );
  });
});

describe('pictureSummary(headline, shown)', () => {
  const summaryOf = (shown: Shown) => pictureSummary(headlineOf(shown, topPlaces(PLACES, shown.values)), shown);

  it('adds counts up, and takes a rate for what it is', () => {
    expect(summaryOf(shownDay())).toMatch(/^305,715 in all\. 373 of them new/);
    expect(summaryOf(shownDay({ per: 100_000 }))).toBe('1,758 overall. Most in Cook, Illinois: 1,758.');
  });

  it('says what nobody knows', () => {
    expect(summaryOf(shownDay({}, { ...DAY, total: [null, null, null], new: [null, null, null] }))).toBe(
      'No confirmed cases known in US counties by June 30, 2020.',
    );
  });
});

describe('titleOf(shown)', () => {
  it('names measure, unit, map and day', () => {
    expect(titleOf(shownDay({ change: 'new', per: 1 }))).toBe(
      'New confirmed cases per person in US counties on June 30, 2020',
    );
    expect(titleOf({ ...shownDay(), view: { ...shownDay().view, smooth: 7 } })).toBe(
      'Confirmed cases, 7-day average, in US counties by June 30, 2020',
    );
  });
});
