import { describe, expect, it } from 'vitest';
import { placeLines, placeSentence } from '../../site/map-tab/place-lines.ts';
import { DAY, shownDay } from './county-session.ts';

const [COOK, KINGS, BEAR_RIVER, ALEUTIANS] = [0, 1, 2, 3] as const;
const textOf = (...args: Parameters<typeof placeLines>) => placeLines(...args).map(({ text }) => text);

describe('placeLines(shown, shape)', () => {
  it('gives place, figure, rate and change', () => {
    expect(textOf(shownDay(), COOK)).toEqual([
      'Cook, Illinois',
      '90,536 confirmed cases',
      '1,758 per 100,000 people',
      '+377 from the day before',
    ]);
  });

  it('gives the count beside a rate', () => {
    expect(textOf(shownDay({ per: 1000 }), COOK)).toEqual([
      'Cook, Illinois',
      '17.6 confirmed cases per 1,000 people',
      '90,536 confirmed cases',
      '+377 from the day before',
    ]);
  });

  it('says where a shape is counted with others, that a population is not known, and what a correction is', () => {
    expect(textOf(shownDay(), KINGS)).toEqual([
      'New York City, New York',
      '215,179 confirmed cases',
      'No population to compare with',
      '−4 from the day before (a correction)',
      'Kings is counted in it',
    ]);
    expect(textOf(shownDay({ per: 100_000 }), KINGS)[1]).toBe('No population to compare with');
    expect(textOf(shownDay({ change: 'new' }), KINGS)).toContain('Fewer in total than the day before: a correction');
  });

  it('says "No report", never zero, where there is none', () => {
    expect(textOf(shownDay(), ALEUTIANS)).toEqual(['Aleutians West', 'No report']);
    expect(textOf(shownDay(), BEAR_RIVER)).toEqual(['Bear River, Utah', 'No report']);
  });

  it('says why there is nothing new where the day before is missing', () => {
    const day = { ...DAY, new: [null, -4, null] };
    expect(textOf(shownDay({ change: 'new' }, day), COOK)[1]).toBe('90,536 in total, the day before is missing');
  });

  it('never writes powers of ten', () => {
    expect(textOf(shownDay({ per: 1 }), COOK)[1]).toBe('0.018 confirmed cases per person');
  });
});

describe('placeSentence(shown, shape)', () => {
  it('speaks name, value and rank', () => {
    expect(placeSentence(shownDay(), COOK)).toBe('Cook, Illinois: 90,536 confirmed cases, rank 2 of 2');
    expect(placeSentence(shownDay(), ALEUTIANS)).toBe('Aleutians West: No report');
  });
});
