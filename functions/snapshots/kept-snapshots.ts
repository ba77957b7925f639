import { blobKey, receiptKey } from '../contract/keys.ts';
import { type MapIndex, parseMapIndex } from '../contract/map-index.ts';
import { type Pointer, parsePointer } from '../contract/pointer.ts';
import { Problem } from '../contract/problem.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import { decodeBody } from '../publish/documents.ts';
import { readPointer } from '../publish/pointer.ts';
import { inParallel } from '../store/in-parallel.ts';
import type { Store } from '../store/store.ts';

/** A kept snapshot and when it was shown. */
export interface SnapshotLife {
  readonly id: string;
  /** What visitors see. */
  readonly live: boolean;
  /** What the last good build made; differs from the live one only while that is pinned. */
  readonly newest: boolean;
  readonly pinned: boolean;
  /** When it last went live; null if it never did, or if that was before history was kept. */
  readonly publishedAt: string | null;
  /** When it was replaced; null while it is live or newest, or if unknown. */
  readonly replacedAt: string | null;
}

export interface KeptSnapshots {
  /** Most recently shown first; never shown ones last. */
  readonly lives: readonly SnapshotLife[];
  /** Every pointer there was, oldest first. */
  readonly history: readonly Pointer[];
}

/** The snapshots that a data set keeps, with their history. None where there is no such data set. */
export async function readKeptSnapshots(dataset: string, site: Store): Promise<KeptSnapshots> {
  const history = await readHistory(dataset, site);
  const ids = await keptSnapshotIds(dataset, site);
  const known = livesOf(history);
  const lives = ids.map(id => known.get(id) ?? { ...UNKNOWN, id });
  return { lives: lives.toSorted(shownLastFirst).map(withoutSequence), history };
}

export async function keptSnapshotIds(dataset: string, site: Store): Promise<readonly string[]> {
  const prefix = `data/${dataset}/snapshots/`;
  const ids: string[] = [];
  for await (const { key } of site.list(prefix)) ids.push(key.slice(prefix.length, -'.json'.length));
  return ids;
}

/** The snapshot that was live before the one that is, as its publisher saw it: what a rollback showed meanwhile does not count. */
export function snapshotBefore(history: readonly Pointer[], kept: ReadonlySet<string>): string | null {
  const shown: string[] = [];
  for (const { snapshot, pinned } of history) {
    if (snapshot !== null && !pinned && snapshot !== shown.at(-1)) shown.push(snapshot);
  }
  const live = history.at(-1)?.snapshot ?? null;
  const place = live === null ? shown.length : shown.lastIndexOf(live);
  return shown.slice(0, Math.max(0, place)).findLast(id => kept.has(id) && id !== live) ?? null;
}

interface SequencedLife extends SnapshotLife {
  /** The number of the last pointer that named it. */
  readonly lastSequence: number;
}

const UNKNOWN = { live: false, newest: false, pinned: false, publishedAt: null, replacedAt: null, lastSequence: -1 };

function livesOf(history: readonly Pointer[]): ReadonlyMap<string, SequencedLife> {
  const lives = new Map<string, SequencedLife>();
  let before: Pointer | undefined;
  for (const pointer of history) {
    const { snapshot, newest, sequence, publishedAt, pinned, attempt } = pointer;
    const changedAt = snapshot === before?.snapshot ? attempt.at : (publishedAt ?? attempt.at);
    for (const id of namedBy(before)) {
      const life = lives.get(id);
      const gone = id !== snapshot && id !== newest;
      if (life) lives.set(id, { ...life, ...UNSHOWN, replacedAt: gone ? changedAt : null });
    }
    for (const id of namedBy(pointer)) {
      const live = id === snapshot;
      const known = lives.get(id)?.publishedAt ?? null;
      lives.set(id, {
        id,
        live,
        newest: id === newest,
        pinned: live && pinned,
        publishedAt: live ? publishedAt : known,
        replacedAt: null,
        lastSequence: sequence,
      });
    }
    before = pointer;
  }
  return lives;
}

const UNSHOWN = { live: false, newest: false, pinned: false };

function namedBy(pointer: Pointer | undefined): readonly string[] {
  return [...new Set([pointer?.newest, pointer?.snapshot].filter(id => id != null))];
}

function shownLastFirst(a: SequencedLife, b: SequencedLife): number {
  return b.lastSequence - a.lastSequence || Number(b.newest) - Number(a.newest);
}

function withoutSequence({ lastSequence: _, ...life }: SequencedLife): SnapshotLife {
  return life;
}

const READ_AT_ONCE = 32;

/** Every pointer that a data set ever had and that was kept, oldest first; the last is the one there is. */
export async function readHistory(dataset: string, site: Store): Promise<readonly Pointer[]> {
  // The current one first: if it is replaced meanwhile, it also appears in the history, where it is filtered out.
  const { pointer: present } = await readPointer(dataset, site);
  if (present === null) return [];
  const keys: string[] = [];
  for await (const { key } of site.list(`data/${dataset}/history/`)) keys.push(key);
  const past = await inParallel(keys, READ_AT_ONCE, async key => {
    const object = await site.get(key);
    return object === undefined ? [] : [parsePointer(JSON.parse(Buffer.from(await object.bytes()).toString()), key)];
  });
  return [...past.flat().filter(({ sequence }) => sequence < present.sequence), present];
}

/** The keys of all objects that a snapshot consists of, except its own. Throws `not-published` if a map index is missing. */
export async function snapshotPieces(snapshot: Snapshot, site: Store): Promise<ReadonlySet<string>> {
  const { dataset, receipt, maps, views, tables, preview, recognized } = snapshot;
  const keys = new Set([receiptKey(dataset, receipt)]);
  if (recognized !== null) keys.add(blobKey(dataset, recognized));
  if (preview !== null) keys.add(blobKey(dataset, preview, 'svg'));
  for (const { about, parts } of tables) {
    keys.add(blobKey(dataset, about));
    for (const { id } of parts) keys.add(blobKey(dataset, id, 'parquet'));
  }
  for (const { text } of views) if (text !== null) keys.add(blobKey(dataset, text));
  for (const { id, index, regions, latest, shapes } of maps) {
    if (shapes !== null) keys.add(blobKey(dataset, shapes));
    const pieces = await readMapIndex(blobKey(dataset, index), id, site);
    const listed = [...Object.values(pieces.frames), ...Object.values(pieces.series)].flat();
    for (const blob of [index, regions, latest, ...listed.map(({ blob }) => blob)]) keys.add(blobKey(dataset, blob));
  }
  return keys;
}

async function readMapIndex(key: string, map: string, site: Store): Promise<MapIndex> {
  const object = await site.get(key);
  if (object === undefined) throw new Problem('not-published', `${key}, which lists the pieces of ${map}, is missing`);
  return parseMapIndex(JSON.parse(await decodeBody(key, await object.bytes())), key);
}
