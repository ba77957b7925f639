import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { object, parserOf, text } from '../../functions/contract/schema.ts';
import { isAbsent } from '../../functions/store/file-failure.ts';
import type { DeployedStack } from './deployed-stack.ts';

/** Where the command line looks for deployed stages. */
export function stageFile(root: string, stage: string): string {
  return join(root, '.seecovid', `${stage}.json`);
}

/** Records a deployed stage. Atomic. */
export async function writeStageFile(root: string, stage: string, region: string, stack: DeployedStack): Promise<void> {
  const { address, uploads, work, site, queue, distribution } = stack;
  const file = stageFile(root, stage);
  await mkdir(join(root, '.seecovid'), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(
    unfinished,
    `${JSON.stringify({ address, region, uploads, work, site, queue, distribution }, null, 2)}\n`,
  );
  await rename(unfinished, file);
}

/** Deletes the record, unless it is of a stack in another region. */
export async function removeStageFile(root: string, stage: string, region: string): Promise<void> {
  const file = stageFile(root, stage);
  if ((await regionIn(file)) === region) await rm(file, { force: true });
}

async function regionIn(file: string): Promise<string | undefined> {
  try {
    return parseRegion(JSON.parse(await readFile(file, 'utf8')), file).region;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

const parseRegion = parserOf(object({ region: text }));
