import { build } from '../../functions/build/build.ts';
import { pointerKey } from '../../functions/contract/keys.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { COLLECTION_MS } from '../../functions/publish/pointer.ts';
import { release } from '../../functions/snapshots/rollback.ts';
import type { Store } from '../../functions/store/store.ts';
import { MemoryStore } from '../query/memory-store.ts';
import { seededRandom } from '../query/seeded-random.ts';
import { ChangingUploads } from './changing-uploads.ts';
import { cleanBuild, publishedIn } from './clean-build.ts';
import { type FaultCounts, Killed } from './faults.ts';
import { keep } from './keeper.ts';
import { PublishedMoment } from './published-moment.ts';
import { type Life, StormyStore, type Weather } from './stormy-store.ts';
import { DATASET, type Stores, tinyTools } from './tiny-cases.ts';
import { Turns } from './turns.ts';
import { Visitor } from './visitor.ts';

export interface StormResult {
  readonly seed: number;
  /** In one sentence, how the promise was broken; null where it was kept. */
  readonly broken: string | null;
  readonly faults: FaultCounts;
  /** Snapshots that went live. */
  readonly published: number;
  /** Objects that were collected. */
  readonly deleted: number;
  /** All that happened, line by line. */
  readonly trace: readonly string[];
}

export interface StormOptions {
  /** Around the store of the site, for planting a bug. */
  readonly around?: (site: Store) => Store;
}

/** How much faster time goes while builds wait for a collection to end. */
const QUICK = 30;
const SHARES = [0, 0.004, 0.01, 0.02, 0.05];

/**
 * Two or three workers build, each a few times, over stores that fail them, while uploads change. After every step the
 * site is looked at; at the end one more event must lead to what a build from nothing makes of the uploads.
 */
export async function runStorm(seed: number, { around = site => site }: StormOptions = {}): Promise<StormResult> {
  const random = seededRandom(seed);
  const stores = { uploads: new MemoryStore(), work: new MemoryStore(), site: new MemoryStore() };
  const uploads = await ChangingUploads.begin(stores.uploads, seed);
  const trace: string[] = [];
  const clock = { ms: Date.parse('2020-07-10T12:00:00Z'), stands: 0 };
  const turns = new Turns(random);
  const weather: Weather = {
    seed,
    share: SHARES[Math.floor(random() * SHARES.length)] ?? 0,
    turns,
    random,
    counts: new Map(),
    over: false,
    clock,
    now: () => new Date(clock.ms),
    deleted: 0,
    trace: line => trace.push(line),
    async overtake(by) {
      trace.push(`publisher ${await uploads.change()} before ${by}`);
    },
  };
  const seen = new Set<string>();
  const visitor = new Visitor(stores.site, DATASET);
  const promise = new PublishedMoment(uploads.moments);
  const visit = async () => {
    const live = await visitor.look();
    promise.hold(live);
    if (live !== null) seen.add(live.id);
  };
  const result = (broken: string | null) => ({
    seed,
    broken,
    faults: weather.counts,
    published: seen.size,
    deleted: weather.deleted,
    trace,
  });
  const stormy = { ...stores, site: around(stores.site) };
  const workers = 2 + Math.floor(random() * 2);
  for (let worker = 1; worker <= workers; worker++) {
    work(`worker ${worker}`, 1 + Math.floor(random() * 4), stormy, weather);
  }
  turns.start('publisher', () => publish(Math.floor(random() * 7), uploads, weather));
  turns.start('keeper', () => keep(Math.floor(random() * 6), stores, weather));
  try {
    await turns.run(visit);
    trace.push('one more event');
    await oneMoreEvent(stores, weather);
    await visit();
    await holdEnd(stores);
    return result(null);
  } catch (cause) {
    weather.over = true;
    await turns.stop();
    return result(cause instanceof Error ? cause.message : String(cause));
  }
}

/** What was pinned is released first: one event is to show the present. */
async function oneMoreEvent(stores: Stores, weather: Weather): Promise<void> {
  // The mark of a collector that died runs out.
  weather.clock.ms += COLLECTION_MS;
  if ((await stores.site.get(pointerKey(DATASET))) !== undefined) await release(DATASET, stores.site, weather.now);
  await build(DATASET, tinyTools(stores, { now: weather.now }));
}

/** A build that fails, or dies, is followed by another, as the queue does it. */
function work(worker: string, builds: number, stores: Stores, weather: Weather, number = 1): void {
  const life: Life = { name: `${worker}, build ${number}`, calls: new Map(), isHasty: false, over: false };
  weather.turns.start(life.name, async () => {
    try {
      await buildOnce(life, stores, weather);
    } finally {
      life.over = true;
      weather.turns.dismiss(life.name);
      if (number < builds && !weather.over) work(worker, builds, stores, weather, number + 1);
    }
  });
}

async function buildOnce(life: Life, stores: Stores, weather: Weather): Promise<void> {
  const through = (name: keyof Stores) => new StormyStore(stores[name], name, life, weather);
  try {
    const tools = tinyTools(
      { uploads: through('uploads'), work: through('work'), site: through('site') },
      { now: weather.now },
    );
    const pause = async (ms: number) => {
      if (weather.clock.stands === 0) weather.clock.ms += QUICK * ms;
      await weather.turns.turn(life.name);
    };
    const { unchanged, receipt } = await build(DATASET, tools, { pause });
    weather.trace(`${life.name}: ${unchanged ? 'unchanged' : receipt.outcome}`);
  } catch (cause) {
    if (!(cause instanceof Killed || cause instanceof Problem)) throw cause;
    weather.trace(`${life.name}: ${life.over ? 'dead' : cause.message}`);
  }
}

/** Changes uploads now and then: some at once, some after long. */
async function publish(changes: number, uploads: ChangingUploads, weather: Weather): Promise<void> {
  const { turns, trace, random } = weather;
  for (let change = 1; change <= changes; change++) {
    for (let idle = Math.floor(random() ** 2 * 40); idle >= 0; idle--) await turns.turn('publisher');
    if (weather.over) return;
    trace(`publisher ${await uploads.change()}`);
  }
}

async function holdEnd({ uploads, site }: Stores): Promise<void> {
  const expected = await cleanBuild(uploads);
  const found = await publishedIn(site, expected.keys());
  const pointer = expected.get(pointerKey(DATASET)) ?? '';
  if (pointer.includes('"snapshot":null')) {
    // Where nothing can be published, what was live stays.
    const verdict = /"listing":"\w+","outcome":"refused"/.exec(pointer)?.[0] ?? 'a refusal';
    if (found.get(pointerKey(DATASET))?.includes(verdict) !== true)
      throw new Error(`the last attempt is not ${verdict}`);
    return;
  }
  for (const [key, text] of expected) {
    if (found.get(key) !== text) throw new Error(`${key} is ${found.get(key) ?? 'absent'}; from nothing it is ${text}`);
  }
}
