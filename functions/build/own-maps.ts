import type { MapFile } from '../contract/dataset.ts';
import { Problem } from '../contract/problem.ts';
import type { BuildTools, OwnMap, Remark } from '../job/build.ts';
import { sha256 } from '../job/hash.ts';
import type { Plan } from '../job/plan.ts';
import { pack, readJson } from '../job/work-json.ts';
import { MAX_FILE_BYTES } from '../shapes/map-file.ts';
import { readShapes } from '../shapes/read-shapes.ts';

type Tools = Pick<BuildTools, 'uploads' | 'work' | 'code'>;

/** A map and what was repaired in its file. */
export interface FileMap extends OwnMap {
  readonly remarks: readonly Remark[];
}

/** The maps whose shapes lie beside the descriptor, by id. A file that was read before is not read again. */
export async function readOwnMaps({ id, dataset, uploads }: Plan, tools: Tools): Promise<ReadonlyMap<string, FileMap>> {
  const listed = new Map(uploads.map(upload => [upload.key, upload]));
  const maps = new Map<string, FileMap>();
  for (const rules of dataset.mapFiles) {
    const key = `${id}/${rules.file}`;
    const upload = listed.get(key);
    if (upload === undefined) {
      throw new Problem('bad-descriptor', `maps.${rules.map} names ${rules.file}, which is not uploaded beside it`);
    }
    if (upload.size > MAX_FILE_BYTES) {
      const most = `${MAX_FILE_BYTES / 1_000_000} MB`;
      throw new Problem('bad-input', `${rules.file} has ${upload.size} bytes; a map may have ${most}, so simplify it`);
    }
    maps.set(rules.map, await readOwnMap(key, upload.etag, rules, { id, ...tools }));
  }
  return maps;
}

async function readOwnMap(
  key: string,
  etag: string,
  rules: MapFile,
  { id, uploads, work, code }: Tools & { readonly id: string },
): Promise<FileMap> {
  const name = sha256(JSON.stringify([code, etag, rules])).slice(0, 32);
  const known = await readJson(mapKey(id, name), work);
  if (known.name === name) return known;
  const object = await uploads.get(key);
  if (object?.etag !== etag) throw new Problem('conflict', `${key} changed while it was read`);
  const { warnings, ...read } = readShapes(await object.bytes(), rules);
  const map: FileMap = { name, ...read, remarks: warnings.map(text => ({ key, text })) };
  await work.put(mapKey(id, name), await pack(map));
  return map;
}

function mapKey(id: string, name: string): string {
  return `${id}/maps/${name}.json.br`;
}
