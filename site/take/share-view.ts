import { copyButton } from './copy-button.ts';
import { copyField } from './copy-field.ts';
import { openDialog } from './open-dialog.ts';
import { pictureBlob } from './picture-blob.ts';
import type { Takeable } from './takeable.ts';

/** Through the browser's own sharing; a dialog with the address where it has none, or may not. */
export async function shareView(takeable: Takeable): Promise<string> {
  const link = { title: takeable.title(), url: takeable.address() };
  if (!('share' in navigator)) return showLink(takeable);
  try {
    await navigator.share(link);
    return '';
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? '' : showLink(takeable);
  }
}

function showLink(takeable: Takeable): string {
  const words = document.createElement('p');
  words.textContent = `Whoever follows this link sees: ${takeable.title()}.`;
  const link = copyField('Link', takeable.address(), 2);
  openDialog({
    title: 'Share this view',
    content: [words, link, ...(copiesPictures() ? [pictureButton(takeable)] : [])],
  });
  return '';
}

function pictureButton(takeable: Takeable): HTMLElement {
  // The promise goes in as it is: some browsers forget the click while a picture is made.
  const picture = async () => pictureBlob(await takeable.picture());
  const copy = () => navigator.clipboard.write([new ClipboardItem({ 'image/png': picture() })]);
  return copyButton('Copy the picture', copy, error => {
    return `The picture could not be copied: ${error instanceof Error ? error.message : String(error)}`;
  });
}

function copiesPictures(): boolean {
  return 'ClipboardItem' in globalThis && navigator.clipboard !== undefined;
}
