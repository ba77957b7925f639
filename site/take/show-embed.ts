import { copyField } from './copy-field.ts';
import { embedCode } from './embed-code.ts';
import { openDialog } from './open-dialog.ts';
import type { Takeable } from './takeable.ts';

const EMBED_WORDS = 'Put this line into your own page, where the view should appear. Readers can use it as they can here.';

export async function showEmbed(takeable: Takeable): Promise<string> {
  const words = document.createElement('p');
  words.textContent = EMBED_WORDS;
  const code = embedCode(takeable.address(), takeable.title());
  openDialog({ title: 'Embed this view', content: [words, copyField('HTML', code, 7)] });
  return '';
}
