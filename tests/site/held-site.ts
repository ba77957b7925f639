import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Maybe } from '../../functions/contract/changes.ts';
import { parseMapShapes } from '../../functions/contract/map-shapes.ts';
import type { Receipt } from '../../functions/contract/receipt.ts';
import { RECEIPT_EXAMPLE } from '../../functions/contract/receipt-example.ts';
import { daysFrom } from '../../functions/measures/periods.ts';
import { createQueryApp } from '../../functions/query/query-app.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { buildSite, SITE_DIST } from '../../local/build-site.ts';
import { serve } from '../../local/serve.ts';
import type { FixtureDataset, FixtureMap, FixtureRegion } from '../query/fixture-data.ts';
import { publishFixture } from '../query/publish-fixture.ts';

const FIRST = '2021-03-28';
export const LAST = '2021-04-20';
/** Valdez-Cordova was split on this day, and its successors have the cases. */
export const SPLIT = '2021-04-03';
const DAYS = daysFrom(FIRST, LAST);

export interface HeldSite {
  readonly address: string;
  close(): Promise<void>;
}

/** The built site over a small data set in which checks held values back; made without the engine. */
export async function heldSite(port = 0): Promise<HeldSite> {
  await buildSite();
  const folder = await mkdtemp(join(tmpdir(), 'seecovid-held-'));
  const data = new DiskStore({ root: folder });
  await publishFixture(data, HELD_BACK, RECEIPT);
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

const KOSOVO = `Kosovo on ${LAST}: 1,578 confirmed after 15,705 on 2021-04-19`;
const NEW_YORK = `New York on ${LAST}: 190 confirmed after 1,900 on 2021-04-19`;

const RECEIPT: Receipt = {
  ...RECEIPT_EXAMPLE,
  held: [
    {
      ...{ map: 'world', region: 'XKS', name: 'Kosovo', date: LAST, measures: null },
      check: 'fall',
      detail: KOSOVO,
    },
    {
      ...{ map: 'us-states', region: 'US-NY', name: 'New York', date: LAST, measures: ['confirmed'] },
      check: 'fall',
      detail: NEW_YORK,
    },
  ],
  ended: [{ measure: 'recovered', lastDate: '2021-04-10' }],
  maps: RECEIPT_EXAMPLE.maps.map(map => ({ ...map, lost: [{ region: '15005', name: 'Kalawao' }] })),
};

/** Totals that grow by a step a day; null outside of the days from one to another, both included. */
function growing(start: number, step: number, from = FIRST, to = LAST): Maybe[] {
  return DAYS.map((date, day) => (date < from || date > to ? null : start + step * day));
}

function replaced(totals: readonly Maybe[], date: string, value: Maybe): Maybe[] {
  return totals.map((total, day) => (DAYS[day] === date ? value : total));
}

/** Of some counties nothing but a zero on the first day is reported, as on the first county day of 2020. */
function county(id: string, name: string): FixtureRegion {
  const number = Number(id);
  const isQuiet = number % 5 === 0;
  const confirmed = isQuiet ? growing(0, 0, FIRST, FIRST) : growing(number % 97, 1 + (number % 41));
  const alaska = id.startsWith('02') ? { parent: 'US-AK', parentName: 'Alaska' } : {};
  return { id, name, ...alaska, population: 1000 + number, totals: { confirmed } };
}

function counties(): FixtureMap {
  const file = join(import.meta.dirname, '../../maps/us-counties.json');
  const { shapes } = parseMapShapes(JSON.parse(readFileSync(file, 'utf8')), 'us-counties.json');
  const own = new Map(Object.values(shapes).map(({ name, regions: [id = ''] }) => [id, name ?? id]));
  const special: readonly FixtureRegion[] = [
    { ...county('02261', 'Valdez-Cordova'), totals: { confirmed: growing(0, 0) } },
    { ...county('02060', 'Bristol Bay'), totals: { confirmed: growing(0, 0) } },
    { ...county('02164', 'Bristol Bay plus Lake and Peninsula'), totals: { confirmed: growing(150, 2) } },
    { ...county('02063', 'Chugach'), population: 6751, totals: { confirmed: growing(380, 1, SPLIT) } },
    { ...county('02066', 'Copper River'), population: 2699, totals: { confirmed: growing(220, 1, SPLIT) } },
  ];
  const ids = new Set(special.map(({ id }) => id));
  const others = [...own].flatMap(([id, name]) => (ids.has(id) || !/^\d+$/.test(id) ? [] : [county(id, name)]));
  return { id: 'us-counties', firstDate: FIRST, lastDate: LAST, regions: [...special, ...others] };
}

function place(id: string, name: string, totals: FixtureRegion['totals'], parent?: string): FixtureRegion {
  const of = parent === undefined ? {} : { parent, parentName: parent };
  return { id, name, ...of, population: 5_000_000, totals };
}

const STATES: FixtureMap = {
  id: 'us-states',
  firstDate: FIRST,
  lastDate: LAST,
  regions: [
    place('US-NY', 'New York', { confirmed: replaced(growing(750, 50), LAST, null) }, 'USA'),
    place('US-OH', 'Ohio', { confirmed: growing(300, 20) }, 'USA'),
    place('US-AK', 'Alaska', { confirmed: growing(90, 3) }, 'USA'),
  ],
  heldBack: { confirmed: { held: [{ region: 'US-NY', period: LAST, reason: NEW_YORK }], lacks: [] } },
};

const WORLD: FixtureMap = {
  id: 'world',
  firstDate: FIRST,
  lastDate: LAST,
  regions: [
    place('USA', 'United States', {
      confirmed: growing(9000, 400),
      recovered: growing(4000, 100, FIRST, '2021-04-10'),
      active: growing(5000, 300, FIRST, '2021-04-10'),
    }),
    place('ITA', 'Italy', {
      confirmed: growing(7000, 90),
      recovered: growing(3000, 120, FIRST, '2021-04-10'),
      active: growing(4000, -30, FIRST, '2021-04-10'),
    }),
    place('XKS', 'Kosovo', { confirmed: replaced(growing(15_000, 32), LAST, null) }),
  ],
  heldBack: {
    confirmed: {
      held: [{ region: 'XKS', period: LAST, reason: KOSOVO }],
      lacks: [{ region: 'USA', period: LAST, children: ['US-NY'] }],
    },
  },
};

const HELD_BACK: FixtureDataset = {
  dataset: 'covid',
  title: 'COVID-19',
  measures: ['confirmed', 'recovered', 'active'],
  titles: { confirmed: 'Confirmed', recovered: 'Recovered', active: 'Active' },
  nouns: { confirmed: 'confirmed cases', recovered: 'recoveries', active: 'active cases' },
  levels: ['active'],
  maps: [counties(), STATES, WORLD],
};
