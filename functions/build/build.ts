import { assembleReceipt } from '../assemble/receipt.ts';
import type { Descriptor } from '../contract/dataset.ts';
import { expected } from '../contract/expect.ts';
import type { Pointer } from '../contract/pointer.ts';
import { Problem } from '../contract/problem.ts';
import type { Receipt } from '../contract/receipt.ts';
import { readDescriptor } from '../describe/read-dataset.ts';
import { openEngine } from '../engine/engine.ts';
import { throwIfStoreFails } from '../ingest/unread-uploads.ts';
import type { BuildTools } from '../job/build.ts';
import { inJobFolder } from '../job/job-folder.ts';
import { publishIndex, putReceipt, readReceipt, readSnapshot } from '../publish/documents.ts';
import { nextPointer, type PointerAt, putPointer, readPointer, untilCollected } from '../publish/pointer.ts';
import type { ListedObject } from '../store/store.ts';
import { UnreadableObject } from '../store/unreadable-object.ts';
import { type LastSnapshot, type MadeSnapshot, makeSnapshot, refused } from './make-snapshot.ts';
import { listingOf, listUploads } from './plan.ts';

export interface BuildResult {
  readonly dataset: string;
  readonly pointer: Pointer;
  readonly receipt: Receipt;
  /** Nothing had changed, so nothing was written. */
  readonly unchanged: boolean;
  readonly staged: number;
  readonly rebuiltMonths: number;
  readonly writtenBlobs: number;
  readonly writtenBytes: number;
  readonly tookMs: number;
}

export interface BuildOptions {
  /** Builds also where nothing has changed, and so makes again whatever is missing of what is published. */
  readonly force?: boolean;
  /** How long to wait for the end of a collection, in ms; as long as one may take unless told. */
  readonly patienceMs?: number;
  pause?(ms: number): Promise<unknown>;
}

const MAX_TRIES = 5;

/**
 * Publishes what the uploads of a data set are now. The listing is the input, never an event: two builds at once, or
 * the same one twice, end in the same snapshot. Beaten to the pointer, it starts again from what is there then. While
 * what is kept is being collected, it waits.
 */
export async function build(dataset: string, tools: BuildTools, options: BuildOptions = {}): Promise<BuildResult> {
  const started = tools.now().getTime();
  for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
    const result = await tryBuild(dataset, tools, options);
    if (result !== undefined) return { ...result, tookMs: tools.now().getTime() - started };
    tools.log('build-beaten', { dataset, attempt });
  }
  throw new Problem(
    'conflict',
    `"${dataset}" was changed by others ${MAX_TRIES} times while it was built; run it again`,
  );
}

type Tried = Omit<BuildResult, 'tookMs'>;

async function tryBuild(dataset: string, tools: BuildTools, options: BuildOptions): Promise<Tried | undefined> {
  const { force = false, ...patience } = options;
  const waits = (until: string) => tools.log('build-waits', { dataset, until });
  const before = await untilCollected(dataset, tools.site, { now: () => tools.now(), waits, ...patience });
  const uploads = await listUploads(dataset, tools.uploads);
  const described = await describe(dataset, uploads, tools);
  if (described === undefined) return undefined;
  const told = 'descriptor' in described ? described.descriptor.sources : described.problem.message;
  const listing = listingOf(uploads, told, tools.code);
  // A build that could not read all of this listing has another name for it, so that it is tried again.
  const unreadListing = listingOf(uploads, [listing, 'not all of it was read'], tools.code);
  if (!force && before.pointer?.attempt.listing === listing) return unchanged(dataset, before.pointer, tools);
  const last = before.pointer === null ? null : await lastSnapshot(dataset, before.pointer, tools);
  const made = await inJobFolder(folder => attemptSnapshot(dataset, uploads, described, last, folder, tools));
  if (made === undefined) return undefined;
  return publish(dataset, { listing: made.isToRetry ? unreadListing : listing, force }, made, before, tools);
}

type Described =
  | { readonly descriptor: Descriptor }
  /** `isToRetry`: it could not be read, and may be the next time. */
  | { readonly problem: Problem; readonly isToRetry: boolean };

