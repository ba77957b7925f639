import { setTimeout } from 'node:timers/promises';
import { type Dataset, POINT_MAP, WHOLE_REGION } from '../contract/dataset.ts';
import { isDataFile } from '../contract/dataset-id.ts';
import type { Pointer } from '../contract/pointer.ts';
import { Problem } from '../contract/problem.ts';
import { expected } from '../contract/schema.ts';
import { readNotes } from '../describe/accept-notes.ts';
import { matchUpload } from '../describe/match-upload.ts';
import { type Description, readDataset } from '../describe/read-dataset.ts';
import { throwIfStoreFails } from '../ingest/unread-uploads.ts';
import type { BuildTools } from '../job/build.ts';
import { sha256 } from '../job/hash.ts';
import type { LastSnapshot, Plan, PlannedUpload } from '../job/plan.ts';
import { pathWithin, uploadsOf } from '../job/uploads-of.ts';
import { readReceipt, readRecognized, readRegionsOf, readSnapshot } from '../publish/documents.ts';
import type { PointerAt } from '../publish/pointer.ts';
import type { ListedObject, Store } from '../store/store.ts';
import { UnreadableObject } from '../store/unreadable-object.ts';

/** The outcome of planning. */
export type Planned =
  /** The last build was made from the same uploads, descriptor and code. */
  | { readonly is: 'unchanged'; readonly pointer: Pointer }
  /** The uploads changed while they were read. */
  | { readonly is: 'changed' }
  /** The descriptor cannot be used. `isIncomplete`: it could not be read, and may be the next time. */
  | (Listed & { readonly is: 'refused'; readonly problem: Problem; readonly isIncomplete: boolean })
  | (Listed & { readonly is: 'planned'; readonly plan: Plan });

/** Identifies the input of a build; `incompleteListing` if not all of it could be read. */
interface Listed {
  readonly listing: string;
  readonly incompleteListing: string;
}

/** Lists the uploads of a data set, reads its descriptor and what was published before. @param force also if nothing has changed */
export async function plan(id: string, before: PointerAt, tools: BuildTools, force: boolean): Promise<Planned> {
  const uploads = await listUploads(id, tools.uploads);
  try {
    const described = await describe(id, uploads, tools);
    const sources = 'dataset' in described ? described.dataset.sources : described.problem.message;
    const listing = listingOf(uploads, sources, tools.code);
    const listed = { listing, incompleteListing: listingOf(uploads, [listing, 'not all of it was read'], tools.code) };
    const { pointer } = before;
    if (!force && pointer?.attempt.listing === listing && !isWithdrawn(pointer)) return { is: 'unchanged', pointer };
    const last = await lastSnapshot(id, before.pointer, tools);
    if ('problem' in described) return { is: 'refused', ...listed, ...described };
    const { dataset, complete } = described;
    const today = tools.now().toISOString().slice(0, 10);
    const notes = await readNotes(uploads, tools.uploads);
    const plan = { id, dataset, complete, today, uploads: matchUploads(id, uploads, dataset, today), notes, last };
    return { is: 'planned', ...listed, plan };
  } catch (cause) {
    if (cause instanceof Problem && cause.code === 'conflict') return { is: 'changed' };
    throw cause;
  }
}

/** What each upload is, by its name. */
export function matchUploads(
  id: string,
  uploads: readonly ListedObject[],
  dataset: Dataset,
  today: string,
): readonly PlannedUpload[] {
  return uploads.map(upload => ({ ...upload, match: matchUpload(pathWithin(id, upload.key), dataset, today) }));
}

type Described = Description | { readonly problem: Problem; readonly isIncomplete: boolean };

/** Reads the listed version of the descriptor. Throws `conflict` if it changed meanwhile. */
async function describe(id: string, uploads: readonly ListedObject[], tools: BuildTools): Promise<Described> {
  const listed = new Map(uploads.map(object => [object.key, object]));
  let failure: unknown;
  const read = async (key: string) => {
    const fault = listed.get(key)?.fault;
    if (fault !== undefined) throw new UnreadableObject(key, fault, { isItsOwn: true });
    const object = await tools.uploads.get(key);
    if (object?.etag !== listed.get(key)?.etag) throw new Problem('conflict', `${key} changed while it was read`);
    return object && Buffer.from(await object.bytes()).toString();
  };
  const beside = async (name: string) => {
    const key = `${id}/${name}`;
    if (!listed.has(key)) return undefined;
    return read(key).catch((cause: unknown) => {
      failure = cause;
      throw cause;
    });
  };
  try {
    const rival = rivalOf(id, uploads);
    if (rival !== null) return { problem: rival, isIncomplete: false };
    const description = await readDataset(id, beside, tools.builtIn);
    const problem = description.complete === null ? unbuildable(description.dataset, tools) : null;
    return problem === null ? description : { problem, isIncomplete: false };
  } catch (cause) {
    // A failure to read says nothing about the descriptor itself.
    if (failure instanceof UnreadableObject) {
      await throwIfStoreFails(failure, new Set(), uploads, tools.uploads);
      const { key, reason } = failure;
      return { problem: new Problem('bad-descriptor', `${key} could not be read: ${reason}`), isIncomplete: true };
    }
    if (failure !== undefined) throw failure;
    if (cause instanceof Problem && cause.code === 'bad-descriptor') return { problem: cause, isIncomplete: false };
    throw cause;
  }
}

