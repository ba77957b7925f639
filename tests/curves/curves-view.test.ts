import { describe, expect, it } from 'vitest';
import { type CurvesView, curvesSearch, readCurvesView, standardCurves } from '../../site/views/curves/address.ts';
import { SNAPSHOT } from './snapshot.ts';

const CHOICES = { measures: SNAPSHOT.measures, defaults: SNAPSHOT.curves, regions: ['US-NY', 'US-MA', 'US-IN'] };
const STANDARD = standardCurves(CHOICES);
const read = (search: string) => readCurvesView(search, CHOICES);

describe('standardCurves(choices)', () => {
  it('is what the original opened with', () => {
    expect(STANDARD).toEqual({
      regions: ['US-NY', 'US-MA', 'US-IN'],
      change: 'new',
      per: null,
      scale: 'log',
      measures: ['confirmed', 'deaths'],
      dimensions: {},
      smooth: 14,
      align: null,
      layout: 'together',
      hidden: [],
    });
  });

  it('takes the first measure of a data set that has neither cases nor deaths', () => {
    const measures = ['rain', 'sun'].map(id => ({
      id,
      title: id,
      description: '',
      kind: 'cumulative' as const,
      noun: id,
      unit: null,
      decimals: 0,
      guessed: false,
    }));
    expect(standardCurves({ measures, defaults: SNAPSHOT.curves, regions: [] }).measures).toEqual(['rain']);
  });
});

describe('curvesSearch(view, choices)', () => {
  it('is empty for the standard', () => {
    expect(curvesSearch(STANDARD, CHOICES)).toBe('');
  });

  const changed: [Partial<CurvesView>, string][] = [
    [{ regions: ['36061', 'US-UT:bear-river'] }, '?regions=36061,US-UT:bear-river'],
    [{ regions: [] }, '?regions='],
    [{ change: 'total' }, '?change=total'],
    [{ per: 1 }, '?per=1'],
    [{ per: 100_000 }, '?per=100000'],
    [{ scale: 'linear' }, '?scale=linear'],
    [{ measures: ['confirmed', 'active'] }, '?measures=confirmed,active'],
    [{ measures: [] }, '?measures='],
    [{ smooth: 1 }, '?smooth=1'],
    [{ smooth: 28 }, '?smooth=28'],
    [{ align: { by: 'total', count: 100 } }, '?align=total:100'],
    [{ align: { by: 'rate', count: 10_000 } }, '?align=rate:1/10000'],
    [{ layout: 'apart' }, '?view=apart'],
    [{ hidden: ['US-NY', 'deaths'] }, '?hide=US-NY,deaths'],
  ];
  it.each(changed)('writes %o as %s, and reads it back', (part, search) => {
    const view = { ...STANDARD, ...part };
    expect(curvesSearch(view, CHOICES)).toBe(search);
    expect(read(search)).toEqual({ view, notes: [] });
  });

  it('keeps a fixed order', () => {
    const parts = Object.assign({ ...STANDARD }, ...changed.map(([part]) => part));
    expect(curvesSearch(parts, CHOICES)).toBe(
      '?regions=&change=total&per=100000&scale=linear&measures=&smooth=28&align=rate:1/10000&view=apart&hide=US-NY,deaths',
    );
  });
});

describe('readCurvesView(search, choices)', () => {
  it.each([
    ['?change=older', 'There is no count “older” here: it is “total” or “new”. Shown instead: new per day.'],
    [
      '?per=7',
      'There is no number of people “7” here: it is 1, 10, 100 and so on to 1,000,000, without separators. Shown instead: counts.',
    ],
    ['?scale=cubic', 'There is no scale “cubic” here: it is “log” or “linear”. Shown instead: the logarithmic scale.'],
    ['?smooth=0', 'There is no smoothing “0” here: it is over 1 to 28 days. Shown instead: 14 days.'],
    ['?smooth=29', 'There is no smoothing “29” here: it is over 1 to 28 days. Shown instead: 14 days.'],
    ...['total:0', 'rate:1/5', 'total:99999999999'].map((asked): [string, string] => [
      `?align=${asked}`,
      `There is no way to start curves “${asked}” here: “total:100” starts them at a total of 100, ` +
        '“rate:1/10000” at 1 in 10,000 people. Shown instead: curves by date.',
    ]),
    [
      '?view=round',
      'There is no arrangement of charts “round” here: it is “together” or “apart”. Shown instead: one chart.',
    ],
    ['?measures=guesses', 'There is no case type “guesses” here.'],
    ['?color=red', 'This page knows no choice “color”; the rest of the address is shown.'],
  ])('says that %s cannot be followed, and shows the standard', (search, note) => {
    expect(read(search)).toEqual({ view: STANDARD, notes: [note] });
  });

  it('keeps the case types that there are', () => {
    const { view, notes } = read('?measures=active,guesses,confirmed');
    expect(view.measures).toEqual(['confirmed', 'active']);
    expect(notes).toEqual(['There is no case type “guesses” here.']);
  });

  it('takes fifty places and says how many it leaves out', () => {
    const ids = Array.from({ length: 52 }, (_, index) => String(10_001 + index));
    const { view, notes } = read(`?regions=${ids.join(',')}`);
    expect(view.regions).toEqual(ids.slice(0, 50));
    expect(notes).toEqual(['No more than 50 places fit. The address has 52; the rest is left out.']);
  });

  it('names a place once', () => {
    expect(read('?regions=US-NY,US-MA,US-NY').view.regions).toEqual(['US-NY', 'US-MA']);
  });

  it('trims what stands between commas', () => {
    expect(read('?regions=US-NY, US-MA ,').view.regions).toEqual(['US-NY', 'US-MA']);
    expect(read('?scale= linear').view.scale).toBe('linear');
  });

  it('says that a choice stands in the address twice, and takes the first', () => {
    const { view, notes } = read('?smooth=3&smooth=7&utm_x=1&utm_x=2');
    expect(view.smooth).toBe(3);
    expect(notes).toEqual(['The address has “smooth” more than once; the first one counts.']);
  });

  it('minds no marks that others append to addresses', () => {
    expect(read('?utm_source=mail&embed=1')).toEqual({ view: STANDARD, notes: [] });
  });
});
