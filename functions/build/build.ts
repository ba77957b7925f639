import { assemble } from '../assemble/assemble.ts';
import { makeReceipt, refusedReceipt, tablesReceipt } from '../assemble/receipt.ts';
import { makeSnapshot } from '../assemble/snapshot.ts';
import { checkInputs } from '../checks/check-inputs.ts';
import { chooseInputs, withNotes } from '../checks/choose-inputs.ts';
import { clean } from '../clean/clean.ts';
import { POINT_MAP } from '../contract/dataset.ts';
import type { Pointer } from '../contract/pointer.ts';
import { Problem } from '../contract/problem.ts';
import type { Receipt } from '../contract/receipt.ts';
import type { Recognized } from '../contract/recognized.ts';
import { settleDataset } from '../describe/settle-dataset.ts';
import { openEngine, releaseMemory, withEngine } from '../engine/engine.ts';
import { type Staged, stage } from '../ingest/stage.ts';
import { type Build, type BuildTools, createTimeLimit, type OwnMap, Unfinished } from '../job/build.ts';
import { inJobFolder } from '../job/job-folder.ts';
import type { Plan } from '../job/plan.ts';
import { createBlobs } from '../publish/blobs.ts';
import { publishIndex, readReceipt } from '../publish/documents.ts';
import { waitForCollection } from '../publish/pointer.ts';
import { lastingReceiptId, type Publication, publish } from '../publish/publish.ts';
import { publishSite } from '../publish/site.ts';
import { borrowedShapes } from './borrowed-shapes.ts';
import { type Ledger, readLedger, writeLedger } from './ledger.ts';
import { readOwnMaps } from './own-maps.ts';
import { readPlaceFacts } from './place-facts.ts';
import { plan } from './plan.ts';
import { readPointMap } from './point-map.ts';
import { readRows } from './read-rows.ts';
import { completePlan, recognize, withoutSeries } from './recognize.ts';
import { heldBackWith, type Tabulated, type TabulateTools, tabulate } from './tabulate.ts';

export interface BuildResult {
  readonly dataset: string;
  readonly pointer: Pointer;
  readonly receipt: Receipt;
  /** Nothing had changed, so nothing was written. */
  readonly unchanged: boolean;
  readonly staged: number;
  /** Chunks of periods that were assembled anew. */
  readonly rebuiltChunks: number;
  readonly writtenBlobs: number;
  readonly writtenBytes: number;
  readonly tookMs: number;
}

export interface BuildOptions {
  /** Builds even if nothing has changed, which restores missing published objects. */
  readonly force?: boolean;
  /** How long to wait for a collection to end, in ms; by default as long as one may take. */
  readonly patienceMs?: number;
  pause?(ms: number): Promise<unknown>;
}

const MAX_TRIES = 5;

/**
 * Publishes the current uploads of a data set. The listing is the input, never an event: two builds at once, or the same
 * one twice, end in the same snapshot. If another build moves the pointer first, it starts over. It waits while a
 * collection is running.
 */
export async function build(id: string, tools: BuildTools, options: BuildOptions = {}): Promise<BuildResult> {
  const started = tools.now().getTime();
  for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
    const result = await tryBuild(id, tools, options);
    if (result !== undefined) return { dataset: id, ...result, tookMs: tools.now().getTime() - started };
    tools.log('build-beaten', { dataset: id, attempt });
  }
  throw new Problem('conflict', `"${id}" was changed by others ${MAX_TRIES} times while it was built; run it again`);
}

type TriedBuild = Omit<BuildResult, 'dataset' | 'tookMs'>;

/** Undefined: the uploads or the pointer changed meanwhile. */
async function tryBuild(
  id: string,
  tools: BuildTools,
  { force = false, ...patience }: BuildOptions,
): Promise<TriedBuild | undefined> {
  const waits = (until: string) => tools.log('build-waits', { dataset: id, until });
  const before = await waitForCollection(id, tools.site, { now: () => tools.now(), waits, ...patience });
  const planned = await plan(id, before, tools, force);
  if (planned.is === 'changed') return undefined;
  if (planned.is === 'unchanged') return unchanged(id, planned.pointer, tools);
  const made = planned.is === 'refused' ? refused(id, planned.problem, tools) : await makeFrom(planned.plan, tools);
  if (made === undefined) return undefined;
  // An incomplete listing has another name, so that the next event tries again.
  const isIncomplete = made.isIncomplete || (planned.is === 'refused' && planned.isIncomplete);
  const listing = isIncomplete ? planned.incompleteListing : planned.listing;
  const pointer = await publish(made.publication, { before, listing, force }, tools);
  if (pointer === undefined) return undefined;
  return { pointer, receipt: made.publication.receipt, unchanged: false, ...made.counts };
}

type Counts = Pick<BuildResult, 'staged' | 'rebuiltChunks' | 'writtenBlobs' | 'writtenBytes'>;

