import { readFile } from 'node:fs/promises';
import { Problem } from '../../functions/contract/problem.ts';
import type { ListedObject, PutCondition, PutContent, Store, StoredObject } from '../../functions/store/store.ts';
import { type Fault, type FaultCounts, type FaultyCall, faultOf, Killed, STORM, storeFailed } from './faults.ts';
import type { Turns } from './turns.ts';

export interface Weather {
  readonly seed: number;
  /** The share of calls that meet a fault. */
  readonly share: number;
  readonly turns: Turns;
  random(): number;
  /** The time of all, in ms; it stands while somebody collects, who would stop in time. */
  readonly clock: { ms: number; stands: number };
  readonly now: () => Date;
  /** Objects that were collected. */
  deleted: number;
  readonly counts: FaultCounts;
  /** Nobody does anything any more. */
  over: boolean;
  /** Changes an upload, as a publisher does who knows of no build. */
  overtake(by: string): Promise<void>;
  trace(line: string): void;
}

/** One build of a worker, to its end or to its death: what it has begun by then does nothing any more. */
export interface Life {
  readonly name: string;
  /** Calls of each name so far. */
  readonly calls: Map<string, number>;
  /** It does several things at once, and waits for its turn only before pointer and index. */
  readonly isHasty: boolean;
  over: boolean;
}

/** As many keys as a page of a listing has: it is no moment, but as many as it has pages. */
const PAGE_KEYS = 2;

/** One worker's view of a store in a storm. */
export class StormyStore implements Store {
  readonly #store: Store;
  readonly #name: string;
  readonly #life: Life;
  readonly #weather: Weather;

  constructor(store: Store, name: string, life: Life, weather: Weather) {
    this.#store = store;
    this.#name = name;
    this.#life = life;
    this.#weather = weather;
  }

  async get(key: string): Promise<StoredObject | undefined> {
    return this.#meet('read', `get ${key}`, this.#isQuiet(key), () => this.#store.get(key));
  }

  async put(key: string, content: PutContent, condition?: PutCondition): Promise<{ readonly etag: string }> {
    // What is late may come when its file is gone.
    const bytes = content instanceof Uint8Array ? content : await readFile(content.path);
    const kind = condition === undefined ? 'put' : 'conditional put';
    return this.#meet(kind, `put ${key}`, this.#isQuiet(key), () => this.#store.put(key, bytes, condition));
  }

  async *list(...asked: Parameters<Store['list']>): AsyncIterable<ListedObject> {
    const [prefix] = asked;
    for (let after = ''; ; ) {
      const page = await this.#meet('read', `list ${prefix}`, this.#isQuiet(prefix), () => this.#page(asked, after));
      yield* page;
      after = page.at(-1)?.key ?? '';
      if (page.length < PAGE_KEYS) return;
    }
  }

  async delete(key: string): Promise<void> {
    return this.#meet('delete', `delete ${key}`, this.#isQuiet(key), () => this.#store.delete(key));
  }

  #isQuiet(key: string): boolean {
    return isQuiet(key) || (this.#life.isHasty && !/\/(latest|index)\.json$/.test(key));
  }

  async #page(asked: Parameters<Store['list']>, after: string): Promise<ListedObject[]> {
    const page: ListedObject[] = [];
    for await (const object of this.#store.list(...asked)) {
      if (object.key > after) page.push(object);
      if (page.length === PAGE_KEYS) break;
    }
    return page;
  }

  async #meet<T>(kind: FaultyCall['kind'], what: string, quiet: boolean, act: () => Promise<T>): Promise<T> {
    const { turns, counts, trace, seed, share } = this.#weather;
    const plain = `${this.#life.name} ${this.#name} ${what}`;
    const count = (this.#life.calls.get(plain) ?? 0) + 1;
    this.#life.calls.set(plain, count);
    if (!quiet && !this.#life.over && !this.#weather.over) await turns.turn(this.#life.name);
    if (this.#life.over || this.#weather.over) throw new Killed(plain);
    const name = `${plain} ${count}`;
    const fault = isBeside(what) ? undefined : faultOf({ kind, name }, seed, share);
    counts.set(fault ?? 'none', (counts.get(fault ?? 'none') ?? 0) + 1);
    // Those that compress beside each other come in any order.
    if (fault !== undefined || !quiet) trace(`${name}${fault === undefined ? '' : `: ${fault}`}`);
    return this.#befall(fault, name, act);
  }

  async #befall<T>(fault: Fault | undefined, name: string, act: () => Promise<T>): Promise<T> {
    switch (fault) {
      case undefined:
        return act();
      case 'failed':
        throw storeFailed(name);
      case 'refused':
        throw new Problem('conflict', `${name}: ${STORM}, for somebody is writing there`);
      case 'killed before':
        this.#life.over = true;
        throw new Killed(name);
      case 'overtaken':
        await this.#weather.overtake(name);
        return act();
      case 'late':
        this.#later(name, act);
        throw storeFailed(name);
      case 'repeated': {
        const answer = await act();
        this.#later(name, act);
        return answer;
      }
    }
    await act();
    if (fault === 'refused by itself') throw new Problem('conflict', `${name}: ${STORM}, for it is another now`);
    if (fault === 'answer lost') throw storeFailed(name);
    this.#life.over = true;
    throw new Killed(name);
  }

  /** What is still on its way is nobody's any more: not even that it is refused is heard. */
  #later(name: string, act: () => Promise<unknown>): void {
    const { turns, trace } = this.#weather;
    const late = `late ${name}`;
    turns.start(late, async () => {
      await turns.turn(late);
      if (this.#weather.over) return;
      trace(late);
      await act().catch(cause => {
        if (!(cause instanceof Problem && cause.code === 'conflict')) throw cause;
      });
    });
  }
}

/**
 * Calls that wait for no turn, for the same worker may be busy with other things: what is named by its content, and the
 * reading of uploads that were listed. In what order they come decides nothing. Pages have a storm of their own.
 */
function isQuiet(key: string): boolean {
  return /^(site|templates)\/|\/(blobs|states)\/|\.parquet$|\/staged\/.*[0-9a-f]\.json$|\.csv$/.test(key);
}

/** Goes on beside a call that waits for its turn: were it to fail, the worker would not be at rest when it seems so. */
function isBeside(what: string): boolean {
  return what.startsWith('list ') && isQuiet(what);
}
