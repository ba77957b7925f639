import { existsSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '..', '..', 'shared', 'data', 'jhu');

/** The folder of the real daily reports with their lookup table, where it lies beside the project; else null. */
export function realReports(): string | null {
  return existsSync(join(FOLDER, 'UID_ISO_FIPS_LookUp_Table.csv')) ? FOLDER : null;
}
