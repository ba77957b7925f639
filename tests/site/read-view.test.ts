import { describe, expect, it } from 'vitest';
import { readPath } from '../../site/view/read-path.ts';
import { readView, viewSearch } from '../../site/view/read-view.ts';

const CHOICES = {
  map: 'us-counties',
  measures: ['confirmed', 'deaths'],
  firstDate: '2020-03-22',
  lastDate: '2020-06-30',
};

describe('readView(search, choices)', () => {
  it('of a bare address is the newest day, without a note', () => {
    expect(readView('', CHOICES)).toEqual({
      view: { map: 'us-counties', measure: 'confirmed', change: 'total', date: '2020-06-30' },
      notes: [],
    });
  });

  it.each(['?date=2020-05-01', '?measure=deaths&change=new&date=2020-03-22', '?change=new', ''])(
    'and viewSearch give %s back',
    search => {
      expect(viewSearch(readView(search, CHOICES).view, CHOICES)).toBe(search);
    },
  );

  it.each(['2019-12-31', '2020-07-01', '2020-02-30', 'yesterday', ''])('says so when there is no day “%s”', date => {
    const { view, notes } = readView(`?date=${date}`, CHOICES);
    expect(view.date).toBe('2020-06-30');
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain('its days run from March 22, 2020 to June 30, 2020');
  });

  it('says so when a measure is not known', () => {
    const { view, notes } = readView('?measure=happiness', CHOICES);
    expect(view.measure).toBe('confirmed');
    expect(notes).toEqual(['There is no measure “happiness” here. Shown instead: confirmed.']);
  });
});

describe('readPath(path)', () => {
  it.each([
    ['/', null, null],
    ['/covid', 'covid', null],
    ['/covid/map', 'covid', null],
    ['/covid@5f0c/map', 'covid', '5f0c'],
  ])('%s', (path, dataset, snapshot) => {
    expect(readPath(path)).toEqual({ dataset, snapshot });
  });
});
