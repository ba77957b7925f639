import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../../functions/contract/problem.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import type { Store } from '../../functions/store/store.ts';
import { type CommandOption, type ParsedArgs, textOption } from '../command.ts';
import { localFolders } from './local-folders.ts';
import { readStage, type Stage } from './read-stage.ts';

/** What a command acts on: a deployed stack, or two folders on this machine. */
export interface Target {
  /** The stage, or `local`. */
  readonly name: string;
  readonly uploads: Store;
  readonly work: Store;
  readonly site: Store;
  /** Of the site, without a trailing slash; null if unknown, as for folders. */
  readonly address: string | null;
  readonly place: TargetPlace;
}

export type TargetPlace =
  | { readonly kind: 'deployed'; readonly stage: Stage }
  | { readonly kind: 'local'; readonly uploads: string; readonly out: string };

/** The options of every command that acts on a target. */
export const TARGET_OPTIONS: Readonly<Record<'stage' | 'uploads' | 'out', CommandOption>> = {
  stage: { value: 'NAME', summary: 'the deployed stack to act on (the only one in .seecovid, else prod)' },
  uploads: { value: 'DIR', summary: 'instead of a stack: the folder of uploads that "seecovid start" watches' },
  out: { value: 'DIR', summary: 'with --uploads: the folder with its published files (that of "seecovid start")' },
};

/** The target of a command line. Throws `bad-parameter` if there are two, `bad-input` if it does not exist. */
export async function resolveTarget(args: ParsedArgs): Promise<Target> {
  const [stage, uploads, out] = [textOption(args, 'stage'), textOption(args, 'uploads'), textOption(args, 'out')];
  if (uploads === undefined) {
    if (out !== undefined) throw new Problem('bad-parameter', '--out DIR needs --uploads DIR');
    return await deployedTarget(await readStage(stage));
  }
  if (stage !== undefined) throw new Problem('bad-parameter', '--stage and --uploads name two targets; give one');
  if (!existsSync(uploads)) throw new Problem('bad-input', `the folder ${uploads} does not exist`);
  const folders = await localFolders(uploads, out);
  return localTarget(folders.uploads, folders.out);
}

/** In the layout of `localTools`: staged work is in a hidden folder of the published files. */
function localTarget(uploads: string, out: string): Target {
  return {
    name: 'local',
    uploads: new DiskStore({ root: uploads }),
    work: new DiskStore({ root: join(out, '.work') }),
    site: new DiskStore({ root: out }),
    address: null,
    place: { kind: 'local', uploads, out },
  };
}

/** Longer than a function's: a home connection may be slow. */
const TIMEOUTS = { connectionMs: 10_000, silenceMs: 30_000, requestMs: 600_000 };

async function deployedTarget(stage: Stage): Promise<Target> {
  // The client is half of the code a command loads, and folders do not need it.
  const [{ createS3Client }, { S3Store }] = await Promise.all([
    import('../../functions/store/s3-client.ts'),
    import('../../functions/store/s3-store.ts'),
  ]);
  const client = createS3Client({ region: stage.region, ...TIMEOUTS });
  return {
    name: stage.name,
    uploads: new S3Store({ client, bucket: stage.uploads }),
    work: new S3Store({ client, bucket: stage.work }),
    site: new S3Store({ client, bucket: stage.site }),
    address: stage.address,
    place: { kind: 'deployed', stage },
  };
}
