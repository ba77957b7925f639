import { parseIndexFile } from '../../functions/contract/index-file.ts';
import { blobKey, INDEX_KEY, pointerKey, receiptKey, snapshotKey } from '../../functions/contract/keys.ts';
import { parseMapIndex } from '../../functions/contract/map-index.ts';
import { type Pointer, parsePointer } from '../../functions/contract/pointer.ts';
import { parseReceipt, type Receipt } from '../../functions/contract/receipt.ts';
import { parseSnapshot, type Snapshot } from '../../functions/contract/snapshot.ts';
import { contentIdOf } from '../../functions/job/hash.ts';
import { decodeBody } from '../../functions/publish/documents.ts';
import type { Store } from '../../functions/store/store.ts';
import { STORM } from './faults.ts';

/** What is live, with the receipt that it names. */
export interface Live {
  readonly pointer: Pointer;
  readonly id: string;
  readonly snapshot: Snapshot;
  readonly receipt: Receipt;
  /** What would be live without a pin. */
  readonly newest: { readonly id: string; readonly snapshot: Snapshot; readonly receipt: Receipt };
}

/**
 * Reads a site as a browser does: pointer, snapshot, the blobs that it names, and every blob that those name. Throws
 * with a sentence where anything is missing, is no JSON of its contract, or has another name than its content.
 */
export class Visitor {
  readonly #site: Store;
  readonly #dataset: string;
  /** Names and versions of what was found to be right. */
  readonly #right = new Set<string>();

  constructor(site: Store, dataset: string) {
    this.#site = site;
    this.#dataset = dataset;
  }

  /** Null where nothing is live yet. */
  async look(): Promise<Live | null> {
    await this.#index();
    const text = await this.#text(pointerKey(this.#dataset));
    if (text === undefined) return null;
    const pointer = parsePointer(JSON.parse(text), 'the pointer');
    const attempt = await this.#receipt(pointer.attempt.receipt);
    // What befalls a store is never a verdict on an upload.
    if (JSON.stringify(attempt).includes(STORM)) throw new Error(`it is held against the uploads: ${attempt.summary}`);
    const { snapshot: id, newest, pinned } = pointer;
    if (id === null || newest === null) {
      if (id !== newest) throw new Error(`${id} is live and ${newest} the newest`);
      return null;
    }
    if (!pinned && id !== newest) throw new Error(`${id} is live and not pinned; ${newest} is the newest`);
    const whole = await this.#whole(id);
    const wholeNewest = id === newest ? whole : await this.#whole(newest);
    return { pointer, id, ...whole, newest: { id: newest, ...wholeNewest } };
  }

  async #index(): Promise<void> {
    const text = await this.#text(INDEX_KEY);
    if (text === undefined) return;
    const entry = parseIndexFile(JSON.parse(text), INDEX_KEY).datasets.find(({ id }) => id === this.#dataset);
    if (entry !== undefined) await this.#whole(entry.snapshot);
  }

  async #whole(id: string): Promise<Pick<Live, 'snapshot' | 'receipt'>> {
    const key = snapshotKey(this.#dataset, id);
    const snapshot = parseSnapshot(JSON.parse(await this.#named(key, id)), key);
    for (const map of snapshot.maps) {
      const key = blobKey(this.#dataset, map.index);
      const { regions, latest, frames, series } = parseMapIndex(JSON.parse(await this.#named(key, map.index)), key);
      const pieces = [...Object.values(frames), ...Object.values(series)].flat().map(({ blob }) => blob);
      for (const blob of new Set([map.regions, map.latest, regions, latest, ...pieces])) {
        await this.#named(blobKey(this.#dataset, blob), blob);
      }
    }
    return { snapshot, receipt: await this.#receipt(snapshot.receipt) };
  }

  async #receipt(id: string): Promise<Receipt> {
    const key = receiptKey(this.#dataset, id);
    return parseReceipt(JSON.parse(await this.#named(key, id)), key);
  }

  async #named(key: string, id: string): Promise<string> {
    const object = await this.#site.get(key);
    if (object === undefined) throw new Error(`${key} is named and not there`);
    const version = `${key} ${object.etag}`;
    const json = await decodeBody(key, await object.bytes());
    if (!this.#right.has(version) && contentIdOf(json) !== id) throw new Error(`${key} is not what its name says`);
    this.#right.add(version);
    return json;
  }

  async #text(key: string): Promise<string | undefined> {
    const object = await this.#site.get(key);
    return object === undefined ? undefined : decodeBody(key, await object.bytes());
  }
}
