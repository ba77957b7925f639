import type { Maybe } from '../../functions/contract/changes.ts';
import { type PlainRow, type RandomMeasure, type RandomTable, STATE_OF } from './random-table.ts';
import { POPULATIONS } from './write-table.ts';

export interface AskedValues {
  readonly region: string;
  readonly group: string;
  readonly measure: RandomMeasure;
  readonly change: 'total' | 'new';
  readonly smooth: number;
  readonly per: number | null;
}

export interface ExpectedValues {
  readonly values: readonly Maybe[];
  /** Places among the periods. */
  readonly suppressed: readonly number[];
}

/** The values of one region by their definition, from the plain rows, with nothing of the code that is tested. */
export function expectedValues(table: RandomTable, rows: readonly PlainRow[], asked: AskedValues): ExpectedValues {
  const { measure, group, region } = asked;
  const cells = table.periods.map((_, period) => cellAt(table, rows, { period, region, group, measure }));
  const written = cells.map(cell => (typeof cell === 'number' ? cell : null));
  const isFlow = measure.kind === 'flow';
  const firsts = recordsOf(table, rows, region);
  const mapFirst = firstOfMap(table, rows, region);
  let running = 0;
  const totals = isFlow
    ? written.map(value => {
        if (value !== null) running += value;
        return value === null ? null : running;
      })
    : written;
  const before = (at: number): Maybe => {
    if (at < mapFirst) return null;
    return at < (firsts[0] ?? Number.POSITIVE_INFINITY) ? 0 : (totals[at] ?? null);
  };
  const values = table.periods.map((_, at): Maybe => {
    if (asked.change === 'new' && !isFlow) {
      const [now, then] = [totals[at] ?? null, before(at - asked.smooth)];
      return now === null || then === null ? null : (now - then) / asked.smooth;
    }
    const of = asked.change === 'new' ? written : totals;
    let sum = 0;
    for (let back = 0; back < asked.smooth; back += 1) {
      const value = of[at - back] ?? null;
      if (value === null) return null;
      sum += value;
    }
    return sum / asked.smooth;
  });
  const isDerived = asked.smooth > 1 || asked.per !== null;
  return {
    values: values.map(value => {
      const plain = value === null ? null : value / 10 ** measure.decimals;
      if (plain === null || asked.per === null) return isDerived ? sixDigits(plain) : plain;
      const people = POPULATIONS[region] ?? 0;
      return people === 0 ? null : sixDigits((plain * asked.per) / people);
    }),
    suppressed: [...cells.keys()].filter(at => cells[at] === '*'),
  };
}

/** Regions that have a record at all, by map. */
export function publishedRegions(table: RandomTable, rows: readonly PlainRow[]): string[] {
  const own = new Set(rows.map(({ region }) => region));
  const states = table.places === 'counties' ? [...own].flatMap(id => STATE_OF[id.slice(0, 2)] ?? []) : [];
  return [...new Set([...own, ...states])].filter(region => recordsOf(table, rows, region).length > 0);
}

interface At {
  readonly period: number;
  readonly region: string;
  readonly group: string;
  readonly measure: RandomMeasure;
}

function cellAt({ places }: RandomTable, rows: readonly PlainRow[], { period, region, group, measure }: At) {
  const at = rows.filter(row => row.period === period && row.group === group);
  if (places !== 'counties' || !region.startsWith('US-')) {
    return at.find(row => row.region === region)?.cells[measure.id] ?? null;
  }
  if (measure.kind === 'rate' || measure.guessed) return null;
  const children = at.filter(row => STATE_OF[row.region.slice(0, 2)] === region).map(row => row.cells[measure.id]);
  if (children.includes('*')) return '*';
  const known = children.filter(cell => typeof cell === 'number');
  return known.length === 0 ? null : known.reduce((sum, cell) => sum + cell, 0);
}

/** The periods in which a region says anything at all. */
function recordsOf(table: RandomTable, rows: readonly PlainRow[], region: string): number[] {
  return [...table.periods.keys()].filter(period =>
    table.groups.some(group =>
      table.measures.some(measure => cellAt(table, rows, { period, region, group, measure }) !== null),
    ),
  );
}

function firstOfMap(table: RandomTable, rows: readonly PlainRow[], region: string): number {
  const isState = region.startsWith('US-');
  const ofMap = publishedRegions(table, rows).filter(id => id.startsWith('US-') === isState);
  return Math.min(...ofMap.map(id => recordsOf(table, rows, id)[0] ?? Number.POSITIVE_INFINITY));
}

function sixDigits(value: Maybe): Maybe {
  return value === null || Number.isInteger(value) ? value : Number(value.toPrecision(6));
}
