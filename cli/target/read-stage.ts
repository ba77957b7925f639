import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { Problem } from '../../functions/contract/problem.ts';
import { type Output, object, parse, text } from '../../functions/contract/schema.ts';
import { isAbsent } from '../../functions/store/file-failure.ts';

/** What a deployment writes to `.seecovid/<name>.json`. */
export type Stage = Output<typeof stageFile> & { readonly name: string };

const FOLDER = '.seecovid';
const DEFAULT_STAGE = 'prod';

const stageFile = object({
  /** Of the site, without a trailing slash. */
  address: text,
  region: text,
  /** The names of the buckets. */
  uploads: text,
  work: text,
  site: text,
  /** The URL of the changes queue. */
  queue: text,
  /** The id of the CloudFront distribution; null in the file of an earlier deployment. */
  distribution: v.optional(v.nullable(text), null),
});

/** The named stage; without a name the only one, or `prod` of several. Looks in the working directory, then in the project. */
export async function readStage(requested: string | undefined, places = [process.cwd(), PROJECT]): Promise<Stage> {
  for (const place of places) {
    const folder = join(place, FOLDER);
    const names = await stagesIn(folder);
    if (names.length > 0) return await readStageFile(folder, chooseStage(names, requested));
  }
  throw new Problem(
    'bad-input',
    `nothing is deployed from here: there is no ${FOLDER}/${requested ?? '<stage>'}.json; run "npm run deploy", ` +
      'or give --uploads DIR to use folders on this machine',
  );
}

const PROJECT = join(import.meta.dirname, '..', '..');

async function stagesIn(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter(name => name.endsWith('.json'))
      .map(name => name.slice(0, -'.json'.length))
      .sort();
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

function chooseStage(names: readonly string[], requested: string | undefined): string {
  const [only] = names;
  const wanted = requested ?? (names.length === 1 && only !== undefined ? only : DEFAULT_STAGE);
  if (names.includes(wanted)) return wanted;
  const known = names.join(', ');
  throw requested === undefined
    ? new Problem(
        'bad-parameter',
        `there are several stages (${known}) and none is ${DEFAULT_STAGE}; give --stage NAME`,
      )
    : new Problem('bad-parameter', `there is no stage "${requested}" in ${FOLDER}; found ${known}`, { nearest: names });
}

async function readStageFile(folder: string, name: string): Promise<Stage> {
  const where = `${FOLDER}/${name}.json`;
  const { address, ...stage } = parse(
    stageFile,
    parseJson(await readFile(join(folder, `${name}.json`), 'utf8'), where),
    where,
  );
  return { name, ...stage, address: address.replace(/\/+$/, '') };
}

function parseJson(json: string, where: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new Problem('malformed', `${where} must be JSON; deploying rewrites it`, { cause });
  }
}
