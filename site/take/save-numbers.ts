import { rateWords } from '../text/number-words.ts';
import { fileName } from './file-name.ts';
import { numbersFile } from './numbers-file.ts';
import { saveFile } from './save-file.ts';
import type { Takeable } from './takeable.ts';

/** Where decimals are written with a comma, a spreadsheet takes those of the file for thousands unless it is told. */
const IMPORT =
  'If your spreadsheet writes decimals with a comma, import it with its language set to English (United States)';

export async function saveNumbers(takeable: Takeable): Promise<string> {
  const saved = saveFile(numbersFile(takeable.table()), fileName(takeable.fileName(), 'csv'));
  return rateWords(1.5).includes(',') ? `${saved}. ${IMPORT}` : saved;
}