/** Two files at the root with the same id, or one and a folder with files of its own, are two data sets of one name. */
function rivalOf(id: string, uploads: readonly ListedObject[]): Problem | null {
  const withRows = uploads.filter(({ key }) => isDataFile(key));
  const atRoot = withRows.filter(({ key }) => !key.includes('/'));
  const [first] = atRoot;
  const other = atRoot[1] ?? withRows.find(({ key }) => key.includes('/'));
  if (first === undefined || other === undefined) return null;
  return new Problem('bad-input', `${first.key} and ${other.key} both make the data set "${id}"; rename one of them`);
}

/** What was withdrawn is published again once its uploads are back. */
function isWithdrawn({ newest, attempt }: Pointer): boolean {
  return newest === null && attempt.outcome !== 'refused';
}

/** What this site cannot build, although the descriptor is well formed; null if it can. */
export function unbuildable(
  { maps, mapFiles, places, tables }: Dataset,
  { shapes }: Pick<BuildTools, 'shapes'>,
): Problem | null {
  const own = new Set([WHOLE_REGION, ...(places?.facts.point ? [POINT_MAP] : []), ...mapFiles.map(({ map }) => map)]);
  const stray = maps.find(map => !shapes.has(map) && !own.has(map));
  if (stray !== undefined) return expected(`a map: ${[...shapes.keys()].join(', ')}`, stray, 'maps');
  if (tables.some(({ time }) => time !== null)) return null;
  return new Problem('bad-descriptor', 'one table must take its files by date');
}

async function lastSnapshot(id: string, pointer: Pointer | null, { site }: BuildTools): Promise<LastSnapshot | null> {
  if (pointer === null || pointer.newest === null) return null;
  const snapshot = await readSnapshot(id, pointer.newest, site);
  const receipt = await readReceipt(id, snapshot.receipt, site);
  const recognized = snapshot.recognized === null ? null : await readRecognized(id, snapshot.recognized, site);
  return { snapshot, receipt, recognized, regions: () => readRegionsOf(snapshot, site) };
}

const HALF = 32;

/**
 * Identifies the input of a build except for the current day: a report dated in the future is checked again with the next
 * upload. 32 digits for the uploads and 32 for descriptor and code, so that anyone who can list the bucket can tell whether
 * a build has seen its uploads.
 */
export function listingOf(uploads: readonly ListedObject[], descriptor: string | readonly string[], code: string) {
  return uploadsName(uploads) + sha256(JSON.stringify([descriptor, code])).slice(0, HALF);
}

/** Whether the build of that listing was made from exactly these uploads. */
export function hasSeen(listing: string, uploads: readonly ListedObject[]): boolean {
  return listing.startsWith(uploadsName(uploads));
}

function uploadsName(uploads: readonly ListedObject[]): string {
  return sha256(JSON.stringify(uploads.map(({ key, etag }) => [key, etag]))).slice(0, HALF);
}

const MAX_CHANGES = 7;
const FIRST_PAUSE_MS = 50;

/**
 * The uploads of a data set at one moment. A listing comes in pages and may mix two states; two equal listings in a row
 * prove that the state existed. Throws `conflict` if the uploads keep changing for some ten seconds: each change sends
 * another event.
 */
export async function listUploads(
  dataset: string,
  store: Store,
  pause: (ms: number) => Promise<unknown> = setTimeout,
): Promise<readonly ListedObject[]> {
  let before = await listOnce(dataset, store);
  for (let changes = 0; changes <= MAX_CHANGES; changes++) {
    await pause(FIRST_PAUSE_MS * (2 ** changes - 1));
    const now = await listOnce(dataset, store);
    if (sameObjects(before, now)) return now;
    before = now;
  }
  throw new Problem(
    'conflict',
    `the uploads of "${dataset}" must not change while they are listed; they changed between ${MAX_CHANGES + 2} listings`,
  );
}

async function listOnce(dataset: string, store: Store): Promise<readonly ListedObject[]> {
  return Array.fromAsync(uploadsOf(dataset, store));
}

function sameObjects(before: readonly ListedObject[], now: readonly ListedObject[]): boolean {
  return (
    before.length === now.length &&
    now.every(({ key, etag }, index) => before[index]?.key === key && before[index]?.etag === etag)
  );
}
