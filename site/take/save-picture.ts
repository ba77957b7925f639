import { fileName } from './file-name.ts';
import { pictureBlob } from './picture-blob.ts';
import { saveFile } from './save-file.ts';
import type { Takeable } from './takeable.ts';

export async function savePicture(takeable: Takeable): Promise<string> {
  const name = fileName(takeable.fileName(), 'png');
  return saveFile(await pictureBlob(await takeable.picture()), name);
}
