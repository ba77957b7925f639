import { describe, expect, test } from 'vitest';
import { hasSeen, listingOf } from '../../functions/build/plan.ts';
import { workshop } from './workshop.ts';

const upload = (key: string, etag = '"1"') => ({ key, etag, size: 1 });
const TWO = [upload('covid/a.csv'), upload('covid/b.csv')];

describe('listingOf(uploads, descriptor, code)', () => {
  test('is 64 digits that differ with each of the three', () => {
    const listing = listingOf(TWO, ['d'], 'c');
    expect(listing).toMatch(/^[0-9a-f]{64}$/);
    expect(listingOf(TWO, ['d'], 'c')).toBe(listing);
    const others = [listingOf(TWO.slice(1), ['d'], 'c'), listingOf(TWO, ['e'], 'c'), listingOf(TWO, ['d'], 'd')];
    expect(new Set([listing, ...others]).size).toBe(4);
  });
});

describe('hasSeen(listing, uploads)', () => {
  const listing = listingOf(TWO, ['d'], 'c');

  test('holds for the same uploads, whatever descriptor and code were', () => {
    expect(hasSeen(listing, TWO)).toBe(true);
    expect(hasSeen(listingOf(TWO, 'no descriptor', 'x'), TWO)).toBe(true);
    expect(hasSeen(listingOf([], ['d'], 'c'), [])).toBe(true);
  });

  test.each([
    ['one more', [...TWO, upload('covid/c.csv')]],
    ['one fewer', TWO.slice(1)],
    ['one replaced', [upload('covid/a.csv', '"2"'), upload('covid/b.csv')]],
    ['none', []],
  ])('does not hold with %s', (_, uploads) => {
    expect(hasSeen(listing, uploads)).toBe(false);
  });

  test('holds for what a build leaves in its pointer', async () => {
    const { putReport, tools, build } = await workshop();
    await putReport('2020-06-30', [{ country: 'Italy', confirmed: 1 }]);
    const { livePointer } = await build();
    const uploads = await Array.fromAsync(tools.uploads.list('covid/'));
    expect(uploads).toHaveLength(2);
    expect(hasSeen(livePointer.attempt.listing, uploads)).toBe(true);
  });
});