interface BuildOutput {
  readonly publication: Publication;
  /** An upload could not be read; the next build may succeed. */
  readonly isIncomplete: boolean;
  readonly counts: Counts;
}

const NO_COUNTS: Counts = { staged: 0, rebuiltChunks: 0, writtenBlobs: 0, writtenBytes: 0 };

async function unchanged(id: string, pointer: Pointer, tools: BuildTools): Promise<TriedBuild> {
  const { site } = tools;
  const receipt = await readReceipt(id, pointer.attempt.receipt, site);
  // A build may have died between the pointer and the index.
  await publishIndex(id, site);
  await publishSite(tools);
  return { pointer, receipt, unchanged: true, ...NO_COUNTS };
}

function refused(id: string, { message }: Problem, { code }: BuildTools): BuildOutput {
  const receipt = refusedReceipt({ id, code }, { inputs: [], refusal: message });
  return { publication: { receipt, snapshot: null }, isIncomplete: false, counts: NO_COUNTS };
}

/** Everything but the pointer. Undefined: the uploads changed meanwhile. */
async function makeFrom(plan: Plan, tools: BuildTools): Promise<BuildOutput | undefined> {
  try {
    return await inJobFolder(folder => inEngine(plan, folder, tools));
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    if (cause.code === 'conflict') return undefined;
    if (isFaultOfInput(cause)) return refused(plan.id, cause, tools);
    throw cause;
  }
}

function isFaultOfInput({ code }: Problem): boolean {
  return code === 'bad-descriptor' || code === 'bad-input';
}

async function inEngine(plan: Plan, folder: string, tools: BuildTools): Promise<BuildOutput> {
  const { id, dataset, today } = plan;
  // The engine opens on other threads.
  const opening = openEngine(folder, tools.limits);
  const reading = Promise.all([createBlobs(id, tools.site), readLedger({ id, work: tools.work })]);
  await Promise.allSettled([opening, reading]);
  const engine = await opening;
  try {
    const [blobs, ledger] = await reading;
    const ownMaps = await readOwnMaps(plan, tools);
    const ownShapes = [...ownMaps].map(([map, { mapShapes }]) => [map, mapShapes] as const);
    const ownGrids = [...ownMaps].map(([map, { grid }]) => [map, grid] as const);
    const build: Build = {
      ...{ id, dataset, today, folder, connection: engine.connection, lanes: engine.lanes },
      ...{ code: tools.code, uploads: tools.uploads, work: tools.work, site: tools.site },
      ...{ blobs, ownMaps, shapes: new Map([...tools.shapes, ...ownShapes]) },
      grids: new Map([...tools.grids, ...ownGrids]),
      holdsPersonalData: tools.holdsPersonalData,
      remarks: [...ownMaps.values()].flatMap(({ remarks }) => remarks),
      progress: (step, done, of) => tools.progress(step, done, of),
      stepDone: tools.leftMs === undefined ? () => undefined : createTimeLimit(tools.leftMs),
    };
    return await make(build, plan, ledger, tools);
  } finally {
    engine.close();
  }
}

/** Reading so many takes memory that assembling can use. */
const MANY_UPLOADS = 20;

/** Makes the tables, then the series, if the files hold any; or only the receipt that says what is wrong. */
async function make(
  opened: Build,
  asPlanned: Plan,
  ledger: Ledger,
  { limits }: Pick<BuildTools, 'limits'>,
): Promise<BuildOutput> {
  const isKnown = asPlanned.complete === null || (asPlanned.last?.recognized ?? null) !== null;
  const inOwnEngine: TabulateTools['inOwnEngine'] = work => withEngine(opened.folder, limits, work);
  const tabulated = await tabulate(opened, asPlanned, { memory: ledger.tables, isKnown, inOwnEngine });
  const recognized = await recognize(asPlanned, tabulated, inOwnEngine);
  const plan = await completePlan(asPlanned, recognized, opened);
  const build = { ...opened, dataset: plan.dataset };
  if (plan.dataset.tables.length === 0) return makeTables(build, plan, ledger, { tabulated, recognized });
  if (plan === asPlanned || asPlanned.last?.snapshot.kind === 'region-series') {
    return makeSeries(build, plan, ledger, { tabulated, recognized });
  }
  // Nobody declared the series, so what stands against it takes nothing from the tables.
  const why = await makeSeries(build, plan, ledger, { tabulated, recognized }).then(
    output => (output.publication.snapshot === null ? output.publication.receipt.summary : output),
    cause => {
      if (cause instanceof Problem && isFaultOfInput(cause))
        return `There is no map and no line chart: ${cause.message}.`;
      throw cause;
    },
  );
  if (typeof why !== 'string') return why;
  const alone = recognized === null ? null : withoutSeries(asPlanned, tabulated, recognized, why);
  return makeTables(opened, asPlanned, ledger, { tabulated, recognized: alone });
}

