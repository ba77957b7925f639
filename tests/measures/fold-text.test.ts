import { expect, test } from 'vitest';
import { foldText, foldWords } from '../../functions/measures/fold-text.ts';
import { foldWords as foldWordsOfSite } from '../../site/search/fold-words.ts';

test('foldText(text) drops accents and case, also where a letter does not come apart', () => {
  expect(foldText('Åland ØRE Łódź straße İzmir')).toBe('aland ore lodz strasse izmir');
  expect(foldText('')).toBe('');
});

test('foldWords(text) is its words, whatever stands between them', () => {
  expect(foldWords("Côte  d'Ivoire (north)")).toEqual(['cote', 'd', 'ivoire', 'north']);
  expect(foldWords('北京 – —')).toEqual(['北京']);
  expect(foldWords('...')).toEqual([]);
});

test('the page and the API fold alike', () => {
  expect(foldWordsOfSite).toBe(foldWords);
});
