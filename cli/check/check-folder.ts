import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { build } from '../../functions/build/build.ts';
import { Problem } from '../../functions/contract/problem.ts';
import type { Receipt } from '../../functions/contract/receipt.ts';
import { isDatasetId } from '../../functions/contract/schema.ts';
import type { Snapshot } from '../../functions/contract/snapshot.ts';
import { BadYaml, type Mistake } from '../../functions/describe/mistakes.ts';
import { readDataset } from '../../functions/describe/read-dataset.ts';
import { readSiteYaml } from '../../functions/describe/read-site-yaml.ts';
import type { BuildTools } from '../../functions/job/build.ts';
import { readRegionLists } from '../../functions/measures/region-lists.ts';
import { nearestNames } from '../../functions/measures/similar-names.ts';
import { readRegionsOf, readSnapshot } from '../../functions/publish/documents.ts';
import { DATASET_NAME_RULE, findDatasets } from '../../local/find-datasets.ts';
import { localTools } from '../../local/local-tools.ts';
import { withoutRowLimits } from './without-row-limits.ts';

export interface CheckedFolder {
  readonly datasets: readonly CheckedDataset[];
  /** What is wrong with `site.yaml`. */
  readonly site: readonly Mistake[];
  /** A message for each folder and file that belongs to no data set. */
  readonly invalid: readonly string[];
}

export interface CheckedDataset {
  readonly dataset: string;
  /** What is wrong with the descriptor; the files are read only once there is nothing. */
  readonly mistakes: readonly Mistake[];
  /** Why nothing would be published, where it is not the mistakes. */
  readonly refusal: string | null;
  readonly receipt: Receipt | null;
  /** What was found in the rows, those of files that are held back for their bad rows included. */
  readonly found: Receipt | null;
  /** What would be published. */
  readonly snapshot: Snapshot | null;
  /** Names of regions that an unknown place may have meant. */
  readonly nearest: ReadonlyMap<string, readonly string[]>;
}

type Watch = Pick<BuildTools, 'log' | 'progress'>;

/** Builds a folder of uploads, or that of one data set, into a temporary folder, and tells what came of it. */
export async function checkFolder(folder: string, watch: Watch): Promise<CheckedFolder> {
  const path = resolve(folder);
  const out = await mkdtemp(join(tmpdir(), 'seecovid-check-'));
  try {
    const isDataset = (await readdir(path)).some(name => name === 'dataset.yaml' || /\.csv(\.gz)?$/i.test(name));
    const uploads = isDataset ? dirname(path) : path;
    const tools = await localTools({ uploads, out, ...watch });
    const found = isDataset ? oneDataset(basename(path)) : await findDatasets(tools.uploads);
    const datasets: CheckedDataset[] = [];
    for (const id of found.datasets) datasets.push(await checkDataset(id, tools));
    return { datasets, site: isDataset ? [] : await siteMistakes(tools), invalid: found.invalid };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** Throws `bad-parameter` if there is no such folder. */
export function assertFolder(folder: string): void {
  if (!existsSync(folder)) throw new Problem('bad-parameter', `the folder ${folder} does not exist`);
}

function oneDataset(name: string) {
  if (isDatasetId(name)) return { datasets: [name], invalid: [] };
  return { datasets: [], invalid: [`the folder "${name}" cannot be a data set; ${DATASET_NAME_RULE}`] };
}

async function checkDataset(dataset: string, tools: BuildTools): Promise<CheckedDataset> {
  const none = { dataset, mistakes: [], refusal: null, receipt: null, found: null, snapshot: null, nearest: new Map() };
  const beside = async (name: string) => {
    const object = await tools.uploads.get(`${dataset}/${name}`);
    return object && Buffer.from(await object.bytes()).toString();
  };
  try {
    await readDataset(dataset, beside, tools.builtIn);
  } catch (cause) {
    if (cause instanceof BadYaml) return { ...none, mistakes: cause.mistakes };
    if (cause instanceof Problem) return { ...none, refusal: cause.message };
    throw cause;
  }
  const { receipt, snapshot } = await buildOnce(dataset, tools);
  const all = receipt.outcome === 'published' ? { receipt, snapshot } : await findAll(dataset, tools);
  const nearest = all.snapshot === null ? new Map() : await nearestPlaces(all.receipt, all.snapshot, tools);
  const refusal = snapshot === null ? receipt.summary.replace(/^Nothing is published: (.*)\.$/s, '$1') : null;
  return { ...none, receipt, found: all.receipt, snapshot, refusal, nearest };
}

/** Builds again, in the same place, with no limit that ends the search at the first fault. */
async function findAll(dataset: string, tools: BuildTools) {
  return await buildOnce(dataset, { ...tools, uploads: withoutRowLimits(tools.uploads, `${dataset}/dataset.yaml`) });
}

async function buildOnce(dataset: string, tools: BuildTools) {
  const { receipt, pointer } = await build(dataset, tools);
  const isLive = receipt.outcome !== 'refused' && pointer.snapshot !== null;
  const snapshot = isLive ? await readSnapshot(dataset, pointer.snapshot, tools.site) : null;
  return { receipt, snapshot };
}

async function nearestPlaces({ unmatched }: Receipt, snapshot: Snapshot, { site }: BuildTools) {
  if (unmatched.length === 0) return new Map<string, readonly string[]>();
  const regions = await readRegionsOf(snapshot, site);
  // Those of the whole map, though not all may have data.
  const lists = readRegionLists();
  const listed = [...regions].flatMap(([map, published]) => [...published, ...(lists.get(map) ?? [])]);
  const names = [...new Set(listed.map(({ name }) => name))];
  return new Map(unmatched.map(({ place }) => [place, nearestNames(place, names).slice(0, 3)]));
}

async function siteMistakes({ uploads }: BuildTools): Promise<readonly Mistake[]> {
  const object = await uploads.get('site.yaml');
  if (object === undefined) return [];
  try {
    readSiteYaml(Buffer.from(await object.bytes()).toString(), 'site.yaml');
    return [];
  } catch (cause) {
    if (cause instanceof BadYaml) return cause.mistakes;
    throw cause;
  }
}
