import { is } from 'valibot';
import type { MapFile } from '../contract/dataset.ts';
import { Problem } from '../contract/problem.ts';
import { anyObject } from '../contract/schema.ts';
import { nearestName } from '../measures/similar-names.ts';

const FIELDS = ['file', 'id', 'name', 'parent', 'title', 'object', 'credit'] as const;

/** `maps:` of a descriptor: uploaded maps by id. Throws `bad-descriptor`. @param where names the descriptor */
export function parseMapFiles(value: unknown, where: string): MapFile[] {
  if (!is(anyObject, value))
    throw bad(`${where}: maps must be an object such as {wards: {file: wards.geojson, id: WARD}}`);
  return Object.entries(value).map(([map, fields]) => parseMapFile(map, fields, `${where}: maps.${map}`));
}

function parseMapFile(map: string, fields: unknown, where: string): MapFile {
  if (!/^[a-z][a-z0-9-]*$/.test(map)) throw bad(`${where}: a map is named by lowercase letters, digits and hyphens`);
  if (!is(anyObject, fields))
    throw bad(`${where} must be an object such as {file: wards.geojson, id: WARD, name: NAME}`);
  const unknown = Object.keys(fields).find(key => !FIELDS.some(field => field === key));
  if (unknown !== undefined) {
    const nearest = nearestName(unknown, FIELDS);
    const hint = nearest === undefined ? `; there are ${FIELDS.join(', ')}` : `; did you mean "${nearest}"?`;
    throw bad(`${where} has no field "${unknown}"${hint}`);
  }
  const text = (field: (typeof FIELDS)[number]): string | null => {
    const given = fields[field];
    if (given === undefined || given === null) return null;
    if (typeof given === 'string' && given.trim() !== '') return given.trim();
    throw bad(`${where}.${field} must be text; found ${JSON.stringify(given)?.slice(0, 80)}`);
  };
  const file = text('file');
  if (file === null || !/^[^/\\]+\.(geojson|topojson|json)$/i.test(file)) {
    const found = file === null ? 'nothing' : `"${file}"`;
    throw bad(`${where}.file must name a .geojson, .topojson or .json file beside the descriptor; found ${found}`);
  }
  const title = text('title') ?? map.charAt(0).toUpperCase() + map.slice(1).replaceAll('-', ' ');
  return {
    ...{ map, title, file, id: text('id') ?? 'id' },
    ...{ name: text('name'), parent: text('parent'), object: text('object'), credit: text('credit') },
  };
}

function bad(message: string): Problem {
  return new Problem('bad-descriptor', message);
}
