import { type CallSnippets, callSnippets } from '../../functions/contract/call-snippets.ts';
import { element } from '../controls/element.ts';
import { segmentedControl } from '../controls/segmented-control.ts';
import { copyField } from './copy-field.ts';
import { openDialog } from './open-dialog.ts';
import type { Takeable } from './takeable.ts';

const WORDS = 'The numbers of this view come from an interface that is open to every program, without a key.';
const LANGUAGES: readonly { readonly value: keyof CallSnippets; readonly title: string }[] = [
  { value: 'curl', title: 'curl' },
  { value: 'javascript', title: 'JavaScript' },
  { value: 'python', title: 'Python' },
  { value: 'r', title: 'R' },
];

/** Shows how a program asks for the numbers of a view, in four languages. */
export async function showCode({ call }: Takeable): Promise<string> {
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
  openDialog({ title: 'Get these numbers by a program', content: [element('p', {}, WORDS), languages, code] });
  return '';
}
