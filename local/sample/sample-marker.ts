import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../functions/contract/problem.ts';

/** To be raised whenever the same options give other bytes. */
const SAMPLE_VERSION = 4;

/** Next to the data sets, not in one, so that it is not an upload. */
export const MARKER_FILE = '.sample';

export interface SampleMarker {
  readonly version: number;
  readonly options: unknown;
  /** False while files are being written, so that an interrupted sample is written again. */
  readonly complete: boolean;
  /** What the sample wrote, so that another one removes these files and nothing else. */
  readonly files: readonly string[];
}

export function sampleMarker(options: unknown, files: readonly string[], complete: boolean): SampleMarker {
  return { version: SAMPLE_VERSION, options, complete, files };
}

/** The marker of the last sample in this folder; undefined if there is none. */
export async function readMarker(folder: string): Promise<SampleMarker | undefined> {
  if (!(await exists(join(folder, MARKER_FILE)))) return undefined;
  const found = parseJson(await readFile(join(folder, MARKER_FILE), 'utf8'));
  if (typeof found !== 'object' || found === null) {
    throw new Problem('bad-input', `"${MARKER_FILE}" is not the marker of a sample; remove it to write one`);
  }
  const { version, options, complete, files }: Partial<Record<keyof SampleMarker, unknown>> = found;
  const names = Array.isArray(files) ? files.filter(name => typeof name === 'string') : [];
  return { version: Number(version), options, complete: complete === true, files: names };
}

export async function writeMarker(folder: string, marker: SampleMarker): Promise<void> {
  await writeFile(join(folder, MARKER_FILE), `${JSON.stringify(marker)}\n`);
}

/** Whether the folder has this sample. Only names are compared, so that you can edit files to see what happens. */
export async function hasSample(
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
