import { describe, expect, it } from 'vitest';
import { SNAPSHOT_EXAMPLE, type Snapshot } from '../../functions/contract/snapshot.ts';
import { standardView } from '../../site/address/choices.ts';
import { readPath } from '../../site/address/path.ts';
import { readView, viewSearch } from '../../site/views/map/address.ts';

const [COUNTIES] = SNAPSHOT_EXAMPLE.maps;
if (!COUNTIES) throw new Error('the example must have a map');
const SNAPSHOT: Snapshot = {
  ...SNAPSHOT_EXAMPLE,
  measures: ['confirmed', 'deaths', 'recovered'].map(id => ({
    id,
    title: id,
    description: '',
    kind: 'cumulative',
    noun: id,
    unit: null,
    decimals: 0,
    guessed: false,
  })),
  maps: [
    { ...COUNTIES, measures: ['confirmed', 'deaths'] },
    { ...COUNTIES, id: 'world', firstDate: '2020-01-22', measures: ['confirmed', 'deaths', 'recovered'] },
    { ...COUNTIES, id: 'late', title: 'Late', measures: ['deaths'] },
  ],
};

describe('readView(search, snapshot)', () => {
  it('of a bare address is the counties on the newest day, without a note', () => {
    expect(readView('', SNAPSHOT)).toEqual({ view: standardView(SNAPSHOT), notes: [] });
    expect(standardView(SNAPSHOT)).toMatchObject({
      map: 'us-counties',
      measure: 'confirmed',
      change: 'total',
      scale: 'log',
      per: null,
      smooth: 1,
      date: '2020-06-30',
    });
  });

  it.each([
    '?date=2020-05-01',
    '?measure=deaths&change=new&date=2020-03-22',
    '?map=world&measure=deaths&change=new&scale=linear&per=1000000&smooth=7&date=2020-01-23&speed=30&loop=on&place=US-UT:bear-river&regions=36061,USA',
    '?change=new',
    '',
  ])('and viewSearch give %s back', search => {
    const { view, notes } = readView(search, SNAPSHOT);
    expect(notes).toEqual([]);
    expect(viewSearch(view, SNAPSHOT)).toBe(search);
  });

  it('says so where a map has no data for the measure asked for, and shows its first one', () => {
    const { view, notes } = readView('?measure=recovered', SNAPSHOT);
    expect(view.measure).toBe('confirmed');
    expect(notes).toEqual([
      'The map “US counties” has no data for “recovered”: it is not reported there. Shown instead: confirmed.',
    ]);
    expect(readView('?map=world&measure=recovered', SNAPSHOT)).toMatchObject({
      view: { measure: 'recovered' },
      notes: [],
    });
  });

  it('opens a map on the first measure that it has', () => {
    expect(readView('?map=late', SNAPSHOT)).toMatchObject({ view: { measure: 'deaths' }, notes: [] });
    expect(viewSearch(standardView(SNAPSHOT, 'late'), SNAPSHOT)).toBe('?map=late');
  });

  it.each([
    ['2019-12-31', '2020-03-22'],
    ['2020-07-01', '2020-06-30'],
    ['2020-02-30', '2020-06-30'],
    ['yesterday', '2020-06-30'],
    ['', '2020-06-30'],
  ])('shows the nearest day and says so when there is no day “%s”', (date, nearest) => {
    const { view, notes } = readView(`?date=${date}`, SNAPSHOT);
    expect(view.date).toBe(nearest);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain('its days run from March 22, 2020 to June 30, 2020. Shown instead: ');
  });

  it.each([
    ['measure=happiness', 'There is no measure “happiness” here. Shown instead: confirmed.'],
    ['map=mars', 'There is no map “mars” here. Shown instead: US counties.'],
    ['change=both', 'There is no change “both” here. Shown instead: total.'],
    ['scale=', 'There is no scale “” here. Shown instead: log.'],
    ['per=5', 'There is no rate per “5” here. Shown instead: counts.'],
    ['per=0', 'There is no rate per “0” here. Shown instead: counts.'],
    ['smooth=29', 'There is no smoothing (1 to 28 days) “29” here. Shown instead: no smoothing.'],
    ['speed=1e1', 'There is no speed “1e1” here. Shown instead: 10 days a second.'],
    ['change=total&change=new', 'The address has “change” more than once; the first one counts.'],
    ['mesure=deaths', 'This page knows no choice “mesure”; the rest of the address is shown.'],
  ])('says so when an address asks in vain for %s', (search, note) => {
    const { view, notes } = readView(`?${search}`, SNAPSHOT);
    expect(view).toEqual(standardView(SNAPSHOT));
    expect(notes).toEqual([note]);
  });

  it('lets others mark addresses', () => {
    expect(readView('?utm_source=mail&fbclid=1&embed=1', SNAPSHOT).notes).toEqual([]);
  });
});

describe('readPath(path)', () => {
  it.each([
    ['/', null, null, 'map', null],
    ['/covid', 'covid', null, 'map', null],
    ['/covid/', 'covid', null, 'map', null],
    ['/covid/map', 'covid', null, 'map', null],
    ['/covid@5f0c/curves/', 'covid', '5f0c', 'curves', null],
    ['/covid/chart', 'covid', null, 'map', 'chart'],
    ['/%E0%A4%A', '%E0%A4%A', null, 'map', null],
    ['/index.html', null, null, 'map', null],
    ['/covid/index.html', 'covid', null, 'map', null],
    ['/covid@5f0c/curves/index.html', 'covid', '5f0c', 'curves', null],
    ['/covid/chart.html', 'covid', null, 'map', 'chart.html'],
  ])('%s', (path, dataset, snapshot, tab, unknown) => {
    expect(readPath(path)).toEqual({ dataset, snapshot, tab, within: '', unknown });
  });

  it.each([
    ['/visits/table', ''],
    ['/visits/table/', ''],
    ['/visits/table/visits', '/visits'],
    ['/visits@5f0c/table/visits/12/', '/visits/12'],
    ['/visits/table/a%2Fb/1%2E5', '/a%2Fb/1%2E5'],
  ])('%s names a table and a row', (path, within) => {
    expect(readPath(path)).toMatchObject({ dataset: 'visits', tab: 'table', within, unknown: null });
  });

  it('of another tab names nothing more', () => {
    expect(readPath('/visits/map/12')).toMatchObject({ tab: 'map', within: '', unknown: 'map/12' });
  });
});
