import type { MeasureDescription } from '../../functions/contract/snapshot.ts';

const COUNT = { description: '', unit: null, decimals: 0, guessed: false } as const;

export const CONFIRMED: MeasureDescription = {
  ...COUNT,
  id: 'confirmed',
  title: 'Confirmed',
  kind: 'cumulative',
  noun: 'confirmed cases',
};
export const DEATHS: MeasureDescription = {
  ...COUNT,
  id: 'deaths',
  title: 'Deaths',
  kind: 'cumulative',
  noun: 'deaths',
};
export const RECOVERED: MeasureDescription = {
  ...COUNT,
  id: 'recovered',
  title: 'Recovered',
  kind: 'cumulative',
  noun: 'recoveries',
};
export const ACTIVE: MeasureDescription = {
  ...COUNT,
  id: 'active',
  title: 'Active',
  kind: 'level',
  noun: 'active cases',
};
