import { is } from 'valibot';
import type { Dataset } from '../contract/dataset.ts';
import { Problem } from '../contract/problem.ts';
import { anyObject, expected, isDatasetId } from '../contract/schema.ts';
import type { BuiltIn, ReadBeside } from '../job/build.ts';
import { absentFiles, mistaken, shortFaults, sqlFaults } from './cross-checks.ts';
import { shortFields, sqlFields } from './dataset-fields.ts';
import { tablesAlone } from './dataset-head.ts';
import type { Fields } from './known-names.ts';
import { BadYaml, faultsOf } from './mistakes.ts';
import { normalizeDataset } from './normalize-dataset.ts';
import { isShort, shortDataset } from './short-dataset.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

/** What a data set is, as far as it is written down. */
export interface Description {
  /** Of tables alone, where it depends on the files what else they are. */
  readonly dataset: Dataset;
  /**
   * The data set with what was recognized in its files, as fields of a `dataset.yaml`, where it leaves them open; null if
   * there are no measures to make a series of. Itself null where the descriptor leaves nothing open.
   */
  readonly complete: ((recognized: Fields) => Promise<Dataset | null>) | null;
}

/**
 * The descriptor of a data set: the one in its folder of uploads, else the built-in one of that name, else none: then all
 * is recognized. With `extends: <id>` it inherits missing fields from a built-in one. Throws `bad-descriptor`, and where
 * the YAML is at fault a {@link BadYaml} with all of its mistakes.
 */
export async function readDataset(dataset: string, given: ReadBeside, builtIn: BuiltIn): Promise<Description> {
  const beside = readOnce(given);
  const own = await beside('dataset.yaml');
  const where = `${dataset}/dataset.yaml`;
  if (own === undefined) {
    const text = await builtIn(dataset)('dataset.yaml');
    if (text === undefined) return described(readFields('{}', where), [], { id: dataset, beside });
    return described(readFields(text, where), [text], { id: dataset, beside: readOnce(builtIn(dataset)) });
  }
  const read = readFields(own, where);
  const base = read.fields.extends;
  if (base === undefined) return described(read, [own], { id: dataset, beside });
  if (typeof base !== 'string' || !isDatasetId(base)) {
    throw new BadYaml([read.yaml.locate(mistaken(['extends'], 'the id of a built-in data set', base))]);
  }
  const baseText = await builtIn(base)('dataset.yaml');
  if (baseText === undefined) {
    const message = `extends names "${base}", which is not built in`;
    throw new BadYaml([read.yaml.locate({ path: ['extends'], of: 'value', message })]);
  }
  const { extends: _, ...rest } = read.fields;
  const either: ReadBeside = async name => (await beside(name)) ?? (await builtIn(base)(name));
  const below = readFields(baseText, base).fields;
  const checks = override(below.checks, rest.checks);
  const tables = tablesOver(below.tables, rest.tables);
  const fields = { ...below, ...rest, checks, tables };
  return described({ ...read, fields }, [baseText, own], { id: dataset, beside: readOnce(either) });
}

interface ReadFields {
  readonly fields: Fields;
  /** Knows where in the file each of them is. */
  readonly yaml: YamlFile;
  readonly where: string;
}

/** A descriptor with SQL, one that declares columns, or one that leaves them open. */
async function described(
  { fields, yaml, where }: ReadFields,
  texts: readonly string[],
  own: { readonly id: string; readonly beside: ReadBeside },
): Promise<Description> {
  const ofFields = isShort(fields)
    ? [...faultsOf(shortFields, fields, 'a descriptor'), ...shortFaults(fields)]
    : [...faultsOf(sqlFields, fields, 'a descriptor'), ...sqlFaults(fields)];
  const faults = [...ofFields, ...(await absentFiles(fields, own.beside))];
  const mistakes = [...yaml.mistakes, ...faults.map(yaml.locate)];
  if (mistakes.length > 0) throw new BadYaml(mistakes);
  const named = async (made: Promise<Dataset>) => {
    try {
      return await made;
    } catch (cause) {
      if (cause instanceof Problem) throw new Problem('bad-descriptor', `${where}: ${cause.message}`, { cause });
      throw cause;
    }
  };
  if (!isShort(fields)) return { dataset: await named(normalizeDataset(fields, texts, own.beside)), complete: null };
  if (!isOpen(fields)) return { dataset: await named(shortDataset(fields, texts, own)), complete: null };
  const tables = await named(tablesAlone(fields, texts, own));
  return {
    dataset: tables,
    complete: async recognized => {
      const all = completed(fields, recognized);
      if (all.measures === undefined) return null;
      return { ...(await named(shortDataset(all, texts, own))), rowFiles: tables.rowFiles };
    },
  };
}

/** The fields of a `dataset.yaml` that was written by recognizing files. */
export function readDraft(text: string): Fields {
  return readFields(text, 'the recognized descriptor').fields;
}

/** The fields that are recognized in the rows where a descriptor leaves them out. */
const RECOGNIZED_FIELDS = ['time', 'region', 'regions', 'dimensions', 'measures'] as const;

function isOpen({ time, region, regions, measures }: Fields): boolean {
  return time === undefined || measures === undefined || (region === undefined && regions === undefined);
}

function completed(own: Fields, recognized: Fields): Fields {
  const isPlaced = own.region !== undefined || own.regions !== undefined;
  const open = RECOGNIZED_FIELDS.filter(name => !(isPlaced && (name === 'region' || name === 'regions')));
  // Dimensions belong to the measures: declared measures without dimensions have none.
  const wanted = own.measures === undefined ? open : open.filter(name => name !== 'dimensions');
  const found = wanted.flatMap(name => (recognized[name] === undefined ? [] : [[name, recognized[name]] as const]));
  return { files: recognized.files, ...Object.fromEntries(found), ...own };
}

/** Texts beside the descriptor are looked for when it is checked, and read when it is taken. */
function readOnce(beside: ReadBeside): ReadBeside {
  const read = new Map<string, Promise<string | undefined>>();
  return name => {
    const text = read.get(name) ?? beside(name);
    read.set(name, text);
    return text;
  };
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

function readFields(text: string, where: string): ReadFields {
  if (text.length > MAX_DESCRIPTOR_LENGTH) {
    const found = `${MAX_DESCRIPTOR_LENGTH} characters; found ${text.length}`;
    throw new Problem('bad-descriptor', `${where} may have at most ${found}`);
  }
  const yaml = readYaml(text, where);
  if (!yaml.isWhole) throw new BadYaml(yaml.mistakes);
  if (isFields(yaml.value)) return { fields: yaml.value, yaml, where };
  const { message } = expected('an object', yaml.value, 'the descriptor');
  throw new BadYaml([yaml.locate({ path: [], of: 'value', message })]);
}
