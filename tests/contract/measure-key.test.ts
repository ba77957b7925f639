import { expect, test } from 'vitest';
import { type Dimension, measureKey } from '../../functions/contract/snapshot.ts';

const AGE: Dimension = { id: 'age', title: 'Age', values: ['all', '0-17', '18+'], total: 'all' };
const SEX: Dimension = { id: 'sex', title: 'Sex', values: ['f', 'm'], total: null };

test('measureKey(measure, choice, []) is the measure alone', () => {
  expect(measureKey('rate', {}, [])).toBe('rate');
  expect(measureKey('rate', { age: '0-17' }, [])).toBe('rate');
});

test('measureKey(measure, choice, dimensions) leaves out the value that stands for all others', () => {
  expect(measureKey('rate', { age: 'all' }, [AGE])).toBe('rate');
  expect(measureKey('rate', { age: '0-17' }, [AGE])).toBe('rate;age=0-17');
});

test('measureKey(measure, choice, dimensions) takes the first value where none is chosen', () => {
  expect(measureKey('rate', {}, [AGE])).toBe('rate');
  expect(measureKey('rate', {}, [SEX])).toBe('rate;sex=f');
  expect(measureKey('rate', {}, [AGE, SEX])).toBe('rate;sex=f');
});

test('measureKey(measure, choice, dimensions) has the order of the dimensions, not of the choice', () => {
  expect(measureKey('rate', { sex: 'm', age: '18+' }, [AGE, SEX])).toBe('rate;age=18+;sex=m');
  expect(measureKey('rate', { age: '18+', sex: 'm' }, [AGE, SEX])).toBe('rate;age=18+;sex=m');
});

test('measureKey(measure, choice, dimensions) tells all combinations apart', () => {
  const keys = AGE.values.flatMap(age => SEX.values.map(sex => measureKey('rate', { age, sex }, [AGE, SEX])));
  expect(new Set(keys).size).toBe(6);
});