/** The tables of a build, and what they were taken for. */
interface Rows {
  readonly tabulated: Tabulated;
  readonly recognized: Recognized | null;
}

async function makeTables(build: Build, plan: Plan, ledger: Ledger, rows: Rows): Promise<BuildOutput> {
  const nothingStaged = { uploads: new Map(), unread: new Map() };
  const others = withNotes(chooseInputs(plan, nothingStaged), plan.notes, {
    holds: new Map(),
    rowInputs: rows.tabulated.inputs,
  });
  const receipt = tablesReceipt(build, rows.tabulated, others);
  const isRefused = receipt.outcome === 'refused';
  const { picture } = rows.tabulated;
  const before = plan.last?.snapshot.preview ?? null;
  const preview = picture === null ? before : await build.blobs.addPicture(picture);
  const tables = { ...rows.tabulated, recognized: rows.recognized, preview };
  const snapshot = isRefused ? null : await makeSnapshot(build, null, tables, lastingReceiptId(receipt));
  await build.blobs.settle();
  await writeLedger(build, ledger, { series: null, tables: rows.tabulated.used });
  const { count, bytes } = build.blobs.written;
  const counts = { staged: rows.tabulated.read, rebuiltChunks: 0, writtenBlobs: count, writtenBytes: bytes };
  return { publication: { receipt, snapshot }, isIncomplete: plan.notes.unread.size > 0, counts };
}

/** Stages, cleans, checks and assembles, then makes receipt and snapshot. */
async function makeSeries(opened: Build, asPlanned: Plan, ledger: Ledger, made: Rows): Promise<BuildOutput> {
  const staged = await stage(opened, asPlanned, ledger.staging);
  const isIncomplete = staged.unread.size > 0 || asPlanned.notes.unread.size > 0;
  try {
    const { build, plan } = await settle(opened, asPlanned, staged);
    const cleaned = clean(build, staged);
    const checked = await checkInputs(build, plan, { staged, cleaned, rows: made.tabulated }, ledger.figures);
    if (staged.count >= MANY_UPLOADS) await releaseMemory();
    const assembled = checked.refusal === null ? await assemble(build, checked, ledger.assembly) : null;
    const tabulated = heldBackWith(made.tabulated, checked.inputs, plan);
    const receipt = makeReceipt(build, checked, assembled, tabulated);
    if (checked.refusal !== null || assembled === null || receipt.outcome === 'refused') {
      await build.blobs.settle();
      const counts = { ...NO_COUNTS, staged: staged.count };
      return { publication: { receipt, snapshot: null }, isIncomplete, counts };
    }
    const series = { regionTable: checked.regionTable, assembled };
    const recognized = made.recognized === null ? null : { ...made.recognized, tables: tabulated.recognized };
    const tables = { ...tabulated, recognized, preview: null };
    const snapshot = await makeSnapshot(build, series, tables, lastingReceiptId(receipt));
    await cleaned.keep(checked.reports);
    const used = { figures: checked.used, assembly: assembled.used };
    await writeLedger(build, ledger, { series: used, tables: made.tabulated.used });
    const { count, bytes } = build.blobs.written;
    const written = { writtenBlobs: count, writtenBytes: bytes };
    const counts = { staged: staged.count, rebuiltChunks: assembled.rebuilt, ...written };
    return { publication: { receipt, snapshot }, isIncomplete, counts };
  } catch (cause) {
    if (cause instanceof Unfinished) await save(opened, ledger);
    throw cause;
  }
}

/** Build and plan with what only the rows can tell: periods, measures, places and the map of those that are points. */
async function settle(
  opened: Build,
  asPlanned: Plan,
  staged: Staged,
): Promise<{ readonly build: Build; readonly plan: Plan }> {
  const rows = readRows(asPlanned, staged);
  const facts = await readPlaceFacts(asPlanned, { staged, used: rows.uploads }, opened);
  const { ownMaps, shapes } = opened;
  const pointMap = facts.points === null ? null : await readPointMap(asPlanned.dataset, facts.points, opened);
  const added = pointMap === null ? [] : [[POINT_MAP, pointMap] as const];
  const maps = new Map<string, OwnMap>([...ownMaps, ...added]);
  const dataset = settleDataset(asPlanned.dataset, { ...rows, facts }, maps);
  const drawn = added.map(([map, { mapShapes }]) => [map, mapShapes] as const);
  const [first] = rows.uploads;
  const borrowed = first === undefined ? [] : borrowedShapes(dataset, shapes, first.key);
  const remarks = [...opened.remarks, ...facts.remarks, ...borrowed];
  return {
    build: { ...opened, dataset, remarks, ownMaps: maps, shapes: new Map([...shapes, ...drawn]) },
    plan: { ...asPlanned, dataset },
  };
}

/** Saves the work of an unfinished build for the next one. */
async function save(build: Build, ledger: Ledger): Promise<void> {
  await build.blobs.settle();
  await writeLedger(build, ledger, null);
}
