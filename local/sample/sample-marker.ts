import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../functions/contract/problem.ts';

/** Raised whenever the same options give other bytes. */
const SAMPLE_VERSION = 3;

/** Beside the data sets and not in one: it is no upload. */
export const MARKER_FILE = '.sample';

export interface SampleMarker {
  readonly version: number;
  readonly options: unknown;
  /** False while files are being written: what was interrupted is written again. */
  readonly complete: boolean;
  /** What the sample wrote, so that another one can take it away and nothing else. */
  readonly files: readonly string[];
}

/** The marker that a sample with these options leaves. */
export function sampleMarker(options: unknown, files: readonly string[], complete: boolean): SampleMarker {
  return { version: SAMPLE_VERSION, options, complete, files };
}

/** What the last sample in this folder left, or undefined where none was written. */
export async function readMarker(folder: string): Promise<SampleMarker | undefined> {
  if (!(await exists(join(folder, MARKER_FILE)))) return undefined;
  const found = parseJson(await readFile(join(folder, MARKER_FILE), 'utf8'));
  if (typeof found !== 'object' || found === null) {
    throw new Problem('bad-input', `"${MARKER_FILE}" must be what a sample left; remove it to write another`);
  }
  const { version, options, complete, files }: Partial<Record<keyof SampleMarker, unknown>> = found;
  const names = Array.isArray(files) ? files.filter(name => typeof name === 'string') : [];
  return { version: Number(version), options, complete: complete === true, files: names };
}

export async function writeMarker(folder: string, marker: SampleMarker): Promise<void> {
  await writeFile(join(folder, MARKER_FILE), `${JSON.stringify(marker)}\n`);
}

/** Whether the folder holds this very sample. Only names are looked at, so that files may be changed to see what happens. */
export async function holdsSample(
  folder: string,
  found: SampleMarker | undefined,
  wanted: SampleMarker,
): Promise<boolean> {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) return false;
  const present = new Set(await readdir(folder, { recursive: true }));
  return wanted.files.every(file => present.has(join(file)));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
