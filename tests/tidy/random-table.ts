import type { MeasureKind } from '../../functions/contract/snapshot.ts';

export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'none';

export interface RandomMeasure {
  readonly id: string;
  readonly kind: MeasureKind;
  readonly guessed: boolean;
  readonly decimals: number;
  readonly isDeclared: boolean;
}

/** A cell of a measure as it is written: `null` is missing, `'*'` kept back by the source. */
export type WrittenCell = number | null | '*';

export interface PlainRow {
  readonly period: number;
  readonly region: string;
  readonly group: string;
  /** By measure, as whole numbers: the value times ten to the power of its decimals. */
  readonly cells: Readonly<Record<string, WrittenCell>>;
}

/** A tidy table before it is written, with all that its descriptor says. */
export interface RandomTable {
  readonly unit: Unit;
  readonly isUnitDeclared: boolean;
  readonly starts: 'monday' | 'sunday';
  readonly places: 'countries' | 'counties' | 'counties and states' | 'none';
  /** Every period from the first to the last, as the API names it. */
  readonly periods: readonly string[];
  readonly measures: readonly RandomMeasure[];
  /** Values of the dimension; one without a name where there is none. */
  readonly groups: readonly string[];
  readonly total: string | null;
  readonly rows: readonly PlainRow[];
}

export const COUNTRIES = ['FRA', 'ITA', 'DEU', 'KEN', 'BRA'] as const;
export const COUNTIES = ['36061', '36005', '39049', '39035', '06037'] as const;
export const STATE_OF: Readonly<Record<string, string>> = { '36': 'US-NY', '39': 'US-OH', '06': 'US-CA' };
const KINDS: readonly MeasureKind[] = ['cumulative', 'flow', 'level', 'rate'];
const UNITS: readonly Unit[] = ['day', 'week', 'month', 'quarter', 'year', 'none'];
const PLACES = ['countries', 'counties', 'counties and states', 'none'] as const;

/** @param random numbers from 0 up to 1; the first ones choose unit, kind and places in turn, so that all are met */
export function randomTable(seed: number, random: () => number): RandomTable {
  const upTo = (count: number) => Math.floor(random() * count);
  const unit = UNITS[seed % UNITS.length] ?? 'day';
  const places = PLACES[Math.floor(seed / UNITS.length) % PLACES.length] ?? 'none';
  const starts = random() < 0.5 ? 'monday' : 'sunday';
  const periods = periodsOf(unit, starts, 4 + upTo(9), upTo);
  const measures = Array.from({ length: 1 + upTo(3) }, (_, index): RandomMeasure => {
    const guessed = random() < 0.15;
    const kind = guessed ? 'level' : (KINDS[(seed + index) % KINDS.length] ?? 'level');
    return { id: `m${index}`, kind, guessed, decimals: upTo(4), isDeclared: random() < 0.5 };
  });
  const hasGroups = random() < 0.4;
  const total = hasGroups && random() < 0.5 ? 'Total' : null;
  const groups = hasGroups ? [...(total === null ? [] : [total]), '0-17', '18+'] : [''];
  const regions =
    places === 'none'
      ? ['all']
      : places === 'countries'
        ? COUNTRIES
        : places === 'counties'
          ? COUNTIES
          : [...COUNTIES, 'US-NY', 'US-OH'];
  const rows: PlainRow[] = [];
  for (const [period] of periods.entries()) {
    // The first two periods and the last are always there; one in the middle may be missing altogether.
    if (period > 1 && period < periods.length - 1 && random() < 0.2) continue;
    for (const region of regions) {
      if (random() < 0.15) continue;
      for (const group of groups) {
        const written = measures.map(measure => [measure.id, randomCell(measure, period, random)] as const);
        rows.push({ period, region, group, cells: Object.fromEntries(written) });
      }
    }
  }
  // One whole row of each end, and the most decimals, so that every table has the calendar and the decimals it declares.
  for (const period of [0, Math.min(1, periods.length - 1), periods.length - 1]) {
    const [region = '', group = ''] = [regions[0], groups[0]];
    const at = rows.findIndex(row => row.period === period && row.region === region && row.group === group);
    const cells = Object.fromEntries(measures.map(({ id, decimals }) => [id, decimals === 0 ? 7 : 10 ** decimals + 1]));
    const row = { period, region, group, cells };
    if (at < 0) rows.push(row);
    else rows[at] = row;
  }
  return {
    ...{ unit, starts, places, periods, measures, groups, total, rows },
    isUnitDeclared: unit === 'none' || unit === 'week' || unit === 'day' || random() < 0.5,
  };
}

function randomCell({ kind, decimals }: RandomMeasure, period: number, random: () => number): WrittenCell {
  if (random() < 0.1) return null;
  if (random() < 0.07) return '*';
  const size = 10 ** Math.floor(random() * 5);
  const value = Math.floor(random() * size * 10 ** decimals);
  if (kind === 'cumulative') return (period + 1) * 100_000 + value;
  return kind !== 'flow' && random() < 0.2 ? -value || 0 : value;
}

function periodsOf(unit: Unit, starts: string, count: number, upTo: (count: number) => number): string[] {
  const year = 1995 + upTo(25);
  const every = 1 + 4 * upTo(2);
  const day = (index: number) => new Date(Date.UTC(year, 11, 20 + index)).toISOString().slice(0, 10);
  const month = (index: number, step: number) => [year + Math.floor(index / step), (index % step) + 1] as const;
  const monday = (8 - new Date(Date.UTC(year, 11, 20)).getUTCDay()) % 7;
  const nth = (index: number): string => {
    if (unit === 'day') return day(index);
    if (unit === 'week') return day(monday + 7 * index - (starts === 'sunday' ? 1 : 0));
    if (unit === 'year') return String(year + every * index);
    const [of, number] = unit === 'month' ? month(index + 9, 12) : month(index + 2, 4);
    return unit === 'month' ? `${of}-${String(number).padStart(2, '0')}` : `${of}-Q${number}`;
  };
  return unit === 'none' ? ['all'] : Array.from({ length: count }, (_, index) => nth(index));
}
