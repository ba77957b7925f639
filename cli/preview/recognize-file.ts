import { constants } from 'node:fs';
import { copyFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { idOfFile } from '../../functions/contract/dataset-id.ts';
import { Problem } from '../../functions/contract/problem.ts';
import type { RecognizedColumn } from '../../functions/contract/recognized.ts';
import type { TableFile } from '../../functions/contract/table.ts';
import { titleOf } from '../../functions/describe/dataset-head.ts';
import { draftYaml } from '../../functions/describe/draft-yaml.ts';
import { recognizeDataset } from '../../functions/describe/recognize-dataset.ts';
import { openEngine } from '../../functions/engine/engine.ts';
import { readTable, type TextTable } from '../../functions/ingest/read-table.ts';
import { recognizeColumns } from '../../functions/ingest/recognize-columns.ts';
import { inJobFolder } from '../../functions/job/job-folder.ts';
import { profileTable } from '../../functions/profile/profile-table.ts';
import { writePart } from '../../functions/profile/write-part.ts';

/** A file, and what it was taken for. */
export interface RecognizedFile {
  readonly name: string;
  readonly text: TextTable;
  readonly columns: readonly RecognizedColumn[];
  readonly remarks: readonly string[];
  /** Of a data set that has this file alone. */
  readonly descriptor: string;
  readonly profile: TableFile;
}

const MEMORY_MB = 1000;

/** Reads a file as a build would. Throws `bad-parameter` if there is none, `bad-input` if it cannot be read. */
export async function recognizeFile(path: string): Promise<RecognizedFile> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new Problem('bad-parameter', `the file ${path} does not exist`);
  if (!found.isFile()) throw new Problem('bad-parameter', `${path} is not a file`);
  return inJobFolder(async folder => {
    const engine = await openEngine(folder, { memoryMb: MEMORY_MB });
    const { connection } = engine;
    try {
      const name = basename(path);
      const given = join(folder, 'file');
      const into = join(folder, 'text.parquet');
      const part = join(folder, 'part.parquet');
      await copyFile(path, given, constants.COPYFILE_FICLONE);
      const text = await readTable({ name: name.replace(/\.gz$/i, ''), path: given }, into, connection);
      const columns = await recognizeColumns([text], connection);
      const id = idOfFile(name);
      const { fields, remarks } = await recognizeDataset([{ id, files: [name], text: [text], columns }], {
        connection,
      });
      await writePart(text, columns, part, connection);
      const title = titleOf(id);
      const profile = await profileTable({ id, title }, [part], columns, engine.lanes);
      const descriptor = draftYaml({ title, files: name, fields, remarks, columns });
      return { name, text, columns, remarks, descriptor, profile };
    } finally {
      engine.close();
    }
  });
}
