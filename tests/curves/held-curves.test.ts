import { describe, expect, it } from 'vitest';
import { type CurvesView, standardCurves } from '../../site/views/curves/address.ts';
import { curvesRemarks, curvesTable } from '../../site/views/curves/exportable.ts';
import { emptiness } from '../../site/views/curves/format.ts';
import { curvesModel } from '../../site/views/curves/model.ts';
import { curveNotes } from '../../site/views/curves/notes.ts';
import { readoutAt } from '../../site/views/curves/readout.ts';
import type { PlaceTotals } from '../../site/views/curves/source.ts';
import { placeOf, totalsOf } from './places.ts';
import { SNAPSHOT } from './snapshot.ts';

const [CONFIRMED, , RECOVERED] = SNAPSHOT.measures;
if (CONFIRMED === undefined || RECOVERED === undefined) throw new Error('there must be three measures');
const HELD_TOTALS = [1, 2, 4, 8, null, 32, 64, 128, 256, 512];
const WHOLE = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];
const NONE = WHOLE.map(() => null);
const HELD = { period: '2020-03-05', reason: 'Ohio on 2020-03-05: 1 confirmed after 8 on 2020-03-04' };
const LACKS = { period: '2020-03-05', children: ['US-NY', 'US-OH'] };
const NAMES: Readonly<Record<string, string>> = { 'US-NY': 'New York', 'US-OH': 'Ohio' };
const nameOf = (id: string) => NAMES[id] ?? id;

/** Ohio is held back on March 5; of the United States the sum of that day lacks two states. */
function sceneOf(part: Partial<CurvesView> = {}) {
  const places = [placeOf('US-OH', { name: 'Ohio' }), placeOf('USA', { name: 'United States' })];
  const totals: Readonly<Record<string, PlaceTotals>> = {
    'US-OH': new Map([
      ...totalsOf({ recovered: NONE, active: WHOLE }),
      ['confirmed', { values: HELD_TOTALS, held: [HELD], lacks: [] }],
    ]),
    USA: new Map([...totalsOf({ recovered: NONE }), ['confirmed', { values: WHOLE, held: [], lacks: [LACKS] }]]),
  };
  const standard = standardCurves({
    measures: SNAPSHOT.measures,
    defaults: SNAPSHOT.curves,
    regions: places.map(({ id }) => id),
  });
  const view: CurvesView = { ...standard, measures: ['confirmed'], smooth: 1, ...part };
  const scene = curvesModel(view, { places, totalsOf: id => totals[id] ?? null, snapshot: SNAPSHOT });
  return { ...scene, view };
}

describe('readoutAt(day, curves, context) where checks held values back', () => {
  const readout = (day: number, part: Partial<CurvesView> = {}) => {
    const { panels, view } = sceneOf(part);
    const curves = panels.flatMap(panel => panel.curves);
    if (CONFIRMED === undefined) throw new Error('there must be a measure');
    return readoutAt(day, curves, { view, firstDate: SNAPSHOT.firstDate, leading: CONFIRMED, nameOf });
  };

  it('says that a gap is held back, and why', () => {
    const { rows, notes, spoken } = readout(4, { change: 'total' });
    expect(rows.map(({ value }) => value)).toEqual(['held back', '16 *']);
    expect(notes).toEqual([
      'Held back: Ohio on March 5, 2020: 1 confirmed after 8 on March 4, 2020.',
      '* Counts the last accepted value of New York and Ohio.',
    ]);
    expect(spoken).toContain('Ohio: confirmed cases held back. United States: 16 * confirmed cases.');
    expect(spoken).toContain('1 confirmed after 8 on March 4, 2020.');
  });

  it('says the same of the new value of the day after, and nothing of later ones', () => {
    expect(readout(5).rows.map(({ value }) => value)).toEqual(['held back', '16 *']);
    expect(readout(6)).toMatchObject({ rows: [{ value: '32' }, { value: '32' }], notes: [] });
  });

  it('marks the mean as long as its window touches the day', () => {
    const averages = (day: number) => readout(day, { smooth: 3, change: 'total' }).rows.map(({ average }) => average);
    expect(averages(6)).toEqual(['–', '37.3 *']);
    expect(averages(7)).toEqual(['74.7', '74.7']);
  });

  it('says that a measure is not reported, rather than that there is no report of the day', () => {
    expect(readout(4, { measures: ['recovered'] }).rows.map(({ value }) => value)).toEqual([
      'not reported',
      'not reported',
    ]);
  });
});

describe('what the page says around such curves', () => {
  it('gives the reasons and the sums that lack parts among the notes', () => {
    const { view, ...scene } = sceneOf({ scale: 'linear' });
    expect(curveNotes(scene.set, view, SNAPSHOT, { colors: 10, nameOf })).toEqual([
      'Held back: Ohio on March 5, 2020: 1 confirmed after 8 on March 4, 2020.',
      'Sums that count the last accepted value of a part: United States on March 5, 2020 (New York and Ohio).',
    ]);
  });

  it('names who does not report a measure, beside curves and instead of an empty chart', () => {
    const { view, ...scene } = sceneOf({ scale: 'linear', measures: ['recovered', 'active'] });
    expect(curveNotes(scene.set, view, SNAPSHOT, { colors: 10, nameOf })).toContain(
      'Recoveries are not reported for Ohio and United States.',
    );
    expect(emptiness({ ...view, regions: ['US-OH', 'USA'] }, scene.set, CONFIRMED)).toBeNull();
    const none = sceneOf({ measures: ['recovered'] });
    expect(emptiness({ ...none.view, regions: ['US-OH', 'USA'] }, none.set, CONFIRMED)).toEqual({
      words: 'Recoveries are not reported for Ohio and United States.',
      inLegend: false,
    });
  });

  it('marks cells of the table, and leaves them as they are in a file', () => {
    const { set, view } = sceneOf({ change: 'total', smooth: 2 });
    const table = curvesTable(set, view, SNAPSHOT);
    const { cell, sentences } = curvesRemarks(set, view, table.columns, nameOf);
    const rows = [...table.rows];
    const numbers = table.columns.flatMap((title, column) => (title.startsWith('Total') ? [column] : []));
    const marked = (place: string, date: string) => {
      const row = rows.find(candidate => candidate.includes(place) && candidate.includes(date)) ?? [];
      return numbers.map(column => cell(row, column));
    };
    expect(marked('US-OH', '2020-03-05')).toEqual(['held back', 'held back']);
    expect(marked('USA', '2020-03-05')).toEqual(['16 *', '12 *']);
    expect(marked('USA', '2020-03-06')).toEqual([null, '24 *']);
    expect(marked('USA', '2020-03-07')).toEqual([null, null]);
    expect(sentences).toEqual([
      'Held back: Ohio on March 5, 2020: 1 confirmed after 8 on March 4, 2020.',
      '* A day in it counts the last accepted value of New York and Ohio.',
    ]);
  });

  it('does not call the end of the data an end of reports where the last days are held back', () => {
    const { view, ...scene } = sceneOf({ scale: 'linear' });
    const last = { period: '2020-03-10', reason: 'Ohio on 2020-03-10: 1 confirmed after 256 on 2020-03-09' };
    const curves = scene.set.curves.map(curve => ({
      ...curve,
      raw: curve.raw.map((value, day) => (day === 9 ? null : value)),
      heldDays: { held: [last], lacks: [] },
    }));
    expect(curveNotes({ curves }, view, SNAPSHOT, { colors: 10 }).join(' ')).not.toContain('The last report');
  });
});
