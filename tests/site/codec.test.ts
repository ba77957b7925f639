import { describe, expect, it } from 'vitest';
import { type AddressField, choiceField, codec, listField, searchText } from '../../site/address/codec.ts';

interface TestView {
  readonly scale: 'log' | 'linear';
  readonly days: number;
  readonly places: readonly string[];
}

const DAYS: AddressField<number> = {
  name: 'days',
  standard: 7,
  read: (text, note) => {
    if (!/^\d+$/.test(text)) return undefined;
    if (Number(text) > 28) note('28 days are the most.');
    return Math.min(Number(text), 28);
  },
  write: String,
  problem: text => `The days must be a number, not “${text}”.`,
};
const { read, write } = codec<TestView>({
  scale: choiceField('scale', ['log', 'linear'], 'log', {
    valid: 'it is “log” or “linear”',
    label: () => 'the log scale',
  }),
  days: DAYS,
  places: listField('regions', ['USA']),
});
const STANDARD: TestView = { scale: 'log', days: 7, places: ['USA'] };

describe('codec(fields)', () => {
  it('leaves out what is standard, and keeps the order of the fields', () => {
    expect(write(STANDARD)).toBe('');
    expect(write({ places: [], days: 1, scale: 'linear' })).toBe('?scale=linear&days=1&regions=');
    expect(write({ ...STANDARD, places: ['US-UT:bear-river', '36061'] })).toBe('?regions=US-UT:bear-river,36061');
  });

  it.each(['', '?scale=linear', '?days=28', '?regions=', '?scale=linear&days=1&regions=36061,USA'])(
    'reads %s and writes it again',
    search => {
      const { view, notes } = read(search);
      expect(notes).toEqual([]);
      expect(write(view)).toBe(search);
    },
  );

  it.each([
    ['?scale=cubic', 'There is no scale “cubic” here: it is “log” or “linear”. Shown instead: the log scale.'],
    ['?days=many', 'The days must be a number, not “many”. Shown instead: 7.'],
    ['?scale=log&scale=linear', 'The address has “scale” more than once; the first one counts.'],
    ['?color=red', 'This page knows no choice “color”; the rest of the address is shown.'],
  ])('notes what it cannot follow in %s, and gives the standard', (search, note) => {
    expect(read(search)).toEqual({ view: STANDARD, notes: [note] });
  });

  it('keeps what a field understands in part, with the note of the field', () => {
    expect(read('?days=99')).toEqual({ view: { ...STANDARD, days: 28 }, notes: ['28 days are the most.'] });
  });

  it('ignores blanks around values and what others append to addresses', () => {
    expect(read('?scale=%20linear&utm_source=mail&embed=1')).toEqual({
      view: { ...STANDARD, scale: 'linear' },
      notes: [],
    });
    expect(read('?regions=USA,%20USA,,36061').view.places).toEqual(['USA', '36061']);
  });
});

describe('searchText(query)', () => {
  it('keeps marks readable that need no escape', () => {
    expect(searchText(new URLSearchParams({ align: 'rate:1/10000', regions: 'a,b', text: 'a&b' }))).toBe(
      '?align=rate:1/10000&regions=a,b&text=a%26b',
    );
    expect(searchText(new URLSearchParams())).toBe('');
  });
});
