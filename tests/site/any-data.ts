import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseMapShapes } from '../../functions/contract/map-shapes.ts';
import type { Calendar } from '../../functions/contract/period.ts';
import type { MeasureDescription } from '../../functions/contract/snapshot.ts';
import { periodsFrom } from '../../functions/measures/periods.ts';
import { createQueryApp } from '../../functions/query/query-app.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { buildSite, SITE_DIST } from '../../local/build-site.ts';
import { serve } from '../../local/serve.ts';
import { type AnyData, type AnyRegion, type AnyValue, KEPT, publishAny } from './publish-any.ts';

/** The places of a map, as its shapes name them. */
function placesOf(map: string): { readonly id: string; readonly name: string }[] {
  const file = join(import.meta.dirname, `../../maps/${map}.json`);
  const { shapes } = parseMapShapes(JSON.parse(readFileSync(file, 'utf8')), `${map}.json`);
  const named = Object.values(shapes).map(({ name, regions: [id = ''] }) => [id, name ?? id] as const);
  return [...new Map(named)].map(([id, name]) => ({ id, name })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** From 0 to 1; looks random and is the same in each run. */
function noise(...seeds: readonly number[]): number {
  const value = Math.sin(seeds.reduce((sum, seed, index) => sum + seed * (12.9898 + 65.2 * index), 0.5));
  return Math.abs(value * 43_758.5453) % 1;
}

function measure(part: Partial<MeasureDescription> & Pick<MeasureDescription, 'id' | 'title' | 'kind'>) {
  return { description: '', noun: null, unit: null, decimals: 0, guessed: false, ...part };
}

const WEEKLY: Calendar = { unit: 'week', every: 1 };
const WEEKS = periodsFrom('2024-01-01', '2025-12-29', WEEKLY);

/** Weekly unemployment rates of the US states; the last three weeks are provisional. */
export const UNEMPLOYMENT: AnyData = {
  dataset: 'jobs',
  title: 'Unemployment',
  period: WEEKLY,
  firstDate: WEEKS[0] ?? '',
  lastDate: WEEKS.at(-1) ?? '',
  provisional: 3,
  measures: [measure({ id: 'rate', title: 'Unemployment rate', kind: 'rate', unit: '%', decimals: 1 })],
  map: { id: 'us-states', title: 'US states', nouns: { one: 'state', many: 'US states' } },
  regions: placesOf('us-states').map((place, row) => ({
    ...place,
    population: 1_000_000 + row,
    values: {
      rate: WEEKS.map((_, week) => 2.4 + 5 * noise(row) + Math.sin(week / 9 + row) + 0.4 * noise(row, week)),
    },
  })),
};

const MONTHLY: Calendar = { unit: 'month', every: 1 };
const MONTHS = periodsFrom('2019-01', '2025-11', MONTHLY);
const AREAS = ['all', 'coast', 'inland'];

function rainfall(row: number, area: number): AnyValue[] {
  return MONTHS.map((_, month) => {
    if (row % 7 === 2 && month >= 40 && month < 46) return null;
    if ((row + month) % 23 === 5) return KEPT;
    const season = 1 + Math.sin((month / 6) * Math.PI + row / 20);
    return (4 + 190 * noise(row)) * season * (0.5 + noise(row, month, area)) * (1 + area / 3);
  });
}

/** Monthly rainfall and mean temperatures by country, for three areas, with gaps and suppressed values. */
export const RAIN: AnyData = {
  dataset: 'rain',
  title: 'Weather',
  period: MONTHLY,
  firstDate: MONTHS[0] ?? '',
  lastDate: MONTHS.at(-1) ?? '',
  measures: [
    measure({ id: 'rainfall', title: 'Rainfall', kind: 'flow', unit: 'mm', decimals: 1 }),
    measure({ id: 'temperature', title: 'Temperature', kind: 'level', unit: '°C', decimals: 1, guessed: true }),
  ],
  dimensions: [
    { id: 'area', title: 'Area', values: AREAS, total: 'all' },
    { id: 'season:kind', title: 'Kind', values: ['measured', 'model: b'], total: null },
  ],
  map: { id: 'world', title: 'World', nouns: { one: 'country', many: 'countries' } },
  regions: placesOf('world').map((place, row): AnyRegion => {
    const cubes = AREAS.flatMap((area, at) =>
      ['measured', 'model: b'].map((kind, other) => {
        const key = `${area === 'all' ? '' : `;area=${area}`};season:kind=${kind}`;
        return [key, at + other * 3] as const;
      }),
    );
    const temperatures = (seed: number) =>
      MONTHS.map((_, month) => -8 + 34 * noise(row) + 9 * Math.sin((month / 6) * Math.PI) + noise(row, month, seed));
    return {
      ...place,
      population: 5_000_000,
      values: Object.fromEntries(
        cubes.flatMap(([key, seed]) => [
          [`rainfall${key}`, rainfall(row, seed % 3)],
          [`temperature${key}`, temperatures(seed)],
        ]),
      ),
    };
  }),
};

const FIVE_YEARS: Calendar = { unit: 'year', every: 5 };
const YEARS = periodsFrom('1955', '2025', FIVE_YEARS);

/** Net migration of countries in every fifth year: people who came, less people who left. */
export const MIGRATION: AnyData = {
  dataset: 'migration',
  title: 'Migration',
  period: FIVE_YEARS,
  firstDate: '1955',
  lastDate: '2025',
  measures: [measure({ id: 'net', title: 'Net migration', kind: 'flow', noun: 'net migrants' })],
  map: { id: 'world', title: 'World', nouns: { one: 'country', many: 'countries' } },
  regions: placesOf('world').map((place, row) => ({
    ...place,
    population: 2_000_000 + 1_000_000 * (row % 30),
    values: {
      net: YEARS.map((_, year) => Math.round(400_000 * (noise(row) - 0.5) + 90_000 * (noise(row, year) - 0.5))),
    },
  })),
};

/** A monthly price index without places. */
export const PRICES: AnyData = {
  dataset: 'prices',
  title: 'Prices',
  period: MONTHLY,
  firstDate: MONTHS[0] ?? '',
  lastDate: MONTHS.at(-1) ?? '',
  provisional: 2,
  measures: [measure({ id: 'stock', title: 'Stock of grain', kind: 'level', unit: 'kt', decimals: 2 })],
  map: { id: 'all', title: 'All', nouns: null },
  regions: [
    {
      id: 'all',
      name: 'All',
      values: {
        stock: MONTHS.map((_, month) => {
          if (month === 30 || month === 32 || (month > 50 && month < 54)) return null;
          return 812.5 + month / 4 + 6 * noise(month);
        }),
      },
    },
  ],
};

const NO_TIME: Calendar = { unit: 'none', every: 1 };

/** One moment, on a map that this site has no shapes for. */
export const WARDS: AnyData = {
  dataset: 'wards',
  title: 'Wards',
  period: NO_TIME,
  firstDate: 'all',
  lastDate: 'all',
  measures: [measure({ id: 'turnout', title: 'Turnout', kind: 'rate', unit: '%', decimals: 1 })],
  map: { id: 'wards', title: 'Wards', nouns: { one: 'ward', many: 'wards' } },
  regions: Array.from({ length: 24 }, (_, row) => ({
    id: `W${row}`,
    name: `Ward ${row + 1}`,
    values: { turnout: [40 + 40 * noise(row)] },
  })),
};

export interface AnySite {
  readonly address: string;
  close(): Promise<void>;
}

/** The built site over all of these data sets; made without the engine. */
export async function anySite(port = 0): Promise<AnySite> {
  await buildSite();
  const folder = await mkdtemp(join(tmpdir(), 'seecovid-any-'));
  const data = new DiskStore({ root: folder });
  await publishAny(data, [UNEMPLOYMENT, RAIN, MIGRATION, PRICES, WARDS]);
  const { fetch } = createQueryApp({ store: data, freshSeconds: 0, log: console.error });
  const server = await serve({ port, api: fetch, data, site: SITE_DIST });
  return {
    address: server.url,
    async close() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
