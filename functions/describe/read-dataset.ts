import { is } from 'valibot';
import { parse as parseYaml } from 'yaml';
import type { Dataset } from '../contract/dataset.ts';
import { Problem } from '../contract/problem.ts';
import { anyObject, expected, isDatasetId, parse } from '../contract/schema.ts';
import type { BuiltIn, ReadBeside } from '../job/build.ts';
import type { Fields } from './known-names.ts';
import { normalizeDataset } from './normalize-dataset.ts';
import { isShort, shortDataset } from './short-dataset.ts';

/**
 * The descriptor of a data set: the one in its folder of uploads, else the built-in one of that name.
 * With `extends: <id>` it inherits missing fields from a built-in one.
 */
export async function readDataset(dataset: string, beside: ReadBeside, builtIn: BuiltIn): Promise<Dataset> {
  const own = await beside('dataset.yaml');
  const where = `${dataset}/dataset.yaml`;
  if (own === undefined) {
    const text = await builtIn(dataset)('dataset.yaml');
    if (text === undefined) {
      throw new Problem('bad-descriptor', `"${dataset}" has no dataset.yaml, and no built-in data set has that name`);
    }
    return normalized(fieldsOf(text, where), [text], { id: dataset, beside: builtIn(dataset) }, where);
  }
  const fields = fieldsOf(own, where);
  const base = fields.extends;
  if (base === undefined) return normalized(fields, [own], { id: dataset, beside }, where);
  if (typeof base !== 'string' || !isDatasetId(base)) {
    const { message } = expected('the id of a built-in data set', base, `${where}: extends`);
    throw new Problem('bad-descriptor', message);
  }
  const baseText = await builtIn(base)('dataset.yaml');
  if (baseText === undefined) throw new Problem('bad-descriptor', `${where} extends "${base}", which is not built in`);
  const { extends: _, ...rest } = fields;
  const either: ReadBeside = async name => (await beside(name)) ?? (await builtIn(base)(name));
  const below = fieldsOf(baseText, base);
  const checks = override(below.checks, rest.checks);
  const tables = tablesOver(below.tables, rest.tables);
  return normalizeDataset({ ...below, ...rest, checks, tables }, [baseText, own], either, where);
}

/** A descriptor that declares columns, or one with SQL. */
async function normalized(
  fields: Fields,
  texts: readonly string[],
  own: { readonly id: string; readonly beside: ReadBeside },
  where: string,
): Promise<Dataset> {
  if (!isShort(fields)) return normalizeDataset(fields, texts, own.beside, where);
  try {
    return await shortDataset(fields, texts, own);
  } catch (cause) {
    if (cause instanceof Problem) throw new Problem('bad-descriptor', `${where}: ${cause.message}`, { cause });
    throw cause;
  }
}

/** If a table declares its columns, the data set's tables replace those of the base; otherwise they extend them. */
function tablesOver(below: unknown, own: unknown): unknown {
  if (own === undefined) return below;
  if (!isFields(below) || !isFields(own)) return own;
  const merged: Record<string, unknown> = { ...below };
  for (const [name, table] of Object.entries(own)) {
    const base = below[name];
    if (!isFields(base) || !isFields(table) || table.columns !== undefined) return own;
    const isAdded = Array.isArray(base.unused) && Array.isArray(table.unused);
    merged[name] = { ...base, ...table, ...(isAdded ? { unused: [base.unused, table.unused].flat() } : {}) };
  }
  return merged;
}

/** Overrides single fields of the base's `checks:` and keeps the rest. */
function override(below: unknown, own: unknown): unknown {
  if (own === undefined) return below;
  if (!isFields(below) || !isFields(own)) return own;
  const keys = [...new Set([...Object.keys(below), ...Object.keys(own)])];
  return Object.fromEntries(keys.map(key => [key, override(below[key], own[key])]));
}

function isFields(value: unknown): value is Fields {
  return is(anyObject, value);
}

/** In characters; a long one has 4,000. */
const MAX_DESCRIPTOR_LENGTH = 100_000;

function fieldsOf(yaml: string, where: string): Fields {
  if (yaml.length > MAX_DESCRIPTOR_LENGTH) {
    const found = `${MAX_DESCRIPTOR_LENGTH} characters; found ${yaml.length}`;
    throw new Problem('bad-descriptor', `${where} may have at most ${found}`);
  }
  try {
    return parse(anyObject, parseYaml(yaml, { logLevel: 'error' }), 'the descriptor');
  } catch (cause) {
    throw new Problem('bad-descriptor', `${where}: ${cause instanceof Error ? cause.message : 'unreadable'}`, {
      cause,
    });
  }
}
