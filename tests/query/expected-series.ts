import type { Maybe } from '../../functions/contract/changes.ts';
import { eachDay, type FixtureDataset, type FixtureMap, type FixtureRegion, firstRecord } from './fixture-data.ts';

/** A query before it is written as text. */
export interface PlainQuery {
  readonly regions: readonly string[];
  readonly measures: readonly string[] | null;
  readonly change: 'total' | 'new';
  readonly smooth: number;
  readonly per: number | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly align: string | null;
}

/** The answer by its definition, day by day from the plain totals, with nothing of the code that is tested. */
export function expectedSeries(data: FixtureDataset, query: PlainQuery) {
  const all = eachDay(data.maps.map(({ firstDate }) => firstDate).sort()[0] ?? '', data.maps[0]?.lastDate ?? '');
  const dates = all.filter(date => (query.from ?? '') <= date && date <= (query.to ?? '9'));
  const entries = query.regions.flatMap(id =>
    (query.measures ?? data.measures).map(measure => {
      const place = findPlace(data, id);
      const values = dates.map(date => valueOn(place, measure, all.indexOf(date), all, query));
      return { region: id, measure, dayZero: null, values, suppressed: [], held: [], lacks: [] };
    }),
  );
  if (query.align === null) return { periods: dates, days: null, series: entries };
  const aligned = entries.map(entry => {
    const zero = zeroOf(findPlace(data, entry.region), data.measures[0] ?? '', dates, query.align ?? '');
    return { ...entry, dayZero: dates[zero] ?? null, values: zero < 0 ? [] : entry.values.slice(zero) };
  });
  const length = Math.max(...aligned.map(({ values }) => values.length));
  const padded = (values: readonly Maybe[]) => [
    ...values,
    ...Array.from({ length: length - values.length }, () => null),
  ];
  const series = aligned.map(entry => ({ ...entry, values: padded(entry.values) }));
  return { periods: null, days: Array.from({ length }, (_, day) => day), series };
}

interface Place {
  readonly map: FixtureMap;
  readonly region: FixtureRegion;
  readonly dayOf: ReadonlyMap<string, number>;
  readonly first: string;
}

const places = new Map<string, Place>();

function findPlace(data: FixtureDataset, id: string): Place {
  const known = places.get(id);
  if (known) return known;
  for (const map of data.maps) {
    const region = map.regions.find(candidate => candidate.id === id);
    if (!region) continue;
    const dayOf = new Map(eachDay(map.firstDate, map.lastDate).map((date, day) => [date, day]));
    const place = { map, region, dayOf, first: firstRecord(map, region) };
    places.set(id, place);
    return place;
  }
  throw new Error(`no region ${id}`);
}

function totalOn({ region, dayOf }: Place, measure: string, date: string | undefined): Maybe {
  return region.totals[measure]?.[dayOf.get(date ?? '') ?? -1] ?? null;
}

function valueOn(place: Place, measure: string, day: number, all: readonly string[], query: PlainQuery): Maybe {
  const { change, smooth, per } = query;
  const value = change === 'new' ? meanChange() : meanTotal();
  if (value === null) return null;
  if (per === null) return sixDigits(value);
  const { population } = place.region;
  return population === null || population === 0 ? null : sixDigits((value * per) / population);

  function meanChange(): Maybe {
    const total = totalOn(place, measure, all[day]);
    const date = all[day - smooth];
    if (total === null || date === undefined || date < place.map.firstDate) return null;
    const before = date < place.first ? 0 : totalOn(place, measure, date);
    return before === null ? null : (total - before) / smooth;
  }

  function meanTotal(): Maybe {
    let sum = 0;
    for (let back = 0; back < smooth; back += 1) {
      const total = totalOn(place, measure, all[day - back]);
      if (total === null) return null;
      sum += total;
    }
    return sum / smooth;
  }
}

function zeroOf(place: Place, measure: string, dates: readonly string[], align: string): number {
  const n = Number(/\d+$/.exec(align)?.[0]);
  const { population } = place.region;
  return dates.findIndex(date => {
    const total = totalOn(place, measure, date);
    if (total === null) return false;
    if (align.startsWith('total')) return total >= n;
    return population !== null && population > 0 && total * n >= population;
  });
}

function sixDigits(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(6));
}
