import { Problem } from '../../functions/contract/problem.ts';
import { collect } from '../../functions/snapshots/collect.ts';
import { release, rollback } from '../../functions/snapshots/rollback.ts';
import { Killed } from './faults.ts';
import { type Life, StormyStore, type Weather } from './stormy-store.ts';
import { DATASET, type Stores } from './tiny-cases.ts';

/** Until it is collected, what was live lately is kept for open pages. */
const HOURS_LATER_MS = 2 * 60 * 60_000;

/** Whoever looks after a site by hand: goes back, releases, deletes what no kept snapshot names. */
export async function keep(acts: number, stores: Stores, weather: Weather): Promise<void> {
  const { turns, random, trace } = weather;
  const calls = new Map<string, number>();
  for (let act = 1; act <= acts; act++) {
    for (let idle = Math.floor(random() * 60); idle >= 0; idle--) await turns.turn(KEEPER);
    if (weather.over) return;
    const life: Life = { name: KEEPER, calls, isHasty: true, over: false };
    try {
      trace(`${KEEPER}: ${await actOnce(life, stores, weather)}`);
    } catch (cause) {
      if (!(cause instanceof Killed || cause instanceof Problem)) throw cause;
      trace(`${KEEPER}: ${life.over ? 'dead' : cause.message}`);
    } finally {
      life.over = true;
    }
  }
}

const KEEPER = 'keeper';

async function actOnce(life: Life, stores: Stores, weather: Weather): Promise<string> {
  const through = (name: keyof Stores) => new StormyStore(stores[name], name, life, weather);
  const which = weather.random();
  if (which < 0.3) {
    await rollback(DATASET, null, through('site'), weather.now);
    return 'went back';
  }
  if (which < 0.5) {
    await release(DATASET, through('site'), weather.now);
    return 'released';
  }
  return collectLater(through, weather);
}

async function collectLater(through: (name: keyof Stores) => StormyStore, weather: Weather): Promise<string> {
  weather.clock.ms += HOURS_LATER_MS;
  weather.clock.stands += 1;
  try {
    const stores = { uploads: through('uploads'), work: through('work'), site: through('site') };
    const { site, work } = await collect(DATASET, stores, { keep: 1, now: weather.now });
    weather.deleted += site.objects + work.objects;
    return `collected ${site.objects + work.objects}`;
  } finally {
    weather.clock.stands -= 1;
  }
}
