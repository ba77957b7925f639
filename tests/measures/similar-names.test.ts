import { describe, expect, test } from 'vitest';
import {
  editDistance,
  foldText,
  foldWords,
  nearestName,
  nearestNames,
  oneTypoApart,
} from '../../functions/measures/similar-names.ts';

test('foldText(text) drops accents and case, also where a letter does not come apart', () => {
  expect(foldText('Åland ØRE Łódź straße İzmir')).toBe('aland ore lodz strasse izmir');
  expect(foldText('')).toBe('');
});

test('foldWords(text) is its words, whatever stands between them', () => {
  expect(foldWords("Côte  d'Ivoire (north)")).toEqual(['cote', 'd', 'ivoire', 'north']);
  expect(foldWords('北京 – —')).toEqual(['北京']);
  expect(foldWords('...')).toEqual([]);
});

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

test.each([
  ['germny', 'germany', 'whole'],
  ['germaany', 'germany', 'whole'],
  ['garmany', 'germany', 'whole'],
  ['gemrany', 'germany', 'whole'],
  ['ermany', 'germany', 'whole'],
  ['german', 'germany', 'whole'],
  ['germnay', 'germany', 'whole'],
  ['calfor', 'california', 'beginning'],
  ['claif', 'california', 'beginning'],
  ['gremnay', 'germany', null],
  ['', 'a', 'whole'],
  ['', 'abc', null],
  ['bermu', 'germany', null],
  ['ab', '', null],
])('oneTypoApart(%j, %j) is %j', (typed, name, apart) => {
  expect(oneTypoApart(typed, name)).toBe(apart);
});

const MONTHS = 'january february march april may june july august september october november december'.split(' ');

describe('nearestNames(given, names)', () => {
  test('gives what is nearly so written, nearest first', () => {
    expect(nearestNames('jume', MONTHS)).toEqual(['june']);
    expect(nearestNames('JUNE', MONTHS)[0]).toBe('june');
    expect(nearestNames('dec', MONTHS)).toEqual(['december']);
  });

  test('of a few names gives all where none is near, of many none', () => {
    expect(nearestNames('xyz', MONTHS.slice(0, 3))).toEqual(['january', 'february', 'march']);
    expect(nearestNames('xyz', MONTHS)).toEqual([]);
    expect(nearestNames('', [])).toEqual([]);
  });
});

test('nearestName(name, known) is the one that differs least, by no more than a third', () => {
  expect(nearestName('Confirmd', ['Deaths', 'Confirmed'])).toBe('Confirmed');
  expect(nearestName('xyz', MONTHS)).toBeUndefined();
  expect(nearestName('population', MONTHS)).toBeUndefined();
  expect(nearestName('a'.repeat(101), ['a'])).toBeUndefined();
});
