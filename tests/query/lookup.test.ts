import { describe, expect, test } from 'vitest';
import { editDistance } from '../../functions/measures/edit-distance.ts';
import { nearestNames } from '../../functions/query/lookup/nearest-names.ts';

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['abc', '', 3],
  ['kitten', 'sitting', 3],
  ['deaths', 'death', 1],
  ['ab', 'ba', 2],
])('editDistance(%j, %j) is %d', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});

describe('nearestNames', () => {
  const months = 'january february march april may june july august september october november december'.split(' ');

  test('gives what is nearly so written, nearest first', () => {
    expect(nearestNames('jume', months)).toEqual(['june']);
    expect(nearestNames('JUNE', months)[0]).toBe('june');
    expect(nearestNames('dec', months)).toEqual(['december']);
  });

  test('of a few names gives all where none is near, of many none', () => {
    expect(nearestNames('xyz', months.slice(0, 3))).toEqual(['january', 'february', 'march']);
    expect(nearestNames('xyz', months)).toEqual([]);
    expect(nearestNames('', [])).toEqual([]);
  });
});
