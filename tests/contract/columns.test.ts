import { expect, test } from 'vitest';
import { FRAMES_EXAMPLE, parseFrames } from '../../functions/contract/frames.ts';
import { NOTHING_HELD } from '../../functions/contract/held.ts';
import { LATEST_EXAMPLE, parseLatest } from '../../functions/contract/latest.ts';
import { NO_SUCCESSION, parseMapShapes } from '../../functions/contract/map-shapes.ts';
import { POINTER_EXAMPLE, parsePointer } from '../../functions/contract/pointer.ts';
import { parseRegions, REGIONS_EXAMPLE } from '../../functions/contract/regions.ts';
import { parseSeries, SERIES_EXAMPLE } from '../../functions/contract/series.ts';
import { parseSnapshot, SNAPSHOT_EXAMPLE } from '../../functions/contract/snapshot.ts';
import { malformed } from './malformed.ts';

test('parseFrames(value) wants a change for each row and day', () => {
  expect(() => parseFrames({ ...FRAMES_EXAMPLE, base: [1] }, '')).toThrow(
    malformed('frames: changes has 9 entries, rows times days has 3'),
  );
  expect(() => parseFrames({ ...FRAMES_EXAMPLE, base: [1], changes: [1] }, 'blob')).toThrow(
    malformed('blob: changes has 1 entries, rows times days has 3'),
  );
});

test('parseFrames(value) takes no fraction and no text for a count', () => {
  const [, ...changes] = FRAMES_EXAMPLE.changes;
  expect(() => parseFrames({ ...FRAMES_EXAMPLE, changes: [2.5, ...changes] }, '')).toThrow(
    malformed('"changes"[0] must be an integer or null; found 2.5'),
  );
  expect(() => parseFrames({ ...FRAMES_EXAMPLE, base: [1, '2', null] }, '')).toThrow(
    malformed('"base"[1] must be an integer or null; found "2"'),
  );
});

test('parseFrames(value) takes a map without a region and a month without a day', () => {
  expect(parseFrames({ ...FRAMES_EXAMPLE, base: [], changes: [], dates: [] }, '').changes).toEqual([]);
});

test('parseRegions(value) wants columns of one length', () => {
  expect(() => parseRegions({ ...REGIONS_EXAMPLE, names: ['Cook'] }, '')).toThrow(
    malformed('regions: names has 1 entries, ids has 3'),
  );
});

test('parseSeries(value) wants a row a region and a change a day', () => {
  const series = (base: number[], changes: number[]) => ({
    ...SERIES_EXAMPLE,
    measures: { deaths: { base, changes, suppressed: [], ...NOTHING_HELD } },
  });
  expect(() => parseSeries(series([1], [1, 2]), 'blob')).toThrow(
    malformed('blob.measures.deaths: base has 1 entries, rows has 2'),
  );
  expect(() => parseSeries(series([1, 2], [1, 2]), 'blob')).toThrow(
    malformed('blob.measures.deaths: changes has 2 entries, rows times days has 4'),
  );
});

test('parseLatest(value) takes a range of nothing', () => {
  const none = { smallest: null, largest: null, least: null };
  const ranges = { total: none, new: none, totalPerPerson: none, newPerPerson: none };
  const plain = { total: [], new: [], mean: [] };
  const quantiles = { ...plain, totalPerPerson: [], newPerPerson: [], meanPerPerson: [] };
  const measures = {
    confirmed: { total: [], new: [], lately: null, suppressed: [], ranges, quantiles, ...NOTHING_HELD },
  };
  expect(parseLatest({ ...LATEST_EXAMPLE, measures }, '').measures).toEqual(measures);
});

test('parseMapShapes(value) takes a shape that nobody replaces without a word of it', () => {
  const shapes = { '17031': { name: 'Cook', regions: ['17031'] } };
  const list = { schema: 'map-shapes/1', map: 'us-counties', title: 'US counties', credit: 'tests', shapes };
  expect(parseMapShapes(list, '').shapes['17031']).toEqual({ name: 'Cook', regions: ['17031'], ...NO_SUCCESSION });
  const later = { '02060': { ...shapes['17031'], successors: ['02164'], from: '2020-02-30' } };
  expect(() => parseMapShapes({ ...list, shapes: later }, '')).toThrow(
    malformed('"shapes".02060.from must be a day like 2020-06-30; found "2020-02-30"'),
  );
});

test('values that are held back, and sums that lack some, must name place and day', () => {
  const { confirmed } = LATEST_EXAMPLE.measures;
  const latest = (heldBack: object) =>
    parseLatest({ ...LATEST_EXAMPLE, measures: { confirmed: { ...confirmed, ...heldBack } } }, '');
  const held = [{ region: '36061', period: '2020-06-29', reason: 'it fell' }];
  const lacks = [{ region: '36061', period: '2020-06-29', children: ['36005'] }];
  expect(latest({ held, lacks }).measures.confirmed).toMatchObject({ held, lacks });
  expect(() => latest({ held: [{ ...held[0], period: 'June' }] })).toThrow(
    malformed(
      '"measures".confirmed.held[0].period must be a period like 2020-06-30, 2020-06, 2020-Q2 or 2020; found "June"',
    ),
  );
  expect(() => latest({ lacks: [{ ...lacks[0], children: '36005' }] })).toThrow(
    malformed('"measures".confirmed.lacks[0].children must be a list; found "36005"'),
  );
});

test('a day is one that exists, and a moment is in UTC', () => {
  for (const day of ['2020-02-30', '2021-02-29', '2020-6-30', '06-30-2020', '']) {
    expect(() => parseSnapshot({ ...SNAPSHOT_EXAMPLE, firstDate: day }, '')).toThrow(
      malformed(`"firstDate" must be a period like 2020-06-30, 2020-06, 2020-Q2 or 2020; found "${day}"`),
    );
  }
  expect(parseSnapshot({ ...SNAPSHOT_EXAMPLE, firstDate: '2020-02-29' }, '').firstDate).toBe('2020-02-29');
  expect(() => parsePointer({ ...POINTER_EXAMPLE, publishedAt: '2020-07-01T05:02:11+02:00' }, '')).toThrow(
    malformed('"publishedAt" must be a moment like 2020-06-30T04:05:06.000Z; found "2020-07-01T05:02:11+02:00"'),
  );
});

test('a pointer may point at nothing yet', () => {
  const first = { ...POINTER_EXAMPLE, snapshot: null, newest: null, publishedAt: null };
  expect(parsePointer(first, '')).toEqual(first);
  expect(() => parsePointer({ ...first, sequence: -1 }, '')).toThrow(
    malformed('"sequence" must be zero or more; found -1'),
  );
});
