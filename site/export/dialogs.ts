import { type CallSnippets, callSnippets } from '../../functions/contract/call-snippets.ts';
import { dataTable } from '../controls/data-table.ts';
import { element } from '../controls/element.ts';
import { segmentedControl } from '../controls/segmented-control.ts';
import { copyButton, copyField } from './copy.ts';
import { openDialog } from './dialog.ts';
import type { Exportable } from './exportable.ts';
import { pictureBlob } from './save.ts';

const CODE_TEXT = 'Any program can get the numbers of this view from the API, without a key.';
const LANGUAGES: Readonly<Record<keyof CallSnippets, string>> = {
  curl: 'curl',
  javascript: 'JavaScript',
  python: 'Python',
  r: 'R',
};

/** Shows how a program asks for the numbers of a view, in four languages. */
export async function showCode({ call }: Exportable): Promise<string> {
  if (call === undefined) throw new Error('no call gives the numbers of this view');
  const snippets = callSnippets(call());
  const languages = element(
    'fieldset',
    { id: 'code-language', className: 'segments code-languages' },
    element('legend', { className: 'visually-hidden' }, 'Language'),
  );
  const code = element('div');
  const show = (language: keyof CallSnippets) => {
    const snippet = snippets[language];
    code.replaceChildren(copyField('Code', snippet, Math.max(8, snippet.split('\n').length + 2)));
  };
  const control = segmentedControl(languages, LANGUAGES, show);
  control.set('curl');
  show('curl');
  openDialog({ title: 'Get these numbers by a program', content: [element('p', {}, CODE_TEXT), languages, code] });
  return '';
}

const HEIGHT_PX = 600;

/** The line of HTML that shows a view in another page. */
export function embedCode(address: string, title: string): string {
  const attributes = [
    `src="${escapeAttribute(embedAddress(address))}"`,
    `title="${escapeAttribute(title)}"`,
    'width="100%"',
    `height="${HEIGHT_PX}"`,
    'style="border:0"',
    'loading="lazy"',
    'allowfullscreen',
  ];
  return `<iframe ${attributes.join(' ')}></iframe>`;
}

/** An address with `embed=1`; the rest of it stays as it is written, commas and all. */
export function embedAddress(address: string): string {
  const [beforeHash = '', ...hash] = address.split('#');
  const [path = '', ...search] = beforeHash.split('?');
  const kept = search
    .join('?')
    .split('&')
    .filter(pair => pair !== '' && pair.split('=')[0] !== 'embed');
  return [`${path}?${[...kept, 'embed=1'].join('&')}`, ...hash].join('#');
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Through the browser's own sharing; a dialog with the address where it has none, or may not. */
export async function shareView(exportable: Exportable): Promise<string> {
  const link = { title: exportable.title(), url: exportable.address() };
  if (!('share' in navigator)) return showLink(exportable);
  try {
    await navigator.share(link);
    return '';
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? '' : showLink(exportable);
  }
}

function showLink(exportable: Exportable): string {
  const text = element('p', {}, `Whoever follows this link sees: ${exportable.title()}.`);
  const link = copyField('Link', exportable.address(), 2);
  openDialog({
    title: 'Share this view',
    content: [text, link, ...(copiesPictures() ? [pictureButton(exportable)] : [])],
  });
  return '';
}

function pictureButton(exportable: Exportable): HTMLElement {
  // The promise goes in as it is: some browsers forget the click while a picture is made.
  const picture = async () => pictureBlob(await exportable.picture());
  const copy = () => navigator.clipboard.write([new ClipboardItem({ 'image/png': picture() })]);
  return copyButton('Copy the picture', copy, error => {
    return `The picture could not be copied: ${error instanceof Error ? error.message : String(error)}`;
  });
}

function copiesPictures(): boolean {
  return 'ClipboardItem' in globalThis && navigator.clipboard !== undefined;
}

const EMBED_TEXT =
  'Put this line into your own page, where the view should appear. Readers can use it as they can here.';

export async function showEmbed(exportable: Exportable): Promise<string> {
  const code = embedCode(exportable.address(), exportable.title());
  openDialog({ title: 'Embed this view', content: [element('p', {}, EMBED_TEXT), copyField('HTML', code, 7)] });
  return '';
}

export async function showTable(exportable: Exportable): Promise<string> {
  if (exportable.table === undefined) throw new Error('this view has no table');
  const place = element('div');
  dataTable(place, exportable.table(), exportable.title(), exportable.remarks?.());
  openDialog({ title: exportable.title(), content: [place], wide: true });
  return '';
}
