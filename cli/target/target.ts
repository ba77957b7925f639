import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../../functions/contract/problem.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import type { Store } from '../../functions/store/store.ts';
import { type CommandOption, type GivenOptions, textOption } from '../command.ts';
import { localFolders } from './local-folders.ts';
import { readStage, type Stage } from './read-stage.ts';

/** What a command acts on: a stack that is deployed, or two folders of this machine. */
export interface Target {
  /** The stage, or `local`. */
  readonly name: string;
  readonly uploads: Store;
  readonly work: Store;
  readonly site: Store;
  /** Of the site, without a slash at its end; null where it is not known, as for folders. */
  readonly address: string | null;
  readonly place: TargetPlace;
}

export type TargetPlace =
  | { readonly is: 'deployed'; readonly stage: Stage }
  | { readonly is: 'local'; readonly uploads: string; readonly out: string };

/** The options of every command that acts on a target. */
export const TARGET_OPTIONS: Readonly<Record<'stage' | 'uploads' | 'out', CommandOption>> = {
  stage: { value: 'NAME', says: 'the deployed stack to act on (the only one in .seecovid, else prod)' },
  uploads: { value: 'DIR', says: 'instead of a stack: the folder of uploads that "seecovid start" watches' },
  out: { value: 'DIR', says: 'with --uploads: where its published files go (where "seecovid start" puts them)' },
};

/** The target that a command line names. Throws `bad-parameter` where it names two, `bad-input` where it is not there. */
export async function targetOf(given: GivenOptions): Promise<Target> {
  const [stage, uploads, out] = [textOption(given, 'stage'), textOption(given, 'uploads'), textOption(given, 'out')];
  if (uploads === undefined) {
    if (out !== undefined) throw new Problem('bad-parameter', '--out DIR goes with --uploads DIR, which is not given');
    return await deployedTarget(await readStage(stage));
  }
  if (stage !== undefined) throw new Problem('bad-parameter', '--stage and --uploads name two targets; give one');
  if (!existsSync(uploads)) throw new Problem('bad-input', `the folder ${uploads} does not exist`);
  const folders = await localFolders(uploads, out);
  return localTarget(folders.uploads, folders.out);
}

/** The layout of `localTools`: staged work in a hidden folder of what is published. */
export function localTarget(uploads: string, out: string): Target {
  return {
    name: 'local',
    uploads: new DiskStore({ root: uploads }),
    work: new DiskStore({ root: join(out, '.work') }),
    site: new DiskStore({ root: out }),
    address: null,
    place: { is: 'local', uploads, out },
  };
}

/** A person's line may be slow, and a function's patience too short for it. */
const PATIENCE = { connectionMs: 10_000, silenceMs: 30_000, requestMs: 600_000 };

async function deployedTarget(stage: Stage): Promise<Target> {
  // The client is half of what a command loads, and folders need none of it.
  const [{ createS3Client }, { S3Store }] = await Promise.all([
    import('../../functions/store/s3-client.ts'),
    import('../../functions/store/s3-store.ts'),
  ]);
  const client = createS3Client({ region: stage.region, ...PATIENCE });
  return {
    name: stage.name,
    uploads: new S3Store({ client, bucket: stage.uploads }),
    work: new S3Store({ client, bucket: stage.work }),
    site: new S3Store({ client, bucket: stage.site }),
    address: stage.address,
    place: { is: 'deployed', stage },
  };
}
