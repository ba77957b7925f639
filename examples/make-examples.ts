import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRegionLists } from '../functions/measures/region-lists.ts';
import { randomFor } from '../local/sample/seeded-random.ts';
import { cityRides } from './city-rides.ts';
import { wardShapes } from './ward-shapes.ts';

const SEED = 2026;

/** The files of the examples that are simulated, by path below `examples/`; the same on every machine. */
export function exampleFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['weekly-unemployment/unemployment.csv', csv(['week', 'state', 'rate'], unemployment())],
    ['monthly-visitors/visitors.csv', csv(['month', 'country', 'purpose', 'visitors'], visitors())],
    ['yearly-permits/permits.csv', csv(['year', 'ward', 'permits', 'cost'], permits())],
    ['yearly-permits/wards.geojson', wardShapes(SEED)],
    [
      'monthly-rides/rides.csv',
      csv(['month', 'city', 'lat', 'lon', 'people', 'rides', 'temperature'], cityRides(SEED)),
    ],
  ]);
}

type Row = readonly (string | number)[];

const WEEKS = 60;
const FIRST_SUNDAY = Date.UTC(2024, 5, 30);
const DAY_MS = 86_400_000;

/** A rate that drifts around a level of its own in each state, in percent with one decimal. */
function unemployment(): Row[] {
  const states = (readRegionLists().get('us-states') ?? []).filter(({ id }) => !TERRITORIES.has(id));
  const rates = states.map(({ id, name }) => {
    const random = randomFor(SEED, id);
    const usual = 2.5 + 3 * random();
    let rate = usual;
    return {
      name,
      next: () => {
        rate += 0.1 * (usual - rate) + 0.35 * (random() - 0.5);
        return rate.toFixed(1);
      },
    };
  });
  return Array.from({ length: WEEKS }, (_, week) => isoDay(FIRST_SUNDAY + 7 * week * DAY_MS)).flatMap(week =>
    rates.map(({ name, next }) => [week, name, next()]),
  );
}

const TERRITORIES = new Set(['US-AS', 'US-GU', 'US-MP', 'US-PR', 'US-VI']);

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Visitors in an ordinary month, by country of origin. */
const ORIGINS = {
  Austria: 9000,
  Belgium: 14000,
  Brazil: 2600,
  Canada: 7000,
  France: 31000,
  Germany: 42000,
  Iceland: 60,
  Italy: 18000,
  Japan: 5200,
  'South Korea': 3100,
  'United Kingdom': 38000,
  'United States': 22000,
} as const;
const MONTHS = 24;
/** In this month the counters were being replaced. */
const MISSING_MONTH = '2025-02';
/** Fewer people than this could be recognized. */
const SUPPRESSED_BELOW = 10;

function visitors(): Row[] {
  const months = Array.from({ length: MONTHS }, (_, month) => isoDay(Date.UTC(2024, month, 1)).slice(0, 7));
  return months
    .filter(month => month !== MISSING_MONTH)
    .flatMap(month => Object.entries(ORIGINS).flatMap(([country, usual]) => visitorsFrom(country, usual, month)));
}

function visitorsFrom(country: string, usual: number, month: string): Row[] {
  const random = randomFor(SEED, `${country} ${month}`);
  // Most come in July.
  const season = 1 + 0.6 * Math.cos((2 * Math.PI * (Number(month.slice(5)) - 7)) / 12);
  const reported = month === LAST_MONTH ? 0.7 : 1;
  const total = Math.round(usual * season * reported * (0.9 + 0.2 * random()));
  const business = Math.round(total * (0.12 + 0.1 * random()));
  return [
    [month, country, 'Total', total],
    [month, country, 'Business', business < SUPPRESSED_BELOW ? '*' : business],
    [month, country, 'Leisure', total - business < SUPPRESSED_BELOW ? '*' : total - business],
  ];
}

/** Some hotels have not reported yet. */
const LAST_MONTH = '2025-12';

const YEARS = Array.from({ length: 12 }, (_, index) => 2014 + index);
const WARDS = 20;

/** Building permits and what they cost per square meter, in thousands. */
function permits(): Row[] {
  return YEARS.flatMap(year =>
    Array.from({ length: WARDS }, (_, index) => {
      const ward = index + 1;
      const random = randomFor(SEED, `ward ${ward} ${year}`);
      const usual = 40 + 260 * randomFor(SEED, `ward ${ward}`)();
      const growth = 1 + 0.05 * (year - 2014) * (randomFor(SEED, `growth ${ward}`)() - 0.3);
      const cost = (1.2 + 0.004 * usual) * 1.03 ** (year - 2014) * (0.95 + 0.1 * random());
      return [
        year,
        `W${String(ward).padStart(2, '0')}`,
        Math.round(usual * growth * (0.8 + 0.4 * random())),
        cost.toFixed(2),
      ];
    }),
  );
}

function csv(header: readonly string[], rows: readonly Row[]): string {
  return [header, ...rows].map(row => `${row.join(',')}\n`).join('');
}

if (process.argv[1] === import.meta.filename) {
  for (const [path, content] of exampleFiles()) await writeFile(join(import.meta.dirname, path), content);
}
