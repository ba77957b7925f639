import { expect, test } from 'vitest';
import { fileName } from '../../site/export/exportable.ts';

test('fileName(name, ending) keeps a name that is one already', () => {
  expect(fileName('covid-us-counties-confirmed-total-2020-06-30', 'png')).toBe(
    'covid-us-counties-confirmed-total-2020-06-30.png',
  );
});

test('fileName(name, ending) leaves no character that a system forbids', () => {
  expect(fileName('Côte d’Ivoire / 1:2 <new> "x"?', 'csv')).toBe('Cote-d-Ivoire-1-2-new-x.csv');
  expect(fileName('../../etc/passwd', 'webm')).toBe('etc-passwd.webm');
});

test('fileName(name, ending) is never empty, never hidden, never longer than a system takes', () => {
  expect(fileName('', 'png')).toBe('view.png');
  expect(fileName('日本', 'png')).toBe('view.png');
  expect(fileName('.hidden', 'png')).toBe('hidden.png');
  expect(fileName('a'.repeat(500), 'csv')).toHaveLength(124);
});
