import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Problem } from '../../functions/contract/problem.ts';
import { list, object, oneOf, parserOf, text } from '../../functions/contract/schema.ts';
import { isAbsent } from '../../functions/store/file-failure.ts';

/** A folder that is filled with a site, file by file. */
export interface ExportFolder {
  /** Writes a file with compressed copies beside it, unless it is there already. @param brotli its bytes, if they are known */
  write(name: string, bytes: Uint8Array, brotli?: Uint8Array): Promise<void>;
  /** Removes what an earlier export wrote and this one did not. */
  finish(): Promise<{ readonly files: number; readonly written: number; readonly removed: number }>;
}

/** Lists what an export wrote; a folder without it, unless empty, is someone else's. */
const RECORD = '.seecovid-export.json';
const parseRecord = parserOf(object({ schema: oneOf('export/1'), files: list(text) }));

/** Formats that are not compressed themselves. */
const COMPRESSIBLE = /\.(html|js|css|json|jsonld|svg)$/;
const LEAST_BYTES = 512;
const compress = { brotli: promisify(brotliCompress), gzip: promisify(gzip) };

/** Throws `bad-input` for a folder that holds anything but an earlier export. */
export async function openExportFolder(root: string): Promise<ExportFolder> {
  const before = await readRecord(root);
  if (before === null && (await namesIn(root)).length > 0) {
    throw new Problem(
      'bad-input',
      `the folder ${root} holds other files; name an empty one, or that of an earlier export`,
    );
  }
  const files = new Set<string>();
  let written = 0;

  const put = async (name: string, bytes: Uint8Array) => {
    const path = join(root, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.part`, bytes);
    await rename(`${path}.part`, path);
  };
  const saveRecord = (names: Iterable<string>) =>
    put(RECORD, Buffer.from(JSON.stringify({ schema: 'export/1', files: [...new Set(names)].sort() })));
  await saveRecord(before ?? []);

  return {
    async write(name, bytes, brotli) {
      const isCompressed = COMPRESSIBLE.test(name) && bytes.length >= LEAST_BYTES;
      for (const one of isCompressed ? [name, `${name}.br`, `${name}.gz`] : [name]) files.add(one);
      const there = await readFile(join(root, name)).catch(() => null);
      if (there !== null && Buffer.compare(there, bytes) === 0) return;
      // The plain file comes last: where it exists, its copies do too.
      if (isCompressed) {
        await put(`${name}.br`, brotli ?? (await compress.brotli(bytes, quality(bytes))));
        await put(`${name}.gz`, await compress.gzip(bytes, { level: 9 }));
      }
      await put(name, bytes);
      written += 1;
    },
    async finish() {
      const gone = (before ?? []).filter(name => !files.has(name));
      for (const name of gone) await removeFile(root, name);
      await saveRecord(files);
      return { files: files.size, written, removed: gone.length };
    },
  };
}

const LARGE_BYTES = 1_000_000;

/** The best quality takes seconds per megabyte. */
function quality(bytes: Uint8Array) {
  const level = bytes.length > LARGE_BYTES ? 8 : constants.BROTLI_MAX_QUALITY;
  return { params: { [constants.BROTLI_PARAM_QUALITY]: level } };
}

/** What an earlier export wrote; null without one. Throws `bad-input` for a damaged record, as it decides which files are removed. */
async function readRecord(root: string): Promise<readonly string[] | null> {
  const path = join(root, RECORD);
  try {
    const { files } = parseRecord(JSON.parse(await readFile(path, 'utf8')), RECORD);
    const outside = files.find(name => isAbsolute(name) || /^\.\.?([/\\]|$)/.test(normalize(name)));
    if (outside !== undefined) throw new Error(`it names "${outside}", which is not a file in this folder`);
    return files;
  } catch (error) {
    if (isAbsent(error)) return null;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Problem('bad-input', `cannot read ${path}: ${reason}; export to an empty folder instead`);
  }
}

async function namesIn(root: string): Promise<string[]> {
  return await readdir(root).catch(error => {
    if (isAbsent(error)) return [];
    throw error;
  });
}

/** Also removes the folders that this leaves empty. */
async function removeFile(root: string, name: string): Promise<void> {
  await rm(join(root, name), { force: true });
  for (let folder = dirname(name); folder !== '.'; folder = dirname(folder)) {
    const path = join(root, folder);
    if ((await namesIn(path)).length > 0) return;
    await rm(path, { recursive: true, force: true });
  }
}
