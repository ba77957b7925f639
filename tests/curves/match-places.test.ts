import { describe, expect, it } from 'vitest';
import { matchPlaces } from '../../site/search/match-places.ts';

const PLACES = [
  'Cook, Illinois',
  'Cuyahoga, Ohio',
  'Cooke, Texas',
  'Ohio, Kentucky',
  'Doña Ana, New Mexico',
  'Hamilton, Ohio',
  'Århus',
  'Łódź',
].map(name => ({ name }));

const namesFor = (text: string, limit = 10) => matchPlaces(text, PLACES, limit).map(({ name }) => name);

describe('matchPlaces(text, places, limit)', () => {
  it('finds all counties of a state by its name, in the order given', () => {
    expect(namesFor('ohio')).toEqual(['Cuyahoga, Ohio', 'Ohio, Kentucky', 'Hamilton, Ohio']);
  });

  it('puts whole words before beginnings', () => {
    expect(namesFor('cook')).toEqual(['Cook, Illinois', 'Cooke, Texas']);
    expect(matchPlaces('cook', [{ name: 'Cooke' }, { name: 'Cook' }], 10)).toEqual([
      { name: 'Cook' },
      { name: 'Cooke' },
    ]);
  });

  it('asks for every word, in any order', () => {
    expect(namesFor('illi cook')).toEqual(['Cook, Illinois']);
    expect(namesFor('cook ohio')).toEqual([]);
  });

  it('minds neither accents nor case', () => {
    expect(namesFor('dona ANA')).toEqual(['Doña Ana, New Mexico']);
    expect(namesFor('doña')).toEqual(['Doña Ana, New Mexico']);
    expect(namesFor('arh')).toEqual(['Århus']);
    expect(namesFor('lodz')).toEqual(['Łódź']);
  });

  it('finds beginnings of words, not their insides', () => {
    expect(namesFor('milton')).toEqual([]);
  });

  it('takes no more than the limit, whole words even if they come late', () => {
    expect(namesFor('o', 2)).toEqual(['Cuyahoga, Ohio', 'Ohio, Kentucky']);
    expect(matchPlaces('york', [{ name: 'Yorkton' }, { name: 'York' }], 1)).toEqual([{ name: 'York' }]);
  });

  it.each(['', '   ', ', -'])('finds nothing for %j', text => {
    expect(namesFor(text)).toEqual([]);
  });
});