/** The descriptor that was listed, and none that came later. Undefined: it changed meanwhile. */
async function describe(
  dataset: string,
  uploads: readonly ListedObject[],
  tools: BuildTools,
): Promise<Described | undefined> {
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
    const key = `${dataset}/${name}`;
    if (!listed.has(key)) return undefined;
    return read(key).catch((cause: unknown) => {
      failure = cause;
      throw cause;
    });
  };
  try {
    return { descriptor: await readDescriptor(dataset, beside, tools.builtIn) };
  } catch (cause) {
    // What befell the reading is no verdict on what was to be read.
    if (failure instanceof Problem && failure.code === 'conflict') return undefined;
    if (failure instanceof UnreadableObject) {
      await throwIfStoreFails(failure, new Set(), uploads, tools.uploads);
      const { key, reason } = failure;
      return { problem: new Problem('bad-descriptor', `${key} could not be read: ${reason}`), isToRetry: true };
    }
    if (failure !== undefined) throw failure;
    if (cause instanceof Problem && cause.code === 'bad-descriptor') return { problem: cause, isToRetry: false };
    throw cause;
  }
}

async function unchanged(dataset: string, pointer: Pointer, tools: BuildTools): Promise<Tried> {
  const receipt = await readReceipt(dataset, pointer.attempt.receipt, tools.site);
  // A build may have died between the pointer and the index.
  await publishIndex(dataset, tools.site);
  const nothing = { staged: 0, rebuiltMonths: 0, writtenBlobs: 0, writtenBytes: 0 };
  return { dataset, pointer, receipt, unchanged: true, ...nothing };
}

async function lastSnapshot(dataset: string, pointer: Pointer, tools: BuildTools): Promise<LastSnapshot | null> {
  if (pointer.newest === null) return null;
  const snapshot = await readSnapshot(dataset, pointer.newest, tools.site);
  return { snapshot, receipt: await readReceipt(dataset, snapshot.receipt, tools.site) };
}

/** A snapshot and its receipt, or a receipt alone that says why there is none. Undefined: the uploads changed meanwhile. */
async function attemptSnapshot(
  dataset: string,
  uploads: readonly ListedObject[],
  described: Described,
  last: LastSnapshot | null,
  folder: string,
  tools: BuildTools,
): Promise<MadeSnapshot | undefined> {
  const refuse = (problem: Problem) => {
    const nothing = { descriptor: null, inputs: [], assembled: null, regionTable: null };
    const parts = { dataset, code: tools.code, shapes: tools.shapes, refusal: problem.message };
    return refused(assembleReceipt({ ...nothing, ...parts }), 0);
  };
  if ('problem' in described) return { ...refuse(described.problem), isToRetry: described.isToRetry };
  const stray = described.descriptor.maps.find(map => !tools.shapes.has(map));
  if (stray !== undefined) return refuse(expected(`a map: ${[...tools.shapes.keys()].join(', ')}`, stray, 'maps'));
  const engine = await openEngine(folder, tools.limits);
  try {
    return await makeSnapshot({ dataset, uploads, descriptor: described.descriptor, last, folder, engine, tools });
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    if (cause.code === 'conflict') return undefined;
    if (cause.code === 'bad-descriptor' || cause.code === 'bad-input') return refuse(cause);
    throw cause;
  } finally {
    engine.close();
  }
}

async function publish(
  dataset: string,
  { listing, force }: { readonly listing: string; readonly force: boolean },
  made: MadeSnapshot,
  before: PointerAt,
  tools: BuildTools,
): Promise<Tried | undefined> {
  tools.progress('publishing', 0, 1);
  const at = tools.now().toISOString();
  const receiptId = made.receiptId ?? (await putReceipt(made.receipt, tools.site));
  const attempt = { at, listing, outcome: made.receipt.outcome, receipt: receiptId };
  const next = nextPointer(before.pointer, attempt, made.snapshot);
  const put = await putPointer(dataset, next, before, tools.site);
  // Our own put may have arrived though its answer did not.
  const pointer = put?.pointer ?? (await readPointer(dataset, tools.site)).pointer;
  if (pointer?.attempt.listing !== listing) return undefined;
  // Where the listing was known before, it does not tell our build from the one before it.
  if (force && pointer.attempt.at !== at) return undefined;
  await publishIndex(dataset, tools.site);
  tools.progress('publishing', 1, 1);
  const { receipt, staged, rebuiltMonths, writtenBlobs, writtenBytes } = made;
  return { dataset, pointer, receipt, unchanged: false, staged, rebuiltMonths, writtenBlobs, writtenBytes };
}
