import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeployedStack } from './deployed-stack.ts';

/** Where the command line looks for what is deployed. */
export function stageFile(root: string, stage: string): string {
  return join(root, '.seecovid', `${stage}.json`);
}

/** Leaves word of a deployed stage, whole or not at all. */
export async function writeStageFile(root: string, stage: string, region: string, stack: DeployedStack): Promise<void> {
  const { address, uploads, work, site, queue } = stack;
  const file = stageFile(root, stage);
  await mkdir(join(root, '.seecovid'), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, `${JSON.stringify({ address, region, uploads, work, site, queue }, null, 2)}\n`);
  await rename(unfinished, file);
}

export async function removeStageFile(root: string, stage: string): Promise<void> {
  await rm(stageFile(root, stage), { force: true });
}
