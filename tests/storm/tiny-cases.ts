import { join } from 'node:path';
import { readMaps } from '../../functions/describe/built-in-files.ts';
import type { BuildTools } from '../../functions/job/build.ts';
import type { Store } from '../../functions/store/store.ts';

/** A data set of its own that is as small as one can be: two states, reports over three months. */
export const DATASET = 'cases';

/** Every version that an upload may have, by its key: the first lies there at the beginning. */
export const VERSIONS: ReadonlyMap<string, readonly string[]> = new Map([
  [`${DATASET}/dataset.yaml`, ['Cases', 'Cases again', 'More cases'].map(descriptor)],
  [`${DATASET}/regions.sql`, [regionsSql()]],
  [`${DATASET}/clean.sql`, ['as it is', 'once more'].map(cleanSql)],
  ...['2020-03-30', '2020-03-31', '2020-04-01', '2020-04-02', '2020-05-01'].map(report),
]);

/** Reports that are not there at the beginning. */
export const LATER: ReadonlySet<string> = new Set(['2020-04-02', '2020-05-01'].map(day => `${DATASET}/${day}.csv`));

/** What tells one version of a descriptor from another in what is published. */
export const TITLE_OF = /^title: (.*)$/m;
export const RULE_OF = /'([^']*)' AS rule/;

const SHAPES = new Map(
  [...(await readMaps(join(import.meta.dirname, '..', '..')))].filter(([id]) => id === 'us-states'),
);

export type Stores = Readonly<Record<'uploads' | 'work' | 'site', Store>>;

/** What a build of it needs, over any three stores. */
export function tinyTools(stores: Stores, others: Partial<BuildTools> = {}): BuildTools {
  return {
    ...stores,
    builtIn: () => async () => undefined,
    shapes: SHAPES,
    grids: new Map(),
    code: '0'.repeat(32),
    // One after another, so that a seed always makes the same storm.
    limits: { memoryMb: 100, lanes: 1 },
    holdsPersonalData: false,
    now: () => new Date('2020-07-10T12:00:00Z'),
    log() {},
    progress() {},
    ...others,
  };
}

function descriptor(title: string): string {
  return `title: ${title}
kind: region-series
source: { name: nobody, url: https://example.org }
licence: { name: CC0, url: https://example.org }
tables:
  reports:
    files: YYYY-MM-DD.csv
    columns: { state: { headings: [state] }, cases: { headings: [cases], type: count } }
regions: regions.sql
clean: clean.sql
measures: { cases: { title: Cases } }
maps: [us-states]
# Reports come and go: a month without one is no fault here.
checks: { gap: off }
`;
}

function regionsSql(): string {
  return `SELECT 'us-states' AS map, region, name, NULL AS parent, population
FROM (VALUES ('US-NY', 'New York', 19453561), ('US-OH', 'Ohio', 11689100)) places(region, name, population)`;
}

/** The rule is told in the receipt, so that a reader of it knows which version cleaned. */
function cleanSql(rule: string): string {
  return `SELECT file, date, line, state AS place, cases, '${rule}' AS rule, true AS matched, [state] AS regions,
  'kept' AS outcome
FROM reports`;
}

function report(date: string, index: number): [string, string[]] {
  const version = (more: number) => `state,cases\nUS-NY,${100 + 10 * index + more}\nUS-OH,${50 + 10 * index + more}\n`;
  return [`${DATASET}/${date}.csv`, [0, 1, 2].map(version)];
}
