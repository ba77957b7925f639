import { basename } from 'node:path';
import { idOfFile } from '../contract/dataset-id.ts';
import type { PlannedUpload } from '../job/plan.ts';

/** Files that may be one table: their names differ in digits alone. */
export interface FileGroup {
  readonly id: string;
  /** In the order of their keys, which is that of their rows. */
  readonly files: readonly PlannedUpload[];
}

/**
 * Which files are tables together. Those of a pattern are one table, named by its letters; else files whose names differ
 * in digits alone may be one. Where no letters are left, the data set's id is the name.
 * @param pattern the `files` of a descriptor; `*` where it names none
 */
export function groupTables(files: readonly PlannedUpload[], pattern: string, dataset: string): FileGroup[] {
  const inOrder = files.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  if (pattern !== '*') return files.length === 0 ? [] : [{ id: idOfLetters(pattern, dataset), files: inOrder }];
  const groups = Map.groupBy(inOrder, ({ key }) => lettersOf(basename(key)));
  return withOwnIds(
    [...groups.values()].map(files => {
      const [only] = files;
      return { id: files.length === 1 && only !== undefined ? nameOf(only) : idOfGroup(files, dataset), files };
    }),
  );
}

/** Files of a group with other columns than its first are tables of their own. */
export function splitByColumns<F extends { readonly upload: PlannedUpload }>(
  { id }: Pick<FileGroup, 'id'>,
  files: readonly F[],
  columnsOf: (file: F) => readonly string[],
): { readonly id: string; readonly files: readonly F[] }[] {
  const tables = [...Map.groupBy(files, file => JSON.stringify(columnsOf(file))).values()];
  return withOwnIds(
    tables.map((files, index) => {
      const [first] = files;
      return { id: index === 0 || first === undefined ? id : nameOf(first.upload), files };
    }),
  );
}

function nameOf({ key }: PlannedUpload): string {
  return idOfFile(basename(key));
}

function idOfGroup([first]: readonly PlannedUpload[], dataset: string): string {
  return idOfLetters(first === undefined ? '' : basename(first.key), dataset);
}

/** Of a file name or pattern, without digits and without the letters that stand for the digits of a date. */
function idOfLetters(name: string, dataset: string): string {
  const letters = lettersOf(basename(name).replace(/YYYY|MM|DD|\*/g, '0'));
  return /[a-z]/i.test(letters.replace(/\.[a-z]+(\.gz)?$/i, '')) ? idOfFile(letters) : dataset;
}

function lettersOf(name: string): string {
  return name.replaceAll(/\d+/g, '').replaceAll(/^[-_ .]+|[-_ .]+(?=\.[a-z])/gi, '');
}

/** Of tables with the same id, all but the first get a number. */
function withOwnIds<T extends { readonly id: string }>(tables: readonly T[]): T[] {
  const used = new Set<string>();
  return tables.map(table => {
    let id = table.id;
    for (let number = 2; used.has(id); number++) id = `${table.id}-${number}`;
    used.add(id);
    return { ...table, id };
  });
}
