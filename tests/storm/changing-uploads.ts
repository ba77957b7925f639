import { sha256 } from '../../functions/job/hash.ts';
import type { Store } from '../../functions/store/store.ts';
import { seededRandom } from '../query/seeded-random.ts';
import { DATASET, LATER, RULE_OF, TITLE_OF, VERSIONS } from './tiny-cases.ts';

/** What the uploads were at one moment, as far as it can be told from what is published. */
export interface Moment {
  /** By key, every upload: the SHA-256 of a report, else null. */
  readonly uploads: ReadonlyMap<string, string | null>;
  readonly title: string;
  readonly rule: string;
}

/** Uploads that a publisher puts, replaces and deletes, with all that they ever were. */
export class ChangingUploads {
  readonly moments: Moment[] = [];
  readonly #store: Store;
  readonly #random: () => number;
  readonly #texts = new Map<string, string>();

  private constructor(store: Store, seed: number) {
    this.#store = store;
    this.#random = seededRandom(seed);
  }

  static async begin(store: Store, seed: number): Promise<ChangingUploads> {
    const uploads = new ChangingUploads(store, seed);
    for (const [key, [text = '']] of VERSIONS) if (!LATER.has(key)) await uploads.#put(key, text);
    uploads.#remember();
    return uploads;
  }

  /** One change, of whichever upload; says which. */
  async change(): Promise<string> {
    const keys = [...VERSIONS.keys()];
    const key = this.#oneOf(keys) ?? '';
    const texts = (VERSIONS.get(key) ?? []).filter(text => text !== this.#texts.get(key));
    const gone = key.endsWith('.csv') && this.#texts.has(key) && this.#random() < 0.4;
    const text = gone ? undefined : this.#oneOf(texts);
    if (text !== undefined) await this.#put(key, text);
    else if (key.endsWith('.csv')) await this.#remove(key);
    this.#remember();
    return `${text === undefined ? 'deletes' : 'puts'} ${key}`;
  }

  #oneOf<T>(items: readonly T[]): T | undefined {
    return items[Math.floor(this.#random() * items.length)];
  }

  async #put(key: string, text: string): Promise<void> {
    await this.#store.put(key, Buffer.from(text));
    this.#texts.set(key, text);
  }

  async #remove(key: string): Promise<void> {
    await this.#store.delete(key);
    this.#texts.delete(key);
  }

  #remember(): void {
    const uploads = new Map([...this.#texts].map(([key, text]) => [key, key.endsWith('.csv') ? sha256(text) : null]));
    const told = (name: string, pattern: RegExp) => pattern.exec(this.#texts.get(`${DATASET}/${name}`) ?? '')?.[1];
    const [title = '', rule = ''] = [told('dataset.yaml', TITLE_OF), told('clean.sql', RULE_OF)];
    this.moments.push({ uploads, title, rule });
  }
}
