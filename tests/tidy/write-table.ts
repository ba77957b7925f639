import { addDays } from '../../functions/measures/periods.ts';
import { type PlainRow, type RandomTable, STATE_OF } from './random-table.ts';
import { CHECKS_OFF } from './tidy-shop.ts';

/** The `dataset.yaml` of a random table. */
export function yamlOf({ unit, isUnitDeclared, starts, places, measures, groups, total }: RandomTable): string {
  const week = unit === 'week' ? `, starts: ${starts}` : '';
  const time = unit === 'none' ? 'none' : `{ column: when${isUnitDeclared ? `, unit: ${unit}${week}` : ''} }`;
  const levels = {
    none: '',
    countries: 'region: { column: where, map: world }\nplaces: { file: places.txt }',
    counties: 'region: { column: where, map: us-counties }\nplaces: { file: places.txt }',
    'counties and states':
      'regions: [{ column: state, map: us-states }, { column: where, map: us-counties }]\nplaces: { file: places.txt }',
  }[places];
  const declared = measures.map(({ id, kind, guessed, decimals, isDeclared }) => {
    const fields = [...(guessed ? [] : [`kind: ${kind}`]), ...(isDeclared ? [`decimals: ${decimals}`] : [])];
    return `  ${id}: { ${fields.join(', ')} }`;
  });
  const dimension = groups.length < 2 ? '' : `dimensions: { age: {${total === null ? '' : ` total: ${total}`} } }`;
  return [
    ...['title: Random', `time: ${time}`, levels, 'measures:', ...declared, dimension, CHECKS_OFF, 'files: "*.csv"'],
  ].join('\n');
}

/** Rows of a table as CSV, in their order. @param random chooses among the usual spellings of periods and marks */
export function csvOf(table: RandomTable, rows: readonly PlainRow[], random: () => number): string {
  const { unit, places, measures, groups, periods } = table;
  const heading = [
    ...(unit === 'none' ? [] : ['when']),
    ...(places === 'none' ? [] : ['state', 'where']),
    ...(groups.length < 2 ? [] : ['age']),
    ...measures.map(({ id }) => id),
    'remark',
  ];
  const lines = rows.map(({ period, region, group, cells }) => {
    const isState = region.startsWith('US-');
    const state = isState ? region.slice(3) : (STATE_OF[region.slice(0, 2)]?.slice(3) ?? '');
    const values = measures.map(({ id, decimals }) => {
      const cell = cells[id] ?? null;
      if (cell === null) return random() < 0.5 ? '' : 'NA';
      if (cell === '*') return random() < 0.5 ? '*' : '<5';
      return (cell / 10 ** decimals).toFixed(decimals);
    });
    return [
      ...(unit === 'none' ? [] : [spelled(periods[period] ?? '', table, random)]),
      ...(places === 'none' ? [] : [state, isState ? '' : region]),
      ...(groups.length < 2 ? [] : [group]),
      ...values,
      'a remark',
    ].join(',');
  });
  return `${[heading.join(','), ...lines].join('\n')}\n`;
}

function spelled(period: string, { unit, isUnitDeclared }: RandomTable, random: () => number): string {
  if (!isUnitDeclared || random() < 0.5) return period;
  if (unit === 'day') return `${period}T23:30:00+14:00`;
  if (unit === 'week') return addDays(period, Math.floor(random() * 7));
  if (unit === 'month') return `${period}-1${Math.floor(random() * 9)}`;
  return unit === 'year' ? `${period}-07-04` : period;
}

export const PLACES_FILE = `id,name,population
FRA,France,68000000
ITA,Italy,59000000
KEN,Kenya,0
36061,New York,1630000
39049,Franklin,1320000
US-NY,New York,19500000
`;

export const POPULATIONS: Readonly<Record<string, number>> = {
  ...{ FRA: 68_000_000, ITA: 59_000_000, KEN: 0, 36061: 1_630_000, 39049: 1_320_000, 'US-NY': 19_500_000 },
};
