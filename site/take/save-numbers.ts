import { fileName } from './file-name.ts';
import { numbersFile } from './numbers-file.ts';
import { saveFile } from './save-file.ts';
import type { Takeable } from './takeable.ts';

export async function saveNumbers(takeable: Takeable): Promise<string> {
  return saveFile(numbersFile(takeable.table()), fileName(takeable.fileName(), 'csv'));
}
