import { expect, test } from 'vitest';
import { pageKey, SITE_KEY, templateKey } from '../../functions/contract/keys.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { publishPages } from '../../functions/publish/pages.ts';
import { publishSite, SITE_YAML } from '../../functions/publish/site.ts';
import type { Store } from '../../functions/store/store.ts';
import { MemoryStore } from '../query/memory-store.ts';
import { seededRandom } from '../query/seeded-random.ts';
import { aroundStore } from './around-store.ts';
import { STORM, storeFailed } from './faults.ts';
import { Turns } from './turns.ts';

const STORMS = 40;
const PAGE = pageKey('index');
const TEMPLATE = templateKey('index');
/** What steps of others may come between; no step of the other pages, which have no templates here. */
const SHARED: ReadonlySet<string> = new Set([PAGE, TEMPLATE, SITE_KEY, SITE_YAML]);
const FAULTS = 0.05;

test('through renaming, releases and failures the page is always there, never with an older name or release, and at last with the newest', async () => {
  for (let seed = 1; seed <= STORMS; seed++) expect(await broken(seed), `seed ${seed}`).toBeNull();
});

test('a page put without its condition is found', async () => {
  const careless = (site: Store) =>
    aroundStore(site, { put: (key, bytes, condition) => site.put(key, bytes, key === PAGE ? undefined : condition) });
  let found: string | null = null;
  for (let seed = 1; seed <= STORMS && found === null; seed++) found = await broken(seed, careless);
  expect(found).toMatch(/^(name|release) \d+ came after \d+$/);
});

/** How the promise was broken under one seed, or null. Whoever fails tries again, as the queue and people do. */
async function broken(seed: number, around = (site: Store) => site): Promise<string | null> {
  const random = seededRandom(seed);
  const turns = new Turns(random);
  const [uploads, site] = [new MemoryStore(), new MemoryStore()];
  const actor = (name: string, acts: number, act: (stores: { uploads: Store; site: Store }) => Promise<unknown>) => {
    const through = (store: Store) => stormy(store, { name, turns, random });
    const stores = { uploads: through(uploads), site: through(around(site)) };
    turns.start(name, async () => {
      for (let done = 0; done < acts; ) done += await act(stores).then(() => 1, failedByStorm);
    });
  };
  const log = () => undefined;
  const newest = { name: 0, release: 0 };
  actor('publisher', 4, async stores => {
    newest.name += 1;
    await stores.uploads.put(SITE_YAML, Buffer.from(`title: name ${newest.name}\n`));
    await publishSite({ ...stores, log });
  });
  for (const build of ['build 1', 'build 2']) actor(build, 4, stores => publishSite({ ...stores, log }));
  actor('deployer', 4, async stores => {
    newest.release += 1;
    await stores.site.put(TEMPLATE, Buffer.from(`<title data-site="title">Data</title>release ${newest.release}`));
    await publishPages(stores.site);
  });
  const seen = { name: 0, release: 0 };
  let fault: string | null = null;
  await turns.run(async () => {
    const page = await text(site, PAGE);
    if (page === '' && seen.release === 0) return;
    const [, name = '0', release] = /^<title>(?:Data|name (\d+))<\/title>release (\d+)$/.exec(page) ?? [];
    if (release === undefined) fault ??= `${JSON.stringify(page)} is not a page`;
    const now = { name: Number(name), release: Number(release) };
    for (const part of ['name', 'release'] as const) {
      if (now[part] < seen[part]) fault ??= `${part} ${now[part]} came after ${seen[part]}`;
      seen[part] = now[part];
    }
  });
  const isNewest = seen.name === newest.name && seen.release === newest.release;
  return fault ?? (isNewest ? null : `at last ${JSON.stringify(seen)}, not ${JSON.stringify(newest)}`);
}

interface Weather {
  readonly name: string;
  readonly turns: Turns;
  readonly random: () => number;
}

/** Each call waits for its turn, and some fail: before they do anything, or after. */
function stormy(store: Store, { name, turns, random }: Weather): Store {
  return aroundStore(store, {
    async get(key) {
      if (SHARED.has(key)) await turns.turn(name);
      return store.get(key);
    },
    async put(key, bytes, condition) {
      await turns.turn(name);
      const fault = random() < FAULTS ? Math.floor(random() * 3) : null;
      if (fault === 0) throw storeFailed(key);
      const answer = await store.put(key, bytes, condition);
      if (fault === 1) throw storeFailed(key);
      if (fault === 2 && condition !== undefined) throw new Problem('conflict', `${key}: ${STORM}`);
      return answer;
    },
  });
}

function failedByStorm(cause: unknown): number {
  if (cause instanceof Problem) return 0;
  throw cause;
}

async function text(store: Store, key: string): Promise<string> {
  return Buffer.from((await (await store.get(key))?.bytes()) ?? []).toString();
}
