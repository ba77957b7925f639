import { describe, expect, it } from 'vitest';
import { changesFromTotals } from '../../functions/contract/changes.ts';
import { FRAMES_EXAMPLE } from '../../functions/contract/frames.ts';
import { LATEST_EXAMPLE } from '../../functions/contract/latest.ts';
import { SNAPSHOT_EXAMPLE } from '../../functions/contract/snapshot.ts';
import { addDays, daysFrom } from '../../functions/measures/periods.ts';
import { figureSource } from '../../site/data/figure-source.ts';
import type { Published } from '../../site/data/published.ts';

const FIRSTS = { regions: ['2020-03-22', '2020-03-22', '2020-03-22'], map: '2020-03-22' };
const MONTHS = ['2020-03', '2020-04', '2020-05', '2020-06'];

function openSource(failures: string[] = []) {
  const asked: string[] = [];
  const answer = async <T>(name: string, value: T): Promise<T> => {
    asked.push(name);
    const failing = failures.indexOf(name);
    if (failing < 0) return value;
    failures.splice(failing, 1);
    throw new Error(`${name} is out of reach`);
  };
  const published: Published = {
    id: 'snapshot',
    pointer: null,
    snapshot: SNAPSHOT_EXAMPLE,
    readRegions: () => Promise.reject(new Error('not asked for')),
    readLatest: () => Promise.reject(new Error('not asked for')),
    readMapIndex: id =>
      answer(id, {
        schema: 'map/1',
        map: 'us-counties',
        regions: 'r',
        latest: 'l',
        frames: {
          confirmed: MONTHS.map(month => ({ firstDate: `${month}-01`, lastDate: `${month}-03`, blob: month })),
        },
        series: {},
      }),
    readText: () => null,
    readShapes: () => Promise.reject(new Error('not asked for')),
    readBlob: () => Promise.reject(new Error('not asked for')),
    readFrames: id => answer(id, { ...FRAMES_EXAMPLE, dates: [1, 2, 3].map(day => `${id}-0${day}`) }),
  };
  return { asked, source: figureSource(published, LATEST_EXAMPLE, 'index', FIRSTS) };
}

describe('figureSource', () => {
  it('shows the newest day without asking for anything', () => {
    const { asked, source } = openSource();
    expect(source.peek('confirmed', '2020-06-30', 0)?.at(-1)?.total).toEqual([90_536, 215_179, null]);
    expect(asked).toEqual([]);
  });

  it('reads the month of a day first, then the months beside it, each once', async () => {
    const { asked, source } = openSource();
    expect((await source.read('confirmed', '2020-04-02', 0)).at(-1)?.total[0]).toBe(4625);
    await source.read('confirmed', '2020-04-03', 0);
    expect(asked).toEqual(['index', '2020-04', '2020-03', '2020-05']);
  });

  it('has a month at hand once it is read', async () => {
    const { source } = openSource();
    expect(source.peek('confirmed', '2020-04-02', 0)).toBeNull();
    await source.read('confirmed', '2020-04-02', 0);
    expect(source.peek('confirmed', '2020-04-01', 0)?.at(-1)?.date).toBe('2020-04-01');
  });

  it('asks again after a failure', async () => {
    const { source } = openSource(['2020-04']);
    await expect(source.read('confirmed', '2020-04-02', 0)).rejects.toThrow('out of reach');
    expect((await source.read('confirmed', '2020-04-02', 0)).at(-1)?.date).toBe('2020-04-02');
  });

  it('asks again for an index that did not arrive', async () => {
    const { source } = openSource(['index']);
    await expect(source.read('confirmed', '2020-04-02', 0)).rejects.toThrow('out of reach');
    expect((await source.read('confirmed', '2020-04-02', 0)).at(-1)?.date).toBe('2020-04-02');
  });

  it('refuses a day that no piece holds', async () => {
    const { source } = openSource();
    await expect(source.read('confirmed', '2021-01-01', 0)).rejects.toThrow(
      'the frames of confirmed leave out a period up to 2021-01-01',
    );
  });
});

describe('lastReport(measure, row, date)', () => {
  /** Three months of one row with a total of 5 until a day, and nothing after it. */
  function openQuiet(last: string, months = ['2020-03', '2020-04', '2020-05']) {
    const asked: string[] = [];
    const daysOf = (month: string) =>
      daysFrom(`${month}-01`, addDays(`${month}-28`, 10)).filter(day => day.startsWith(month));
    const published: Published = {
      id: 'snapshot',
      pointer: null,
      snapshot: SNAPSHOT_EXAMPLE,
      readRegions: () => Promise.reject(new Error('not asked for')),
      readLatest: () => Promise.reject(new Error('not asked for')),
      readMapIndex: async () => ({
        schema: 'map/1',
        map: 'us-counties',
        regions: 'r',
        latest: 'l',
        frames: {
          confirmed: months.map(blob => ({ firstDate: `${blob}-01`, lastDate: daysOf(blob).at(-1) ?? '', blob })),
        },
        series: {},
      }),
      readText: () => null,
      readShapes: () => Promise.reject(new Error('not asked for')),
      readBlob: () => Promise.reject(new Error('not asked for')),
      readFrames: async month => {
        asked.push(month);
        const dates = daysOf(month);
        const totals = dates.map(date => (date <= last ? 5 : null));
        const base = month === months[0] ? null : totals.length > 0 && addDays(`${month}-01`, -1) <= last ? 5 : null;
        return { ...FRAMES_EXAMPLE, dates, base: [base], changes: changesFromTotals(totals, base) };
      },
    };
    const firsts = { regions: [`${months[0]}-01`], map: `${months[0]}-01` };
    return { asked, source: figureSource(published, LATEST_EXAMPLE, 'index', firsts) };
  }

  it('is not known before months are read, and reads them newest first until it is', async () => {
    const { asked, source } = openQuiet('2020-03-30');
    expect(source.lastReport('confirmed', 0, '2020-05-20')).toBeUndefined();
    await source.readLastReport('confirmed', 0, '2020-05-20');
    expect(source.lastReport('confirmed', 0, '2020-05-20')).toEqual({ date: '2020-03-30', total: 5, fresh: 0 });
    expect(asked).toEqual(['2020-05', '2020-04', '2020-03']);
  });

  it('reads no more than it needs', async () => {
    const { asked, source } = openQuiet('2020-05-02');
    await source.readLastReport('confirmed', 0, '2020-05-20');
    expect(source.lastReport('confirmed', 0, '2020-05-20')?.date).toBe('2020-05-02');
    expect(asked).toEqual(['2020-05']);
  });

  it('gives up after half a year', async () => {
    const months = ['2019-10', '2019-11', '2019-12', '2020-01', '2020-02', '2020-03', '2020-04', '2020-05'];
    const { asked, source } = openQuiet('2019-10-02', months);
    await source.readLastReport('confirmed', 0, '2020-05-20');
    expect(asked).toHaveLength(6);
    expect(source.lastReport('confirmed', 0, '2020-05-20')).toBeUndefined();
  });

  it('is null where there never was one', async () => {
    const { source } = openQuiet('2020-01-01');
    await source.readLastReport('confirmed', 0, '2020-04-02');
    expect(source.lastReport('confirmed', 0, '2020-04-02')).toBeNull();
  });
});
