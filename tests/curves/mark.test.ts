import { describe, expect, it } from 'vitest';
import { markOf } from '../../site/charts/mark.ts';
import { type CurvesView, type Layout, standardCurves } from '../../site/views/curves/address.ts';
import { legendContent } from '../../site/views/curves/legend.ts';
import { curvesModel } from '../../site/views/curves/model.ts';
import { placeOf, totalsOf } from './places.ts';
import { SNAPSHOT } from './snapshot.ts';

const TOTALS = totalsOf(
  Object.fromEntries(SNAPSHOT.measures.map(({ id }) => [id, [1, 2, 4, 8, 6, 32, 64, 128, 256, 512]])),
);

describe('markOf(place, measure, places)', () => {
  it('gives the case types of one place a color each, and nothing else', () => {
    const marks = [0, 1, 2, 3].map(measure => markOf(0, measure, 1));
    expect(marks.map(({ color }) => color)).toEqual([0, 1, 2, 3]);
    expect(new Set(marks.map(({ dash, point }) => `${dash} ${point}`)).size).toBe(1);
  });

  it('gives several places a color each, and case types a dash and a point each', () => {
    expect([0, 1].map(measure => markOf(4, measure, 5).color)).toEqual([4, 4]);
    const marks = [0, 1, 2, 3].map(measure => markOf(4, measure, 5));
    expect(new Set(marks.map(({ dash }) => dash.join(' '))).size).toBe(4);
    expect(new Set(marks.map(({ point }) => point)).size).toBe(4);
  });
});

describe('the legend and the chart', () => {
  it.each([
    ['one place', ['a'], ['confirmed', 'deaths'], 'together'],
    ['three places', ['a', 'b', 'c'], ['confirmed', 'deaths'], 'together'],
    ['three places of one case type', ['a', 'b', 'c'], ['deaths'], 'together'],
    ['a chart for each place', ['a', 'b', 'c'], ['confirmed', 'deaths', 'recovered', 'active'], 'apart'],
  ] satisfies [string, string[], string[], Layout][])('use the same marks: %s', (_, ids, measures, layout) => {
    const { view, places, layers } = sceneOf({ regions: ids, measures, layout });
    const groups = legendContent(
      places,
      SNAPSHOT.measures.filter(({ id }) => measures.includes(id)),
      view,
      'case type',
    );
    const sampleOf = (id: string | undefined) =>
      groups.flatMap(({ items }) => items).find(item => item.id === id)?.mark;
    expect(layers.length).toBeGreaterThan(0);
    for (const { key, mark, kind, point } of layers) {
      const [place, measure] = key.split(' ');
      // What a place's sample does not show, its case type's does.
      const colored = sampleOf(place) ?? sampleOf(measure);
      const shaped = sampleOf(measure) ?? sampleOf(place);
      expect(mark.color).toBe(colored?.color);
      expect(mark.dash).toEqual(shaped?.dash);
      expect(kind === 'corrections' ? 'crossRot' : shaped?.point).toBe(point);
    }
  });

  it('lists what is switched off, and draws it no more', () => {
    const { view, places, layers } = sceneOf({ regions: ['a', 'b'], hidden: ['b', 'deaths'] });
    expect(new Set(layers.map(({ key }) => key))).toEqual(new Set(['a confirmed']));
    const items = legendContent(places, SNAPSHOT.measures.slice(0, 2), view, 'case type').flatMap(group => group.items);
    expect(items.map(({ id, shown }) => [id, shown])).toEqual([
      ['a', true],
      ['b', false],
      ['confirmed', true],
      ['deaths', false],
    ]);
  });

  it('lists nothing where there is no place', () => {
    const { view } = sceneOf({ regions: [] });
    expect(legendContent([], SNAPSHOT.measures, view, 'case type')).toEqual([]);
  });
});

function sceneOf(part: Partial<CurvesView>) {
  const view = { ...standardCurves({ measures: SNAPSHOT.measures, defaults: SNAPSHOT.curves, regions: [] }), ...part };
  const places = view.regions.map(id => placeOf(id));
  const scene = curvesModel(view, { places, totalsOf: () => TOTALS, snapshot: SNAPSHOT });
  return { view, places, layers: scene.panels.flatMap(({ layers }) => layers) };
}
